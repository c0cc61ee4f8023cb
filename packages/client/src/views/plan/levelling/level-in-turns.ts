import { levelPlan, type LevelledPlan, type PlanLevellingStep } from "@weft/model/levelling/level-plan"
import type { LevelQuestion } from "./level-question.ts"

/** How far a search has come, and what the best schedule so far would do. */
export type SearchProgress = Pick<PlanLevellingStep, "schedules" | "finish" | "delayed" | "crowded">

export interface LevelledAnswer {
  readonly schedules: number
  readonly plan: LevelledPlan
}

export interface Turns {
  readonly onProgress: (progress: SearchProgress) => void
  /** Comes back once whoever asked could say something. */
  readonly pause: () => Promise<void>
  readonly isStopped: () => boolean
}

/** Levels a plan in turns, until the search is over or somebody stops it; then answers with the best schedule so far. */
export async function levelInTurns({ input, options }: LevelQuestion, turns: Turns): Promise<LevelledAnswer> {
  const search = levelPlan(input, options)
  let best: PlanLevellingStep
  for (let step = search.next(); ; step = search.next()) {
    if (step.done === true) return { schedules: best!.schedules, plan: best!.proposal() }
    best = step.value
    const { schedules, finish, delayed, crowded } = best
    turns.onProgress({ schedules, finish, delayed, crowded })
    await turns.pause()
    if (turns.isStopped()) return { schedules, plan: best.proposal() }
  }
}
