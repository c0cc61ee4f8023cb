import { textHash } from "../base/text-hash.ts"
import { normalQuantile, QUANTILES, quantilesOf, type Estimate } from "./estimate.ts"
import type { Tenths } from "../time/instant.ts"

export interface Uncertainty {
  readonly task: string
  readonly estimate: Estimate
  /** Tasks of a group tend to take long together. */
  readonly group?: string
}

/** Something that may happen, and what it adds to a task then. */
export interface Risk {
  readonly id: string
  readonly task: string
  readonly probability: number
  readonly impact: Tenths
}

/**
 * Ways that work may go, of which each run takes one at most, as likely as it is said to be; the rest of certainty is
 * that none is taken. One way alone is work that may or may not have to be done.
 */
export interface Branch {
  readonly id: string
  readonly ways: readonly BranchWay[]
}

export interface BranchWay {
  readonly probability: number
  /** What is only done if this way is taken: it takes no time otherwise, and what it waits for lets its successors begin. */
  readonly tasks: readonly string[]
}

/** The part of all luck in which something happens: from one share to before another, 0 to 1. */
export interface LuckyShare {
  readonly branch: string
  readonly from: number
  readonly to: number
}

/** Steps of the table by which normal numbers become shares. */
const SHARE_STEPS = 4096
/** Beyond this a normal number is as good as certain. */
const FURTHEST = 6

/**
 * Draws how long tasks take. What is drawn for a task in a run hangs on the seed, its id and the run alone, so that two
 * variants of a plan that are drawn with one seed meet the same luck.
 */
export class Draws {
  readonly #seed: number
  readonly #tables = new Map<string, Float64Array>()
  readonly #shares = new Uint16Array(SHARE_STEPS + 1)

  constructor(seed: number) {
    this.#seed = seed
    for (let step = 0; step <= SHARE_STEPS; step += 1) {
      const z = (step / SHARE_STEPS) * 2 * FURTHEST - FURTHEST
      this.#shares[step] = Math.min(QUANTILES - 1, Math.floor(normalShare(z) * QUANTILES))
    }
  }

  /** Fills in a task's durations in runs from a first one on. Correlation is how much its group has in common, 0 to 1. */
  fill(into: Float64Array, offset: number, first: number, runs: number, uncertainty: Uncertainty, correlation: number) {
    const table = this.#tableOf(uncertainty.estimate)
    const own = textHash(uncertainty.task) ^ this.#seed
    if (uncertainty.group === undefined || correlation <= 0) {
      for (let run = 0; run < runs; run += 1) into[offset + run] = table[mixed(own, first + run) >>> (32 - BITS)]!
      return
    }
    const group = textHash(`group ${uncertainty.group}`) ^ this.#seed
    const [together, apart] = [Math.sqrt(Math.min(1, correlation)), Math.sqrt(1 - Math.min(1, correlation))]
    for (let run = 0; run < runs; run += 1) {
      const z = together * NORMALS[mixed(group, first + run) >>> 20]! + apart * NORMALS[mixed(own, first + run) >>> 20]!
      const step = Math.round(((z + FURTHEST) / (2 * FURTHEST)) * SHARE_STEPS)
      into[offset + run] = table[this.#shares[Math.min(SHARE_STEPS, Math.max(0, step))]!]!
    }
  }

  /** Adds what a risk adds, in the runs in which it happens. */
  strike(into: Float64Array, offset: number, first: number, runs: number, { id, probability, impact }: Risk): void {
    const own = textHash(`risk ${id}`) ^ this.#seed
    const limit = Math.min(1, Math.max(0, probability)) * 2 ** 32
    for (let run = 0; run < runs; run += 1)
      if (mixed(own, first + run) >>> 0 < limit) into[offset + run] = Math.max(0, into[offset + run]! + impact)
  }

  /** Notes with 1 the runs in which work on a way of a branch is not done. */
  skip(into: Uint8Array, offset: number, first: number, runs: number, { branch, from, to }: LuckyShare): void {
    const own = textHash(`branch ${branch}`) ^ this.#seed
    for (let run = 0; run < runs; run += 1) {
      const luck = (mixed(own, first + run) >>> 0) / 2 ** 32
      into[offset + run] = luck >= from && luck < to ? 0 : 1
    }
  }

  #tableOf(estimate: Estimate): Float64Array {
    const key = JSON.stringify(estimate)
    let table = this.#tables.get(key)
    if (table === undefined) this.#tables.set(key, (table = quantilesOf(estimate)))
    return table
  }
}

const BITS = Math.log2(QUANTILES)

/** Normal numbers that are equally likely, as many as twelve bits name. */
const NORMALS = Float64Array.from({ length: 4096 }, (_, index) => normalQuantile((index + 0.5) / 4096))

/** How likely a standard normal variable lies below a value, by halving on its quantiles. */
function normalShare(z: number): number {
  let [low, high] = [0, 1]
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2
    if (normalQuantile(middle) < z) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** 32 bits that look random, for a number and a counter: the finalizer of MurmurHash3. */
function mixed(number: number, counter: number): number {
  let bits = (number + Math.imul(counter, 0x9e3779b1)) | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}
