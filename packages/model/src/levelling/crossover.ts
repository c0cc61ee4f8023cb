import { below, type Random } from "../base/random.ts"
import type { Adjacency } from "./activity-network.ts"
import type { Individual } from "./side.ts"

/** The part of the order that a child takes over from its father in one piece. */
const LEAST_PART = 0.2
const MOST_PART = 0.5
/** How many parts are looked at, for the one in which most is used. */
const PARTS_TRIED = 3
/** How likely each pair of neighbours changes places. */
const MUTATION = 0.02

/**
 * Breeds orders by peak crossover: the child has a part of its father's order, one in which the resources are well used,
 * and what stands before and after it in the order of its mother. Both being orders of one side, every activity of the
 * child stands after its predecessors.
 */
export class Crossover {
  readonly #loads: Float64Array
  readonly #placeInFather: Int32Array

  constructor(loads: Float64Array) {
    this.#loads = loads
    this.#placeInFather = new Int32Array(loads.length)
  }

  cross(father: Individual, mother: Individual, random: Random): Int32Array {
    const count = father.order.length
    const child = new Int32Array(count)
    const length = Math.max(1, Math.floor((LEAST_PART + random() * (MOST_PART - LEAST_PART)) * count))
    const from = this.#peak(father, length, random)
    const places = this.#placeInFather
    for (let place = 0; place < count; place += 1) places[father.order[place]!] = place
    let [before, after] = [0, from + length]
    for (let place = 0; place < count; place += 1) {
      const activity = mother.order[place]!
      const inFather = places[activity]!
      if (inFather < from) child[before++] = activity
      else if (inFather < from + length) child[inFather] = activity
      else child[after++] = activity
    }
    return child
  }

  /** Where the part begins that uses most in the time that it takes. */
  #peak({ order, starts, finishes }: Individual, length: number, random: Random): number {
    let [best, bestDensity] = [0, -1]
    for (let tried = 0; tried < PARTS_TRIED; tried += 1) {
      const from = below(order.length - length + 1, random)
      let [load, first, last] = [0, Infinity, 0]
      for (let place = from; place < from + length; place += 1) {
        const activity = order[place]!
        if (starts[activity] === finishes[activity]) continue
        load += this.#loads[activity]!
        first = Math.min(first, starts[activity]!)
        last = Math.max(last, finishes[activity]!)
      }
      const density = load / Math.max(1, last - first)
      if (density <= bestDensity) continue
      bestDensity = density
      best = from
    }
    return best
  }
}

/** Lets neighbours of an order change places now and then, unless one must follow the other. */
export function mutate(order: Int32Array, successors: Adjacency, random: Random): void {
  for (let place = 0; place + 1 < order.length; place += 1) {
    if (random() >= MUTATION || leadsTo(successors, order[place]!, order[place + 1]!)) continue
    const activity = order[place]!
    order[place] = order[place + 1]!
    order[place + 1] = activity
  }
}

function leadsTo({ first, items }: Adjacency, from: number, to: number): boolean {
  for (let edge = first[from]!; edge < first[from + 1]!; edge += 1) if (items[edge] === to) return true
  return false
}
