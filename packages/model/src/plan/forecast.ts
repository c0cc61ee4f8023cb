import type { Instant, Tenths } from "../time/instant.ts"
import { buildNetwork } from "./build-network.ts"
import { Draws, type Branch, type LuckyShare, type Risk, type Uncertainty } from "./draws.ts"
import type { PlanInput } from "./input.ts"
import { isStarted, SUMMARY, type Network } from "./network.ts"
import { computeDates } from "./schedule-plan.ts"
import { straightNetwork } from "./straight-network.ts"
import { ClockRuns } from "./clock-runs.ts"
import { StraightRuns } from "./straight-runs.ts"

export interface Forecasting {
  readonly runs: number
  /** The same seed draws the same luck, for every variant of a plan. */
  readonly seed: number
  readonly uncertainties: readonly Uncertainty[]
  readonly risks: readonly Risk[]
  /** Work that is not sure to be done. What has begun is. */
  readonly branches?: readonly Branch[]
  /** How much the tasks of a group have in common, from 0 to 1. */
  readonly correlations: Readonly<Record<string, number>>
}

/** What is left to say of a task after many runs. */
export interface TaskForecast {
  readonly id: string
  /** The part of the runs in which it was on the path that drives the end. */
  readonly criticality: number
  /** How far its duration and the end of the project go together, from -1 to 1; null where either never varies. */
  readonly cruciality: number | null
  /** Criticality times how much it varies, against how much the end does; null where the end never varies. */
  readonly sensitivity: number | null
  readonly meanDuration: Tenths
}

export interface Forecast {
  /** When each run ended, the earliest first. */
  readonly finishes: Float64Array
  /** The instant by which so many of a hundred runs had ended. */
  by(percent: number): Instant
  /** The part of the runs that had ended by an instant. */
  chanceBy(instant: Instant): number
  readonly tasks: readonly TaskForecast[]
}

/** Passes through a plan many times, with durations drawn each time. */
export interface Runs {
  /** How many runs one call of `pass` makes at most. */
  readonly block: number
  /** For each task the durations of a block of runs, run after run; what is not written is as planned. */
  readonly durations: Float64Array
  /** In the same places 1 where a task is not done in a run. */
  readonly skipped: Uint8Array
  /**
   * Passes through the plan once for each run of a block. Writes into `ends` when each ended, in units of its own, and
   * counts for each task that is done the runs in which it was on the driving path.
   */
  pass(runs: number, ends: Float64Array, critical: Int32Array): void
  instantOf(end: number): Instant
  /** Whether the duration of a task makes a difference: not where its dates are given. */
  varies(task: number): boolean
  /** The planned duration of a task, in the units of `durations`. */
  planned(task: number): number
  /** The part of a duration that is done already. */
  done(task: number): number
}

/**
 * Forecasts when a plan ends by drawing its durations many times over. What is done stays done; what is left of a task
 * under way varies as the whole would. Tasks without an estimate take as long as planned.
 */
export function forecastPlan(input: PlanInput, forecasting: Forecasting): Forecast {
  const net = buildNetwork(input)
  const dates = computeDates(net)
  const straight = straightNetwork(net, dates)
  const runs = straight === null ? new ClockRuns(net, dates) : new StraightRuns(straight)
  const sums = new Sums(net.count, forecasting.runs)
  const varying = varyingTasks(net, forecasting).filter(({ task }) => runs.varies(task))
  const draws = new Draws(forecasting.seed)
  const ends = new Float64Array(runs.block)
  for (let first = 0; first < forecasting.runs; first += runs.block) {
    const count = Math.min(runs.block, forecasting.runs - first)
    for (const one of varying) {
      drawDurations(runs, draws, one, first, count)
      if (one.share !== null) skipWork(runs, draws, one.task, one.share, first, count)
    }
    runs.pass(count, ends, sums.critical)
    sums.add(runs, varying, ends, first, count)
  }
  return sums.forecast(net, runs, varying)
}

/** A task whose duration varies. */
interface Varying {
  readonly task: number
  readonly uncertainty: Uncertainty | null
  readonly correlation: number
  readonly risks: readonly Risk[]
  /** When it is done at all; null is always. */
  readonly share: LuckyShare | null
}

function varyingTasks(net: Network, { uncertainties, risks, branches = [], correlations }: Forecasting): Varying[] {
  const shareOf = sharesOf(branches)
  const uncertaintyOf = new Map(uncertainties.map(one => [one.task, one]))
  const risksOf = Map.groupBy(risks, ({ task }) => task)
  const found: Varying[] = []
  for (const id of new Set([...uncertaintyOf.keys(), ...risksOf.keys(), ...shareOf.keys()])) {
    const task = net.indexOf.get(id)
    if (task === undefined || net.flags[task]! & SUMMARY) continue
    const uncertainty = uncertaintyOf.get(id) ?? null
    const correlation = uncertainty?.group === undefined ? 0 : (correlations[uncertainty.group] ?? 0)
    const share = isStarted(net, task) ? null : (shareOf.get(id) ?? null)
    found.push({ task, uncertainty, correlation, risks: risksOf.get(id) ?? [], share })
  }
  return found
}

