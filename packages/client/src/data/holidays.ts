import {
  HOLIDAY_PLACES_PATH,
  HOLIDAYS_PATH,
  type HolidayList,
  type HolidayPlace,
  type HolidayPlaces,
} from "@weft/model/wire/holidays"
import { createAsk, type Answer } from "./api.ts"
import { isListOf, isNumber, isObject, isText } from "./shape.ts"

const ask = createAsk((path, init) => fetch(path, init))

const isPlaces = isObject<HolidayPlaces>({
  places: isListOf(isObject<HolidayPlace>({ code: isText, name: isText })),
})
const isList = isObject<HolidayList>({
  days: isListOf(isObject<HolidayList["days"][number]>({ date: isText, name: isText, kind: isText, from: isNumber })),
  source: isText,
})

/** The countries whose holidays the relay knows, or the parts of one, by their names. */
export function askHolidayPlaces(country: string | null, language: string): Promise<Answer<HolidayPlaces>> {
  const path = country === null ? HOLIDAY_PLACES_PATH : `${HOLIDAY_PLACES_PATH}/${encodeURIComponent(country)}`
  return ask(isPlaces, "GET", `${path}?language=${language}`)
}

/** The holidays of a country, or of a part as in `DE-BY`, from one year to another. */
export function askHolidays(place: string, from: number, to: number, language: string): Promise<Answer<HolidayList>> {
  const question = new URLSearchParams({ place, from: String(from), to: String(to), language })
  return ask(isList, "GET", `${HOLIDAYS_PATH}?${question.toString()}`)
}
