import type { ScheduledTask } from "@weft/model/plan/schedule-rows"
import type { PlanTask } from "@weft/model/plan/input"
import { createMemo, For, onMount, Show, untrack, type JSX } from "solid-js"
import { memberNamed } from "../../../data/context.ts"
import { Avatar } from "../../../parts/avatar.tsx"
import { hueOf } from "../../../parts/person-hue.ts"
import { format } from "../../../text/index.ts"
import { planWords } from "../../../text/plan.ts"
import { Icon } from "../../../ui/icon.tsx"
import { chevronDownIcon, chevronRightIcon } from "../../../ui/icons.ts"
import { AXIS } from "../chart/chart-view.ts"
import { finishDay, lengthWords, startDay } from "../instant-words.ts"
import { choose } from "../chart/plan-pointer.ts"
import type { PlanRow } from "./plan-rows.ts"
import { usePlan } from "../plan-state.ts"
import { rename } from "../plan-steps.ts"
import { percentOf } from "../trials.ts"

export const rowElementId = (id: string) => `plan-row-${id}`

/** Rows drawn beyond each edge of what is in view. */
const MORE = 3

/** The rows of the plan: names, lengths and dates, as many as are in view. */
export function PlanOutline(): JSX.Element {
  const state = usePlan()
  const range = createMemo(
    () => {
      const { top, height } = state.viewport()
      const count = state.rows().length
      const first = Math.max(0, Math.floor(top / state.rowHeight()) - MORE)
      const end = Math.min(count, Math.ceil((top + height - AXIS) / state.rowHeight()) + MORE)
      return [Math.min(first, count), end] as const
    },
    undefined,
    { equals: (one, other) => one[0] === other[0] && one[1] === other[1] },
  )
  const drawn = createMemo<readonly string[]>(
    () =>
      state
        .rows()
        .slice(...range())
        .map(({ id }) => id),
    [],
    { equals: (one, other) => one.length === other.length && one.every((id, index) => id === other[index]) },
  )
  return (
    <div class="plan-rows" role="rowgroup" style={{ height: `${state.rows().length * state.rowHeight()}px` }}>
      <For each={drawn()}>{id => <OutlineRow id={id} />}</For>
    </div>
  )
}

