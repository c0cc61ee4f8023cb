import { dayOf, writeDay, type Instant, type Tenths } from "@weft/model/time/instant"
import { format } from "../text/index.ts"

/** The day on which something begins: "3 Nov", with the year where it is not today's. */
export function startDay(instant: Instant, today: string): string {
  return format().shortDate(writeDay(dayOf(instant)), today)
}

/** The day on which something ends: what ends at midnight ends on the day before. */
export function finishDay(instant: Instant, today: string): string {
  return startDay(Math.max(0, instant - 1), today)
}

/** Working time as days and hours. */
export function lengthWords(tenths: Tenths, minutesPerDay: number): string {
  return format().duration(tenths / 10, minutesPerDay)
}
