import { placeEarly } from "./early-pass.ts"
import { passBackward, placeLate } from "./late-pass.ts"
import { ALAP, EXTERNAL, INACTIVE, isFinished, KIND_SF, KIND_SS, LIMITING, SUMMARY, type Network } from "./network.ts"
import { placeWaiting } from "./placed-dates.ts"
import type { PlanDates } from "./plan-dates.ts"
import { RankHeap } from "./rank-heap.ts"
import { computeDates, latestFinish } from "./schedule-plan.ts"
import { rollUpLate, rollUpOne, startLimits } from "./summary-dates.ts"

/** The dates of a network that changes. Early dates are settled after each edit, late ones when they are asked for. */
export class LiveDates {
  readonly #net: Network
  #dates: PlanDates
  readonly #early: RankHeap
  readonly #late: RankHeap
  /** Summaries whose late dates may be others. */
  readonly #above: RankHeap
  /** Whether all late dates may be others: the finish is, or they hang on something that no link tells. */
  #isLateStale = false
  /** Whether what waits for its successors may be shown elsewhere. */
  #isPlacedStale = false
  /** Whether a summary has a link from its start, which holds whatever starts first below it. */
  #hasStartLimits: boolean

  constructor(net: Network) {
    this.#net = net
    this.#dates = computeDates(net)
    this.#hasStartLimits = this.#dates.startLimited.length > 0
    this.#early = new RankHeap(net.rank, net.order, "lowest")
    this.#late = new RankHeap(net.rank, net.order, "highest")
    this.#above = new RankHeap(net.rank, net.order, "lowest")
  }

  /** The dates, of which only the early ones are settled. */
  get early(): PlanDates {
    return this.#dates
  }

  /** A task is another now. */
  touchTask(task: number): void {
    const { links } = this.#net
    this.#isPlacedStale = true
    this.#dates.isDone[task] = isFinished(this.#net, task) ? 1 : 0
    this.#early.push(task)
    // Lags may be parts of its duration.
    for (let slot = links.outFirst[task]!; slot >= 0; slot = links.outNext[slot]!) this.#early.push(links.to[slot]!)
    this.#late.push(task)
    for (let slot = links.inFirst[task]!; slot >= 0; slot = links.inNext[slot]!) this.#late.push(links.from[slot]!)
    this.#touchAbove(task)
  }

  /** A link is there now, or is about to be no more. */
  touchLink(from: number, slots: readonly number[]): void {
    const { links, flags } = this.#net
    this.#isPlacedStale = true
    for (const slot of slots) {
      if (!(flags[links.to[slot]!]! & SUMMARY)) this.#early.push(links.to[slot]!)
      const kind = links.kind[slot]
      if (flags[from]! & SUMMARY && (kind === KIND_SS || kind === KIND_SF)) this.#hasStartLimits = true
    }
    this.#late.push(from)
    for (let slot = links.inFirst[from]!; slot >= 0; slot = links.inNext[slot]!) this.#late.push(links.from[slot]!)
  }

