import { changeLink, linkFar, unlinkItems } from "@weft/model/actions/dependency"
import type { ItemId, SpaceId } from "@weft/model/base/ids"
import { readInstant } from "@weft/model/time/instant"
import { For, Show, type JSX } from "solid-js"
import { spaceReady } from "../../../data/space-ready.ts"
import { startDay } from "../../../parts/instant-day.ts"
import { openItemPicker } from "../../../parts/item-picker.tsx"
import { itemHref, spaceName } from "../../../parts/space-link.ts"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { planWords } from "../../../text/plan.ts"
import { Button } from "../../../ui/button.tsx"
import { plusIcon } from "../../../ui/icons.ts"
import { openMenu } from "../../../ui/menu.tsx"
import type { FarPredecessor } from "../far-predecessors.ts"
import type { PlannedRow } from "../outline/plan-column.ts"
import { usePlan } from "../plan-state.ts"
import { LinkFields } from "./link-fields.tsx"

export interface FarLinksProps {
  readonly row: PlannedRow
  /** What a step is called. */
  readonly says: string
}

/** What an activity waits for in other spaces. */
export function FarLinks(props: FarLinksProps): JSX.Element {
  const state = usePlan()
  return (
    <ul class="plan-details-list">
      <For each={state.far.into(props.row.id)}>{far => <FarLink far={far} says={props.says} />}</For>
    </ul>
  )
}

/** The way to what lies in another space: first which space, then which activity of it. */
export function AddFarLink(props: FarLinksProps): JSX.Element {
  const state = usePlan()
  const { workspace } = state
  const words = sheetWords
  const others = () =>
    workspace
      .spaces()
      .filter(id => id !== state.space.id && workspace.live.plain.places.get(id)?.deleted == null)
      .filter(id => workspace.right(`space/${id}`) !== "none")
  const link = (fromSpace: SpaceId, from: ItemId) => {
    const other = workspace.snapshot(fromSpace)
    state.act(linkFar, { from, fromSpace, to: props.row.id, other }, props.says)
  }
  const pickIn = async (space: SpaceId, anchor: Element) => {
    await spaceReady(workspace.space(space))
    openItemPicker({
      anchor,
      label: words().chooseActivity,
      snapshot: () => workspace.snapshot(space),
      selected: () => null,
      onPick: item => item !== null && link(space, item),
    })
  }
  const add = (anchor: Element) =>
    openMenu({
      anchor,
      label: words().chooseSpace,
      entries: () => others().map(id => ({ label: spaceName(workspace, id), onSelect: () => void pickIn(id, anchor) })),
    })
  return (
    <Show when={state.mayWrite() && others().length > 0}>
      <Button kind="quiet" icon={plusIcon} aria-haspopup="menu" onClick={event => add(event.currentTarget)}>
        {words().addFarPredecessor}
      </Button>
    </Show>
  )
}

function FarLink(props: { readonly far: FarPredecessor; readonly says: string }): JSX.Element {
  const state = usePlan()
  const words = sheetWords
  const title = () => state.far.titleOf(props.far) ?? words().farUnknown
  const note = () => {
    const space = state.far.spaceOf(props.far) || planWords().reasons.otherSpace
    const { isHere, seenOn } = props.far
    if (isHere) return words().farIn(space)
    return `${words().farIn(space)}, ${seenOn === null ? words().neverSeen : words().lastKnown(seenDay(seenOn))}`
  }
  const seenDay = (day: string) => startDay(readInstant(day) ?? 0, state.today())
  return (
    <li class="plan-details-link">
      <span class="plan-details-title">
        <a
          class="plan-details-go"
          href={itemHref(state.workspace.id, props.far.space, props.far.from)}
          inert={!props.far.isHere}
        >
          <span class="plan-details-code">{state.far.keyOf(props.far.from)}</span> {title()}
        </a>{" "}
        <span class="plan-details-where">{note()}</span>
      </span>
      <LinkFields
        title={title()}
        kind={props.far.kind}
        lag={props.far.lag}
        onChange={change => state.act(changeLink, { link: props.far.id, ...change }, props.says)}
        onRemove={() => void state.act(unlinkItems, { links: [props.far.id] }, props.says)}
      />
    </li>
  )
}
