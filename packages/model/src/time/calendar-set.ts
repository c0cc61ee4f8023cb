import { ROUND_THE_CLOCK, STANDARD_WEEK, type CalendarDefinition, type WeekPattern } from "./calendar-definition.ts"
import { commonShifts, dayShiftsOf, type DayShifts } from "./day-shifts.ts"
import { WorkingCalendar } from "./working-calendar.ts"

/** Why a calendar could not be taken as it was given; the calendar that stands in is named with each. */
export type CalendarFault =
  /** There is none of this id; the standard week stands in. */
  | "unknown"
  /** Its base is not there; it is a base calendar then. */
  | "unknown-base"
  /** It is derived from itself; the ring is cut where it closes. */
  | "derived-from-itself"
  /** It never has any working time; every hour counts instead. */
  | "no-working-time"

/** The calendars of a plan, each compiled when it is first asked for; those that work alike are one object. */
export class CalendarSet {
  readonly #definitions: ReadonlyMap<string, CalendarDefinition>
  readonly #compiled = new Map<string, { readonly shifts: DayShifts; readonly calendar: WorkingCalendar }>()
  readonly #common = new Map<string, WorkingCalendar>()
  readonly #faults = new Map<string, CalendarFault>()

  constructor(definitions: readonly CalendarDefinition[]) {
    this.#definitions = new Map(definitions.map(definition => [definition.id, definition]))
  }

  /** What is wrong with the calendars that were asked for so far, by their ids. */
  get faults(): ReadonlyMap<string, CalendarFault> {
    return this.#faults
  }

  has(id: string): boolean {
    return this.#definitions.has(id)
  }

  /** The calendar of an id. One that cannot be used is stood in for, and told among the faults. */
  get(id: string): WorkingCalendar {
    return this.#entry(id).calendar
  }

  /** The working time that two calendars have in common. */
  common(one: string, other: string): WorkingCalendar {
    const [left, right] = [this.#entry(one), this.#entry(other)]
    if (left.calendar === right.calendar) return left.calendar
    const key = JSON.stringify([one, other])
    const known = this.#common.get(key)
    if (known !== undefined) return known
    const calendar = new WorkingCalendar(commonShifts(left.shifts, right.shifts))
    if (!calendar.hasWork()) this.#faults.set(`${one} ∩ ${other}`, "no-working-time")
    const usable = calendar.hasWork() ? calendar : left.calendar
    this.#common.set(key, usable)
    return usable
  }

  #entry(id: string): { readonly shifts: DayShifts; readonly calendar: WorkingCalendar } {
    const chain = this.#chainOf(id)
    // Most resource calendars say nothing of their own: they are their base.
    const key = chain.at(-1)?.id ?? id
    let entry = this.#compiled.get(key)
    if (entry === undefined) {
      entry = compiled(chain.length === 0 ? [standIn(id)] : chain)
      if (!entry.calendar.hasWork()) {
        this.#faults.set(key, "no-working-time")
        entry = compiled([{ ...standIn(id), pattern: ROUND_THE_CLOCK }])
      }
      this.#compiled.set(key, entry)
    }
    return entry
  }

  /** The definitions from the base to the named one, without those at its end that say nothing. */
  #chainOf(id: string): CalendarDefinition[] {
    const chain: CalendarDefinition[] = []
    const seen = new Set<string>()
    let next: string | null = id
    while (next !== null) {
      const definition = this.#definitions.get(next)
      if (definition === undefined || seen.has(next)) {
        this.#faults.set(
          id,
          definition === undefined ? (next === id ? "unknown" : "unknown-base") : "derived-from-itself",
        )
        break
      }
      seen.add(next)
      chain.unshift(definition)
      next = definition.base
    }
    while (chain.length > 1 && isSilent(chain.at(-1)!)) chain.pop()
    const base = chain[0]
    if (base !== undefined && base.pattern.every(shifts => shifts === null))
      chain[0] = { ...base, pattern: STANDARD_WEEK }
    return chain
  }
}

function compiled(chain: readonly CalendarDefinition[]) {
  const shifts = dayShiftsOf(chain)
  return { shifts, calendar: new WorkingCalendar(shifts) }
}

function standIn(id: string): CalendarDefinition {
  return { id, name: id, base: null, pattern: STANDARD_WEEK, weeks: [], exceptions: [] }
}

function isSilent({ pattern, weeks, exceptions }: CalendarDefinition): boolean {
  return pattern.every(shifts => shifts === null) && weeks.length === 0 && exceptions.length === 0
}

/** A calendar of one week pattern that never changes. */
export function weeklyCalendar(id: string, pattern: WeekPattern): CalendarDefinition {
  return { id, name: id, base: null, pattern, weeks: [], exceptions: [] }
}
