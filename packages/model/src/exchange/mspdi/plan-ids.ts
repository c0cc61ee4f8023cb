import type { PlanFile } from "../plan-file/plan-file.ts"

/**
 * The numbers by which a file of Microsoft Project names records. Ids that are such numbers already stay; others get the
 * next free one. Number 0 is the task that stands for
 * the whole plan, and no other.
 */
export class PlanIds {
  readonly #calendars: ReadonlyMap<string, string>
  readonly #tasks: ReadonlyMap<string, string>
  readonly #resources: ReadonlyMap<string, string>
  readonly #assignments: ReadonlyMap<string, string>

  constructor({ project, calendars, tasks, resources, assignments, source }: PlanFile) {
    const least = source === null ? 1 : 0
    this.#calendars = numbered(calendars, least)
    const taskNumbers = numbered(tasks, least)
    if (project.wholeTask !== null) taskNumbers.set(project.wholeTask, "0")
    this.#tasks = taskNumbers
    this.#resources = numbered(resources, least)
    this.#assignments = numbered(assignments, least)
  }

  /** The number of a calendar; -1 for none. */
  calendar(id: string | null): string {
    return id === null ? "-1" : (this.#calendars.get(id) ?? "-1")
  }

  task(id: string): string {
    return this.#tasks.get(id) ?? id
  }

  /** The number of a resource; nobody is -65535. */
  resource(id: string | null): string {
    return id === null ? "-65535" : (this.#resources.get(id) ?? "-65535")
  }

  assignment(id: string): string {
    return this.#assignments.get(id) ?? id
  }
}

const NUMBER = /^(0|[1-9]\d{0,8})$/

function numbered(rows: readonly { readonly id: string }[], least: number): Map<string, string> {
  const isNumber = ({ id }: { readonly id: string }) => NUMBER.test(id) && Number(id) >= least
  let next = rows.reduce((most, row) => (isNumber(row) ? Math.max(most, Number(row.id)) : most), 0)
  return new Map(rows.map(row => [row.id, isNumber(row) ? row.id : String((next += 1))]))
}
