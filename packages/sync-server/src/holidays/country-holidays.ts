import { setImmediate as nextTurn } from "node:timers/promises"
import { refuse, type Refusal } from "@weft/model/base/result"
import type { Holiday } from "@weft/model/service/holiday"
import { addDays } from "@weft/model/time/calendar-date"
import type { HolidayPlace } from "@weft/model/wire/holidays"
import { TENTHS_PER_DAY } from "@weft/model/time/instant"

/** How the days are to be named as a source wherever they are shown: what their licence asks for. */
export const HOLIDAYS_SOURCE = "Holidays: date-holidays by commenthol and others, after Wikipedia, CC BY-SA 3.0"

const MILLISECONDS_PER_TENTH = 6000

/**
 * The holidays of a country, or of a part of it, from one year to another, both included; observances and days on which
 * only schools or banks are closed among them, each called so.
 *
 * @param place an ISO code such as `DE`, or with its part as in `DE-BY`
 * @param language of the names, where they are known in it
 */
export async function holidaysOfCountry(
  place: string,
  fromYear: number,
  toYear: number,
  language: string,
): Promise<readonly Holiday[] | Refusal> {
  // A table of the whole world, loaded by the first who asks.
  const { default: Holidays } = await import("date-holidays")
  const [country = "", ...parts] = place.toUpperCase().split("-")
  const world = new Holidays()
  if (!(country in (world.getCountries() ?? {}))) return refuse("unknown-country", { country })
  const states = world.getStates(country) ?? {}
  const state = parts.join("-")
  if (state !== "" && !(state in states))
    return refuse("unknown-part", { country, part: state, known: Object.keys(states).join(", ") })
  const source = state === "" ? new Holidays(country) : new Holidays(country, state)
  const holidays: Holiday[] = []
  for (let year = fromYear; year <= toYear; year += 1) {
    // Some countries' calendars take long to work out; whoever else asks for something comes in between.
    await nextTurn()
    for (const { date, start, end, name, type } of source.getHolidays(year, language)) {
      const from = tenthsOf(date)
      const length = Math.ceil((from + (end.getTime() - start.getTime()) / MILLISECONDS_PER_TENTH) / TENTHS_PER_DAY)
      for (let place = 0; place < length; place += 1)
        holidays.push({ date: addDays(date.slice(0, 10), place), name, kind: type, from: place === 0 ? from : 0 })
    }
  }
  return holidays
}

/** The countries whose holidays are known, or the parts of one, by their names; nothing for an unknown country. */
export async function holidayPlaces(country: string | null, language: string): Promise<readonly HolidayPlace[] | null> {
  const { default: Holidays } = await import("date-holidays")
  const world = new Holidays()
  const countries = world.getCountries(language) ?? {}
  if (country !== null && !Object.hasOwn(countries, country)) return null
  const named = country === null ? countries : (world.getStates(country, language) ?? {})
  return Object.entries(named)
    .map(([code, name]) => ({ code, name }))
    .sort((one, other) => one.name.localeCompare(other.name, language))
}

/** The time of day of "2026-12-24 14:00:00". */
function tenthsOf(date: string): number {
  return Number(date.slice(11, 13)) * 600 + Number(date.slice(14, 16)) * 10
}
