import { below, seededRandom } from "@weft/model/base/random"
import type { PlanInput } from "@weft/model/plan/input"
import { randomPlan, type Features } from "./random-plan.ts"

const PEOPLE = ["ana", "ben", "cleo"] as const
const UNITS = [0.25, 0.5, 1] as const

/**
 * A plan drawn by a seed whose three people have far too much to do at once, by hours of their own where calendars are
 * wanted. No task is delayed by levelling yet.
 */
export function staffedPlan(seed: number, size: number, features: Partial<Features>): PlanInput {
  const plan = randomPlan(seed, size, features)
  const random = seededRandom(seed + 9000)
  const summaries = new Set(plan.tasks.map(({ parent }) => parent))
  const worked = plan.tasks.filter(({ id, duration }) => !summaries.has(id) && duration > 0 && random() < 0.8)
  return {
    ...plan,
    // By the clock or by hours that nobody has, work goes on when people do not: no delay removes that.
    tasks: plan.tasks.map(task => ({ ...task, levelingDelay: 0, calendar: null, isElapsed: false })),
    resources: PEOPLE.map((id, index) => ({
      id,
      kind: "work",
      calendar: features.calendars === false ? null : [null, "24h", "nights"][index]!,
    })),
    assignments: worked.flatMap(task =>
      PEOPLE.filter(() => random() < 0.4).map(resource => {
        const units = UNITS[below(UNITS.length, random)]!
        return {
          id: `${resource}@${task.id}`,
          task: task.id,
          resource,
          units,
          work: task.duration * units,
          actualWork: task.actualDuration * units,
          remainingWork: task.remainingDuration * units,
        }
      }),
    ),
  }
}