function OutlineRow(props: { readonly id: string }): JSX.Element {
  const state = usePlan()
  const words = planWords
  const index = () => state.indexOf(props.id)
  // While a row goes, what is drawn of it stands for the last time.
  const row = createMemo<PlanRow>(
    before => state.rows()[index()] ?? before,
    untrack(() => state.rows()[index()]!),
  )
  const planned = createMemo<{ readonly task: PlanTask; readonly dates: ScheduledTask } | undefined>(before => {
    const plan = state.plan()
    const task = plan.computed.net.indexOf.get(props.id)
    return task === undefined ? before : { task: plan.computed.net.input.tasks[task]!, dates: plan.task(props.id) }
  })
  const item = () => state.space.live.row("items", props.id)
  const title = () => item()?.read("title") || state.titleOf(props.id)
  const moved = () => state.held()?.ghost.moved.get(props.id)
  const dates = () => moved() ?? planned()!.dates
  const isMilestone = () => !row().isSummary && planned()!.task.duration === 0
  const peer = () => state.peers.on(props.id)
  const who = () => {
    const [first] = item()?.read("assignees") ?? []
    return first === undefined ? undefined : memberNamed(state.workspace.live, first)
  }
  const marks = () => {
    const { task, dates: shown } = planned()!
    const percent = percentOf(state.plan(), props.id)
    return [
      isMilestone() ? words().milestone : "",
      task.actualFinish !== null
        ? words().done
        : percent > 0
          ? words().percentDone(format().percent(percent / 100))
          : "",
      shown.isCritical && task.actualFinish === null ? words().critical : "",
    ].filter(text => text !== "")
  }
  return (
    <div
      id={rowElementId(props.id)}
      class="plan-row"
      role="row"
      aria-level={row().depth + 1}
      aria-rowindex={index() + 2}
      aria-expanded={row().isSummary ? !row().isFolded : undefined}
      aria-selected={state.selection.isSelected(props.id)}
      data-active={state.isActive(props.id) ? "" : undefined}
      data-summary={row().isSummary ? "" : undefined}
      data-peer={peer() === undefined ? undefined : ""}
      data-hue={peer() === undefined ? undefined : hueOf(peer()!.member)}
      style={{ transform: `translateY(${index() * state.rowHeight()}px)` }}
      onClick={event => {
        if (event.target instanceof Element && event.target.closest(".plan-fold, .plan-name-input") !== null) return
        choose(state, props.id, event)
      }}
      onDblClick={() => state.mayWrite() && state.setEditing(props.id)}
    >
      <span class="plan-cell" role="gridcell" data-column="code">
        {row().code}
      </span>
      <span
        class="plan-cell"
        role="gridcell"
        data-column="name"
        style={{ "padding-inline-start": `${(state.narrow() ? 8 : 16) * row().depth}px` }}
      >
        <Show when={row().isSummary} fallback={<span class="plan-fold-room" />}>
          <button
            type="button"
            class="plan-fold"
            tabIndex={-1}
            aria-label={row().isFolded ? words().unfold(title()) : words().fold(title())}
            onClick={() => state.fold(props.id, !row().isFolded)}
          >
            <Icon icon={row().isFolded ? chevronRightIcon : chevronDownIcon} size={14} />
          </button>
        </Show>
        <Show when={isMilestone()}>
          <span class="plan-diamond" data-critical={planned()!.dates.isCritical ? "" : undefined} />
        </Show>
        <Show
          when={state.editing() === props.id}
          fallback={
            <span class="plan-name" title={title()}>
              {title()}
            </span>
          }
        >
          <NameField id={props.id} />
        </Show>
        <span class="visually-hidden">{marks().join(", ")}</span>
        <Show when={peer()}>{other => <span class="plan-flag">{other().name}</span>}</Show>
      </span>
      <span class="plan-cell" role="gridcell" data-column="length">
        {isMilestone() ? "" : lengthWords(lengthOf(), state.minutesPerDay())}
      </span>
      <span class="plan-cell" role="gridcell" data-column="start" data-moved={isMoved("start") ? "" : undefined}>
        {startDay(dates().start, state.today())}
      </span>
      <span class="plan-cell" role="gridcell" data-column="finish" data-moved={isMoved("finish") ? "" : undefined}>
        {isMilestone() ? startDay(dates().finish, state.today()) : finishDay(dates().finish, state.today())}
      </span>
      <span class="plan-cell" role="gridcell" data-column="who">
        <Show when={who()}>{person => <Avatar person={person()} />}</Show>
      </span>
    </div>
  )

  function isMoved(end: "start" | "finish"): boolean {
    return moved() !== undefined && moved()![end] !== planned()!.dates[end]
  }

  function lengthOf(): number {
    const { task, dates: shown } = planned()!
    if (!row().isSummary) return task.duration
    return state.plan().computed.net.projectCalendar.between(shown.start, shown.finish)
  }
}

/** The name of an activity while it is written. Enter and leaving save, Escape puts back what stood. */
function NameField(props: { readonly id: string }): JSX.Element {
  const state = usePlan()
  let input!: HTMLInputElement
  let isOver = false
  onMount(() => {
    input.focus({ preventScroll: true })
    input.select()
  })
  const end = (saves: boolean) => {
    if (isOver) return
    if (saves && !rename(state, props.id, input.value)) return
    isOver = true
    state.setEditing(null)
    state.grid().focus({ preventScroll: true })
  }
  return (
    <input
      ref={input}
      class="plan-name-input"
      aria-label={planWords().editName(state.titleOf(props.id))}
      autocomplete="off"
      value={state.titleOf(props.id)}
      onBlur={() => end(true)}
      on:keydown={event => {
        event.stopPropagation()
        if (event.isComposing) return
        if (event.key === "Escape") end(false)
        else if (event.key === "Enter") end(true)
      }}
      on:dblclick={event => event.stopPropagation()}
    />
  )
}
