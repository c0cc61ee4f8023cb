import { refuse } from "../base/result.ts"
import { planId } from "../schema/planning.ts"
import { defineAction } from "./define.ts"
import type { Patch } from "./writer.ts"

export type PlanPatch = Omit<Patch<"plans">, "id" | "deleted" | "conflicts" | "marks">

/** Sets how a space plans: from where, by which calendar, up to which data date. */
export const patchPlan = defineAction<PlanPatch>("plan.settings", ({ snapshot, write }, patch) => {
  const { minutesPerDay, minutesPerWeek, daysPerMonth, calendar, start, finish, scheduleFrom } = patch
  for (const length of [minutesPerDay, minutesPerWeek, daysPerMonth])
    if (length !== undefined && !(Number.isSafeInteger(length) && length > 0)) return refuse("duration-negative")
  if (calendar != null && snapshot.calendars.get(calendar)?.deleted !== null) return refuse("not-found")
  const id = planId(snapshot.space)
  const standing = snapshot.plans.get(id)
  const from = scheduleFrom ?? standing?.scheduleFrom
  if (from === "finish" && (finish === undefined ? (standing?.finish ?? null) : finish) === null)
    return refuse("date-missing")
  if (start != null && finish != null && finish < start) return refuse("finish-before-start")
  if (standing === undefined) write.create("plans", id, {})
  write.patch("plans", id, patch)
})
