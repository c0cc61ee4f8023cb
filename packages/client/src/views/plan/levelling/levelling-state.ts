import { applyLevelling } from "@weft/model/actions/schedule-items"
import type { ItemId } from "@weft/model/base/ids"
import { overAllocationsOf, type OverAllocation } from "@weft/model/levelling/over-allocation"
import { spaceLevelling } from "@weft/model/levelling/space-levelling"
import { unitsOf } from "@weft/model/plan/plan-of-space"
import { createEffect, createMemo, createSignal, on, onCleanup, type Accessor } from "solid-js"
import { planLevellingWords } from "../../../text/plan-levelling.ts"
import { scaleIcon } from "../../../ui/icons.ts"
import { announce } from "../../../ui/live-region.tsx"
import { showToast } from "../../../ui/toast.tsx"
import { GhostPlan } from "../chart/ghost.ts"
import { revealBeside } from "../health/show-tasks.ts"
import { finishDay } from "../instant-words.ts"
import type { PlanState } from "../plan-state.ts"
import type { SearchProgress } from "./level-in-turns.ts"
import { levelQuestion, usualChoice, type LevellingChoice } from "./level-question.ts"
import { clearedProposal, delayedTasks, inOrder, review, type Proposal, type Review } from "./proposal.ts"
import { runLevelling, type RunningSearch } from "./run-levelling.ts"

/** Where levelling stands. */
export type LevellingPhase =
  | { readonly phase: "asking"; readonly hasFailed: boolean }
  /** Nothing is found yet where there is no progress. */
  | { readonly phase: "searching"; readonly progress: SearchProgress | null; readonly isStopping: boolean }
  | { readonly phase: "reviewing"; readonly proposal: Proposal; readonly schedules: number }

/** What the parts of the panel share. */
export interface Levelling {
  readonly phase: Accessor<LevellingPhase>
  /** Who has too much, as the plan is; null until somebody has looked. */
  readonly over: Accessor<readonly OverAllocation[] | null>
  /** How many activities levelling delays now. */
  readonly delays: Accessor<number>
  readonly choice: Accessor<LevellingChoice>
  readonly choose: (part: Partial<LevellingChoice>) => void
  readonly isTaken: (task: string) => boolean
  readonly take: (tasks: readonly string[], taken: boolean) => void
  /** What becomes of the plan with what is taken; null where nothing is proposed. */
  readonly review: Accessor<Review | null>
  /** Whether the plan is another one than the proposal is for. */
  readonly isStale: Accessor<boolean>
  readonly level: () => void
  readonly stop: () => void
  readonly clear: () => void
  readonly discard: () => void
  readonly apply: () => void
}

/** The plan is looked over when it has rested so long. */
const REST_MILLIS = 200

