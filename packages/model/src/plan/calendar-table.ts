import { assert } from "../base/assert.ts"
import { CalendarSet } from "../time/calendar-set.ts"
import type { WorkingCalendar } from "../time/working-calendar.ts"
import type { PlanInput, PlanTask } from "./input.ts"
import type { PlanWarning } from "./warning.ts"

/** The calendars that a plan uses, each once, by small numbers. */
export class CalendarTable {
  readonly all: WorkingCalendar[] = []
  readonly project: number
  readonly #set: CalendarSet
  readonly #projectId: string
  readonly #numbers = new Map<WorkingCalendar, number>()
  readonly #ofId = new Map<string, number>()
  readonly #warn: (warning: PlanWarning) => void

  constructor({ calendars, project }: Pick<PlanInput, "calendars" | "project">, warn: (warning: PlanWarning) => void) {
    this.#set = new CalendarSet(calendars)
    this.#projectId = project.calendar
    this.#warn = warn
    this.project = this.#number(project.calendar)
  }

  ofTask({ calendar }: PlanTask): number {
    return calendar === null ? this.project : this.#number(this.#known(calendar))
  }

  /** The hours of a person's share: the person's own, within the task's where it has some. */
  ofAssignment({ calendar, ignoresResourceCalendars }: PlanTask, resource: string | null): number {
    if (calendar === null) return this.ofResource(resource)
    const person = this.#known(resource ?? this.#projectId)
    const task = this.#known(calendar)
    return ignoresResourceCalendars ? this.#number(task) : this.#numberOf(this.#set.common(task, person))
  }

  /** The hours of a resource by its calendar; those of the project where it has none. */
  ofResource(resource: string | null): number {
    return this.#number(this.#known(resource ?? this.#projectId))
  }

  warnOfFaults(): void {
    for (const about of this.#set.faults.keys()) this.#warn({ code: "calendar", task: null, about, ring: [] })
  }

  /** A calendar that is not there is the project's, so that a plan with one broken reference keeps its holidays. */
  #known(id: string): string {
    if (this.#set.has(id)) return id
    this.#set.get(id)
    return this.#projectId
  }

  #number(id: string): number {
    const known = this.#ofId.get(id)
    if (known !== undefined) return known
    const number = this.#numberOf(this.#set.get(id))
    this.#ofId.set(id, number)
    return number
  }

  #numberOf(calendar: WorkingCalendar): number {
    const known = this.#numbers.get(calendar)
    if (known !== undefined) return known
    const number = this.all.length
    assert(number < 0xffff, "a plan uses at most 65,535 calendars")
    this.all.push(calendar)
    this.#numbers.set(calendar, number)
    return number
  }
}
