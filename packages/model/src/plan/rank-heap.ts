/** Tasks waiting for their turn, each once, handed out by rank: the lowest first, or the highest. */
export class RankHeap {
  readonly #rank: Int32Array
  readonly #order: Int32Array
  readonly #sign: 1 | -1
  readonly #isWaiting: Uint8Array
  readonly #keys: number[] = []

  constructor(rank: Int32Array, order: Int32Array, first: "lowest" | "highest") {
    this.#rank = rank
    this.#order = order
    this.#sign = first === "lowest" ? 1 : -1
    this.#isWaiting = new Uint8Array(rank.length)
  }

  get isEmpty(): boolean {
    return this.#keys.length === 0
  }

  push(task: number): void {
    if (this.#isWaiting[task] === 1) return
    this.#isWaiting[task] = 1
    const keys = this.#keys
    const key = this.#sign * this.#rank[task]!
    let place = keys.length
    keys.push(key)
    while (place > 0) {
      const above = (place - 1) >> 1
      if (keys[above]! <= key) break
      keys[place] = keys[above]!
      place = above
    }
    keys[place] = key
  }

  /** Takes out the next task; there must be one. */
  pop(): number {
    const keys = this.#keys
    const key = keys[0]!
    const last = keys.pop()!
    if (keys.length > 0) this.#sink(last)
    const task = this.#order[this.#sign * key]!
    this.#isWaiting[task] = 0
    return task
  }

  /** Sends everybody away, and answers who was waiting. */
  clear(): number[] {
    const waiting = this.#keys.map(key => this.#order[this.#sign * key]!)
    for (const task of waiting) this.#isWaiting[task] = 0
    this.#keys.length = 0
    return waiting
  }

  #sink(key: number): void {
    const keys = this.#keys
    let place = 0
    for (;;) {
      let below = 2 * place + 1
      if (below >= keys.length) break
      if (below + 1 < keys.length && keys[below + 1]! < keys[below]!) below += 1
      if (keys[below]! >= key) break
      keys[place] = keys[below]!
      place = below
    }
    keys[place] = key
  }
}
