import { assert } from "../base/assert.ts"
import { addDays, weekday, type CalendarDate } from "../time/calendar-date.ts"
import { readInstant, type Instant } from "../time/instant.ts"
import type { Day } from "./story.ts"

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const OPENS = 8
const CLOSES = 17

/** Working days around a present one, Monday to Friday, for a story that is told from it. */
export class Days {
  readonly #today: CalendarDate
  readonly #now: number
  readonly #midnight: number
  /** The zone in which the days are, without the changes of its clocks. */
  readonly zone: string

  /**
   * @param now milliseconds since 1970
   * @param zoneMinutes how far the local time is ahead of UTC
   */
  constructor(now: number, zoneMinutes: number) {
    const hours = Math.round(zoneMinutes / 60)
    this.zone = hours === 0 ? "UTC" : `Etc/GMT${hours > 0 ? "-" : "+"}${Math.abs(hours)}`
    const local = now + zoneMinutes * MINUTE
    this.#today = new Date(local).toISOString().slice(0, 10)
    this.#now = now
    this.#midnight = Math.floor(local / (24 * HOUR)) * 24 * HOUR - zoneMinutes * MINUTE
  }

  /** The date of a working day; of 0 it is the present one, even on a Sunday. */
  date(day: Day): CalendarDate {
    return addDays(this.#today, this.#distance(day))
  }

  /** When a working day begins, in milliseconds since 1970; also one that lies ahead. */
  start(day: Day): number {
    return this.#midnight + this.#distance(day) * 24 * HOUR
  }

  /** An hour of a working day on the wall clock of a plan. */
  instant(day: Day, hour: number): Instant {
    const instant = readInstant(`${this.date(day)}T${String(hour).padStart(2, "0")}:00`)
    assert(instant !== null, "a plan of today lies in the years that plans have")
    return instant
  }

  /**
   * An instant of a day, in milliseconds since 1970, never later than the present: what would be is told minutes ago, in
   * the same order.
   *
   * @param part how much of the working hours has gone by, from 0 to 1
   */
  at(day: Day, part: number): number {
    const hours = OPENS + part * (CLOSES - OPENS)
    const instant = this.#midnight + this.#distance(day) * 24 * HOUR + Math.round(hours * HOUR)
    return Math.min(instant, Math.round(this.#now - (1 - part) * HOUR))
  }

  /** How many days of the calendar lie between today and a working day. */
  #distance(day: Day): number {
    const step = Math.sign(day)
    let distance = 0
    for (let left = Math.abs(day); left > 0;) {
      distance += step
      if (weekday(addDays(this.#today, distance)) <= 5) left--
    }
    return distance
  }
}
