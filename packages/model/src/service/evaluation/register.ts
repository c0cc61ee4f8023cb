import { compareText } from "../../base/rank.ts"
import type { Improvement } from "../../schema/improvement.ts"
import { living, type Snapshot } from "../../schema/snapshot.ts"
import type { CalendarDate } from "../../time/calendar-date.ts"
import { dayOf } from "../../time/moment.ts"
import { isMoreBetter, readMeasure } from "./measure.ts"

/** Whether an improvement is to be looked at: its day has come, and it is not decided. */
export function isReviewDue({ state, reviewOn }: Improvement, today: CalendarDate): boolean {
  return (state === "idea" || state === "trying") && reviewOn !== null && dayOf(reviewOn) <= today
}

const ORDER: readonly Improvement["state"][] = ["trying", "idea", "kept", "dropped"]

/** The register: what is tried, then ideas, then what was decided; of each what is looked at next first. */
export function registerOf(snapshot: Pick<Snapshot, "improvements">): readonly Improvement[] {
  const nextReview = ({ reviewOn }: Improvement) => (reviewOn === null ? "9999" : dayOf(reviewOn))
  return living(snapshot.improvements).sort(
    (one, other) =>
      ORDER.indexOf(one.state) - ORDER.indexOf(other.state) ||
      compareText(nextReview(one), nextReview(other)) ||
      one.createdAt - other.createdAt ||
      compareText(one.id, other.id),
  )
}

/** How a later value stands to what was: better, worse or the same; nothing where either is not known. */
export function comparison(
  { measure: stored, baseline, goal }: Pick<Improvement, "measure" | "baseline" | "goal">,
  now: number | null,
): { readonly trend: "better" | "worse" | "same"; readonly reachesGoal: boolean } | null {
  const measure = readMeasure(stored)
  const then = baseline?.value ?? null
  if (measure === null || then === null || now === null) return null
  const isUp = isMoreBetter(measure)
  const trend = now === then ? "same" : now > then === isUp ? "better" : "worse"
  return { trend, reachesGoal: goal !== null && (isUp ? now >= goal : now <= goal) }
}
