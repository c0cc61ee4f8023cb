import { Hono, type Context } from "hono"
import { isRefusal } from "@weft/model/base/result"
import {
  HOLIDAY_PLACES_PATH,
  HOLIDAYS_PATH,
  MOST_HOLIDAY_YEARS,
  type HolidayList,
  type HolidayPlaces,
} from "@weft/model/wire/holidays"
import { holidayPlaces, holidaysOfCountry, HOLIDAYS_SOURCE } from "../holidays/country-holidays.ts"
import { tooMany } from "../http/api-care.ts"
import { refusal } from "../http/refusal.ts"

/** The years that the table of holidays covers. */
const YEARS = { first: 1984, last: 2149 }

/** How many lists are worked out at once: anybody may ask, and some take a second. */
const MOST_AT_ONCE = 4

/** When to ask again whom too many others were before, in milliseconds. */
const WAIT_MILLIS = 1_000

/**
 * Gives the holidays of one country or part of it for some years, and which of them there are. What a table of the world
 * says is no secret, so nobody is asked who they are.
 */
export function holidaysDoor(): Hono {
  let asked = 0
  return new Hono()
    .get(`${HOLIDAY_PLACES_PATH}/:country?`, async context => {
      const country = context.req.param("country")?.toUpperCase() ?? null
      const places = await holidayPlaces(country, languageOf(context))
      if (places === null) return refusal("not-found", "there is no country of that code")
      const answer: HolidayPlaces = { places }
      return context.json(answer)
    })
    .get(HOLIDAYS_PATH, async context => {
      const place = context.req.query("place") ?? ""
      const [from, to] = [yearOf(context.req.query("from")), yearOf(context.req.query("to"))]
      if (from === null || to === null || to < from || to - from >= MOST_HOLIDAY_YEARS)
        return refusal("bad-request", `from and to are years, at most ${MOST_HOLIDAY_YEARS} of them`)
      if (asked >= MOST_AT_ONCE) return tooMany(WAIT_MILLIS)
      asked += 1
      const days = await holidaysOfCountry(place, from, to, languageOf(context)).finally(() => void (asked -= 1))
      if (isRefusal(days)) return refusal("not-found", "there is no such country or part of it")
      const answer: HolidayList = { days, source: HOLIDAYS_SOURCE }
      return context.json(answer)
    })
}

function languageOf(context: Context): string {
  const language = context.req.query("language") ?? ""
  return /^[a-z]{2}$/.test(language) ? language : "en"
}

function yearOf(text: string | undefined): number | null {
  const year = /^\d{4}$/.test(text ?? "") ? Number(text) : 0
  return year >= YEARS.first && year <= YEARS.last ? year : null
}
