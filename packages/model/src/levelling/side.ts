import type { Random } from "../base/random.ts"
import type { Adjacency } from "./activity-network.ts"

/** A schedule that the search keeps, with what it needs to breed from it. */
export interface Individual {
  /** The order that it was generated from; nobody changes it any more. */
  readonly generatedFrom: Int32Array
  /** The activities in the order that the next side takes them in. */
  readonly order: Int32Array
  /** What is searched for the least of; for activities, when the last one ends. */
  readonly cost: number
  /** Tells schedules of equal cost apart: how close they are to costing more. Less is better. */
  readonly tension: number
  /** When each activity begins and ends, counted from the end that this side begins at. */
  readonly starts: Int32Array
  readonly finishes: Int32Array
}

/**
 * One way of turning orders into schedules. The search goes round its sides: what one makes, the next breeds from. Two
 * sides that generate from either end of the project justify the schedules of each other.
 */
export interface Side {
  /** What may begin when an activity has ended, as this side sees time. */
  readonly successors: Adjacency
  /** How much each activity uses, for finding the times at which most is used. */
  readonly loads: Float64Array
  /** Orders that the search begins with, the best guess first. */
  readonly guesses: readonly Int32Array[]
  /** Draws an order to begin with. */
  readonly sample: (random: Random) => Int32Array
  /** Makes the schedule of an order; this is what a budget counts. */
  readonly generate: (order: Int32Array) => Individual
}
