import { refuse, type Refusal } from "../base/result.ts"
import { SILENT_WEEK, type CalendarDefinition, type Shifts, type WeekPattern } from "../time/calendar-definition.ts"
import { dayShiftsOf, type DayShifts } from "../time/day-shifts.ts"
import { DAY_LIMIT, TENTHS_PER_DAY, type Day, type Tenths } from "../time/instant.ts"
import { isZone } from "../time/zone.ts"
import { holidayExceptions, holidaysThatCount, type Holiday, type HolidayChoice } from "./holiday.ts"
import { zoneClock } from "./zone-clock.ts"

/** The hours of a service as somebody entered them: spans of each weekday in a zone, holidays, exceptions. */
export interface BusinessCalendarDefinition {
  readonly id: string
  readonly name: string
  /** An IANA name such as `Europe/Berlin`. */
  readonly zone: string
  readonly pattern: WeekPattern
  readonly weeks: CalendarDefinition["weeks"]
  /** Days that differ; they win over holidays. */
  readonly exceptions: CalendarDefinition["exceptions"]
  readonly holidays: readonly Holiday[]
  readonly holidayChoice: HolidayChoice
}

const MILLISECONDS_PER_TENTH = 6000
const MILLISECONDS_PER_DAY = 86_400_000
/** 1984-01-01 in milliseconds since 1970, where days of a plan begin to count. */
const EPOCH = Date.UTC(1984, 0, 1)
/** The last instants that can be asked for, a day off each end for the sake of zones. */
export const FIRST_MOMENT = EPOCH + MILLISECONDS_PER_DAY
export const LAST_MOMENT = EPOCH + (DAY_LIMIT - 1) * MILLISECONDS_PER_DAY

/** Days that are compiled before and after the first that is asked for. */
const DAYS_BEFORE = 400
const DAYS_AFTER = 800

/**
 * Working time between instants in milliseconds since 1970, right across every change of the clocks.
 *
 * The spans that are worked are compiled to instants with the working time before each, as far as somebody asks, so that
 * working time is two look-ups. Instants have to lie between `FIRST_MOMENT` and `LAST_MOMENT`.
 */
export class BusinessCalendar {
  readonly id: string
  readonly clock: ReturnType<typeof zoneClock>
  readonly #shifts: DayShifts
  #fromDay: Day = 0
  #toDay: Day = 0
  /** Spans in order: when they begin and end, and the working time before each and after the last. */
  #opens = new Float64Array(0)
  #closes = new Float64Array(0)
  #before = new Float64Array(1)
  /** When each working day ends. */
  #dayEnds = new Float64Array(0)
  /** The span that was last asked about. */
  #near = 0

  /** Of a definition that `createBusinessCalendar` has checked. */
  constructor(definition: BusinessCalendarDefinition) {
    this.id = definition.id
    this.clock = zoneClock(definition.zone)
    this.#shifts = dayShiftsOf(chainOf(definition))
  }

  /** Working milliseconds from one instant to a later one. */
  workBetween(from: number, to: number): number {
    if (to <= from) return 0
    this.#cover(from, to)
    return this.#workBefore(to) - this.#workBefore(from)
  }

