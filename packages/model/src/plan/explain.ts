import type { PlanInput } from "./input.ts"
import { buildNetwork } from "./build-network.ts"
import { EXTERNAL, INACTIVE, SUMMARY, type Network } from "./network.ts"
import type { PlanDates } from "./plan-dates.ts"
import {
  driverOf,
  drivingSlots,
  isDrivenByLinks,
  leafWith,
  reasonsOfFinish,
  reasonsOfStart,
  type Reasons,
} from "./reasons.ts"
import { computeDates } from "./schedule-plan.ts"

/** One task of a chain, with why it begins and ends when it does. */
export interface ChainLink {
  readonly task: string
  readonly start: Reasons
  readonly finish: Reasons
}

/** A plan that is scheduled, and can say why. */
export class Explained {
  readonly #net: Network
  readonly #dates: PlanDates

  constructor(computed: { readonly net: Network; readonly dates: PlanDates }) {
    this.#net = computed.net
    this.#dates = computed.dates
  }

  static of(input: PlanInput): Explained {
    const net = buildNetwork(input)
    return new Explained({ net, dates: computeDates(net) })
  }

  /**
   * Why a task lies where it lies: itself first, then what drives it, and so on to what nothing in the plan drives: the
   * start of the project, a constraint, a typed date, or work that really began. Of several drivers the first is followed.
   */
  chain(id: string): readonly ChainLink[] {
    const chain: ChainLink[] = []
    const task = this.#net.indexOf.get(id)
    if (task === undefined) return chain
    let next = leafWith(this.#net, this.#dates, task, "start")
    for (;;) {
      chain.push(this.#explain(next))
      if (!isDrivenByLinks(this.#net, this.#dates, next)) return chain
      next = driverOf(this.#net, this.#dates, drivingSlots(this.#net, this.#dates, next)[0]!)
    }
  }

  /** The reasons of one task. */
  reasons(id: string): ChainLink | null {
    const task = this.#net.indexOf.get(id)
    return task === undefined ? null : this.#explain(task)
  }

  /**
   * The longest path: the tasks that end with the project, and all that drive them. Unlike slack it is not moved by
   * constraints, deadlines or calendars. Ids in the order of the plan.
   */
  longestPath(): readonly string[] {
    const { net } = { net: this.#net }
    const onPath = new Uint8Array(net.count)
    const open: number[] = []
    const visit = (task: number) => {
      if (onPath[task] === 1) return
      onPath[task] = 1
      open.push(task)
    }
    for (let task = 0; task < net.count; task += 1)
      if (!(net.flags[task]! & (SUMMARY | INACTIVE | EXTERNAL)) && this.#dates.earlyFinish[task] === this.#dates.finish)
        visit(task)
    for (let task = open.pop(); task !== undefined; task = open.pop())
      if (isDrivenByLinks(net, this.#dates, task))
        for (const slot of drivingSlots(net, this.#dates, task)) visit(driverOf(net, this.#dates, slot))
    return net.input.tasks.filter((_, task) => onPath[task] === 1).map(({ id }) => id)
  }

  #explain(task: number): ChainLink {
    return {
      task: this.#net.input.tasks[task]!.id,
      start: reasonsOfStart(this.#net, this.#dates, task),
      finish: reasonsOfFinish(this.#net, this.#dates, task),
    }
  }
}
