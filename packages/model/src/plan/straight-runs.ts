import type { Instant } from "../time/instant.ts"
import type { Runs } from "./forecast.ts"
import { EXTERNAL, INACTIVE, KIND_FF, KIND_FS, KIND_SF, LAG_PERCENT, SUMMARY, type Network } from "./network.ts"
import type { StraightNetwork } from "./straight-network.ts"

/** Numbers that one array of a block may hold, so that a block stays in the cache. */
const MOST_NUMBERS = 1 << 18

/** Runs through a plan of one calendar: every step is done for a whole block of runs at once, in working time. */
export class StraightRuns implements Runs {
  readonly block: number
  readonly durations: Float64Array
  readonly skipped: Uint8Array
  readonly #form: StraightNetwork
  readonly #starts: Float64Array
  readonly #finishes: Float64Array
  /** The task that drives each task in each run, or -1. */
  readonly #drivers: Int32Array

  constructor(form: StraightNetwork) {
    this.#form = form
    const { count } = form.net
    this.block = Math.max(8, Math.min(256, Math.floor(MOST_NUMBERS / Math.max(1, count))))
    const numbers = count * this.block
    this.durations = new Float64Array(numbers)
    this.skipped = new Uint8Array(numbers)
    this.#starts = new Float64Array(numbers)
    this.#finishes = new Float64Array(numbers)
    this.#drivers = new Int32Array(numbers)
    for (let task = 0; task < count; task += 1)
      this.durations.fill(form.duration[task]!, task * this.block, (task + 1) * this.block)
  }

  planned(task: number): number {
    return this.#form.duration[task]!
  }

  varies(task: number): boolean {
    return this.#form.fixed[task] !== 2
  }

  done(task: number): number {
    return this.#form.done[task]!
  }

  instantOf(end: number): Instant {
    const { calendar } = this.#form
    // Adding to the start of time gives the end of a shift.
    return calendar.add(0, Math.round(end))
  }

  pass(runs: number, ends: Float64Array, critical: Int32Array): void {
    const { net } = this.#form
    ends.fill(Number.NEGATIVE_INFINITY)
    const last = new Int32Array(runs).fill(-1)
    for (let place = 0; place < net.count; place += 1) {
      const task = net.order[place]!
      if (net.flags[task]! & SUMMARY) this.#rollUp(net, task, runs)
      else {
        this.#place(net, task, runs)
        if (!(net.flags[task]! & (INACTIVE | EXTERNAL))) this.#end(task, runs, ends, last)
      }
    }
    for (let run = 0; run < runs; run += 1)
      for (let task = last[run]!; task >= 0; task = this.#drivers[task * this.block + run]!)
        if (!(net.flags[task]! & SUMMARY) && this.skipped[task * this.block + run] === 0) critical[task]! += 1
  }

  #end(task: number, runs: number, ends: Float64Array, last: Int32Array): void {
    const offset = task * this.block
    for (let run = 0; run < runs; run += 1) {
      const finish = this.#finishes[offset + run]!
      if (finish <= ends[run]!) continue
      ends[run] = finish
      last[run] = task
    }
  }

  #place(net: Network, task: number, runs: number): void {
    const starts = this.#starts
    const offset = task * this.block
    const { fixed, floor } = this.#form
    starts.fill(floor[task]!, offset, offset + runs)
    // What is not done waits for no date of its own.
    const free = net.links.inFirst[task]! < 0 ? this.#form.start : Number.NEGATIVE_INFINITY
    for (let run = offset; run < offset + runs; run += 1) if (this.skipped[run] === 1) starts[run] = free
    this.#drivers.fill(-1, offset, offset + runs)
    if (fixed[task] === 0)
      for (let slot = net.links.inFirst[task]!; slot >= 0; slot = net.links.inNext[slot]!)
        this.#drive(net, slot, offset, runs)
    const [finishes, durations] = [this.#finishes, this.durations]
    for (let run = offset; run < offset + runs; run += 1) finishes[run] = starts[run]! + durations[run]!
  }

  /** Moves starts to where one link lets them be. */
  #drive(net: Network, slot: number, offset: number, runs: number): void {
    const from = net.links.from[slot]!
    const origin = from * this.block
    const kind = net.links.kind[slot]!
    const [starts, drivers, durations] = [this.#starts, this.#drivers, this.durations]
    const ends = kind === KIND_FS || kind === KIND_FF ? this.#finishes : this.#starts
    const isToFinish = kind === KIND_FF || kind === KIND_SF
    const isPercent = net.links.lagKind[slot] === LAG_PERCENT
    const lag = net.links.lag[slot]!
    const least = kind === KIND_FF ? this.#form.start : Number.NEGATIVE_INFINITY
    for (let run = 0; run < runs; run += 1) {
      let start = ends[origin + run]! + (isPercent ? (durations[origin + run]! * lag) / 100 : lag)
      if (isToFinish) start = Math.max(least, start - durations[offset + run]!)
      if (start <= starts[offset + run]!) continue
      starts[offset + run] = start
      drivers[offset + run] = from
    }
  }

  /** A summary as a predecessor: it is driven by the child that ends last, which is what links from it mostly wait for. */
  #rollUp(net: Network, task: number, runs: number): void {
    const offset = task * this.block
    this.#starts.fill(Number.POSITIVE_INFINITY, offset, offset + runs)
    this.#finishes.fill(Number.NEGATIVE_INFINITY, offset, offset + runs)
    this.#drivers.fill(-1, offset, offset + runs)
    for (let next = net.childStart[task]!; next < net.childStart[task + 1]!; next += 1) {
      const child = net.child[next]!
      if (net.flags[child]! & (INACTIVE | EXTERNAL)) continue
      const origin = child * this.block
      for (let run = 0; run < runs; run += 1) {
        this.#starts[offset + run] = Math.min(this.#starts[offset + run]!, this.#starts[origin + run]!)
        if (this.#finishes[origin + run]! <= this.#finishes[offset + run]!) continue
        this.#finishes[offset + run] = this.#finishes[origin + run]!
        this.#drivers[offset + run] = child
      }
    }
  }
}
