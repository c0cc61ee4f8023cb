import { buildNetwork } from "./build-network.ts"
import { passForward } from "./early-pass.ts"
import type { PlanInput } from "./input.ts"
import { passBackward } from "./late-pass.ts"
import {
  ALAP,
  EXTERNAL,
  INACTIVE,
  NO_DATE,
  PINNED,
  SUMMARY,
  wholeTenths,
  withinPlans,
  type Network,
} from "./network.ts"
import { placeWaiting } from "./placed-dates.ts"
import { emptyDates, type PlanDates } from "./plan-dates.ts"
import type { PlanSchedule } from "./schedule-rows.ts"
import { scheduleRows } from "./write-rows.ts"
import { rollUpLate, startLimits } from "./summary-dates.ts"

/**
 * Computes the dates of a plan from its inputs alone.
 *
 * Nothing in a plan makes this fail: rings of links are cut at the later link, what is missing is stood in for, and the
 * warnings say where. Tasks must stand after their summaries, with ids of their own.
 */
export function schedulePlan(input: PlanInput): PlanSchedule {
  const net = buildNetwork(input)
  return scheduleRows(net, computeDates(net))
}

/** Computes all dates of a network. */
export function computeDates(net: Network): PlanDates {
  const dates = emptyDates(net.count, withinPlans(wholeTenths(net.input.project.start)))
  if (net.input.project.scheduleFrom === "finish" && net.input.project.finish !== null) fromFinish(net, dates)
  else fromStart(net, dates)
  rollUpLate(net, dates)
  dates.placed = placeWaiting(net, dates)
  return dates
}

function fromStart(net: Network, dates: PlanDates): void {
  passForward(net, dates)
  dates.finish = latestFinish(net, dates)
  dates.startLimited = startLimits(net, dates)
  passBackward(net, dates)
  if (!net.constraint.includes(ALAP)) return
  dates.offersLate = true
  passForward(net, dates)
}

/** The mirror: late dates first, back from the finish; the earliest of them is where early dates begin. */
function fromFinish(net: Network, dates: PlanDates): void {
  // Early dates are needed to tell which task of a summary starts first.
  passForward(net, dates)
  dates.finish = withinPlans(wholeTenths(net.input.project.finish!))
  dates.startLimited = startLimits(net, dates)
  passBackward(net, dates)
  dates.start = earliestLateStart(net, dates)
  passForward(net, dates)
  if (!net.constraint.some(kind => kind !== ALAP)) return
  dates.asksEarly = true
  passBackward(net, dates)
  dates.offersLate = true
  passForward(net, dates)
}

/** The last finish of what counts for the project; its start where nothing does. */
export function latestFinish(net: Network, dates: PlanDates): number {
  let finish = NO_DATE
  for (let task = 0; task < net.count; task += 1)
    if (!(net.flags[task]! & (SUMMARY | INACTIVE | EXTERNAL)) && dates.earlyFinish[task]! > finish)
      finish = dates.earlyFinish[task]!
  return finish === NO_DATE ? dates.start : finish
}

function earliestLateStart(net: Network, dates: PlanDates): number {
  let start = NO_DATE
  for (let task = 0; task < net.count; task += 1) {
    if (net.flags[task]! & (SUMMARY | INACTIVE | EXTERNAL | PINNED)) continue
    if (start === NO_DATE || dates.lateStart[task]! < start) start = dates.lateStart[task]!
  }
  return start === NO_DATE ? dates.start : start
}
