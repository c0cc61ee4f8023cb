import type { DatabaseSync } from "node:sqlite"

/**
 * Says when somebody's session, token or account is gone. The tables say it
 * themselves, by triggers, so that no way of taking one back can forget to.
 */
export class Departures {
  readonly #watchers = new Set<(person: string) => void>()
  readonly #left = new Set<string>()

  constructor(database: DatabaseSync) {
    database.function("weft_left", person => {
      this.#noted(String(person))
      return null
    })
    // They are this connection's own: another program that opens the file does not know the function.
    database.exec(`
      CREATE TEMP TRIGGER session_left AFTER DELETE ON main."session" BEGIN SELECT weft_left(OLD."userId"); END;
      CREATE TEMP TRIGGER token_left AFTER DELETE ON main.api_token BEGIN SELECT weft_left(OLD.person); END;
    `)
  }

  /** Calls back in the same task, once the rows are gone; returns what ends that. */
  watch(left: (person: string) => void): () => void {
    // A function of its own, so that one who watches twice is called twice.
    const watcher = (person: string) => left(person)
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  #noted(person: string): void {
    if (this.#left.size === 0) queueMicrotask(() => this.#tell())
    this.#left.add(person)
  }

  #tell(): void {
    const people = [...this.#left]
    this.#left.clear()
    for (const person of people) for (const left of [...this.#watchers]) left(person)
  }
}
