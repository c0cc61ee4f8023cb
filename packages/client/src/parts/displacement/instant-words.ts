import { dayOf, writeDay, writeInstant, type Instant } from "@weft/model/time/instant"
import { format, t } from "../../text/index.ts"

/**
 * When something is on the wall: the time of a day that is today, the day before it where it is another. Midnight is the
 * end of a day.
 */
export function instantWords(instant: Instant, today: string): string {
  const time = writeInstant(instant).slice(11, 16)
  if (time === "00:00") return endWords(instant, today)
  const day = writeDay(dayOf(instant))
  return day === today ? time : t().time.dateAt(format().shortDate(day, today), time)
}

/** The day on which something ends: what ends at midnight ends on the day before. */
export function endWords(instant: Instant, today: string): string {
  return format().shortDate(writeDay(dayOf(Math.max(0, instant - 1))), today)
}
