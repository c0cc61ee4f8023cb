import { assert } from "../base/assert.ts"

/**
 * Activities that need each other's end and shares of renewable resources, as arrays. Times are whole units from zero;
 * an activity runs without a break and takes its demands for as long as it runs.
 */
export interface ActivityNetwork {
  readonly count: number
  readonly resourceCount: number
  readonly durations: Int32Array
  /** What activity i takes of resource r is at `i * resourceCount + r`. */
  readonly demands: Int32Array
  readonly capacities: Int32Array
  readonly successors: Adjacency
  readonly predecessors: Adjacency
  /** All activities, each after its predecessors. */
  readonly topological: Int32Array
  /** No schedule without idle time is longer than this. */
  readonly horizon: number
}

/** What belongs to i is `items` from first[i] to first[i + 1]. */
export interface Adjacency {
  readonly first: Int32Array
  readonly items: Int32Array
}

/** No capacity and no demand may be larger, so that a field of it and a guard fit 32 bits. */
export const MOST_CAPACITY = 2 ** 30 - 1
/** Every unit of time has its place in the profile of what is free. */
export const MOST_HORIZON = 2_000_000

export interface ActivityRows {
  readonly durations: readonly number[]
  /** A row of demands for each activity. */
  readonly demands: readonly (readonly number[])[]
  readonly capacities: readonly number[]
  /** Indices of what may begin when the activity has ended. */
  readonly successors: readonly (readonly number[])[]
}

/**
 * Compiles rows to a network.
 *
 * Returns the activities of a ring, in its direction, where successors close one. Demands must be within the capacities
 * and all numbers whole and not negative: whoever reads rows from outside has checked that.
 */
export function activityNetwork({ durations, demands, capacities, successors }: ActivityRows): ActivityNetwork | Ring {
  const count = durations.length
  const resourceCount = capacities.length
  const horizon = durations.reduce((sum, duration) => sum + duration, 0)
  assert(horizon <= MOST_HORIZON, `a network takes at most ${MOST_HORIZON} units of time`)
  for (const row of demands)
    assert(
      row.every((demand, resource) => demand >= 0 && demand <= capacities[resource]!),
      "every demand is within its capacity",
    )
  const outgoing = adjacency(successors)
  const incoming = reversed(outgoing, count)
  const topological = topologicalOrder(outgoing, incoming, count)
  if (topological.length < count) return { ring: ringAmong(topological, incoming, count) }
  return {
    count,
    resourceCount,
    durations: Int32Array.from(durations),
    demands: Int32Array.from(demands.flat()),
    capacities: Int32Array.from(capacities),
    successors: outgoing,
    predecessors: incoming,
    topological,
    horizon,
  }
}

export interface Ring {
  readonly ring: readonly number[]
}

/** The same network with time running backwards: what ended last begins first. */
export function mirrored(network: ActivityNetwork): ActivityNetwork {
  return {
    ...network,
    successors: network.predecessors,
    predecessors: network.successors,
    topological: network.topological.toReversed(),
  }
}

function adjacency(rows: readonly (readonly number[])[]): Adjacency {
  const first = new Int32Array(rows.length + 1)
  for (const [index, row] of rows.entries()) first[index + 1] = first[index]! + row.length
  return { first, items: Int32Array.from(rows.flat()) }
}

function reversed({ first, items }: Adjacency, count: number): Adjacency {
  const into: number[][] = Array.from({ length: count }, () => [])
  for (let from = 0; from < count; from += 1)
    for (let place = first[from]!; place < first[from + 1]!; place += 1) into[items[place]!]!.push(from)
  return adjacency(into)
}

/** As much of the order as there is before a ring. */
function topologicalOrder(outgoing: Adjacency, incoming: Adjacency, count: number): Int32Array {
  const waiting = Int32Array.from({ length: count }, (_, index) => incoming.first[index + 1]! - incoming.first[index]!)
  const order = new Int32Array(count)
  let size = 0
  for (let index = 0; index < count; index += 1) if (waiting[index] === 0) order[size++] = index
  for (let place = 0; place < size; place += 1) {
    const from = order[place]!
    for (let edge = outgoing.first[from]!; edge < outgoing.first[from + 1]!; edge += 1) {
      const to = outgoing.items[edge]!
      waiting[to]! -= 1
      if (waiting[to] === 0) order[size++] = to
    }
  }
  return order.subarray(0, size)
}

/** What is not in the order has a predecessor that is not either: going back long enough runs round a ring. */
function ringAmong(ordered: Int32Array, incoming: Adjacency, count: number): number[] {
  const isOrdered = new Uint8Array(count)
  for (const index of ordered) isOrdered[index] = 1
  const path: number[] = []
  const placeOf = new Map<number, number>()
  let next = isOrdered.indexOf(0)
  while (!placeOf.has(next)) {
    placeOf.set(next, path.length)
    path.push(next)
    const before = incoming.items.subarray(incoming.first[next]!, incoming.first[next + 1]!)
    next = before.find(index => isOrdered[index] === 0)!
  }
  return path.slice(placeOf.get(next)!).toReversed()
}
