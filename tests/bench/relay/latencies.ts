/** Each bucket reaches this many times as far as the one before. */
const STEP = 1.01

/** How often which latency was seen, to one per cent: small enough to send between processes, and to add up. */
export class Latencies {
  readonly #counts: number[]
  #total: number

  constructor(counts: readonly number[] = []) {
    this.#counts = [...counts]
    this.#total = counts.reduce((sum, count) => sum + (count ?? 0), 0)
  }

  get total(): number {
    return this.#total
  }

  /** As data, for a message to another process. */
  get counts(): readonly number[] {
    return this.#counts
  }

  add(micros: number): void {
    const bucket = micros <= 1 ? 0 : Math.ceil(Math.log(micros) / Math.log(STEP))
    while (this.#counts.length <= bucket) this.#counts.push(0)
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1
    this.#total += 1
  }

  addAll(other: Latencies): void {
    for (const [bucket, count] of other.#counts.entries()) {
      while (this.#counts.length <= bucket) this.#counts.push(0)
      this.#counts[bucket] = (this.#counts[bucket] ?? 0) + count
    }
    this.#total += other.#total
  }

  /** The latency in milliseconds that a share of them, from 0 to 1, stayed within; 0 where there are none. */
  within(share: number): number {
    let left = share * this.#total
    for (const [bucket, count] of this.#counts.entries()) {
      left -= count
      if (count > 0 && left <= 0) return STEP ** bucket / 1000
    }
    return 0
  }
}
