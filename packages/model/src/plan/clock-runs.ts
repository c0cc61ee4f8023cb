import type { Instant } from "../time/instant.ts"
import { passForward } from "./early-pass.ts"
import type { Runs } from "./forecast.ts"
import { ASAP, EXTERNAL, INACTIVE, isFinished, PINNED, SUMMARY, type Network } from "./network.ts"
import { emptyDates, type PlanDates } from "./plan-dates.ts"
import { driverOf } from "./reasons.ts"
import { latestFinish } from "./schedule-plan.ts"

/** How many runs are drawn at a time. */
const BLOCK = 16

/** Runs through a plan by the passes of the engine itself, for plans that one calendar alone does not tell. */
export class ClockRuns implements Runs {
  readonly block = BLOCK
  readonly durations: Float64Array
  readonly skipped: Uint8Array
  readonly #net: Network
  readonly #dates: PlanDates
  readonly #planned: Int32Array
  readonly #spans: Int32Array
  readonly #constraint: Uint8Array
  readonly #delay: Int32Array

  constructor(net: Network, dates: PlanDates) {
    this.#net = net
    this.#dates = emptyDates(net.count, dates.start)
    this.#planned = net.duration.slice()
    this.#spans = net.shares.span.slice()
    this.#constraint = net.constraint.slice()
    this.#delay = net.levelingDelay.slice()
    this.skipped = new Uint8Array(net.count * BLOCK)
    this.durations = new Float64Array(net.count * BLOCK)
    for (let task = 0; task < net.count; task += 1)
      this.durations.fill(this.#planned[task]!, task * BLOCK, (task + 1) * BLOCK)
  }

  planned(task: number): number {
    return this.#planned[task]!
  }

  varies(task: number): boolean {
    return !(this.#net.flags[task]! & PINNED) && !isFinished(this.#net, task)
  }

  done(task: number): number {
    return Math.min(this.#planned[task]!, this.#net.actualDuration[task]!)
  }

  instantOf(end: number): Instant {
    return end
  }

  pass(runs: number, ends: Float64Array, critical: Int32Array): void {
    for (let run = 0; run < runs; run += 1) {
      this.#write(run)
      passForward(this.#net, this.#dates)
      ends[run] = latestFinish(this.#net, this.#dates)
      this.#count(run, ends[run]!, critical)
    }
  }

  #write(run: number): void {
    const { duration, remaining, actualDuration, constraint, levelingDelay, shares } = this.#net
    for (let task = 0; task < this.#net.count; task += 1) {
      const drawn = Math.round(this.durations[task * BLOCK + run]!)
      duration[task] = drawn
      // What is not done waits for no date of its own.
      const isSkipped = this.skipped[task * BLOCK + run] === 1
      constraint[task] = isSkipped ? ASAP : this.#constraint[task]!
      levelingDelay[task] = isSkipped ? 0 : this.#delay[task]!
      remaining[task] = Math.max(0, drawn - actualDuration[task]!)
      const planned = this.#planned[task]!
      const factor = planned > 0 ? drawn / planned : 1
      for (let share = shares.first[task]!; share < shares.end[task]!; share += 1)
        shares.span[share] = Math.round(this.#spans[share]! * factor)
    }
  }

  /** Counts the tasks on the path that leads to the end: back over the link that drives each. */
  #count(run: number, end: Instant, critical: Int32Array): void {
    const { flags, count } = this.#net
    let task = -1
    for (let one = 0; one < count && task < 0; one += 1)
      if (!(flags[one]! & (SUMMARY | INACTIVE | EXTERNAL)) && this.#dates.earlyFinish[one] === end) task = one
    while (task >= 0) {
      if (this.skipped[task * BLOCK + run] === 0) critical[task]! += 1
      const driver = this.#dates.driver[task]!
      task = driver < 0 ? -1 : driverOf(this.#net, this.#dates, driver)
    }
  }
}
