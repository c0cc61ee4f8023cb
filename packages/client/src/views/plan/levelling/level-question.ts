import type { PlanLevellingOptions } from "@weft/model/levelling/levelling-options"
import type { SpaceLevelling } from "@weft/model/levelling/space-levelling"
import type { PlanInput } from "@weft/model/plan/input"
import type { Instant } from "@weft/model/time/instant"

/** How many schedules are generated at most: in seconds, a minute, and as long as it takes. */
export const EFFORTS = [200, 2_000, 20_000] as const

/** How somebody wants a plan to be levelled. */
export interface LevellingChoice {
  readonly order: PlanLevellingOptions["order"]
  readonly withinSlack: boolean
  /** What begins before this stays. */
  readonly keeps: "nothing" | "today" | "status-date"
  readonly scope: "all" | "selected"
  readonly schedules: (typeof EFFORTS)[number]
}

/** A plan to be levelled, and how. */
export interface LevelQuestion {
  readonly input: PlanInput
  readonly options: PlanLevellingOptions
}

export interface AskedOn {
  readonly today: Instant | null
  /** The activities that are selected; of summaries all below them are meant. */
  readonly selected: Iterable<string>
}

/** What is wanted unless somebody says otherwise: nothing moves to before the status date, or today while the plan goes on. */
export function usualChoice(dataDate: Instant | null, finish: Instant, today: Instant | null): LevellingChoice {
  const goesOn = today !== null && finish > today
  const keeps = dataDate !== null ? "status-date" : goesOn ? "today" : "nothing"
  return { order: "standard", withinSlack: false, keeps, scope: "all", schedules: 2_000 }
}

/** The question that a choice comes to. The plan is the seed of its search, so that everybody gets the same answer. */
export function levelQuestion(
  { input, units, priorities, sum }: SpaceLevelling,
  { order, withinSlack, keeps, scope, schedules }: LevellingChoice,
  { today, selected }: AskedOn,
): LevelQuestion {
  const frozenUntil = { nothing: null, today, "status-date": input.project.dataDate ?? null }[keeps]
  const only = scope === "all" ? null : withAllBelow(input, selected)
  const projectPriorities = new Map<string, number>()
  return {
    input,
    options: { units, priorities, projectPriorities, order, withinSlack, frozenUntil, only, schedules, seed: sum },
  }
}

/** In outline order every summary stands before what it holds. */
function withAllBelow({ tasks }: PlanInput, ids: Iterable<string>): ReadonlySet<string> {
  const found = new Set(ids)
  for (const { id, parent } of tasks) if (parent !== null && found.has(parent)) found.add(id)
  return found
}
