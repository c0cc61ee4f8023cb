import { isCalendarDate, type CalendarDate } from "../time/calendar-date.ts"
import type { Tenths } from "../time/instant.ts"
import { HOLIDAY_KINDS, type Holiday, type HolidayChoice, type HolidayKind } from "./holiday.ts"

/** A day of a list of holidays with all that falls on it. */
export interface HolidayDay {
  readonly date: CalendarDate
  readonly names: readonly string[]
  /** The strongest of what falls on it, as in `HOLIDAY_KINDS`. */
  readonly kind: HolidayKind
  /** From when on nothing is worked if it is off; 0 for the whole day. */
  readonly from: Tenths
}

/** The days of a list in order, each once. */
export function holidayDays(holidays: readonly Holiday[]): readonly HolidayDay[] {
  const byDate = Map.groupBy(
    holidays.filter(({ date }) => isCalendarDate(date)),
    ({ date }) => date,
  )
  return [...byDate]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([date, all]) => {
      const [strongest, ...others] = all.toSorted(
        (one, other) => strength(one) - strength(other) || one.from - other.from,
      )
      const names = [...new Set([strongest!, ...others].map(({ name }) => name))]
      return { date, names, kind: strongest!.kind, from: strongest!.from }
    })
}

const strength = ({ kind }: Holiday) => HOLIDAY_KINDS.indexOf(kind)

/** Whether a day is off by a choice. */
export function isDayOff({ date, kind }: Pick<HolidayDay, "date" | "kind">, choice: HolidayChoice): boolean {
  if (choice.deselected.includes(date)) return false
  return choice.selected.includes(date) || choice.kinds.includes(kind)
}

/** A choice with one day taken out or in, or every day of the list that bears its first name. */
export function withDayOff(
  choice: HolidayChoice,
  days: readonly HolidayDay[],
  day: HolidayDay,
  isOff: boolean,
  inEveryYear: boolean,
): HolidayChoice {
  const meant = inEveryYear ? days.filter(({ names }) => names[0] === day.names[0]) : [day]
  const dates = new Set(meant.map(({ date }) => date))
  const others = (list: readonly CalendarDate[]) => list.filter(date => !dates.has(date))
  const byKind = (isChosen: boolean) =>
    meant.filter(({ kind }) => choice.kinds.includes(kind) === isChosen).map(({ date }) => date)
  return {
    kinds: choice.kinds,
    selected: [...others(choice.selected), ...(isOff ? byKind(false) : [])].sort(),
    deselected: [...others(choice.deselected), ...(isOff ? [] : byKind(true))].sort(),
  }
}
