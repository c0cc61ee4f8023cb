import { placeEarly } from "../plan/early-pass.ts"
import { EXTERNAL, INACTIVE, NO_DATE, SUMMARY, type Network } from "../plan/network.ts"
import { isDeferred } from "../plan/placed-dates.ts"
import { emptyDates, type PlanDates } from "../plan/plan-dates.ts"
import { finishFrom, snapStart } from "../plan/span.ts"
import { LAST_INSTANT, type Instant } from "../time/instant.ts"
import { UNITS_TOLERANCE, type Bookings } from "./bookings.ts"
import { shownSpan } from "./over-allocation.ts"
import { planPrecedence, type PlanPrecedence } from "./plan-order.ts"
import { ResourceProfile } from "./resource-profile.ts"

/** What a task had to wait for last: a resource that is taken up to an instant, or -1 for the end of the frozen time. */
export interface Wait {
  readonly resource: number
  readonly until: Instant
}

export interface PlanGenerationRules {
  readonly isMovable: Uint8Array
  readonly latestStart: Int32Array
  /** When each task must have ended; null where all may end later than now. */
  readonly latestFinish: Int32Array | null
  readonly frozenUntil: Instant | null
}

/**
 * Places the tasks of a plan serially by the rules of the engine, each with the least levelling delay with which its
 * resources are free. What does not move takes its resources before all others.
 */
export class PlanGeneration {
  /** The dates of the schedule that was generated last. */
  readonly dates: PlanDates
  /** What each delayed task waited for, in that schedule. */
  readonly waits: (Wait | null)[]
  /** How many tasks found no place in time and stay where they crowd others. */
  crowded = 0
  /** How many tasks were delayed. */
  delayed = 0
  readonly #net: Network
  readonly #bookings: Bookings
  readonly #rules: PlanGenerationRules
  readonly #fixed: readonly ResourceProfile[]
  readonly #profiles: readonly ResourceProfile[]
  readonly #base: PlanDates
  readonly #precedence: PlanPrecedence
  /** What must end up where it is without levelling. */
  readonly #staying: Int32Array
  readonly #latestStart: Int32Array
  #wait: Wait | null = null

  /** `base` are the dates of the plan without any delay that levelling may give. */
  constructor(net: Network, base: PlanDates, bookings: Bookings, rules: PlanGenerationRules) {
    this.#net = net
    this.#bookings = bookings
    this.#rules = rules
    this.#base = base
    this.#precedence = planPrecedence(net)
    this.#latestStart = rules.latestStart.slice()
    this.#staying = Int32Array.from({ length: net.count }, (_, task) => task).filter(
      task => rules.isMovable[task] === 0 && !(net.flags[task]! & (SUMMARY | INACTIVE)) && !isDeferred(net, task),
    )
    this.#fixed = Array.from(bookings.capacities, capacity => new ResourceProfile(capacity + UNITS_TOLERANCE))
    this.#profiles = Array.from(bookings.capacities, capacity => new ResourceProfile(capacity + UNITS_TOLERANCE))
    this.waits = Array.from({ length: net.count }, () => null)
    this.dates = emptyDates(net.count, base.start)
    // What is as late as possible, or waits for what follows, stays where the plan without levelling shows it.
    this.dates.offersLate = base.offersLate
    this.dates.lateStart.set(base.lateStart)
    this.dates.lateFinish.set(base.lateFinish)
    for (let task = 0; task < net.count; task += 1) {
      if (rules.isMovable[task] === 1 || !bookings.has(task) || base.earlyStart[task] === NO_DATE) continue
      const [start, finish] = shownSpan(net, base, task)
      bookings.each(task, start, finish, (resource, from, to, units) => this.#fixed[resource]!.take(from, to, units))
    }
  }

