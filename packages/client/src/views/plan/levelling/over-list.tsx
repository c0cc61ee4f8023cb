import type { MemberId } from "@weft/model/base/ids"
import type { OverAllocation } from "@weft/model/levelling/over-allocation"
import { unitsOf } from "@weft/model/plan/plan-of-space"
import { createMemo, For, Show, untrack, type JSX } from "solid-js"
import { memberNamed } from "../../../data/context.ts"
import { Avatar, type ShownPerson } from "../../../parts/avatar.tsx"
import { format } from "../../../text/index.ts"
import { planLevellingWords } from "../../../text/plan-levelling.ts"
import { Icon } from "../../../ui/icon.tsx"
import { circleCheckIcon } from "../../../ui/icons.ts"
import { showTasks } from "../health/show-tasks.ts"
import { finishDay, startDay } from "../instant-words.ts"
import { usePlan, type PlanState } from "../plan-state.ts"
import type { Levelling } from "./levelling-state.ts"
import { resourceName } from "./levelling-words.ts"

/** As many times of one person are listed. */
const MOST_LISTED = 20
/** So many times in all stand there without unfolding. */
const MOST_UNFOLDED = 5

/** Who has too much now, when, and with what; a press selects the activities. */
export function OverList(props: { readonly levelling: Levelling }): JSX.Element {
  const state = usePlan()
  const words = planLevellingWords
  const timesOf = createMemo(() => Map.groupBy(props.levelling.over() ?? [], ({ resource }) => resource))
  /** Of whom there is more to tell stays unfolded when the plan changes. */
  const people = createMemo(() => [...timesOf().keys()], [], {
    equals: (one, other) => one.length === other.length && one.every((id, place) => id === other[place]),
  })
  const personOf = (resource: string): ShownPerson =>
    memberNamed(state.workspace.live, resource as MemberId) ?? { id: resource, name: resourceName(state, resource) }
  /** Decided once, so that nothing folds under the hand. */
  const isShort = () => untrack(() => (props.levelling.over() ?? []).length <= MOST_UNFOLDED)
  return (
    <section class="plan-levelling-part">
      <h3>
        {words().tooMuch}
        <Show when={props.levelling.over()?.length}>
          {amount => <span class="plan-levelling-figure">{words().over(amount())}</span>}
        </Show>
      </h3>
      <Show when={props.levelling.over()?.length === 0}>
        <p class="plan-levelling-sound">
          <Icon icon={circleCheckIcon} size={16} />
          {words().nobody}
        </p>
      </Show>
      <For each={people()}>
        {resource => {
          const times = () => timesOf().get(resource) ?? []
          return (
            <details class="plan-levelling-person" open={isShort()}>
              <summary>
                <Avatar person={personOf(resource)} decorative />
                <span class="plan-levelling-name">{resourceName(state, resource)}</span>
                <span class="plan-levelling-figure">{words().over(times().length)}</span>
              </summary>
              <ul>
                <For each={times().slice(0, MOST_LISTED)}>
                  {over => (
                    <li>
                      <OverTime over={over} />
                    </li>
                  )}
                </For>
              </ul>
              <Show when={times().length > MOST_LISTED}>
                <p class="plan-levelling-note">{words().more(times().length - MOST_LISTED)}</p>
              </Show>
            </details>
          )
        }}
      </For>
    </section>
  )
}

/** One time when somebody has too much. */
export function OverTime(props: { readonly over: OverAllocation; readonly named?: boolean }): JSX.Element {
  const state = usePlan()
  return (
    <button type="button" class="plan-levelling-link" onClick={() => showTasks(state, props.over.tasks)}>
      <span class="plan-levelling-when">
        <span>{props.named ? resourceName(state, props.over.resource) : whenWords(state, props.over)}</span>
        <span>{props.named ? whenWords(state, props.over) : unitsWords(state, props.over)}</span>
      </span>
      <span class="plan-levelling-note">{format().list(props.over.tasks.map(state.titleOf))}</span>
    </button>
  )
}

function whenWords(state: PlanState, { from, to }: OverAllocation): string {
  return planLevellingWords().overTime(startDay(from, state.today()), finishDay(to, state.today()))
}

function unitsWords(state: PlanState, { resource, units }: OverAllocation): string {
  const available = unitsOf(state.workspace.snapshot(state.space.id), resource)
  return planLevellingWords().overUnits(format().percent(units), format().percent(available))
}
