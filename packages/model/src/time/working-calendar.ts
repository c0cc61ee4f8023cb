import { assert } from "../base/assert.ts"
import type { Shifts } from "./calendar-definition.ts"
import type { DayShifts } from "./day-shifts.ts"
import { DAY_LIMIT, LAST_INSTANT, TENTHS_PER_DAY, type Day, type Instant, type Tenths } from "./instant.ts"

/** Days are compiled in steps of about three years, as far as somebody asks. */
const LEAST_STEP = 1024

/** How many days a guess may be off before it is searched for by halves. */
const LONGEST_WALK = 24

/**
 * Working time as arithmetic.
 *
 * Compiled to the working time before each day since 1984, so that the working time before an instant is a look-up and
 * adding working time a short search. Days are compiled only as far as they are asked for. Nothing reaches beyond
 * 1984-01-01 or 2149-12-31: whoever adds more gets that end.
 */
export class WorkingCalendar {
  readonly #dayShifts: DayShifts
  /** Days that are compiled. */
  #end: Day = 0
  /** Working tenths before each day, and after the last compiled one. */
  #before = new Int32Array(1)
  /** Days by how much is worked in them, on average: where to look first. */
  #daysPerTenth = 0
  /** Which distinct day each day is. */
  #kind = new Uint16Array(0)
  /** The distinct days, flat: the shifts of kind k are those from #first[k] to #first[k + 1]. */
  readonly #first: number[] = [0]
  readonly #from: number[] = []
  readonly #to: number[] = []
  readonly #kinds = new Map<Shifts, number>()

  constructor(dayShifts: DayShifts) {
    this.#dayShifts = dayShifts
  }

  /** Working tenths from 1984 to an instant. */
  workBefore(instant: Instant): Tenths {
    if (instant <= 0) return 0
    const day = (instant / TENTHS_PER_DAY) | 0
    if (day >= this.#end) {
      if (day >= DAY_LIMIT) return this.#workUntil(DAY_LIMIT)
      this.#compile(day + 1)
    }
    const time = instant - day * TENTHS_PER_DAY
    const kind = this.#kind[day]!
    let worked = this.#before[day]!
    for (let shift = this.#first[kind]!; shift < this.#first[kind + 1]!; shift += 1) {
      const from = this.#from[shift]!
      if (time <= from) break
      const to = this.#to[shift]!
      worked += (time < to ? time : to) - from
    }
    return worked
  }

  /** Working tenths from one instant to another, negative where the second is earlier. Equivalent instants have none. */
  between(from: Instant, to: Instant): Tenths {
    return this.workBefore(to) - this.workBefore(from)
  }

  /** Whether no working time lies between two instants: Friday 17:00 is Monday 08:00. */
  isEquivalent(one: Instant, other: Instant): boolean {
    return one === other || this.between(one, other) === 0
  }

  /**
   * The instant that lies so much working time later, or earlier where it is negative. Going forward it is the first
   * such instant (the end of a shift), going back the last (the start of one); adding nothing changes nothing.
   */
  add(instant: Instant, work: Tenths): Instant {
    if (work === 0) return instant
    const target = this.workBefore(instant) + work
    return work > 0 ? this.#firstWith(target, instant) : this.#lastWith(target, instant)
  }

