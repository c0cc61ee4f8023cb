import { expect, test } from "vitest"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import {
  compare,
  compareCritical,
  EARLY_DATES,
  LATE_DATES,
  microsoftPlans,
  SLACKS,
} from "../../support/microsoft-plans.ts"
import { realFile } from "../../support/shared-data.ts"

test("SCHEDULE-37 plans that Microsoft Project stored get the same dates and slacks", async context => {
  const plans = await microsoftPlans(realFile(context, "mspdi"))
  expect(plans.length).toBeGreaterThan(60)
  const scores = new Map<string, { compared: number; wrong: number }>()
  const score = (key: string, { compared, wrong }: { compared: number; wrong: readonly string[] }) => {
    const sum = scores.get(key) ?? { compared: 0, wrong: 0 }
    scores.set(key, { compared: sum.compared + compared, wrong: sum.wrong + wrong.length })
    return wrong
  }
  const faults: string[] = []
  for (const plan of plans) {
    const schedule = schedulePlan(plan.input)
    const early = score(`${plan.tier} early dates`, compare(plan, schedule, EARLY_DATES))
    const late = score(`${plan.tier} late dates`, compare(plan, schedule, LATE_DATES))
    const slacks = score(`${plan.tier} slacks`, compare(plan, schedule, SLACKS))
    if (plan.tier !== "C") faults.push(...early)
    if (plan.tier === "A") faults.push(...late, ...slacks, ...compareCritical(plan, schedule))
  }
  const share = ({ compared, wrong }: { compared: number; wrong: number }) => (1 - wrong / compared) * 100
  for (const [key, sum] of [...scores].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    console.log(`${key}: ${sum.compared - sum.wrong} of ${sum.compared} (${share(sum).toFixed(1)} %)`)
  expect(faults).toEqual([])
  expect(share(scores.get("B late dates")!)).toBeGreaterThan(93)
})
