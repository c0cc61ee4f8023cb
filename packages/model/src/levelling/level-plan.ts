import { assert } from "../base/assert.ts"
import { seededRandom } from "../base/random.ts"
import { refuse, type Refusal } from "../base/result.ts"
import { buildNetwork } from "../plan/build-network.ts"
import type { PlanInput } from "../plan/input.ts"
import { NO_DATE, type Network } from "../plan/network.ts"
import type { PlanDates } from "../plan/plan-dates.ts"
import { computeDates, latestFinish } from "../plan/schedule-plan.ts"
import type { Instant, Tenths } from "../time/instant.ts"
import { Bookings } from "./bookings.ts"
import { searchOrders } from "./genetic-search.ts"
import type { PlanLevellingOptions } from "./levelling-options.ts"
import { latestStarts, obstacleOf } from "./movable-tasks.ts"
import { overAllocations, shownSpan, type OverAllocation } from "./over-allocation.ts"
import { PlanGeneration } from "./plan-generation.ts"
import { planSide } from "./plan-side.ts"
import type { Individual } from "./side.ts"

export interface Delay {
  readonly task: string
  /** By the clock, as plans store it; 0 where it is no longer delayed. */
  readonly delay: Tenths
}

/** A task whose levelling delay is another than before, and why. */
export interface LevelledTask extends Delay {
  readonly delayBefore: Tenths
  /** When it begins with the delay. */
  readonly start: Instant
  readonly startBefore: Instant
  /** Null where there is nothing left to wait for. */
  readonly reason: LevellingReason | null
}

export type LevellingReason =
  /** The resource is taken by other tasks up to an instant. */
  | {
      readonly because: "resource"
      readonly resource: string
      readonly waitsFor: readonly string[]
      readonly until: Instant
    }
  /** Nothing is moved to before the end of the frozen time. */
  | { readonly because: "frozen"; readonly until: Instant }

/** What levelling proposes. */
export interface LevelledPlan {
  readonly tasks: readonly LevelledTask[]
  readonly finish: Instant
  readonly finishBefore: Instant
  readonly overAllocationsBefore: readonly OverAllocation[]
  /** What delays could not remove: of what may not move, is wanted for more than there is, or has not slack enough. */
  readonly overAllocations: readonly OverAllocation[]
}

export interface PlanLevellingStep {
  readonly schedules: number
  /** The finish of the best schedule so far, how many tasks it delays, and how many still crowd others. */
  readonly finish: Instant
  readonly delayed: number
  readonly crowded: number
  /** What the best schedule so far proposes. */
  readonly proposal: () => LevelledPlan
}

/**
 * Searches for levelling delays that remove over-allocations, with the earliest finish, then the least lateness to
 * deadlines by priority, then the fewest moves. See `whyNotLevelled` for what it refuses.
 *
 * Yields from time to time, the first time with a schedule no worse than that of the standard key; whoever asks may stop
 * at any step and take its proposal. The same seed proposes the same. What has begun, has typed dates, must start or
 * finish on a date, is of priority 1000, in the frozen time or not among those that may be delayed is never moved, nor moved along by what drives it. What is
 * as late as possible gets no delay, but moves along with the end of the project.
 */
export function* levelPlan(input: PlanInput, options: PlanLevellingOptions): Generator<PlanLevellingStep, void> {
  assert(whyNotLevelled(input) === null, "only plans that are scheduled from their start are levelled")
  const levelling = new PlanLevelling(input, options)
  const side = planSide(levelling.net, levelling.base, levelling.generation, levelling.bookings, options)
  // Nothing is better than the plan as it would be without any over-allocation to remove.
  const bound = latestFinish(levelling.net, levelling.base) - levelling.base.start
  const search = { schedules: options.schedules, random: seededRandom(options.seed), bound }
  let shown: Individual | null = null
  let made = { finish: levelling.base.start, delayed: 0, crowded: 0 }
  for (const { best, schedules } of searchOrders([side], search)) {
    if (best !== shown) made = levelling.made(best.generatedFrom)
    shown = best
    yield { schedules, ...made, proposal: () => levelling.proposal(best.generatedFrom) }
  }
}

/** Why a plan cannot be levelled, or null: scheduled from its finish, delays would move its start. */
export function whyNotLevelled({ project }: Pick<PlanInput, "project">): Refusal | null {
  return project.scheduleFrom === "finish" && project.finish !== null ? refuse("scheduled-from-finish") : null
}