  /** The same instant, or where nothing is worked then the beginning of the next shift. Stays where none follows. */
  next(instant: Instant): Instant {
    const day = (instant / TENTHS_PER_DAY) | 0
    if (instant >= 0 && day < this.#end) {
      const kind = this.#kind[day]!
      const time = instant - day * TENTHS_PER_DAY
      for (let shift = this.#first[kind]!; shift < this.#first[kind + 1]!; shift += 1)
        if (time < this.#to[shift]!)
          return time >= this.#from[shift]! ? instant : day * TENTHS_PER_DAY + this.#from[shift]!
    }
    const start = Math.max(0, instant)
    return this.#lastWith(this.workBefore(start), start)
  }

  /** The same instant, or where nothing is worked before it the end of the last shift. Stays where none came before. */
  prev(instant: Instant): Instant {
    const day = (instant / TENTHS_PER_DAY) | 0
    if (instant >= 0 && day < this.#end) {
      const kind = this.#kind[day]!
      const time = instant - day * TENTHS_PER_DAY
      for (let shift = this.#first[kind + 1]! - 1; shift >= this.#first[kind]!; shift -= 1)
        if (time > this.#from[shift]!)
          return time <= this.#to[shift]! ? instant : day * TENTHS_PER_DAY + this.#to[shift]!
    }
    const worked = this.workBefore(instant)
    return worked === 0 ? instant : this.#firstWith(worked, instant)
  }

  /** Whether anything is worked on any day. */
  hasWork(): boolean {
    // Most calendars work within their first years, so that the others need not be compiled to know it.
    for (let day = LEAST_STEP; day < DAY_LIMIT; day *= 2) if (this.#workUntil(day) > 0) return true
    return this.#workUntil(DAY_LIMIT) > 0
  }

  /** Bytes that the compiled days take. */
  get bytes(): number {
    return this.#before.byteLength + this.#kind.byteLength
  }

  #workUntil(day: Day): Tenths {
    if (day > this.#end) this.#compile(day)
    return this.#before[day]!
  }

  /** The first instant before which so much is worked; the search begins at a hint. */
  #firstWith(target: Tenths, hint: Instant): Instant {
    if (target <= 0) return 0
    let low = this.#clampDay(hint)
    if (low >= this.#end) this.#compile(low + 1)
    let day = this.#guess(low, target)
    for (let steps = 0; steps < LONGEST_WALK && day >= 0 && day < this.#end; steps += 1) {
      if (this.#before[day]! >= target) day -= 1
      else if (this.#before[day + 1]! >= target) return this.#endOfShift(day, target)
      else day += 1
    }
    if (this.#before[low]! >= target) {
      // The hint is too late: narrow down from the beginning.
      return this.#endOfShift(this.#searchFirst(0, low, target), target)
    }
    let step = 1
    let high = low + 1
    while (this.#workUntil(high) < target) {
      if (high === DAY_LIMIT) return LAST_INSTANT
      low = high
      step *= 2
      high = Math.min(DAY_LIMIT, high + step)
    }
    return this.#endOfShift(this.#searchFirst(low, high, target), target)
  }

  /** The day d from low on, before high, with before[d] < target <= before[d + 1]. */
  #searchFirst(low: Day, high: Day, target: Tenths): Day {
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (this.#before[middle]! < target) low = middle
      else high = middle
    }
    return low
  }

  #endOfShift(day: Day, target: Tenths): Instant {
    const kind = this.#kind[day]!
    let left = target - this.#before[day]!
    for (let shift = this.#first[kind]!; shift < this.#first[kind + 1]!; shift += 1) {
      const length = this.#to[shift]! - this.#from[shift]!
      if (left <= length) return day * TENTHS_PER_DAY + this.#from[shift]! + left
      left -= length
    }
    throw new Error("Broken invariant: the sums of a calendar do not fit its shifts")
  }

  /** The last instant before which so much is worked, or the hint where no work follows; the search begins at it. */
  #lastWith(target: Tenths, hint: Instant): Instant {
    if (target < 0) return 0
    const hintDay = this.#clampDay(hint)
    if (hintDay >= this.#end) this.#compile(hintDay + 1)
    let day = this.#guess(hintDay, target)
    for (let steps = 0; steps < LONGEST_WALK && day >= 0 && day < this.#end; steps += 1) {
      if (this.#before[day]! > target) day -= 1
      else if (this.#before[day + 1]! > target) return this.#startOfShift(day, target)
      else day += 1
    }
    if (this.#before[hintDay]! > target) return this.#startOfShift(this.#searchBack(hintDay, target), target)
    // The next work begins on the hint's day or later.
    let low = hintDay
    let high = hintDay + 1
    let step = 1
    while (this.#workUntil(high) <= target) {
      if (high === DAY_LIMIT) return hint
      low = high
      step *= 2
      high = Math.min(DAY_LIMIT, high + step)
    }
    return this.#startOfShift(this.#searchLast(low, high, target), target)
  }

  /** The day d before high with before[d] <= target < before[d + 1], found from high backwards. */
  #searchBack(high: Day, target: Tenths): Day {
    let step = 1
    let low = high - 1
    while (low > 0 && this.#before[low]! > target) {
      high = low
      step *= 2
      low = Math.max(0, low - step)
    }
    return this.#searchLast(low, high, target)
  }

  #searchLast(low: Day, high: Day, target: Tenths): Day {
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (this.#before[middle]! <= target) low = middle
      else high = middle
    }
    return low
  }

  #startOfShift(day: Day, target: Tenths): Instant {
    const kind = this.#kind[day]!
    let left = target - this.#before[day]!
    for (let shift = this.#first[kind]!; shift < this.#first[kind + 1]!; shift += 1) {
      const length = this.#to[shift]! - this.#from[shift]!
      if (left < length) return day * TENTHS_PER_DAY + this.#from[shift]! + left
      left -= length
    }
    throw new Error("Broken invariant: the sums of a calendar do not fit its shifts")
  }

  /** The day before which so much is about worked. */
  #guess(from: Day, target: Tenths): Day {
    const day = from + Math.trunc((target - this.#before[from]!) * this.#daysPerTenth)
    return Math.min(this.#end - 1, Math.max(0, day))
  }

  #clampDay(instant: Instant): Day {
    return Math.min(DAY_LIMIT - 1, Math.max(0, Math.floor(instant / TENTHS_PER_DAY)))
  }

  /** Compiles at least the days before the given one. */
  #compile(atLeast: Day): void {
    const from = this.#end
    const end = Math.min(DAY_LIMIT, Math.max(atLeast, from + LEAST_STEP))
    const days = this.#dayShifts(from, end)
    assert(days.length === end - from, "a calendar says something of each day")
    const before = new Int32Array(end + 1)
    const kinds = new Uint16Array(end)
    before.set(this.#before)
    kinds.set(this.#kind)
    for (const [index, shifts] of days.entries()) {
      const kind = this.#kinds.get(shifts) ?? this.#addKind(shifts)
      kinds[from + index] = kind
      let worked = before[from + index]!
      for (let shift = this.#first[kind]!; shift < this.#first[kind + 1]!; shift += 1)
        worked += this.#to[shift]! - this.#from[shift]!
      before[from + index + 1] = worked
    }
    this.#before = before
    this.#kind = kinds
    this.#end = end
    this.#daysPerTenth = before[end]! > 0 ? end / before[end]! : 0
  }

  #addKind(shifts: Shifts): number {
    const kind = this.#kinds.size
    assert(kind < 0xffff, "a calendar has at most 65,535 different days")
    this.#kinds.set(shifts, kind)
    this.#from.push(...shifts.map(({ from }) => from))
    this.#to.push(...shifts.map(({ to }) => to))
    this.#first.push(this.#from.length)
    return kind
  }
}
