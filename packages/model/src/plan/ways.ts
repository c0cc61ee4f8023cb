import type { Instant, Tenths } from "../time/instant.ts"
import { Explained } from "./explain.ts"
import type { PlanInput, PlanLink, PlanTask } from "./input.ts"
import { LivePlan, type PlanEdit } from "./live-plan.ts"

/** One change of a plan by which a task would be done in time. */
export interface Way {
  readonly change:
    /** A task takes less: the longest duration that is short enough. */
    | { readonly kind: "shorten"; readonly task: string; readonly duration: Tenths }
    | { readonly kind: "drop-link"; readonly link: string }
    /** A link waits for less: no lag at all. */
    | { readonly kind: "drop-lag"; readonly link: string }
    | { readonly kind: "drop-constraint"; readonly task: string }
    | { readonly kind: "drop-delay"; readonly task: string }
    /** A task with typed dates goes where its links let it. */
    | { readonly kind: "schedule-automatically"; readonly task: string }
  /** When the task would be done then. */
  readonly finish: Instant
}

/** The grain of durations that are tried: an hour of work. */
const HOUR: Tenths = 600

/**
 * What would make a task finish by an instant: single changes of whatever drives it now, each tried on the plan, those
 * that change least first. Empty where it is done by then anyway, or where no single change is enough.
 */
export function waysToFinishBy(input: PlanInput, id: string, by: Instant): readonly Way[] {
  const search = searchWays(input, id, by)
  for (;;) {
    const step = search.next()
    if (step.done === true) return step.value
  }
}

/** How far a search for ways has come. */
export interface WaysProgress {
  readonly tried: number
  readonly all: number
}

/** The same search step by step, each a few passes through a part of the plan, so that it can be cut up or given up. */
export function* searchWays(input: PlanInput, id: string, by: Instant): Generator<WaysProgress, readonly Way[]> {
  const live = new LivePlan(input)
  if (live.taskOf(id) === undefined || live.finishOf(id) <= by) return []
  const drivers = driversOf(live, id)
  const onChain = new Set(drivers)
  const tasks = input.tasks.filter(task => onChain.has(task.id))
  const links = input.links.filter(link => onChain.has(link.to) || onChain.has(link.from))
  const trial = new Trial(live, input, id, by)
  const trials = [
    ...tasks.map(task => () => [...trial.shorten(task), ...trial.free(task)]),
    ...links.map(link => () => trial.loosen(link)),
  ]
  const ways: Way[] = []
  for (const [tried, run] of trials.entries()) {
    yield { tried, all: trials.length }
    ways.push(...run())
  }
  const changeOf = new Map(ways.map(way => [way, changeIn(input, way)]))
  // Of two that change as much, the one that ends later changes less than it seems.
  return ways.sort((one, other) => changeOf.get(one)! - changeOf.get(other)! || other.finish - one.finish)
}

/**
 * How much of a plan a way changes, from 0 up. A wait that somebody added goes before work that has to be done faster,
 * and a link that says what comes first goes last.
 */
function changeIn(input: PlanInput, { change }: Way): number {
  switch (change.kind) {
    case "drop-delay":
      return 0
    case "drop-lag":
      return 1
    case "drop-constraint": {
      const kind = input.tasks.find(({ id }) => id === change.task)?.constraint.kind
      return kind === "SNET" || kind === "FNET" || kind === "ALAP" || kind === "ZFF" ? 2 : 5
    }
    case "shorten": {
      const task = input.tasks.find(({ id }) => id === change.task)!
      // A tenth less is little to ask; half of it is not.
      return 2 + 4 * (1 - change.duration / Math.max(1, task.duration))
    }
    case "schedule-automatically":
      return 4
    case "drop-link":
      return 6
  }
}

/** The task and everything that drives it, directly or not. */
function driversOf(live: LivePlan, id: string): readonly string[] {
  const explained = new Explained(live.computed)
  const found = new Set<string>()
  const open = [id]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue
    found.add(next)
    const { start, finish } = explained.reasons(next)!
    for (const reason of [...start, ...finish]) {
      if (reason.because === "links") open.push(...reason.from)
      if (reason.because === "below" || reason.because === "constraint") open.push(reason.task)
    }
  }
  return [...found]
}

/** Tries changes one at a time, and takes each back. */
class Trial {
  readonly #live: LivePlan
  /** What puts a link back where it was: where rings are cut, its age matters, so the whole plan. */
  readonly #restore: (link: PlanLink) => PlanEdit
  readonly #id: string
  readonly #by: Instant

  constructor(live: LivePlan, input: PlanInput, id: string, by: Instant) {
    this.#live = live
    const hasRings = live.schedule().warnings.some(({ code }) => code === "suspended-link")
    this.#restore = link => (hasRings ? { edit: "plan", input } : { edit: "add-link", link })
    this.#id = id
    this.#by = by
  }

  shorten(task: PlanTask): Way[] {
    const done = task.actualDuration
    const most = Math.floor((task.duration - done) / HOUR)
    if (task.actualFinish !== null || task.mode !== "auto" || most <= 0) return []
    const shortened = (hours: number): PlanTask => {
      const duration = task.duration - hours * HOUR
      return { ...task, duration, remainingDuration: duration - done, hasFixedDuration: true }
    }
    const finishOf = (hours: number) =>
      this.#finishWith([{ edit: "task", task: shortened(hours) }], [{ edit: "task", task }])
    if (finishOf(most) > this.#by) return []
    let [least, enough] = [1, most]
    while (least < enough) {
      const middle = (least + enough) >> 1
      if (finishOf(middle) <= this.#by) enough = middle
      else least = middle + 1
    }
    const { duration } = shortened(enough)
    return [{ change: { kind: "shorten", task: task.id, duration }, finish: finishOf(enough) }]
  }

  loosen(link: PlanLink): Way[] {
    const removal: PlanEdit = { edit: "remove-link", link }
    const back = this.#restore(link)
    const ways = this.#way({ kind: "drop-link", link: link.id }, [removal], [back])
    if (!(link.lag.amount > 0)) return ways
    const tight: PlanLink = { ...link, lag: { kind: "working", amount: 0 } }
    const without = this.#way(
      { kind: "drop-lag", link: link.id },
      [removal, { edit: "add-link", link: tight }],
      [{ edit: "remove-link", link: tight }, back],
    )
    return [...without, ...ways]
  }

  free(task: PlanTask): Way[] {
    const back: PlanEdit[] = [{ edit: "task", task }]
    const as = (change: Way["change"], fields: Partial<PlanTask>) =>
      this.#way(change, [{ edit: "task", task: { ...task, ...fields } }], back)
    return [
      ...(task.constraint.kind === "ASAP"
        ? []
        : as({ kind: "drop-constraint", task: task.id }, { constraint: { kind: "ASAP", date: null } })),
      ...(task.levelingDelay > 0 ? as({ kind: "drop-delay", task: task.id }, { levelingDelay: 0 }) : []),
      ...(task.mode === "manual"
        ? as({ kind: "schedule-automatically", task: task.id }, { mode: "auto", start: null, finish: null })
        : []),
    ]
  }

  #way(change: Way["change"], edits: readonly PlanEdit[], back: readonly PlanEdit[]): Way[] {
    const finish = this.#finishWith(edits, back)
    return finish <= this.#by ? [{ change, finish }] : []
  }

  #finishWith(edits: readonly PlanEdit[], back: readonly PlanEdit[]): Instant {
    this.#live.apply(...edits)
    const finish = this.#live.finishOf(this.#id)
    this.#live.apply(...back)
    return finish
  }
}
