import type { CalendarDate } from "@weft/model/time/calendar-date"

/** When a day begins on this device, in milliseconds since 1970. */
export function midnightOf(date: CalendarDate): number {
  return new Date(`${date}T00:00`).getTime()
}
