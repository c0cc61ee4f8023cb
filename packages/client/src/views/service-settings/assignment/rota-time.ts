import { firstInstantOn, storedZoneClock } from "@weft/model/service/zone-clock"
import type { CalendarDate } from "@weft/model/time/calendar-date"
import { TENTHS_PER_MINUTE } from "@weft/model/time/instant"
import { format } from "../../../text/index.ts"
import { clockTime } from "../clock-time.ts"

/** The day and the minute that the wall of a zone shows at an instant of milliseconds since 1970. */
export function wallTime(at: number, zone: string): { readonly day: CalendarDate; readonly minute: number } {
  const wall = new Date(storedZoneClock(zone).wallAt(at))
  return { day: wall.toISOString().slice(0, 10), minute: wall.getUTCHours() * 60 + wall.getUTCMinutes() }
}

/** The instant at which the wall of a zone shows a day and a minute. */
export function instantAt(day: CalendarDate, minute: number, zone: string): number {
  return firstInstantOn(storedZoneClock(zone), day, minute)
}

/** "23 Nov 08:00". */
export function shortTime(at: number, zone: string): string {
  const { day, minute } = wallTime(at, zone)
  return `${format().shortDate(day)} ${clockTime(minute * TENTHS_PER_MINUTE)}`
}
