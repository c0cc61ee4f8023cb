import { todayOf } from "../data/world.ts"
import { addDays } from "@weft/model/time/calendar-date"
import { format, t } from "../text/index.ts"

/** The zone of this device, in which moments are shown. */
export const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** When something happened, as a person says it today: "today, 09:58", "yesterday, 17:20", "12 Nov, 08:00". */
export function whenWords(milliseconds: number, today: string): string {
  const day = todayOf(milliseconds)
  const time = format().timeOfDay(milliseconds, deviceZone())
  if (day === today) return t().time.todayAt(time)
  if (day === addDays(today, -1)) return t().time.yesterdayAt(time)
  return t().time.dateAt(format().shortDate(day, today), time)
}

/** The same where a head beside it names the day already: only the time, if it was today. */
export function whenBrief(milliseconds: number, today: string): string {
  if (todayOf(milliseconds) !== today) return whenWords(milliseconds, today)
  return format().timeOfDay(milliseconds, deviceZone())
}
