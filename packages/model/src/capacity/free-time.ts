import { TENTHS_PER_DAY, TENTHS_PER_MINUTE, type Instant } from "../time/instant.ts"
import { CapacityLedger, type BookedClaim } from "./ledger.ts"
import type { WorkingHours } from "./working-hours.ts"

/** How far ahead anybody asks when work is done, in days. */
const HORIZON_DAYS = 400

/**
 * What somebody's activities leave of their hours, worked through from an instant on. On each day the activities and the
 * rest go side by side, so that of a day that is half taken each hour gives half an hour.
 */
export class FreeTime {
  readonly #hours: WorkingHours
  readonly #from: Instant
  readonly #demand: Float64Array
  #at: Instant

  /** @param booked what the activities of that person take */
  constructor(from: Instant, who: string, hours: WorkingHours, booked: readonly BookedClaim[]) {
    this.#hours = hours
    this.#from = from
    this.#at = from
    const days = { first: Math.floor(from / TENTHS_PER_DAY), count: HORIZON_DAYS }
    const ledger = new CapacityLedger(days, new Map([[who, hours]]))
    for (const claim of booked) if (claim.to > from) ledger.add({ ...claim, from: Math.max(from, claim.from) })
    this.#demand = ledger.demand(who)
  }

  /** How far the work has come. */
  get at(): Instant {
    return this.#at
  }

  /** Does so many minutes of work, and answers when they are done; nothing where that is not within a year. */
  work(minutes: number): Instant | null {
    const { calendar } = this.#hours
    let left = minutes
    while (left > 0) {
      const midnight = (Math.floor(this.#at / TENTHS_PER_DAY) + 1) * TENTHS_PER_DAY
      const share = this.#shareOn(Math.floor(this.#at / TENTHS_PER_DAY))
      if (share === null) return null
      const free = (calendar.between(this.#at, midnight) * share) / TENTHS_PER_MINUTE
      if (left <= free) {
        this.#at = calendar.add(this.#at, Math.max(1, Math.round((left * TENTHS_PER_MINUTE) / share)))
        return this.#at
      }
      left -= free
      this.#at = midnight
    }
    return this.#at
  }

  /** What is free of each hour of a day; nothing beyond the horizon. */
  #shareOn(day: number): number | null {
    const place = day - Math.floor(this.#from / TENTHS_PER_DAY)
    const booked = this.#demand[place]
    if (booked === undefined) return null
    const { calendar, units } = this.#hours
    const from = Math.max(this.#from, day * TENTHS_PER_DAY)
    const supply = (calendar.between(from, (day + 1) * TENTHS_PER_DAY) * units) / TENTHS_PER_MINUTE
    return supply <= 0 ? 0 : (Math.max(0, supply - booked) / supply) * units
  }
}