  /** The first instant up to which so much is worked after another; nothing where the calendar ends before. */
  addWork(from: number, work: number): number | null {
    if (work <= 0) return from
    for (let reach = to2Years(from); ; reach = furtherThan(from, reach)) {
      this.#cover(from, reach)
      const target = this.#workBefore(from) + work
      // Most promises end within days.
      let span = this.#near
      for (let steps = 0; steps < SHORT_WALK && this.#before[span + 1]! < target; steps += 1) span += 1
      if (!(this.#before[span + 1]! >= target)) span = firstAtLeast(this.#before, target) - 1
      if (span < this.#opens.length) return this.#opens[span]! + target - this.#before[span]!
      if (reach >= LAST_MOMENT) return null
    }
  }

  /** The last instant from which so much is worked before another; nothing where the calendar begins after. */
  takeWork(to: number, work: number): number | null {
    if (work <= 0) return to
    for (let reach = Math.max(FIRST_MOMENT, to - TWO_YEARS); ; reach = Math.max(FIRST_MOMENT, to - 2 * (to - reach))) {
      this.#cover(reach, to)
      const target = this.#workBefore(to) - work
      if (target >= this.#before[0]!) {
        const span = Math.max(1, firstAtLeast(this.#before, target + 1)) - 1
        return this.#opens[span]! + target - this.#before[span]!
      }
      if (reach <= FIRST_MOMENT) return null
    }
  }

  /** How many working days end after one instant and not after another. */
  dayEndsBetween(from: number, to: number): number {
    if (to <= from) return 0
    this.#cover(from, to)
    return firstAtLeast(this.#dayEnds, to + 1) - firstAtLeast(this.#dayEnds, from + 1)
  }

  /** When the working day ends that is the so-manieth to end after an instant; nothing where there are no more. */
  dayEndAfter(from: number, count: number): number | null {
    if (count <= 0) return from
    for (let reach = to2Years(from); ; reach = furtherThan(from, reach)) {
      this.#cover(from, reach)
      const end = this.#dayEnds[firstAtLeast(this.#dayEnds, from + 1) + count - 1]
      if (end !== undefined) return end
      if (reach >= LAST_MOMENT) return null
    }
  }

  /** When the day after that of an instant begins in the calendar's zone. */
  nextDay(instant: number): number {
    const wall = this.clock.wallAt(instant)
    return this.clock.firstAt((Math.floor(wall / MILLISECONDS_PER_DAY) + 1) * MILLISECONDS_PER_DAY)
  }

  #workBefore(instant: number): number {
    const span = this.#spanAt(instant)
    if (span >= this.#opens.length) return this.#before[span]!
    const open = this.#opens[span]!
    return this.#before[span]! + (instant > open ? instant - open : 0)
  }

  /** The first span that does not close before an instant. Whoever asks mostly asks again nearby, and a little later. */
  #spanAt(instant: number): number {
    const closes = this.#closes
    let span = this.#near
    if (span > 0 && !(closes[span - 1]! < instant)) span = firstAtLeast(closes, instant)
    else {
      for (let steps = 0; steps < SHORT_WALK && closes[span]! < instant; steps += 1) span += 1
      if (closes[span]! < instant) span = firstAtLeast(closes, instant)
    }
    this.#near = span
    return span
  }

  #cover(from: number, to: number): void {
    const first = dayAt(from) - 1
    const last = dayAt(to) + 2
    if (this.#toDay > 0 && first >= this.#fromDay && last <= this.#toDay) return
    const isFirst = this.#toDay === 0
    this.#fromDay = Math.max(0, Math.min(isFirst ? DAY_LIMIT : this.#fromDay, first - DAYS_BEFORE))
    this.#toDay = Math.min(DAY_LIMIT, Math.max(this.#toDay, last + DAYS_AFTER))
    this.#compile()
  }

  #compile(): void {
    const spans: Span[] = []
    const dayEnds: number[] = []
    for (const [place, shifts] of this.#shifts(this.#fromDay, this.#toDay).entries()) {
      const midnight = EPOCH + (this.#fromDay + place) * MILLISECONDS_PER_DAY
      const wall = (time: Tenths) => midnight + time * MILLISECONDS_PER_TENTH
      const ofDay = shifts.flatMap(({ from, to }) => this.clock.whenShown(wall(from), wall(to)))
      spans.push(...ofDay)
      if (ofDay.length > 0) dayEnds.push(ofDay.reduce((end, { to }) => Math.max(end, to), -Infinity))
    }
    // Where the clocks are put back over midnight, a day comes before the end of the one before it.
    spans.sort((one, other) => one.from - other.from)
    this.#opens = Float64Array.from(spans, ({ from }) => from)
    this.#closes = Float64Array.from(spans, ({ to }) => to)
    this.#before = new Float64Array(spans.length + 1)
    for (const [place, { from, to }] of spans.entries()) this.#before[place + 1] = this.#before[place]! + to - from
    this.#dayEnds = Float64Array.from(dayEnds).sort()
  }
}

interface Span {
  readonly from: number
  readonly to: number
}

/** How many spans a look-up goes on before it searches by halves. */
const SHORT_WALK = 16

const TWO_YEARS = 731 * MILLISECONDS_PER_DAY
const to2Years = (from: number) => Math.min(LAST_MOMENT, from + TWO_YEARS)
const furtherThan = (from: number, reach: number) => Math.min(LAST_MOMENT, from + 2 * (reach - from))
const dayAt = (instant: number) => Math.floor((instant - EPOCH) / MILLISECONDS_PER_DAY)

/** The place of the first value that is not less; the length where all are. */
function firstAtLeast(values: Float64Array, least: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle]! < least) low = middle + 1
    else high = middle
  }
  return low
}

/** Holidays lie under the calendar's own exceptions, and those over everything. */
function chainOf(definition: BusinessCalendarDefinition): CalendarDefinition[] {
  const { id, name, pattern, weeks, exceptions, holidays, holidayChoice } = definition
  const off = holidayExceptions(holidaysThatCount(holidays, holidayChoice), pattern)
  return [
    { id, name, base: null, pattern, weeks, exceptions: off },
    { id, name, base: id, pattern: SILENT_WEEK, weeks: [], exceptions },
  ]
}

/**
 * The calendar of a definition, or why there can be none: `unknown-zone`, `bad-span` (it ends before it begins, leaves
 * its day or overlaps the one before), `no-working-time`.
 */
export function createBusinessCalendar(definition: BusinessCalendarDefinition): BusinessCalendar | Refusal {
  const { id, zone, pattern, weeks, exceptions } = definition
  if (!isZone(zone)) return refuse("unknown-zone", { calendar: id, zone })
  const spans = [...pattern, ...weeks.flatMap(week => week.pattern), ...exceptions.map(({ shifts }) => shifts)]
  if (spans.some(shifts => shifts !== null && !areInOrder(shifts))) return refuse("bad-span", { calendar: id })
  if (!everWorks(dayShiftsOf(chainOf(definition)))) return refuse("no-working-time", { calendar: id })
  return new BusinessCalendar(definition)
}

/** Most calendars work within a month or so of any day, so that the others need not be looked at to know it. */
function everWorks(dayShifts: DayShifts): boolean {
  const works = (from: Day, to: Day) => dayShifts(from, to).some(shifts => shifts.length > 0)
  return works(A_MONTH.from, A_MONTH.to) || works(0, DAY_LIMIT)
}

const A_MONTH = { from: 15_500, to: 15_550 }

function areInOrder(shifts: Shifts): boolean {
  return shifts.every(({ from, to }, place) => {
    const least = place === 0 ? 0 : shifts[place - 1]!.to
    return Number.isInteger(from) && Number.isInteger(to) && from >= least && to > from && to <= TENTHS_PER_DAY
  })
}
