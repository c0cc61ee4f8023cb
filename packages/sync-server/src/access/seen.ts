import type { Clock } from "../ports.ts"
import type { AccessTables } from "./access-tables.ts"

/** How exact it is when somebody was last seen, in milliseconds. */
const EXACT_MILLIS = 5 * 60 * 1000

/** Notes when members were last seen, a write in several minutes at most for each of them. */
export class Seen {
  readonly #tables: AccessTables
  readonly #clock: Clock
  readonly #noted = new Map<string, number>()

  constructor(tables: AccessTables, clock: Clock) {
    this.#tables = tables
    this.#clock = clock
  }

  note(workspace: string, person: string): void {
    const [key, now] = [`${workspace} ${person}`, this.#clock.now()]
    if (now - (this.#noted.get(key) ?? -Infinity) < EXACT_MILLIS) return
    if (this.#tables.state(workspace)?.members.has(person) !== true) return
    this.#noted.set(key, now)
    try {
      this.#tables.noteSeen(workspace, person, now)
    } catch {
      // Nobody's work may fail over this: a full disk is told where something is written.
    }
  }
}
