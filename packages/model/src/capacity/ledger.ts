import { assert } from "../base/assert.ts"
import { TENTHS_PER_DAY, TENTHS_PER_MINUTE, type Day, type Instant } from "../time/instant.ts"
import type { WorkingCalendar } from "../time/working-calendar.ts"
import type { WorkingHours } from "./working-hours.ts"

/** What takes somebody's time: a scheduled activity, or a ticket or other work with an estimate. Named by its space and item. */
export interface CapacitySource {
  readonly kind: "activity" | "ticket"
  readonly space: string
  readonly id: string
}

/** Certain hours of a calendar, from one instant to another; 1 unit is all of them. */
export interface BookedClaim {
  readonly claim: "booked"
  readonly who: string
  readonly source: CapacitySource
  readonly from: Instant
  readonly to: Instant
  readonly units: number
  readonly calendar: WorkingCalendar
}

/** How much of somebody's time a source takes, and when. */
export type Claim =
  | BookedClaim
  /** So many minutes of work at any time between two days, both included. */
  | {
      readonly claim: "spread"
      readonly who: string
      readonly source: CapacitySource
      readonly minutes: number
      readonly from: Day
      readonly to: Day
      readonly spread: Spread
    }
  /** So many minutes of work that nobody said when. */
  | {
      readonly claim: "unscheduled"
      readonly who: string
      readonly source: CapacitySource
      readonly minutes: number
    }

/** Evenly over somebody's hours, as early as they can, or as late. */
export type Spread = "flat" | "front" | "back"

/** Days of a ledger: the first, and how many. */
export interface LedgerDays {
  readonly first: Day
  readonly count: number
}

/** Of a day, less than this is a difference of rounding, in minutes (SCHEDULING §5). */
const TOLERANCE_MINUTES = 5

/**
 * Who is wanted for how much, day by day, against what there is of them.
 *
 * Each claim is a difference of the share that is taken of somebody's hours, so that it costs the same however long it
 * lasts; only a day that is taken in part is minutes. Claims may reach beyond the days of the ledger; what lies outside
 * is left out.
 */
export class CapacityLedger {
  readonly days: LedgerDays
  readonly #people = new Map<string, Account>()

  constructor(days: LedgerDays, people: ReadonlyMap<string, WorkingHours>) {
    assert(days.count > 0, "a ledger has days")
    this.days = days
    for (const [who, hours] of people) this.#people.set(who, new Account(days, hours))
  }

  /** Takes a claim in. Claims of people whom the ledger does not have are left out. */
  add(claim: Claim): void {
    if (isEmpty(claim)) return
    this.#people.get(claim.who)?.add(claim)
  }

  get people(): Iterable<string> {
    return this.#people.keys()
  }

  has(who: string): boolean {
    return this.#people.has(who)
  }

  /** Minutes that somebody has on each day of the ledger. */
  supply(who: string): Float64Array {
    return this.#account(who).supply()
  }

  /** Minutes that are wanted of somebody on each day of the ledger. */
  demand(who: string): Float64Array {
    return this.#account(who).demand()
  }

  /** Minutes that are wanted of somebody without a time. */
  unscheduled(who: string): number {
    return this.#account(who).unscheduled
  }

  /** What takes somebody's time from one day to another, both included, with its minutes; the most first. */
  sources(who: string, from: Day, to: Day): readonly { readonly source: CapacitySource; readonly minutes: number }[] {
    return this.#account(who).sources(from, to)
  }

  #account(who: string): Account {
    const account = this.#people.get(who)
    assert(account !== undefined, `nobody ${who} in the ledger`)
    return account
  }
}

/** Whether more is wanted of somebody on a day than there is. */
export function isOverbooked(demand: number, supply: number): boolean {
  return demand > supply + TOLERANCE_MINUTES
}

function isEmpty(claim: Claim): boolean {
  if (claim.claim === "booked") return !(claim.units > 0) || claim.to <= claim.from
  return !(claim.minutes > 0) || !Number.isFinite(claim.minutes)
}

/** Shares of the hours of one calendar, day by day. */
interface Lane {
  /** Working minutes of each day. */
  readonly minutes: Float64Array
  /** By how much the share that is taken changes with each day. */
  readonly changes: Float64Array
}

class Account {
  readonly #days: LedgerDays
  readonly #hours: WorkingHours
  readonly #lanes = new Map<WorkingCalendar, Lane>()
  /** Minutes of days that are taken in part. */
  readonly #parts: Float64Array
  readonly #claims: Claim[] = []
  unscheduled = 0

  constructor(days: LedgerDays, hours: WorkingHours) {
    this.#days = days
    this.#hours = hours
    this.#parts = new Float64Array(days.count)
  }

