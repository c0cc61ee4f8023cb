import { mirrored, type ActivityNetwork } from "./activity-network.ts"
import { tailsOf } from "./lower-bound.ts"
import { OrderSampling } from "./order-sampling.ts"
import { PRIORITY_RULES, urgencies } from "./priority-rules.ts"
import { SerialGeneration } from "./serial-generation.ts"
import type { Individual, Side } from "./side.ts"

/**
 * The two sides of a network: one begins everything as early as it can, the other ends everything as late as it can.
 * Each takes the activities in the order in which the other one's schedules end, so that every child of the search is
 * justified by the one after it, at one schedule for each direction.
 */
export function justifiedSides(network: ActivityNetwork): readonly [Side, Side] {
  const backward = mirrored(network)
  return [sideOf(network, backward), sideOf(backward, network)]
}

function sideOf(network: ActivityNetwork, opposite: ActivityNetwork): Side {
  const generation = new SerialGeneration(network)
  const reordering = new Reordering(opposite)
  const tails = tailsOf(network)
  const { durations, count } = network
  return {
    successors: network.successors,
    loads: loadsOf(network),
    guesses: PRIORITY_RULES.map(rule => new OrderSampling(network, urgencies(network, rule)).strict()),
    sample: sampler(network),
    generate: order => {
      const starts = new Int32Array(count)
      const finishes = new Int32Array(count)
      const cost = generation.generate(order, starts)
      let tension = 0
      for (let activity = 0; activity < count; activity += 1) {
        const finish = starts[activity]! + durations[activity]!
        finishes[activity] = finish
        tension += (finish + tails[activity]!) ** 2
      }
      return {
        generatedFrom: order,
        order: reordering.latestFirst(finishes, cost),
        cost,
        tension,
        starts,
        finishes,
      } satisfies Individual
    },
  }
}

function sampler(network: ActivityNetwork): Side["sample"] {
  const sampling = new OrderSampling(network, urgencies(network, "LFT"))
  return random => sampling.draw(random)
}

/** Duration times the parts of all capacities that an activity takes. */
function loadsOf({ count, durations, demands, capacities, resourceCount }: ActivityNetwork): Float64Array {
  return Float64Array.from({ length: count }, (_, activity) => {
    let part = 0
    for (let resource = 0; resource < resourceCount; resource += 1)
      if (capacities[resource]! > 0) part += demands[activity * resourceCount + resource]! / capacities[resource]!
    return part * durations[activity]!
  })
}

/** Sorts by finish, the latest first, by counting. Equal finishes stay as the opposite side's predecessors demand. */
class Reordering {
  readonly #opposite: ActivityNetwork
  readonly #places: Int32Array

  constructor(opposite: ActivityNetwork) {
    this.#opposite = opposite
    this.#places = new Int32Array(opposite.horizon + 2)
  }

  latestFirst(finishes: Int32Array, makespan: number): Int32Array {
    const places = this.#places
    const { topological, count } = this.#opposite
    const order = new Int32Array(count)
    places.fill(0, 0, makespan + 2)
    for (let activity = 0; activity < count; activity += 1) places[makespan - finishes[activity]! + 1]! += 1
    for (let time = 0; time <= makespan; time += 1) places[time + 1]! += places[time]!
    for (const activity of topological) {
      const time = makespan - finishes[activity]!
      order[places[time]!] = activity
      places[time]! += 1
    }
    return order
  }
}
