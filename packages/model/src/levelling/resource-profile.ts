import type { Instant } from "../time/instant.ts"

/** How much of one resource is taken over time: steps between instants, in ten-thousandths of full time. */
export class ResourceProfile {
  readonly capacity: number
  /** Step i is from #times[i] to #times[i + 1]; before the first and after the last nothing is taken. */
  #times = new Int32Array(16)
  #taken = new Int32Array(16)
  #size = 0

  constructor(capacity: number) {
    this.capacity = capacity
  }

  copyFrom(other: ResourceProfile): void {
    if (this.#times.length < other.#size) {
      this.#times = new Int32Array(other.#times.length)
      this.#taken = new Int32Array(other.#times.length)
    }
    this.#times.set(other.#times.subarray(0, other.#size))
    this.#taken.set(other.#taken.subarray(0, other.#size))
    this.#size = other.#size
  }

  take(from: Instant, to: Instant, units: number): void {
    if (to <= from || units <= 0) return
    const first = this.#split(from)
    const last = this.#split(to)
    for (let step = first; step < last; step += 1) this.#taken[step]! += units
  }

  /**
   * When there is room again after the last time between two instants with less than the units left; the first instant if
   * there is none.
   */
  blockedUntil(from: Instant, to: Instant, units: number): Instant {
    const room = this.capacity - units
    for (let step = this.#stepBefore(to); step >= 0; step -= 1) {
      const end = step + 1 < this.#size ? this.#times[step + 1]! : to
      if (end <= from) break
      if (this.#taken[step]! > room) return step + 1 < this.#size ? this.#endOfCrowd(step + 1, room) : end
    }
    return from
  }

  /** Where the first step from a given one on begins that has room. */
  #endOfCrowd(from: number, room: number): Instant {
    let step = from
    while (step + 1 < this.#size && this.#taken[step]! > room) step += 1
    return this.#times[step]!
  }

  /** The last step that begins before an instant, or -1. */
  #stepBefore(instant: Instant): number {
    let [low, high] = [-1, this.#size]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (this.#times[middle]! < instant) low = middle
      else high = middle
    }
    return low
  }

  /** The step that begins at an instant; one is parted there if need be. */
  #split(instant: Instant): number {
    const before = this.#stepBefore(instant)
    const step = before + 1
    if (step < this.#size && this.#times[step] === instant) return step
    if (this.#size === this.#times.length) this.#grow()
    this.#times.copyWithin(step + 1, step, this.#size)
    this.#taken.copyWithin(step + 1, step, this.#size)
    this.#times[step] = instant
    this.#taken[step] = before < 0 ? 0 : this.#taken[before]!
    this.#size += 1
    return step
  }

  #grow(): void {
    const [times, taken] = [new Int32Array(this.#size * 2), new Int32Array(this.#size * 2)]
    times.set(this.#times)
    taken.set(this.#taken)
    this.#times = times
    this.#taken = taken
  }
}
