import { EXTERNAL, INACTIVE, NO_DATE, PINNED, SUMMARY, UNTYPED, type Network } from "./network.ts"
import { linkStart } from "./early-pass.ts"
import { placedFinish, placedStart } from "./placed-dates.ts"
import type { PlanDates } from "./plan-dates.ts"
import type { PlanSchedule, ScheduledTask } from "./schedule-rows.ts"
import { freeSlack, totalSlack } from "./slack.ts"
import { shownLateStart } from "./summary-dates.ts"
import type { PlanWarning } from "./warning.ts"

/** Writes the dates of a network as rows. */
export function scheduleRows(net: Network, dates: PlanDates): PlanSchedule {
  const tasks: ScheduledTask[] = []
  let start = NO_DATE
  let finish = NO_DATE
  for (let task = 0; task < net.count; task += 1) {
    const row = rowOf(net, dates, task)
    tasks.push(row)
    if (net.flags[task]! & (SUMMARY | INACTIVE | EXTERNAL)) continue
    if (start === NO_DATE || row.start < start) start = row.start
    if (row.finish > finish) finish = row.finish
  }
  const isEmpty = start === NO_DATE
  return {
    start: isEmpty ? dates.start : start,
    finish: isEmpty ? dates.start : finish,
    tasks,
    warnings: [...net.warnings, ...pinnedTooEarly(net, dates)],
  }
}

/** The row of one task. */
export function rowOf(net: Network, dates: PlanDates, task: number): ScheduledTask {
  const id = net.input.tasks[task]!.id
  const isSummary = (net.flags[task]! & SUMMARY) !== 0
  // A summary without anything that counts stands at the start.
  const or = (date: number) => (date === NO_DATE ? dates.start : date)
  const earlyStart = or(dates.earlyStart[task]!)
  const earlyFinish = or(dates.earlyFinish[task]!)
  const lateStart = or(shownLateStart(net, dates, task))
  const lateFinish = or(dates.lateFinish[task]!)
  const total = dates.earlyStart[task] === NO_DATE ? 0 : totalSlack(net, dates, task)
  return {
    id,
    start: or(placedStart(net, dates, task)),
    finish: or(placedFinish(net, dates, task)),
    earlyStart,
    earlyFinish,
    lateStart,
    lateFinish,
    totalSlack: total,
    freeSlack: freeSlack(net, dates, task, total),
    isCritical:
      !(net.flags[task]! & UNTYPED) && total <= net.input.project.criticalSlackLimit && dates.isDone[task] === 0,
    isSummary,
  }
}

function pinnedTooEarly(net: Network, dates: PlanDates): PlanWarning[] {
  const found: PlanWarning[] = []
  for (let task = 0; task < net.count; task += 1) {
    if ((net.flags[task]! & (PINNED | EXTERNAL | SUMMARY)) !== PINNED) continue
    for (let slot = net.links.inFirst[task]!; slot >= 0; slot = net.links.inNext[slot]!) {
      const start = linkStart(net, dates, slot, task)
      if (net.calendars[net.calendar[task]!]!.between(dates.earlyStart[task]!, start) <= 0) continue
      const link = net.input.links[net.links.link[slot]!]
      found.push({ code: "manual-too-early", task: net.input.tasks[task]!.id, about: link?.id ?? null, ring: [] })
    }
  }
  return found
}
