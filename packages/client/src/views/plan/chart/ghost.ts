import { LivePlan, type PlanEdit } from "@weft/model/plan/live-plan"
import type { PlanInput, PlanLink, PlanTask } from "@weft/model/plan/input"
import { NO_DATE } from "@weft/model/plan/network"
import { placedFinish, placedStart } from "@weft/model/plan/placed-dates"
import type { Instant } from "@weft/model/time/instant"

/** What a change would do to a plan, before it is done. */
export interface Ghost {
  /** The tasks that would lie elsewhere, summaries too, with when they would begin and end. */
  readonly moved: ReadonlyMap<string, { readonly start: Instant; readonly finish: Instant }>
  /** How many of them are work, the one in the hand not counted. */
  readonly others: number
  readonly finishBefore: Instant
  readonly finishAfter: Instant
  /** Promises that would be broken and are kept now; in the order of the plan. */
  readonly broken: readonly Broken[]
  /** Whether a link that is tried closes a ring, so that it would drive nothing. */
  readonly closesRing: boolean
}

/** A task that would lie after its deadline, or begin or end after a constraint says that it must. */
export interface Broken {
  readonly task: string
  readonly promise: "deadline" | "start" | "finish"
  readonly date: Instant
  /** When it would begin or end instead. */
  readonly at: Instant
}

/** A change that can be tried: rows instead of those with the same ids, and a link that is not there yet. */
export interface Trial {
  readonly tasks: readonly PlanTask[]
  readonly link: PlanLink | null
  /** A link that is there and would be gone. */
  readonly without?: PlanLink | null
}

/** Tries changes on a plan of its own, so that the one that is shown stays as it is. */
export class GhostPlan {
  readonly #shown: LivePlan
  readonly #trial: LivePlan
  readonly #input: PlanInput
  readonly #rows: ReadonlyMap<string, number>
  #standing: Trial = { tasks: [], link: null }

  constructor(shown: LivePlan) {
    this.#shown = shown
    this.#input = shown.input
    this.#trial = new LivePlan(this.#input)
    this.#rows = new Map(this.#input.tasks.map(({ id }, index) => [id, index]))
  }

  /** What would become of the plan if its rows were others: the same tasks, whatever else changes. */
  static between(shown: LivePlan, input: PlanInput): Ghost {
    return compared(shown.input, shown, new LivePlan(input), NOTHING)
  }

  /** The plan as it was tried last; whoever looks at it changes nothing. */
  get tried(): LivePlan {
    return this.#trial
  }

  /** What a change would do, whatever was tried before. */
  try(trial: Trial): Ghost {
    const edits: PlanEdit[] = []
    const tried = new Set(trial.tasks.map(({ id }) => id))
    for (const { id } of this.#standing.tasks)
      if (!tried.has(id)) edits.push({ edit: "task", task: this.#input.tasks[this.#rows.get(id)!]! })
    for (const task of trial.tasks) edits.push({ edit: "task", task })
    const [gone, before] = [trial.without ?? null, this.#standing.without ?? null]
    if (this.#standing.link?.id !== trial.link?.id && this.#standing.link !== null)
      edits.push({ edit: "remove-link", link: this.#standing.link })
    if (gone?.id !== before?.id) {
      if (before !== null) edits.push({ edit: "add-link", link: before })
      if (gone !== null) edits.push({ edit: "remove-link", link: gone })
    }
    if (this.#standing.link?.id !== trial.link?.id && trial.link !== null)
      edits.push({ edit: "add-link", link: trial.link })
    this.#standing = trial
    this.#trial.apply(...edits)
    return compared(this.#input, this.#shown, this.#trial, trial)
  }
}

const NOTHING: Trial = { tasks: [], link: null }

function compared(input: PlanInput, shown: LivePlan, tried: LivePlan, trial: Trial): Ghost {
  const [before, after] = [shown.computed, tried.computed]
  const moved = new Map<string, { start: Instant; finish: Instant }>()
  const broken: Broken[] = []
  const held = new Set(trial.tasks.map(({ id }) => id))
  let others = 0
  for (let task = 0; task < input.tasks.length; task += 1) {
    // What is as late as possible, or waits for what follows, is shown where it ends up.
    const start = placedStart(after.net, after.dates, task)
    const finish = placedFinish(after.net, after.dates, task)
    if (start === NO_DATE) continue
    const startBefore = placedStart(before.net, before.dates, task)
    const finishBefore = placedFinish(before.net, before.dates, task)
    if (start === startBefore && finish === finishBefore) continue
    const { id, deadline, constraint } = input.tasks[task]!
    moved.set(id, { start, finish })
    const isSummary = after.net.childStart[task] !== after.net.childStart[task + 1]
    if (!isSummary && !held.has(id)) others += 1
    const say = (promise: Broken["promise"], date: Instant | null, now: Instant, then: Instant) => {
      if (date !== null && now > date && then <= date) broken.push({ task: id, promise, date, at: now })
    }
    say("deadline", deadline, finish, finishBefore)
    if (held.has(id)) continue
    if (constraint.kind === "SNLT" || constraint.kind === "MSO") say("start", constraint.date, start, startBefore)
    if (constraint.kind === "FNLT" || constraint.kind === "MFO") say("finish", constraint.date, finish, finishBefore)
  }
  return {
    moved,
    others,
    finishBefore: before.dates.finish,
    finishAfter: after.dates.finish,
    broken,
    closesRing:
      trial.link !== null &&
      after.net.warnings.some(({ code, about }) => code === "suspended-link" && about === trial.link!.id),
  }
}
