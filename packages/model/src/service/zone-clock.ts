import type { CalendarDate } from "../time/calendar-date.ts"
import { isZone, offsetAt } from "../time/zone.ts"

const MINUTE = 60_000
const DAY = 86_400_000

/** From an instant on, until the next stretch begins, a zone's clock is ahead of UTC by one offset; both in ms. */
interface Stretch {
  readonly at: number
  readonly offset: number
}

const clocks = new Map<string, ZoneClock>()

/** The clock of a zone for which `isZone` holds; one for all who ask, as its table takes a while to make. */
export function zoneClock(zone: string): ZoneClock {
  let clock = clocks.get(zone)
  if (clock === undefined) clocks.set(zone, (clock = new ZoneClock(zone)))
  return clock
}

/** The clock of a zone as it is stored: of one that no platform knows, that of UTC. */
export function storedZoneClock(zone: string): ZoneClock {
  return zoneClock(isZone(zone) ? zone : "UTC")
}

/** The first instant at which a clock shows a minute of a day, or a later one where that minute is skipped. */
export function firstInstantOn(clock: ZoneClock, day: CalendarDate, minute: number): number {
  return clock.firstAt(Date.parse(`${day}T00:00Z`) + minute * MINUTE)
}

/**
 * The clock on the wall of a zone, as a table of the instants at which it was or will be put forward or back.
 *
 * Instants are milliseconds since 1970, and so are times on the wall, read as if they were of UTC. The table reaches as
 * far as somebody asks, so that a time on the wall becomes an instant without asking the platform again.
 */
class ZoneClock {
  readonly zone: string
  #stretches: Stretch[] = []
  /** What the table covers, by instants. */
  #from = 0
  #to = 0

  constructor(zone: string) {
    this.zone = zone
  }

  /** The time on the wall at an instant. */
  wallAt(instant: number): number {
    this.#cover(instant, instant)
    let stretch = this.#stretches.length - 1
    while (stretch > 0 && this.#stretches[stretch]!.at > instant) stretch -= 1
    return instant + this.#stretches[stretch]!.offset
  }

  /** The first instant at which the wall shows this time or a later one; where the time is skipped, the skip itself. */
  firstAt(wall: number): number {
    this.#cover(wall - 2 * DAY, wall + 2 * DAY)
    const stretches = this.#stretches
    let index = this.#stretchBefore(wall)
    while (index < stretches.length - 1 && wall >= stretches[index + 1]!.at + stretches[index]!.offset) index += 1
    const { at, offset } = stretches[index]!
    return Math.max(at, wall - offset)
  }

  /**
   * When the wall shows a time from one on and before another, in order: once, twice where the clocks are put back
   * within it, and never where all of it is skipped.
   */
  whenShown(fromWall: number, toWall: number): { readonly from: number; readonly to: number }[] {
    this.#cover(fromWall - 2 * DAY, toWall + 2 * DAY)
    const shown: { from: number; to: number }[] = []
    for (let index = this.#stretchBefore(fromWall); index < this.#stretches.length; index += 1) {
      const { at, offset } = this.#stretches[index]!
      if (at >= toWall + 2 * DAY) break
      const from = Math.max(at, fromWall - offset)
      const to = Math.min(this.#stretches[index + 1]?.at ?? Infinity, toWall - offset)
      if (from < to) shown.push({ from, to })
    }
    return shown
  }

  /** The last stretch that has begun two days before a time on the wall; no zone is further from UTC than that. */
  #stretchBefore(wall: number): number {
    let [low, high] = [0, this.#stretches.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (this.#stretches[middle]!.at <= wall - 2 * DAY) low = middle
      else high = middle
    }
    return low
  }

  #cover(from: number, to: number): void {
    if (this.#stretches.length > 0 && from >= this.#from && to <= this.#to) return
    const isFirst = this.#stretches.length === 0
    const begin = isFirst ? from - 400 * DAY : Math.min(this.#from, from - 400 * DAY)
    const end = isFirst ? to + 800 * DAY : Math.max(this.#to, to + 800 * DAY)
    if (isFirst) this.#stretches = stretchesOf(this.zone, begin, end)
    else {
      const before = begin < this.#from ? stretchesOf(this.zone, begin, this.#from) : []
      const after = end > this.#to ? stretchesOf(this.zone, this.#to, end) : []
      this.#stretches = joined(joined(before, this.#stretches), after)
    }
    this.#from = begin
    this.#to = end
  }
}

/** Puts stretches one after another; one that only goes on is no new one. */
function joined(left: readonly Stretch[], right: readonly Stretch[]): Stretch[] {
  const goesOn = left.length > 0 && left.at(-1)!.offset === right[0]?.offset
  return [...left, ...(goesOn ? right.slice(1) : right)]
}

/** Looks at every day; where the offset differs from that of the day before, the instant of the change is bisected. */
function stretchesOf(zone: string, from: number, to: number): Stretch[] {
  const stretches: Stretch[] = [{ at: from, offset: offsetAt(from, zone) }]
  for (let day = from; day < to; day += DAY) {
    const end = Math.min(to, day + DAY)
    const before = stretches.at(-1)!.offset
    const offset = offsetAt(end, zone)
    if (offset === before) continue
    let [low, high] = [day, end]
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (offsetAt(middle, zone) === before) low = middle
      else high = middle
    }
    stretches.push({ at: high, offset })
  }
  return stretches
}
