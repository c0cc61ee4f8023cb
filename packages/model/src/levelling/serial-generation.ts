import type { ActivityNetwork } from "./activity-network.ts"

/**
 * Generates schedules serially: activities are taken in a given order, and each begins as soon as its predecessors have
 * ended and enough is free for as long as it runs.
 *
 * What is free is kept for every unit of time, the resources side by side in the bits of as few words as will hold them.
 * Each has one bit more than its capacity needs, which stays set as long as nothing is taken that is not there: one
 * subtraction and one comparison try all resources of a word.
 */
export class SerialGeneration {
  readonly #network: ActivityNetwork
  readonly #words: number
  /** What each activity takes, as words. */
  readonly #taken: Int32Array
  /** What is free when nothing runs, with the bits of `#guards` set. */
  readonly #free: Int32Array
  readonly #guards: Int32Array
  readonly #profile: Int32Array
  readonly #finishes: Int32Array
  /** Up to where the profile may have been touched since it was last cleared. */
  #touched: number

  constructor(network: ActivityNetwork) {
    const { fields, words } = layOut(network)
    this.#network = network
    this.#words = words
    this.#taken = new Int32Array(network.count * words)
    this.#free = new Int32Array(words)
    this.#guards = new Int32Array(words)
    for (const [resource, { word, shift, bits }] of fields.entries()) {
      this.#free[word]! |= usable(network, resource) << shift
      this.#guards[word]! |= 1 << (shift + bits)
      for (let activity = 0; activity < network.count; activity += 1)
        this.#taken[activity * words + word]! |= network.demands[activity * network.resourceCount + resource]! << shift
    }
    for (let word = 0; word < words; word += 1) this.#free[word]! |= this.#guards[word]!
    this.#profile = new Int32Array(network.horizon * words)
    this.#finishes = new Int32Array(network.count)
    this.#touched = network.horizon
  }

  /**
   * Fills in the start of each activity and returns when the last one ends. The order must have every activity once,
   * each after its predecessors.
   */
  generate(order: Int32Array, starts: Int32Array): number {
    this.#clear()
    const makespan = this.#words === 1 ? this.#generateNarrow(order, starts) : this.#generateWide(order, starts)
    this.#touched = makespan
    return makespan
  }

  #clear(): void {
    if (this.#words === 1) this.#profile.fill(this.#free[0]!, 0, this.#touched)
    else
      for (let place = 0; place < this.#touched * this.#words; place += this.#words)
        this.#profile.set(this.#free, place)
  }

  /** All resources in one word. */
  #generateNarrow(order: Int32Array, starts: Int32Array): number {
    const { durations, predecessors } = this.#network
    const [profile, finishes, taken, guards] = [this.#profile, this.#finishes, this.#taken, this.#guards[0]!]
    const { first, items } = predecessors
    let makespan = 0
    for (let place = 0; place < order.length; place += 1) {
      const activity = order[place]!
      let start = 0
      for (let edge = first[activity]!; edge < first[activity + 1]!; edge += 1) {
        const ready = finishes[items[edge]!]!
        if (ready > start) start = ready
      }
      const take = taken[activity]!
      let finish = start + durations[activity]!
      if (take !== 0) {
        // Backwards from the end: where something is missing, nothing before it can be the start.
        let checked = start
        for (let time = finish - 1; time >= checked; time -= 1) {
          if (((profile[time]! - take) & guards) === guards) continue
          checked = finish
          start = time + 1
          finish = start + durations[activity]!
          time = finish
        }
        for (let time = start; time < finish; time += 1) profile[time]! -= take
      }
      starts[activity] = start
      finishes[activity] = finish
      if (finish > makespan) makespan = finish
    }
    return makespan
  }

  #generateWide(order: Int32Array, starts: Int32Array): number {
    const { durations, predecessors } = this.#network
    const [profile, finishes, taken, words] = [this.#profile, this.#finishes, this.#taken, this.#words]
    const { first, items } = predecessors
    let makespan = 0
    for (let place = 0; place < order.length; place += 1) {
      const activity = order[place]!
      let start = 0
      for (let edge = first[activity]!; edge < first[activity + 1]!; edge += 1)
        start = Math.max(start, finishes[items[edge]!]!)
      let finish = start + durations[activity]!
      for (let time = start; time < finish; time += 1) {
        if (this.#fits(activity, time)) continue
        start = time + 1
        finish = start + durations[activity]!
      }
      for (let time = start * words; time < finish * words; time += words)
        for (let word = 0; word < words; word += 1) profile[time + word]! -= taken[activity * words + word]!
      starts[activity] = start
      finishes[activity] = finish
      if (finish > makespan) makespan = finish
    }
    return makespan
  }

  #fits(activity: number, time: number): boolean {
    const words = this.#words
    for (let word = 0; word < words; word += 1) {
      const guards = this.#guards[word]!
      if (((this.#profile[time * words + word]! - this.#taken[activity * words + word]!) & guards) !== guards)
        return false
    }
    return true
  }
}

interface Field {
  readonly word: number
  readonly shift: number
  /** Bits of the capacity; the guard is the one above. */
  readonly bits: number
}

/** More than all activities together take is never used. */
function usable({ capacities, demands, resourceCount }: ActivityNetwork, resource: number): number {
  let sum = 0
  for (let place = resource; place < demands.length; place += resourceCount) sum += demands[place]!
  return Math.min(capacities[resource]!, sum)
}

function layOut(network: ActivityNetwork): { readonly fields: readonly Field[]; readonly words: number } {
  const fields: Field[] = []
  let [word, shift] = [0, 0]
  for (let resource = 0; resource < network.resourceCount; resource += 1) {
    const bits = 32 - Math.clz32(usable(network, resource))
    if (shift + bits + 1 > 32) {
      word += 1
      shift = 0
    }
    fields.push({ word, shift, bits })
    shift += bits + 1
  }
  return { fields, words: word + 1 }
}
