import type { Random } from "../base/random.ts"
import type { ActivityNetwork } from "./activity-network.ts"

/**
 * Draws orders in which every activity stands after its predecessors. Of those that may come next, one is drawn by its
 * regret: how much more urgent it is than the least urgent of them.
 */
export class OrderSampling {
  readonly #network: Pick<ActivityNetwork, "count" | "predecessors" | "successors">
  readonly #urgencies: Float64Array
  readonly #waiting: Int32Array
  readonly #eligible: Int32Array

  constructor(network: Pick<ActivityNetwork, "count" | "predecessors" | "successors">, urgencies: Float64Array) {
    this.#network = network
    this.#urgencies = urgencies
    this.#waiting = new Int32Array(network.count)
    this.#eligible = new Int32Array(network.count)
  }

  draw(random: Random): Int32Array {
    return this.#order((eligible, size) => {
      const least = this.#leastUrgent(eligible, size)
      let regrets = 0
      for (let place = 0; place < size; place += 1) regrets += this.#urgencies[eligible[place]!]! - least + 1
      let left = random() * regrets
      for (let place = 0; place < size - 1; place += 1) {
        left -= this.#urgencies[eligible[place]!]! - least + 1
        if (left <= 0) return place
      }
      return size - 1
    })
  }

  /** The order in which the most urgent comes first, the lower number among equals. */
  strict(): Int32Array {
    return this.#order((eligible, size) => {
      let best = 0
      for (let place = 1; place < size; place += 1) {
        const ahead = this.#urgencies[eligible[place]!]! - this.#urgencies[eligible[best]!]!
        if (ahead > 0 || (ahead === 0 && eligible[place]! < eligible[best]!)) best = place
      }
      return best
    })
  }

  #leastUrgent(eligible: Int32Array, size: number): number {
    let least = this.#urgencies[eligible[0]!]!
    for (let place = 1; place < size; place += 1) least = Math.min(least, this.#urgencies[eligible[place]!]!)
    return least
  }

  #order(choose: (eligible: Int32Array, size: number) => number): Int32Array {
    const { count, predecessors, successors } = this.#network
    const [waiting, eligible] = [this.#waiting, this.#eligible]
    const order = new Int32Array(count)
    let size = 0
    for (let activity = 0; activity < count; activity += 1) {
      waiting[activity] = predecessors.first[activity + 1]! - predecessors.first[activity]!
      if (waiting[activity] === 0) eligible[size++] = activity
    }
    for (let taken = 0; taken < count; taken += 1) {
      const place = choose(eligible, size)
      const activity = eligible[place]!
      order[taken] = activity
      eligible[place] = eligible[--size]!
      for (let edge = successors.first[activity]!; edge < successors.first[activity + 1]!; edge += 1) {
        const after = successors.items[edge]!
        waiting[after]! -= 1
        if (waiting[after] === 0) eligible[size++] = after
      }
    }
    return order
  }
}