/** Levels without stops. */
export function levelledPlan(input: PlanInput, options: PlanLevellingOptions): LevelledPlan {
  let last: PlanLevellingStep | null = null
  for (const step of levelPlan(input, options)) last = step
  return last!.proposal()
}

/** The plan with the delays of a proposal. */
export function withDelays(input: PlanInput, { tasks }: { readonly tasks: readonly Delay[] }): PlanInput {
  const delays = new Map(tasks.map(({ task, delay }) => [task, delay]))
  return {
    ...input,
    tasks: input.tasks.map(task => ({ ...task, levelingDelay: delays.get(task.id) ?? task.levelingDelay })),
  }
}

/** When each task must have ended so that the project and its deadlines stay, or are broken no further than they are. */
function promisedFinishes(input: PlanInput, net: Network, base: PlanDates): Int32Array {
  const end = latestFinish(net, base)
  return Int32Array.from(input.tasks, ({ deadline }, task) =>
    Math.max(base.earlyFinish[task]!, deadline === null ? end : Math.min(end, deadline)),
  )
}

class PlanLevelling {
  readonly net: Network
  readonly bookings: Bookings
  /** The dates without any delay that levelling may give. */
  readonly base: PlanDates
  readonly generation: PlanGeneration
  readonly #input: PlanInput
  readonly #now: PlanDates
  readonly #before: readonly OverAllocation[]

  constructor(input: PlanInput, options: PlanLevellingOptions) {
    this.#input = input
    this.net = buildNetwork(input)
    this.bookings = new Bookings(this.net, resource => options.units.get(resource) ?? 1)
    this.#now = computeDates(this.net)
    this.#before = overAllocations(this.net, this.#now, this.bookings)
    const movable = Uint8Array.from({ length: this.net.count }, (_, task) =>
      Number(obstacleOf(this.net, this.#now, task, options) === null),
    )
    for (let task = 0; task < this.net.count; task += 1) if (movable[task] === 1) this.net.levelingDelay[task] = 0
    this.base = computeDates(this.net)
    const latestStart = latestStarts(this.net, movable, options)
    const latestFinish = options.withinSlack ? promisedFinishes(input, this.net, this.base) : null
    const rules = { isMovable: movable, latestStart, latestFinish, frozenUntil: options.frozenUntil }
    this.generation = new PlanGeneration(this.net, this.base, this.bookings, rules)
  }

  made(order: Int32Array): { readonly finish: Instant; readonly delayed: number; readonly crowded: number } {
    const finish = this.generation.generate(order)
    const { delayed, crowded } = this.generation
    return { finish, delayed, crowded }
  }

  /** What the delays of an order make of the plan, as the engine itself says. */
  proposal(order: Int32Array): LevelledPlan {
    this.generation.generate(order)
    const delays = this.net.levelingDelay
    const changed = this.#input.tasks.flatMap((row, task) => {
      const [delay, delayBefore] = [delays[task]!, Math.max(0, row.levelingDelay)]
      return delay === delayBefore ? [] : [{ index: task, task: row.id, delay, delayBefore }]
    })
    const net = buildNetwork(withDelays(this.#input, { tasks: changed }))
    const dates = computeDates(net)
    return {
      tasks: changed.map(({ index, ...change }) => ({
        ...change,
        start: dates.earlyStart[index]!,
        startBefore: this.#now.earlyStart[index]!,
        reason: this.#reasonOf(index),
      })),
      finish: latestFinish(net, dates),
      finishBefore: latestFinish(this.net, this.#now),
      overAllocationsBefore: this.#before,
      overAllocations: overAllocations(net, dates, this.bookings),
    }
  }

  #reasonOf(task: number): LevellingReason | null {
    const wait = this.generation.waits[task]
    if (wait === null || wait === undefined) return null
    const { resource, until } = wait
    if (resource < 0) return { because: "frozen", until }
    return {
      because: "resource",
      resource: this.#input.resources[resource]!.id,
      waitsFor: this.#takersUntil(task, resource, until),
      until,
    }
  }

  /** The tasks that take a resource up to an instant. */
  #takersUntil(waiting: number, resource: number, until: Instant): string[] {
    const { dates } = this.generation
    const takers: string[] = []
    for (let task = 0; task < this.net.count; task += 1) {
      if (task === waiting || !this.bookings.has(task) || dates.earlyStart[task] === NO_DATE) continue
      const [start, finish] = shownSpan(this.net, dates, task)
      let takes = false
      this.bookings.each(task, start, finish, (taken, _, to) => (takes ||= taken === resource && to === until))
      if (takes) takers.push(this.net.input.tasks[task]!.id)
    }
    return takers
  }
}
