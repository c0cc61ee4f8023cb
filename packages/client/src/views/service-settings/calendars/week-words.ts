import type { Shifts, WeekPattern } from "@weft/model/time/calendar-definition"
import { TENTHS_PER_DAY } from "@weft/model/time/instant"
import { format } from "../../../text/index.ts"
import { serviceHoursWords } from "../../../text/service-hours.ts"
import { clockTime } from "../clock-time.ts"

/** The places of the weekdays in a week that is stored from Sunday on; 1 is Monday, 7 is Sunday. */
export function weekdays(first: number): readonly number[] {
  return Array.from({ length: 7 }, (_, place) => (first + place) % 7)
}

/** A week in few words: "Mon–Fri 08:00–12:00, 13:00–17:00". Days that are closed are left out. */
export function weekWords(week: WeekPattern): string {
  const days = weekdays(format().firstDayOfWeek)
  const names = format().weekdays("short")
  const groups: { from: number; to: number; words: string }[] = []
  for (const [place, day] of days.entries()) {
    const words = spanWords(week[day] ?? [])
    const last = groups.at(-1)
    if (last?.words === words) last.to = place
    else groups.push({ from: place, to: place, words })
  }
  const open = groups.filter(({ words }) => words !== "")
  if (open.length === 0) return serviceHoursWords().never
  return open
    .map(({ from, to, words }) => `${from === to ? names[from]! : `${names[from]!}–${names[to]!}`} ${words}`)
    .join(" · ")
}

function spanWords(spans: Shifts): string {
  if (spans.length === 1 && spans[0]!.from === 0 && spans[0]!.to === TENTHS_PER_DAY) return serviceHoursWords().allDay
  return spans.map(({ from, to }) => `${clockTime(from)}–${clockTime(to)}`).join(", ")
}
