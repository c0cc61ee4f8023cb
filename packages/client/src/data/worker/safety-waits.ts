/** Told with `null` once everything is safe on the server, or with why something never will be. */
export type ToldSafe = (refusal: string | null) => void

interface Wait {
  readonly ids: Set<number>
  readonly tell: ToldSafe
}

/** Who waits until the relay has updates on its disk. */
export class SafetyWaits {
  #waits: Wait[] = []

  /** Waits for these; told at once where there are none. */
  add(ids: Iterable<number>, tell: ToldSafe): void {
    const wait = { ids: new Set(ids), tell }
    if (wait.ids.size === 0) tell(null)
    else this.#waits.push(wait)
  }

  acknowledged(ids: readonly number[]): void {
    for (const wait of this.#waits) for (const id of ids) wait.ids.delete(id)
    this.#settle()
  }

  /** Others go in place of these. */
  replaced(ids: readonly number[], others: readonly number[]): void {
    for (const wait of this.#waits) {
      const had = ids.filter(id => wait.ids.delete(id))
      if (had.length > 0) for (const id of others) wait.ids.add(id)
    }
    this.#settle()
  }

  refused(ids: readonly number[], reason: string): void {
    const told = this.#waits.filter(wait => ids.some(id => wait.ids.has(id)))
    this.#waits = this.#waits.filter(wait => !told.includes(wait))
    for (const { tell } of told) tell(reason)
  }

  #settle(): void {
    const done = this.#waits.filter(wait => wait.ids.size === 0)
    this.#waits = this.#waits.filter(wait => wait.ids.size > 0)
    for (const { tell } of done) tell(null)
  }
}
