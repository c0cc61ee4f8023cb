import { claimItem } from "@weft/model/actions/claim"
import { patchItems } from "@weft/model/actions/item"
import { choosePreviewUrgent } from "@weft/model/actions/preference"
import type { ItemId, MemberId } from "@weft/model/base/ids"
import { DisplacementBook, type Displacement, type TakenWork } from "@weft/model/capacity/displacement"
import { remainingMinutes } from "@weft/model/capacity/claims-of-space"
import { wallInstant } from "@weft/model/capacity/promised-times"
import { createEffect, createMemo, createSignal, For, on, onCleanup, Show, untrack, type JSX } from "solid-js"
import { createToday, itemKey, useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { displacementWords } from "../../text/displacement.ts"
import { format } from "../../text/index.ts"
import { readTypedDuration } from "../../text/typed-duration.ts"
import { Button } from "../../ui/button.tsx"
import { Checkbox } from "../../ui/checkbox.tsx"
import { TextInput } from "../../ui/field.tsx"
import { useAct } from "../acting.ts"
import { deviceZone } from "../when.ts"
import { candidatesOf } from "./candidates.ts"
import { DisplacementReport } from "./displacement-report.tsx"
import { Instead } from "./instead.tsx"
import { readKnownWork } from "./known-spaces.ts"
import "../../ui/popover.css"
import "./displacement.css"

export interface DisplacementPanelProps {
  readonly space: SpaceData
  readonly ticket: ItemId
  readonly onTaken?: () => void
  readonly onClose: () => void
}

/** How long a ticket is taken to need that nobody has estimated, in minutes. */
const UNKNOWN_MINUTES = 60

/** What taking a ticket would do to other promises and to projects, and who else could take it. */
export function DisplacementPanel(props: DisplacementPanelProps): JSX.Element {
  const workspace = useWorkspace()
  const { space, ticket } = untrack(() => props)
  const act = useAct(() => space.id)
  const today = createToday(() => workspace.now())
  const item = () => space.live.plain.items.get(ticket)
  const key = () => {
    const row = item()
    return row === undefined ? "" : itemKey(space, row)
  }
  const estimate = untrack(() => remainingMinutes(item() ?? { remainingMinutes: null, estimateMinutes: null }))
  const [typed, setTyped] = createSignal(format().duration(estimate ?? UNKNOWN_MINUTES))
  const [isAtOnce, setAtOnce] = createSignal(untrack(() => item()?.priority === "urgent"))
  const minutes = () => readTypedDuration(typed())
  const work = (): TakenWork | null => {
    const needed = minutes()
    return needed === undefined ? null : { space: space.id, item: ticket, minutes: needed, isAtOnce: isAtOnce() }
  }
  const book = createBook()
  const owner = () => space.live.row("items", ticket)?.read("owner") ?? null
  const own = createMemo((): Displacement | null => {
    const [known, taken] = [book(), work()]
    return known === null || taken === null ? null : known.book.of(owner() ?? workspace.me, taken)
  })
  const others = createMemo((): readonly Displacement[] => {
    const [known, taken] = [book(), work()]
    if (known === null || taken === null) return []
    return known.book.least(candidatesOf(workspace, space, ticket), taken)
  })
  const take = () => {
    const says = displacementWords().step.take(key())
    if (!act(claimItem, { item: ticket }, says)) return
    props.onClose()
    props.onTaken?.()
  }
  const give = (member: MemberId) => {
    const did = act(patchItems, { items: [ticket], fields: { owner: member } }, displacementWords().step.give(key()))
    if (did) props.onClose()
  }
  const mayTake = () => owner() === null && workspace.mayWrite(`space/${space.id}`)
  const isHarmless = () => {
    const displaced = own()
    return displaced !== null && displaced.late.length + displaced.activities.length + displaced.projects.length === 0
  }
  return (
    <form
      ref={panel => queueMicrotask(() => panel.focus())}
      class="popover displacement"
      tabIndex={-1}
      // Whoever has read it says yes with the keyboard where it is.
      onKeyDown={event => {
        if (event.key === "Enter" && event.target === event.currentTarget) event.currentTarget.requestSubmit()
      }}
      onSubmit={event => {
        event.preventDefault()
        if (mayTake()) take()
      }}
    >
      <h2 class="displacement-title">{displacementWords().title(key())}</h2>
      <div class="displacement-terms">
        <label class="displacement-needs">
          <span>{displacementWords().needs}</span>
          <TextInput
            value={typed()}
            placeholder={displacementWords().needsPlaceholder}
            aria-invalid={minutes() === undefined ? "true" : undefined}
            autocomplete="off"
            onValue={setTyped}
          />
        </label>
        <Checkbox checked={isAtOnce()} onChange={setAtOnce}>
          {displacementWords().isAtOnce}
        </Checkbox>
      </div>
      <div class="displacement-outcome" aria-live="polite">
        <Show
          when={minutes() !== undefined}
          fallback={<p class="displacement-hint">{displacementWords().noDuration}</p>}
        >
          <Show when={own()} fallback={<p class="displacement-hint">{displacementWords().reckoning}</p>}>
            {displaced => <DisplacementReport displaced={displaced()} today={today()} />}
          </Show>
        </Show>
      </div>
      <Show when={workspace.mayWrite(`space/${space.id}`)}>
        <Instead others={others()} onGive={give} />
      </Show>
      <Show when={book()}>{known => <Unknown awaited={known().awaited} hidden={known().hidden} own={own()} />}</Show>
      <PreviewChoice />
      <div class="displacement-actions">
        <Button onClick={() => props.onClose()}>{displacementWords().cancel}</Button>
        <Show when={mayTake()}>
          <Button kind="primary" type="submit">
            {isHarmless() ? displacementWords().take : displacementWords().takeAnyway}
          </Button>
        </Show>
      </div>
    </form>
  )
}

/** All that is known of what people do, read after the popover is on the screen and again as spaces come. */
function createBook() {
  const workspace = useWorkspace()
  interface Known {
    readonly book: DisplacementBook
    readonly awaited: number
    readonly hidden: number
  }
  const [known, setKnown] = createSignal<Known | null>(null)
  const ready = () =>
    workspace
      .spaces()
      .map(id => `${id} ${workspace.space(id).ready()}`)
      .join()
  createEffect(
    on(ready, () => {
      const timer = setTimeout(() => {
        const { spaces, awaited, hidden } = untrack(() => readKnownWork(workspace))
        if (spaces.length === 0) return
        const book = new DisplacementBook(spaces, wallInstant(workspace.now(), deviceZone()))
        setKnown({ book, awaited, hidden })
      })
      onCleanup(() => clearTimeout(timer))
    }),
  )
  return known
}

/** What is not in the reckoning, so that nobody takes it for more than it is. */
function Unknown(props: {
  readonly awaited: number
  readonly hidden: number
  readonly own: Displacement | null
}): JSX.Element {
  const lines = () => {
    const unestimated = props.own?.unestimated ?? 0
    return [
      displacementWords().knownHere,
      ...(unestimated > 0 ? [displacementWords().unestimated(unestimated)] : []),
      ...(props.awaited > 0 ? [displacementWords().awaited(props.awaited)] : []),
      ...(props.hidden > 0 ? [displacementWords().hidden(props.hidden)] : []),
    ]
  }
  return (
    <p class="displacement-hint">
      <For each={lines()}>{line => <span>{line} </span>}</For>
    </p>
  )
}

/** Whether the popover comes by itself before an urgent ticket is taken; on all devices of the person. */
function PreviewChoice(): JSX.Element {
  const workspace = useWorkspace()
  const shows = () => [...workspace.live.table("preferences").values()].some(({ previewsUrgent }) => previewsUrgent)
  const act = useAct(() => workspace.spaces()[0]!)
  return (
    <Checkbox checked={shows()} onChange={isShown => void act(choosePreviewUrgent, { isShown }, "")}>
      {displacementWords().asks}
    </Checkbox>
  )
}