/** The part of all luck in which each task of a branch is done: one way's share begins where that before it ends. */
function sharesOf(branches: readonly Branch[]): ReadonlyMap<string, LuckyShare> {
  const shares = new Map<string, LuckyShare>()
  for (const { id, ways } of branches) {
    let from = 0
    for (const { probability, tasks } of ways) {
      const to = Math.min(1, from + Math.max(0, probability))
      for (const task of tasks) shares.set(task, { branch: id, from, to })
      from = to
    }
  }
  return shares
}

function skipWork(runs: Runs, draws: Draws, task: number, share: LuckyShare, first: number, count: number): void {
  const offset = task * runs.block
  draws.skip(runs.skipped, offset, first, count, share)
  for (let run = offset; run < offset + count; run += 1) if (runs.skipped[run] === 1) runs.durations[run] = 0
}

function drawDurations(runs: Runs, draws: Draws, varying: Varying, first: number, count: number): void {
  const { task, uncertainty, correlation, risks } = varying
  const offset = task * runs.block
  const planned = runs.planned(task)
  if (uncertainty === null) runs.durations.fill(planned, offset, offset + count)
  else draws.fill(runs.durations, offset, first, count, uncertainty, correlation)
  for (const risk of risks) draws.strike(runs.durations, offset, first, count, risk)
  const done = runs.done(task)
  if (done === 0 || planned === 0) return
  const left = 1 - done / planned
  for (let run = offset; run < offset + count; run += 1) runs.durations[run] = done + runs.durations[run]! * left
}

/** What is kept of the runs: their ends, and sums for each task. */
class Sums {
  readonly critical: Int32Array
  readonly #ends: Float64Array
  readonly #durations: Float64Array
  readonly #squares: Float64Array
  readonly #products: Float64Array

  constructor(tasks: number, runs: number) {
    this.critical = new Int32Array(tasks)
    this.#ends = new Float64Array(runs)
    this.#durations = new Float64Array(tasks)
    this.#squares = new Float64Array(tasks)
    this.#products = new Float64Array(tasks)
  }

  add(runs: Runs, varying: readonly Varying[], ends: Float64Array, first: number, count: number): void {
    this.#ends.set(ends.subarray(0, count), first)
    const origin = this.#ends[0]!
    for (const { task } of varying) {
      const offset = task * runs.block
      let [sum, squares, products] = [0, 0, 0]
      for (let run = 0; run < count; run += 1) {
        const duration = runs.durations[offset + run]!
        sum += duration
        squares += duration * duration
        products += duration * (ends[run]! - origin)
      }
      this.#durations[task]! += sum
      this.#squares[task]! += squares
      this.#products[task]! += products
    }
  }

  forecast(net: Network, runs: Runs, varying: readonly Varying[]): Forecast {
    const total = this.#ends.length
    const origin = this.#ends[0] ?? 0
    let [sum, squares] = [0, 0]
    for (const end of this.#ends) {
      sum += end - origin
      squares += (end - origin) ** 2
    }
    const mean = sum / total
    const deviation = Math.sqrt(Math.max(0, squares / total - mean * mean))
    const isVarying = new Set(varying.map(({ task }) => task))
    const tasks = net.input.tasks.flatMap(({ id }, task): TaskForecast[] => {
      if (net.flags[task]! & SUMMARY) return []
      const criticality = this.critical[task]! / total
      const planned = {
        id,
        criticality,
        cruciality: null,
        sensitivity: deviation > 0 ? 0 : null,
        meanDuration: runs.planned(task),
      }
      if (!isVarying.has(task)) return [planned]
      const meanDuration = this.#durations[task]! / total
      const spread = Math.sqrt(Math.max(0, this.#squares[task]! / total - meanDuration ** 2))
      if (!(deviation > 0)) return [{ ...planned, meanDuration }]
      const together = this.#products[task]! / total - meanDuration * mean
      const cruciality = spread > 0 ? together / (spread * deviation) : null
      return [{ id, criticality, cruciality, sensitivity: (criticality * spread) / deviation, meanDuration }]
    })
    const finishes = Float64Array.from(this.#ends, end => runs.instantOf(end)).sort()
    return {
      finishes,
      tasks,
      by: percent => quantile(finishes, percent),
      chanceBy: instant => shareBy(finishes, instant),
    }
  }
}

function quantile(sorted: Float64Array, percent: number): Instant {
  const place = Math.ceil((Math.min(100, Math.max(0, percent)) / 100) * sorted.length) - 1
  return sorted[Math.max(0, place)] ?? 0
}

function shareBy(sorted: Float64Array, instant: Instant): number {
  const after = sorted.findIndex(finish => finish > instant)
  return after < 0 ? 1 : after / sorted.length
}