  add(claim: Claim): void {
    this.#claims.push(claim)
    if (claim.claim === "unscheduled") this.unscheduled += claim.minutes
    else for (const piece of piecesOf(claim, this.#hours)) this.#put(piece)
  }

  supply(): Float64Array {
    return this.#lane(this.#hours.calendar).minutes.map(minutes => minutes * this.#hours.units)
  }

  demand(): Float64Array {
    const demand = this.#parts.slice()
    for (const { minutes, changes } of this.#lanes.values()) {
      let share = 0
      for (let day = 0; day < this.#days.count; day += 1) {
        share += changes[day]!
        demand[day]! += share * minutes[day]!
      }
    }
    return demand
  }

  sources(from: Day, to: Day): { source: CapacitySource; minutes: number }[] {
    const found = new Map<string, { source: CapacitySource; minutes: number }>()
    for (const claim of this.#claims) {
      if (claim.claim === "unscheduled") continue
      const minutes = piecesOf(claim, this.#hours).reduce((sum, piece) => sum + minutesWithin(piece, from, to), 0)
      if (minutes <= 0) continue
      const { space, id } = claim.source
      const known = found.get(`${space}/${id}`)
      if (known === undefined) found.set(`${space}/${id}`, { source: claim.source, minutes })
      else known.minutes += minutes
    }
    return [...found.values()].sort((one, other) => other.minutes - one.minutes)
  }

  #put(piece: Piece): void {
    const { first, count } = this.#days
    if (piece.piece === "part") {
      const day = piece.day - first
      if (day >= 0 && day < count) this.#parts[day]! += piece.minutes
      return
    }
    const [from, to] = [Math.max(0, piece.from - first), Math.min(count, piece.to - first)]
    if (from >= to) return
    const { changes } = this.#lane(piece.calendar)
    changes[from]! += piece.share
    changes[to]! -= piece.share
  }

  #lane(calendar: WorkingCalendar): Lane {
    const known = this.#lanes.get(calendar)
    if (known !== undefined) return known
    const { first, count } = this.#days
    const minutes = Float64Array.from({ length: count }, (_, day) => minutesOn(calendar, first + day))
    const lane = { minutes, changes: new Float64Array(count + 1) }
    this.#lanes.set(calendar, lane)
    return lane
  }
}

/** A claim as days that are taken by one share from one to another, the second not included, and minutes of single days. */
type Piece =
  | {
      readonly piece: "days"
      readonly from: Day
      readonly to: Day
      readonly share: number
      readonly calendar: WorkingCalendar
    }
  | { readonly piece: "part"; readonly day: Day; readonly minutes: number }

function piecesOf(claim: Exclude<Claim, { claim: "unscheduled" }>, hours: WorkingHours): readonly Piece[] {
  return claim.claim === "booked" ? bookedPieces(claim) : spreadPieces(claim, hours)
}

function bookedPieces({ from, to, units, calendar }: BookedClaim): readonly Piece[] {
  const [first, last] = [Math.floor(from / TENTHS_PER_DAY), Math.floor(to / TENTHS_PER_DAY)]
  const part = (day: Day, start: Instant, end: Instant): Piece => ({
    piece: "part",
    day,
    minutes: (calendar.between(start, end) * units) / TENTHS_PER_MINUTE,
  })
  if (first === last) return [part(first, from, to)]
  return [
    part(first, from, (first + 1) * TENTHS_PER_DAY),
    { piece: "days", from: first + 1, to: last, share: units, calendar },
    part(last, last * TENTHS_PER_DAY, to),
  ]
}

/**
 * Work goes where somebody's hours are. Where they have none between the days, all of it falls on the last of them, and
 * where it is more than they have, each of their hours is taken several times: both show as too much.
 */
function spreadPieces(
  { minutes, from, to: last, spread }: Extract<Claim, { claim: "spread" }>,
  { calendar, units }: WorkingHours,
): readonly Piece[] {
  const to = Math.max(from, last) + 1
  const [start, end] = [from * TENTHS_PER_DAY, to * TENTHS_PER_DAY]
  const available = (calendar.between(start, end) * units) / TENTHS_PER_MINUTE
  if (available <= 0) return [{ piece: "part", day: to - 1, minutes }]
  if (spread === "flat" || minutes >= available)
    return [{ piece: "days", from, to, share: (minutes * units) / available, calendar }]
  const work = Math.max(1, Math.round((minutes * TENTHS_PER_MINUTE) / units))
  const edge = spread === "front" ? calendar.add(start, work) : calendar.add(end, -work)
  const day = Math.floor(spread === "front" ? (edge - 1) / TENTHS_PER_DAY : edge / TENTHS_PER_DAY)
  const [full, toFull] = spread === "front" ? [from, day] : [day + 1, to]
  const inFull = (calendar.between(full * TENTHS_PER_DAY, toFull * TENTHS_PER_DAY) * units) / TENTHS_PER_MINUTE
  return [
    { piece: "days", from: full, to: toFull, share: units, calendar },
    { piece: "part", day, minutes: minutes - inFull },
  ]
}

function minutesWithin(piece: Piece, from: Day, to: Day): number {
  if (piece.piece === "part") return piece.day >= from && piece.day <= to ? piece.minutes : 0
  const [start, end] = [Math.max(from, piece.from), Math.min(to + 1, piece.to)]
  if (start >= end) return 0
  return (piece.calendar.between(start * TENTHS_PER_DAY, end * TENTHS_PER_DAY) * piece.share) / TENTHS_PER_MINUTE
}

function minutesOn(calendar: WorkingCalendar, day: Day): number {
  return calendar.between(day * TENTHS_PER_DAY, (day + 1) * TENTHS_PER_DAY) / TENTHS_PER_MINUTE
}