  /**
   * Generates the schedule of an order in which all that drives a task stands before it. Answers the finish.
   *
   * Late dates say how far what drives a task may be delayed. Where they say too much, as some links to starts and
   * summaries make them, it is all generated again with nothing delayed that drives what must stay.
   */
  generate(order: Int32Array): Instant {
    this.#latestStart.set(this.#rules.latestStart)
    for (;;) {
      const finish = this.#generateOnce(order)
      const moved = this.#movedTooFar()
      if (moved.length === 0 || !this.#holdDriversOf(moved)) return finish
    }
  }

  #movedTooFar(): number[] {
    const moved = Array.from(this.#staying).filter(task => !this.#isInPlace(task))
    const { latestFinish } = this.#rules
    if (latestFinish === null) return moved
    for (let task = 0; task < latestFinish.length; task += 1)
      if (this.dates.earlyFinish[task]! > latestFinish[task]!) moved.push(task)
    return moved
  }

  #isInPlace(task: number): boolean {
    const base = this.#base
    return (
      this.dates.earlyStart[task] === base.earlyStart[task] && this.dates.earlyFinish[task] === base.earlyFinish[task]
    )
  }

  /** Lets these tasks, and what drives them, not be delayed; false where nothing of that could be anyway. */
  #holdDriversOf(tasks: readonly number[]): boolean {
    const { first, items } = this.#precedence.predecessors
    const seen = new Set(tasks)
    let held = false
    for (const task of seen) {
      for (let edge = first[task]!; edge < first[task + 1]!; edge += 1) seen.add(items[edge]!)
      if (this.#rules.isMovable[task] === 0 || this.#latestStart[task]! <= this.#base.earlyStart[task]!) continue
      this.#latestStart[task] = this.#base.earlyStart[task]!
      held = true
    }
    return held
  }

  #generateOnce(order: Int32Array): Instant {
    const { dates } = this
    for (const [resource, profile] of this.#profiles.entries()) profile.copyFrom(this.#fixed[resource]!)
    this.crowded = 0
    this.delayed = 0
    let finish = dates.start
    for (const task of order) {
      this.waits[task] = null
      if (this.#rules.isMovable[task] === 1) this.#place(task)
      else placeEarly(this.#net, dates, task)
      const counts = !(this.#net.flags[task]! & (SUMMARY | INACTIVE | EXTERNAL))
      if (counts && dates.earlyFinish[task]! > finish) finish = dates.earlyFinish[task]!
    }
    return finish
  }

  #place(task: number): void {
    const { dates } = this
    const net = this.#net
    net.levelingDelay[task] = 0
    placeEarly(net, dates, task)
    const earliest = dates.earlyStart[task]!
    this.#wait = null
    const from = this.#afterFrozen(task, earliest)
    const isInTime = from === earliest || from <= this.#latestStart[task]!
    const start = isInTime ? this.#fit(task, from) : null
    if (start === null) this.crowded += 1
    if (start !== null && start > earliest) {
      net.levelingDelay[task] = start - dates.logicStart[task]!
      placeEarly(net, dates, task)
      this.waits[task] = this.#wait
      this.delayed += 1
    }
    this.#bookings.each(task, dates.earlyStart[task]!, dates.earlyFinish[task]!, this.#take)
  }

  #take = (resource: number, from: Instant, to: Instant, units: number): void => {
    this.#profiles[resource]!.take(from, to, units)
  }

  #afterFrozen(task: number, earliest: Instant): Instant {
    const { frozenUntil } = this.#rules
    if (frozenUntil === null || earliest >= frozenUntil) return earliest
    this.#wait = { resource: -1, until: frozenUntil }
    return snapStart(this.#net, task, frozenUntil)
  }

  /** The first start from an instant on at which all resources are free, or null where none is in time. */
  #fit(task: number, from: Instant): Instant | null {
    let start = from
    if (!this.#bookings.has(task)) return start
    for (;;) {
      const free = this.#freeFrom(task, start)
      if (free <= start) return start
      const next = snapStart(this.#net, task, free)
      if (next <= start || next > this.#latestStart[task]! || next >= LAST_INSTANT) return null
      start = next
    }
  }

  /** Where a task that begins at an instant would have to begin so as not to meet what it meets there. */
  #freeFrom(task: number, start: Instant): Instant {
    let free = start
    const finish = finishFrom(this.#net, task, start)
    this.#bookings.each(task, start, finish, (resource, from, to, units) => {
      const profile = this.#profiles[resource]!
      // Somebody who is wanted for more than there is gets what there is, alone.
      const until = profile.blockedUntil(from, to, Math.min(units, profile.capacity))
      if (start + until - from <= free) return
      free = start + until - from
      this.#wait = { resource, until }
    })
    return free
  }
}
