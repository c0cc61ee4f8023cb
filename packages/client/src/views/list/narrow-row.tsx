import type { Item } from "@weft/model/schema/item"
import { isNearlyDone, shownStatus, workflowOf } from "@weft/model/tasks/workflow"
import { Show, untrack, type JSX } from "solid-js"
import type { LiveRow } from "../../data/row.ts"
import { Avatar } from "../../parts/avatar.tsx"
import { CardFacts } from "../../parts/card-facts.tsx"
import { CardMarks } from "../../parts/card-marks.tsx"
import { hueOf } from "../../parts/person-hue.ts"
import { PriorityGlyph } from "../../parts/priority-glyph.tsx"
import { StatusGlyph } from "../../parts/status-glyph.tsx"
import { t } from "../../text/index.ts"
import { listWords } from "../../text/list.ts"
import { AvatarStack } from "../../ui/avatar-stack.tsx"
import { Icon } from "../../ui/icon.tsx"
import { chevronDownIcon, ellipsisIcon } from "../../ui/icons.ts"
import { useList } from "./list-context.ts"
import { cellElementId, createNode, lineElementId, type LineProps } from "./line-parts.ts"

/**
 * A row on a phone: two lines, the state as a target of its own at the left, everything else behind one button at the
 * right. Nothing is done by a gesture that one has to know.
 */
export function NarrowRow(props: LineProps & { readonly row: LiveRow<Item> }): JSX.Element {
  const list = useList()
  const { cards, model } = list
  const id = untrack(() => props.line)
  const node = createNode(list, () => props.line)
  const status = () => shownStatus({ status: props.row.read("status") }, model.setup())
  const title = () => props.row.read("title") || t().item.untitled
  const peer = () => list.peers.on(id)
  return (
    <div
      id={lineElementId(id)}
      class="list-line list-card"
      classList={{ "presence-outline": peer() !== undefined }}
      role="row"
      data-line={id}
      data-hue={peer() === undefined ? undefined : hueOf(peer()!.member)}
      data-active={list.cursor.isOn(id) ? "" : undefined}
      aria-rowindex={list.model.indexOf(props.line) + 2}
      aria-level={(node()?.depth ?? 0) + 1}
      aria-expanded={node()?.children ? !node()?.isFolded : undefined}
      aria-selected={list.selection.isSelected(id)}
    >
      <div
        role="gridcell"
        id={cellElementId(id, "status")}
        class="list-card-status"
        data-card-action="status"
        style={{ "margin-inline-start": `${Math.min(node()?.depth ?? 0, MOST_INDENT) * 16}px` }}
        aria-label={listWords().setStatusOf(title(), status()?.name ?? "")}
      >
        <Show when={list.selection.isSelected(id)} fallback={<Glyph />}>
          <span class="list-check" data-on="" />
        </Show>
      </div>
      <div role="gridcell" class="list-card-words">
        <span class="list-card-title">
          <span class="list-title" data-settled={cards.isSettled(props.row) ? "" : undefined}>
            {title()}
          </span>
          <CardMarks row={props.row} space={cards} />
        </span>
        <span class="list-card-facts">
          <span class="list-key">{cards.key(props.row)}</span>
          <Show when={props.row.read("priority") !== "none"}>
            <PriorityGlyph priority={props.row.read("priority")} />
          </Show>
          <CardFacts row={props.row} space={cards} />
        </span>
      </div>
      <div role="gridcell" class="list-card-people">
        <AvatarStack most={2} people={cards.people(props.row)}>
          {person => <Avatar person={person} />}
        </AvatarStack>
      </div>
      <Show when={node()?.children}>
        <div
          role="gridcell"
          class="list-card-button"
          data-fold=""
          aria-label={node()?.isFolded ? listWords().unfold : listWords().fold}
        >
          <span class="list-fold" data-folded={node()?.isFolded ? "" : undefined}>
            <Icon icon={chevronDownIcon} />
          </span>
        </div>
      </Show>
      <div
        role="gridcell"
        class="list-card-button"
        data-card-action="menu"
        aria-label={listWords().rowMenuButton(title())}
      >
        <Icon icon={ellipsisIcon} />
      </div>
    </div>
  )

  function Glyph(): JSX.Element {
    return (
      <Show when={status()}>
        {shown => (
          <StatusGlyph
            size={20}
            category={shown().category}
            nearlyDone={isNearlyDone(shown().id, workflowOf(model.setup()))}
          />
        )}
      </Show>
    )
  }
}

const MOST_INDENT = 4
