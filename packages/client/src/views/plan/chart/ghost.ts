import { LivePlan, type PlanEdit } from "@weft/model/plan/live-plan"
import type { PlanInput } from "@weft/model/plan/input"
import { NO_DATE } from "@weft/model/plan/network"
import type { Instant } from "@weft/model/time/instant"

/** What a change would do to a plan, before it is done. */
export interface Ghost {
  /** The tasks that would lie elsewhere, summaries too, with when they would begin and end. */
  readonly moved: ReadonlyMap<string, { readonly start: Instant; readonly finish: Instant }>
  /** How many of them are work, the one in the hand not counted. */
  readonly others: number
  readonly finishBefore: Instant
  readonly finishAfter: Instant
  /** Tasks that would end after their deadline, and end before it now; the first ones in the plan. */
  readonly broken: readonly { readonly task: string; readonly deadline: Instant; readonly finish: Instant }[]
  /** Whether a link that is tried closes a ring, so that it would drive nothing. */
  readonly closesRing: boolean
}

/** A change that can be tried: rows instead of those with the same ids, and a link that is not there yet. */
export interface Trial {
  readonly tasks: readonly PlanInput["tasks"][number][]
  readonly link: PlanInput["links"][number] | null
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

  /** What a change would do, whatever was tried before. */
  try(trial: Trial): Ghost {
    const edits: PlanEdit[] = []
    const tried = new Set(trial.tasks.map(({ id }) => id))
    for (const { id } of this.#standing.tasks)
      if (!tried.has(id)) edits.push({ edit: "task", task: this.#input.tasks[this.#rows.get(id)!]! })
    for (const task of trial.tasks) edits.push({ edit: "task", task })
    if (this.#standing.link?.id !== trial.link?.id) {
      if (this.#standing.link !== null) edits.push({ edit: "remove-link", link: this.#standing.link })
      if (trial.link !== null) edits.push({ edit: "add-link", link: trial.link })
    }
    this.#standing = trial
    this.#trial.apply(...edits)
    return this.#compare(trial)
  }

  #compare(trial: Trial): Ghost {
    const [before, after] = [this.#shown.computed.dates, this.#trial.computed]
    const moved = new Map<string, { start: Instant; finish: Instant }>()
    const broken: { task: string; deadline: Instant; finish: Instant }[] = []
    const held = new Set(trial.tasks.map(({ id }) => id))
    let others = 0
    for (let task = 0; task < this.#input.tasks.length; task += 1) {
      const [start, finish] = [after.dates.earlyStart[task]!, after.dates.earlyFinish[task]!]
      if (start === NO_DATE) continue
      if (start === before.earlyStart[task] && finish === before.earlyFinish[task]) continue
      const { id, deadline } = this.#input.tasks[task]!
      moved.set(id, { start, finish })
      const isSummary = after.net.childStart[task] !== after.net.childStart[task + 1]
      if (!isSummary && !held.has(id)) others += 1
      if (deadline !== null && finish > deadline && before.earlyFinish[task]! <= deadline)
        broken.push({ task: id, deadline, finish })
    }
    return {
      moved,
      others,
      finishBefore: before.finish,
      finishAfter: after.dates.finish,
      broken,
      closesRing:
        trial.link !== null &&
        after.net.warnings.some(({ code, about }) => code === "suspended-link" && about === trial.link!.id),
    }
  }
}
