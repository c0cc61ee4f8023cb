/** Where a relay lists the countries whose holidays it knows, and below `/<country>` the parts of one. */
export const HOLIDAY_PLACES_PATH = "/api/holidays/places"

/** Where a relay gives the holidays of a place: `?place=DE-BY&from=2026&to=2030&language=de`, years included. */
export const HOLIDAYS_PATH = "/api/holidays"

/** The most years that are given at once. */
export const MOST_HOLIDAY_YEARS = 12

/** A country or a part of one; codes are those of ISO 3166, a part's without its country's. */
export interface HolidayPlace {
  readonly code: string
  readonly name: string
}

export interface HolidayPlaces {
  readonly places: readonly HolidayPlace[]
}

/** A day as it goes over the wire, see `Holiday`; `source` has to be named wherever the days are shown. */
export interface HolidayList {
  readonly days: readonly {
    readonly date: string
    readonly name: string
    readonly kind: string
    readonly from: number
  }[]
  readonly source: string
}
