import type { PlanInput } from "@weft/model/plan/input"
import type { Way } from "@weft/model/plan/ways"
import { readInstant } from "@weft/model/time/instant"
import { createEffect, createSignal, For, on, onCleanup, Show, type JSX } from "solid-js"
import { format } from "../../../text/index.ts"
import { planWords } from "../../../text/plan.ts"
import { planHealthWords } from "../../../text/plan-health.ts"
import { Button } from "../../../ui/button.tsx"
import { openDatePicker } from "../../../ui/date-picker.tsx"
import { calendarIcon } from "../../../ui/icons.ts"
import { announce } from "../../../ui/live-region.tsx"
import { applyWay } from "../health/apply-remedy.ts"
import { finishDay, lengthWords } from "../instant-words.ts"
import { usePlan, type PlanState } from "../plan-state.ts"
import { runSearch, type Search } from "./run-search.ts"
import "./ways.css"

/** The plan is searched anew when it has rested so long. */
const REST_MILLIS = 300

/** What would make the active activity end by a day: single changes, those that change least first, each done in one press. */
export function WaysSection(props: { readonly id: string }): JSX.Element {
  const state = usePlan()
  const words = () => planHealthWords().ways
  const [by, setBy] = createSignal<string | undefined>()
  const [search, setSearch] = createSignal<Search | null>(null)
  const [isStopped, setStopped] = createSignal(false)
  let stop = () => {}
  let waiting: ReturnType<typeof setTimeout> | undefined
  const begin = () => {
    stop()
    clearTimeout(waiting)
    const date = by()
    const until = date === undefined ? null : readInstant(`${date}T24:00`)
    if (until === null) return
    const { input } = state.plan()
    const onFound = (found: Search) => {
      setSearch(found)
      if (found.ways !== null) announce(resultWords(found.ways, found.isInTime))
    }
    stop = runSearch({ input, id: props.id, by: until, now: () => state.workspace.now(), onFound })
  }
  createEffect(
    on([() => props.id, by], () => {
      setSearch(null)
      setStopped(false)
      begin()
    }),
  )
  createEffect(
    on(
      state.plan,
      () => {
        clearTimeout(waiting)
        if (!isStopped()) waiting = setTimeout(begin, REST_MILLIS)
      },
      { defer: true },
    ),
  )
  onCleanup(() => {
    clearTimeout(waiting)
    stop()
  })
  const choose = (anchor: HTMLElement) =>
    openDatePicker({
      anchor,
      label: words().choose,
      value: by() as never,
      today: state.today() as never,
      onPick: date => setBy(date),
    })
  return (
    <section class="plan-ways" aria-label={words().title}>
      <h3>{words().title}</h3>
      <Button icon={calendarIcon} size="small" opens onClick={event => choose(event.currentTarget)}>
        {by() === undefined ? words().choose : words().until(format().shortDate(by() as never, state.today()))}
      </Button>
      <Show when={search()}>
        {found => (
          <Show
            when={found().ways}
            fallback={
              <p class="plan-ways-state">
                {words().trying(found().tried, found().all)}
                <Button
                  kind="quiet"
                  size="small"
                  onClick={() => {
                    stop()
                    setStopped(true)
                    setSearch(null)
                  }}
                >
                  {words().cancel}
                </Button>
              </p>
            }
          >
            {ways => (
              <>
                <p class="plan-ways-state">{resultWords(ways(), found().isInTime)}</p>
                <ol class="plan-ways-list">
                  <For each={ways()}>
                    {way => (
                      <li>
                        <span>{wayWords(state, found().input, way)}</span>
                        <span class="plan-ways-effect">{words().ends(finishDay(way.finish, state.today()))}</span>
                        <Show when={state.mayWrite()}>
                          <Button size="small" onClick={() => applyWay(state, found().input, way)}>
                            {words().apply}
                          </Button>
                        </Show>
                      </li>
                    )}
                  </For>
                </ol>
              </>
            )}
          </Show>
        )}
      </Show>
    </section>
  )

  function resultWords(ways: readonly Way[], isInTime: boolean): string {
    if (isInTime) return words().inTime
    return ways.length === 0 ? words().none : words().found(ways.length)
  }
}

function wayWords(state: PlanState, input: PlanInput, { change }: Way): string {
  const words = planHealthWords().ways
  if (change.kind === "drop-link" || change.kind === "drop-lag") {
    const link = input.links.find(({ id }) => id === change.link)!
    return words[change.kind](state.titleOf(link.from), state.titleOf(link.to))
  }
  const title = state.titleOf(change.task)
  if (change.kind === "shorten") return words.shorten(title, lengthWords(change.duration, state.minutesPerDay()))
  if (change.kind === "drop-constraint") {
    const kind = input.tasks.find(({ id }) => id === change.task)!.constraint.kind
    return words["drop-constraint"](title, planWords().constraints[kind])
  }
  return words[change.kind](title)
}
