import type { SpaceId } from "@weft/model/base/ids"
import { Explained } from "@weft/model/plan/explain"
import type { Reason } from "@weft/model/plan/reasons"
import { readInstant } from "@weft/model/time/instant"
import { createMemo, For, lazy, Show, Suspense, type JSX } from "solid-js"
import { format } from "../../../text/index.ts"
import { planWords } from "../../../text/plan.ts"
import { finishDay, lengthWords, startDay } from "../instant-words.ts"
import { usePlan, type PlanState } from "../plan-state.ts"
import { SidePanel } from "../side-panel/side-panel.tsx"
import { HeldByGate } from "./held-by-gate.tsx"

const WaysSection = lazy(async () => ({ default: (await import("./ways-section.tsx")).WaysSection }))

/** The longest chain that is told; what drives further back is seen by going on from its last activity. */
const MOST_TOLD = 30

/** Where the dates of the active row come from: its own reasons, then those of what drives it, back to what nothing drives. */
export function WhyPanel(): JSX.Element {
  const state = usePlan()
  const words = planWords
  const chain = createMemo(() => {
    const id = state.active()
    return id === null ? [] : new Explained(state.plan().computed).chain(id).slice(0, MOST_TOLD)
  })
  // What is finished ends no sooner.
  const openActivity = () => {
    const id = state.active()
    return id === null || state.plan().taskOf(id)?.actualFinish !== null ? null : id
  }
  return (
    <SidePanel
      label={words().why}
      heading={state.active() === null ? words().why : words().whyTitle(state.titleOf(state.active()!))}
      closeLabel={words().whyClose}
      onClose={() => state.setShowsWhy(false)}
    >
      <HeldByGate item={state.active()} />
      <Show when={chain().length > 0} fallback={<p class="plan-why-none">{words().whyNone}</p>}>
        <ol class="plan-why-chain">
          <For each={chain()}>
            {link => (
              <li>
                <button
                  type="button"
                  class="plan-why-task"
                  onClick={() => {
                    state.setActive(link.task)
                    state.reveal(link.task)
                  }}
                >
                  {state.titleOf(link.task)}
                </button>
                <ul>
                  <For each={[...link.start, ...link.finish]}>{reason => <li>{reasonWords(state, reason)}</li>}</For>
                </ul>
              </li>
            )}
          </For>
        </ol>
      </Show>
      <Show when={openActivity()}>
        {id => (
          <Suspense>
            <WaysSection id={id()} />
          </Suspense>
        )}
      </Show>
    </SidePanel>
  )
}

function reasonWords(state: PlanState, reason: Reason): string {
  const words = planWords().reasons
  const today = state.today()
  const from = startDay(reason.date, today)
  const until = finishDay(reason.date, today)
  switch (reason.because) {
    case "project-start":
      return words.projectStart(from)
    case "links":
      return words.links(format().list(reason.from.map(state.titleOf)), until)
    case "constraint": {
      const said = words.constraint(planWords().constraints[reason.kind], from)
      return state.active() === reason.task ? said : `${state.titleOf(reason.task)}: ${said}`
    }
    case "far-link": {
      const space = reason.link.space as SpaceId
      const name = state.workspace.setup(space).live.table("profiles").get(space)?.name
      return words.far(name || words.otherSpace, until, startDay(readInstant(reason.link.seenOn) ?? 0, today))
    }
    case "calendar":
      return words.calendar(from)
    case "leveling-delay":
      return words.levelling(from)
    case "actual-start":
      return words.actualStart(from)
    case "actual-finish":
      return words.actualFinish(until)
    case "resume":
      return words.resume(from)
    case "data-date":
      return words.dataDate(from)
    case "manual":
      return words.manual(from)
    case "external":
      return words.external(from)
    case "as-late-as-possible":
      return words.late(from)
    case "as-late-as-successors-allow":
      return words.waiting(from)
    case "below":
      return words.below(state.titleOf(reason.task), from)
    case "duration":
      return words.duration(lengthWords(reason.length, state.minutesPerDay()), until)
    case "assignments":
      return words.assignments(lengthWords(reason.length, state.minutesPerDay()), until)
  }
}