  /** Lets the order of the network be changed while tasks wait for their turn in it. */
  whileReordered<Result>(reorder: () => Result): Result {
    const heaps = [this.#early, this.#late, this.#above]
    const waiting = heaps.map(heap => heap.clear())
    const result = reorder()
    for (const [index, heap] of heaps.entries()) for (const task of waiting[index]!) heap.push(task)
    return result
  }

  /** Settles the early dates, and answers the tasks whose early dates changed. */
  settle(): number[] {
    if (this.#hangsOnLate()) return this.#computeAgain()
    if (this.#hasStartLimits) this.#isLateStale = true
    const changed: number[] = []
    const { links, parent } = this.#net
    let mayEndEarlier = false
    while (!this.#early.isEmpty) {
      const task = this.#early.pop()
      const [start, finish] = [this.#dates.earlyStart[task]!, this.#dates.earlyFinish[task]!]
      placeEarly(this.#net, this.#dates, task)
      if (this.#dates.earlyStart[task] === start && this.#dates.earlyFinish[task] === finish) continue
      changed.push(task)
      mayEndEarlier ||= finish === this.#dates.finish
      for (let slot = links.outFirst[task]!; slot >= 0; slot = links.outNext[slot]!) this.#early.push(links.to[slot]!)
      if (parent[task]! >= 0) this.#early.push(parent[task]!)
      this.#touchLate(task)
    }
    this.#moveFinish(changed, mayEndEarlier)
    return changed
  }

  /** All dates, settled. */
  all(): PlanDates {
    if (this.#isLateStale) this.#passLate()
    else this.#settleLate()
    if (this.#isPlacedStale) this.#dates.placed = placeWaiting(this.#net, this.#dates)
    this.#isPlacedStale = false
    return this.#dates
  }

  #hangsOnLate(): boolean {
    return (
      this.#net.input.project.scheduleFrom === "finish" || this.#dates.offersLate || this.#net.constraint.includes(ALAP)
    )
  }

  #computeAgain(): number[] {
    const before = this.#dates
    this.#dates = computeDates(this.#net)
    for (const heap of [this.#early, this.#late, this.#above]) heap.clear()
    this.#isLateStale = false
    this.#isPlacedStale = false
    const changed: number[] = []
    for (let task = 0; task < this.#net.count; task += 1)
      if (
        before.earlyStart[task] !== this.#dates.earlyStart[task] ||
        before.earlyFinish[task] !== this.#dates.earlyFinish[task]
      )
        changed.push(task)
    return changed
  }

  /** What hangs on the early dates of a task besides its successors. */
  #touchLate(task: number): void {
    this.#touchAbove(task)
    const { flags, input } = this.#net
    if (input.project.multipleCriticalPaths || (flags[task]! & (SUMMARY | LIMITING)) === (SUMMARY | LIMITING))
      this.#late.push(task)
  }

  #touchAbove(task: number): void {
    if (this.#net.parent[task]! >= 0) this.#above.push(this.#net.parent[task]!)
  }

  #moveFinish(changed: readonly number[], mayEndEarlier: boolean): void {
    const { flags } = this.#net
    let finish = this.#dates.finish
    if (mayEndEarlier) finish = latestFinish(this.#net, this.#dates)
    else
      for (const task of changed)
        if (!(flags[task]! & (SUMMARY | INACTIVE | EXTERNAL))) finish = Math.max(finish, this.#dates.earlyFinish[task]!)
    if (finish === this.#dates.finish) return
    this.#dates.finish = finish
    this.#isLateStale = true
  }

  #passLate(): void {
    this.#late.clear()
    this.#above.clear()
    this.#isLateStale = false
    this.#dates.startLimited = startLimits(this.#net, this.#dates)
    passBackward(this.#net, this.#dates)
    rollUpLate(this.#net, this.#dates)
  }

  #settleLate(): void {
    const { links, childStart, child } = this.#net
    const { lateStart, lateFinish, limit } = this.#dates
    while (!this.#late.isEmpty) {
      const task = this.#late.pop()
      const isSummary = (this.#net.flags[task]! & SUMMARY) !== 0
      const [start, finish, left] = [lateStart[task]!, lateFinish[task]!, limit[task]!]
      placeLate(this.#net, this.#dates, task)
      if (isSummary ? limit[task] === left : lateStart[task] === start && lateFinish[task] === finish) continue
      for (let slot = links.inFirst[task]!; slot >= 0; slot = links.inNext[slot]!) this.#late.push(links.from[slot]!)
      if (isSummary)
        for (let next = childStart[task]!; next < childStart[task + 1]!; next += 1) this.#late.push(child[next]!)
      this.#touchAbove(task)
    }
    this.#settleAbove()
  }

  #settleAbove(): void {
    const { lateStart, lateFinish, isDone } = this.#dates
    while (!this.#above.isEmpty) {
      const task = this.#above.pop()
      const [start, finish, done] = [lateStart[task]!, lateFinish[task]!, isDone[task]!]
      rollUpOne(this.#net, this.#dates, task)
      if (lateStart[task] !== start || lateFinish[task] !== finish || isDone[task] !== done) this.#touchAbove(task)
    }
  }
}