export function createLevelling(state: PlanState): Levelling {
  const words = planLevellingWords
  const snapshot = () => state.workspace.snapshot(state.space.id)
  const unitsHere = (resource: string) => unitsOf(snapshot(), resource)
  const [choice, setChoice] = createSignal(
    usualChoice(state.plan().project.dataDate ?? null, state.plan().computed.dates.finish, state.todayInstant()),
  )
  const [phase, setPhase] = createSignal<LevellingPhase>({ phase: "asking", hasFailed: false })
  const [leftOut, setLeftOut] = createSignal<ReadonlySet<string>>(new Set<string>())
  const [over, setOver] = createSignal<readonly OverAllocation[] | null>(null)
  const [isStale, setStale] = createSignal(false)
  const proposal = createMemo(() => {
    const now = phase()
    return now.phase === "reviewing" ? now.proposal : null
  })
  let running: RunningSearch | null = null
  let selected: readonly string[] = []
  let waiting: ReturnType<typeof setTimeout> | undefined

  const look = () => {
    setOver(overAllocationsOf(state.plan().computed, unitsHere))
    const proposed = proposal()
    const wasStale = isStale()
    setStale(proposed !== null && spaceLevelling(snapshot()).sum !== proposed.sum)
    if (isStale() && !wasStale) announce(words().stale)
  }
  createEffect(
    on(state.plan, () => {
      clearTimeout(waiting)
      waiting = setTimeout(look, over() === null ? 0 : REST_MILLIS)
    }),
  )

  /** Built for the plan as it is now; what is taken is tried on it. */
  const trials = createMemo(() => (proposal() === null ? null : new GhostPlan(state.plan())))
  const reviewed = createMemo(() => {
    const [proposed, on] = [proposal(), trials()]
    return proposed === null || on === null ? null : review(state.plan(), on, proposed, leftOut(), unitsHere)
  })
  createEffect(() => state.levelling.setGhost(reviewed()?.ghost ?? null))
  onCleanup(() => {
    clearTimeout(waiting)
    running?.close()
    state.levelling.setGhost(null)
  })

  const propose = (next: Proposal, schedules: number) => {
    setLeftOut(new Set<string>())
    setPhase({ phase: "reviewing", proposal: next, schedules })
    setStale(spaceLevelling(snapshot()).sum !== next.sum)
    const [first] = next.moves
    if (first !== undefined) revealBeside(state, first.task)
    const { ghost, left } = reviewed()!
    const finish = finishDay(ghost.finishAfter, state.today())
    announce(next.moves.length === 0 ? words().noMoves : words().proposed(next.moves.length, finish, left.length))
  }
  const ask = (hasFailed = false) => {
    running = null
    setPhase({ phase: "asking", hasFailed })
  }
  return {
    phase,
    over,
    delays: createMemo(() => delayedTasks(state.plan()).length),
    choice,
    choose: part => setChoice({ ...choice(), ...part }),
    isTaken: task => !leftOut().has(task),
    take: (tasks, taken) => {
      const next = new Set(leftOut())
      for (const task of tasks)
        if (taken) next.delete(task)
        else next.add(task)
      setLeftOut(next)
      const { ghost, left } = reviewed()!
      announce(words().reviewed(finishDay(ghost.finishAfter, state.today()), left.length))
    },
    review: reviewed,
    isStale,
    level: () => {
      running?.close()
      const space = spaceLevelling(snapshot())
      // Whoever looks at a proposal selects what it tells of; levelling again is about what was selected before.
      if (phase().phase === "asking") selected = state.chosen()
      const asked = { today: state.todayInstant(), selected }
      const question = levelQuestion(space, choice(), asked)
      setPhase({ phase: "searching", progress: null, isStopping: false })
      announce(words().searching)
      running = runLevelling(question, {
        onProgress: progress => {
          const now = phase()
          if (now.phase === "searching") setPhase({ ...now, progress })
        },
        onAnswer: ({ plan, schedules }) => {
          running = null
          const { tasks, overAllocations: unavoidable } = plan
          propose({ options: question.options, moves: inOrder(tasks), unavoidable, sum: space.sum }, schedules)
        },
        onFailed: () => {
          ask(true)
          announce(words().failed)
        },
      })
    },
    stop: () => {
      const now = phase()
      if (now.phase !== "searching") return
      running?.stop()
      setPhase({ ...now, isStopping: true })
    },
    clear: () => propose(clearedProposal(state.plan(), spaceLevelling(snapshot()).sum), 0),
    discard: () => ask(),
    apply: () => {
      const proposed = proposal()
      if (proposed === null) return
      const taken = proposed.moves.filter(({ task }) => !leftOut().has(task) && state.plan().taskOf(task) !== undefined)
      const delays = new Map(taken.map(({ task, delay }) => [task as ItemId, delay]))
      const finish = finishDay(reviewed()!.ghost.finishAfter, state.today())
      const isCleared = proposed.options === null
      const step = isCleared ? words().steps.clear(delays.size) : words().steps.level(delays.size)
      if (!state.act(applyLevelling, { delays }, step)) return
      ask()
      const amount = delays.size
      showToast({
        text: isCleared ? words().cleared(amount, finish) : words().applied(amount, finish),
        icon: scaleIcon,
      })
    },
  }
}
