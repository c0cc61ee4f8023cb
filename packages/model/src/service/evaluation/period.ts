import { refuse, type Refusal } from "../../base/result.ts"
import {
  addDays,
  addMonths,
  dayNumber,
  firstOfMonth,
  isCalendarDate,
  weekday,
  type CalendarDate,
} from "../../time/calendar-date.ts"
import { isZone } from "../../time/zone.ts"
import { firstInstantOn, zoneClock } from "../zone-clock.ts"

/** Whole days of a zone, from one to another; both belong to it. */
export interface Period {
  readonly zone: string
  readonly from: CalendarDate
  readonly to: CalendarDate
}

/** From an instant on and before another, ms since 1970. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

export const STEPS = ["day", "week", "month"] as const
/** How finely a period is cut. Weeks begin on Monday; the first and the last part may be shorter than the others. */
export type Step = (typeof STEPS)[number]

/** A part of a period, by the days that it begins and ends with. */
export interface Part extends Stretch {
  readonly from: CalendarDate
  readonly to: CalendarDate
}

/** The most days of a period: some ten years, so that no table of days grows without an end. */
const MOST_DAYS = 3_700

/** Why there is no such period: `unknown-zone`, `not-a-day`, `period-backwards`, `period-too-long`. */
export function whyNoPeriod({ zone, from, to }: Period): Refusal | null {
  if (!isZone(zone)) return refuse("unknown-zone", { zone })
  for (const day of [from, to]) if (!isCalendarDate(day)) return refuse("not-a-day", { day })
  if (to < from) return refuse("period-backwards")
  return daysOf({ zone, from, to }) > MOST_DAYS ? refuse("period-too-long", { days: MOST_DAYS }) : null
}

function daysOf({ from, to }: Period): number {
  return dayNumber(to) - dayNumber(from) + 1
}

/** A period of as many days that ends with another day, for comparing then and now. */
export function endingWith(period: Period, to: CalendarDate): Period {
  return { ...period, from: addDays(to, 1 - daysOf(period)), to }
}

/** The first instant of a day in a zone; where a zone skips midnight, the first that is there. */
function dayStart(day: CalendarDate, zone: string): number {
  return firstInstantOn(zoneClock(zone), day, 0)
}

/** From the first instant of the first day of a period to that of the day after its last. */
export function stretchOf({ zone, from, to }: Period): Stretch {
  return { start: dayStart(from, zone), end: dayStart(addDays(to, 1), zone) }
}

/** The parts of a period, in order and without a gap. */
export function partsOf({ zone, from, to }: Period, step: Step): Part[] {
  const parts: Part[] = []
  for (let first = from; first <= to;) {
    const next = nextBegin(first, step)
    const last = next > to ? to : addDays(next, -1)
    parts.push({ from: first, to: last, start: dayStart(first, zone), end: dayStart(addDays(last, 1), zone) })
    first = next
  }
  return parts
}

function nextBegin(day: CalendarDate, step: Step): CalendarDate {
  if (step === "day") return addDays(day, 1)
  return step === "week" ? addDays(day, 8 - weekday(day)) : addMonths(firstOfMonth(day), 1)
}

/** How a period is best cut for a chart: into some dozen parts, at most fifty. */
export function usualStep(period: Period): Step {
  const days = daysOf(period)
  return days <= 45 ? "day" : days <= 300 ? "week" : "month"
}
