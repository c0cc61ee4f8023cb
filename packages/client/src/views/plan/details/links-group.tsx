import { changeLink, linkItems, unlinkItems } from "@weft/model/actions/dependency"
import type { DependencyId, ItemId } from "@weft/model/base/ids"
import type { LinkKind, PlanLink } from "@weft/model/plan/input"
import { DEPENDENCY_KINDS } from "@weft/model/schema/planning"
import { For, Show, type JSX } from "solid-js"
import { openItemPicker } from "../../../parts/item-picker.tsx"
import { LineInput } from "../../../parts/line-input.tsx"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { planWords } from "../../../text/plan.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { Select } from "../../../ui/field.tsx"
import { linkIcon, plusIcon, xIcon } from "../../../ui/icons.ts"
import type { PlannedRow } from "../outline/plan-column.ts"
import { lagText, readLag } from "../outline/value-text.ts"
import { usePlan } from "../plan-state.ts"
import { DetailGroup } from "./detail-fields.tsx"

/** What an activity waits for and what waits for it: kind and lag of each link, and its other end. */
export function LinksGroup(props: { readonly row: PlannedRow }): JSX.Element {
  const state = usePlan()
  const words = sheetWords
  const links = () => (state.plan(), state.plan().computed.net.input.links)
  const into = () => links().filter(({ to }) => to === props.row.id)
  const outOf = () => links().filter(({ from }) => from === props.row.id)
  const says = () => words().steps.links(props.row.title)
  const choose = (anchor: Element, pick: (item: ItemId) => void) =>
    openItemPicker({
      anchor,
      label: words().chooseActivity,
      snapshot: () => state.workspace.snapshot(state.space.id),
      selected: () => null,
      offers: item => item.id !== props.row.id,
      onPick: item => item !== null && pick(item),
    })
  const add = (anchor: Element, end: "from" | "to") => choose(anchor, other => draw(other, end))
  const draw = (other: ItemId, end: "from" | "to") => {
    const link = end === "from" ? { from: other, to: props.row.id } : { from: props.row.id, to: other }
    state.act(linkItems, { links: [link] }, says())
  }
  const ends = () => [
    { name: words().predecessors, links: into(), end: "from" as const, more: words().addPredecessor },
    { name: words().successors, links: outOf(), end: "to" as const, more: words().addSuccessor },
  ]
  return (
    <DetailGroup name={words().groups.links}>
      <For each={ends()}>
        {side => (
          <>
            <h3 class="plan-details-side">{side.name}</h3>
            <ul class="plan-details-list">
              <For each={side.links}>
                {link => (
                  <LinkLine
                    link={link}
                    end={side.end}
                    says={says()}
                    onOther={(anchor, onPick) => choose(anchor, onPick)}
                  />
                )}
              </For>
            </ul>
            <Show when={state.mayWrite()}>
              <Button kind="quiet" icon={plusIcon} onClick={event => add(event.currentTarget, side.end)}>
                {side.more}
              </Button>
            </Show>
          </>
        )}
      </For>
    </DetailGroup>
  )
}

interface LinkLineProps {
  readonly link: PlanLink
  /** Which of its ends is the other activity. */
  readonly end: "from" | "to"
  readonly says: string
  readonly onOther: (anchor: Element, onPick: (item: ItemId) => void) => void
}

function LinkLine(props: LinkLineProps): JSX.Element {
  const state = usePlan()
  const words = sheetWords
  const other = () => props.link[props.end]
  const title = () => state.titleOf(other())
  const id = () => props.link.id as DependencyId
  const putOn = (item: ItemId) => void state.act(changeLink, { link: id(), [props.end]: item }, props.says)
  const saveLag = (text: string) => {
    const lag = readLag(text, state.minutesPerDay())
    if (lag === undefined) return words().lagExample
    return state.act(changeLink, { link: id(), lag }, props.says) ? undefined : ""
  }
  return (
    <li class="plan-details-link">
      <button
        type="button"
        class="plan-details-title plan-details-go"
        onClick={() => {
          state.setActive(other())
          state.reveal(other())
        }}
      >
        <span class="plan-details-code">{state.sheet.source.codeOf(other())}</span> {title()}
      </button>
      <Select<LinkKind>
        label={words().kindOf(title())}
        disabled={!state.mayWrite()}
        value={props.link.kind}
        options={DEPENDENCY_KINDS.map(value => ({ value, label: planWords().kinds[value] }))}
        onValue={kind => state.act(changeLink, { link: id(), kind }, props.says)}
      />
      <LineInput
        label={words().lagOf(title())}
        value={lagText(props.link.lag, state.minutesPerDay())}
        placeholder={words().noLag}
        onSave={saveLag}
      />
      <Show when={state.mayWrite()}>
        <span class="plan-details-tools">
          <IconButton
            icon={linkIcon}
            label={words().otherEnd(title())}
            size="small"
            onClick={event => props.onOther(event.currentTarget, putOn)}
          />
          <IconButton
            icon={xIcon}
            label={words().removeLink(title())}
            size="small"
            onClick={() => state.act(unlinkItems, { links: [id()] }, props.says)}
          />
        </span>
      </Show>
    </li>
  )
}
