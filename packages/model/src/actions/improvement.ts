import type { ItemId, MemberId } from "../base/ids.ts"
import { refuse, type Refusal } from "../base/result.ts"
import type { Improvement, ImprovementId, ImprovementState, Measured, StoredMeasure } from "../schema/improvement.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { readMeasure, unitOf } from "../service/evaluation/measure.ts"
import { whyNoPeriod } from "../service/evaluation/period.ts"
import { isMoment, type Moment } from "../time/moment.ts"
import { defineAction } from "./define.ts"

/** What may be said of an improvement at any time. */
export interface ImprovementFields {
  readonly title?: string
  readonly hypothesis?: string
  readonly goal?: number | null
  readonly owner?: MemberId | null
  readonly reviewOn?: Moment | null
  /** Begun, or put back among the ideas; a review decides. */
  readonly state?: Extract<ImprovementState, "idea" | "trying">
}

/** The measure and what it was are facts of the moment in which an improvement is put down; nobody edits them later. */
export interface CreateImprovement extends Omit<ImprovementFields, "state"> {
  readonly id: ImprovementId
  readonly title: string
  readonly measure: StoredMeasure
  readonly baseline: Measured
}

function misfit(fields: ImprovementFields, measure: StoredMeasure | null): Refusal | null {
  const { title, goal, reviewOn } = fields
  if (title !== undefined && title.trim() === "") return refuse("title-missing")
  if (reviewOn !== undefined && reviewOn !== null && !isMoment(reviewOn)) return refuse("not-a-day", { day: reviewOn })
  return goal === undefined || goal === null || isPossible(goal, measure) ? null : refuse("goal-not-possible")
}

/** A share lies between nothing and all; nothing else is less than nothing. */
function isPossible(goal: number, stored: StoredMeasure | null): boolean {
  const measure = readMeasure(stored)
  if (!Number.isFinite(goal) || goal < 0) return false
  return measure === null || unitOf(measure) !== "share" || goal <= 1
}

function standing({ improvements }: Snapshot, id: ImprovementId): Improvement | null {
  const improvement = improvements.get(id)
  return improvement === undefined || improvement.deleted !== null ? null : improvement
}

/** Puts an improvement into the register, with what it is measured by and what that is now. */
export const createImprovement = defineAction<CreateImprovement>(
  "improvement.create",
  ({ snapshot, write, me, now }, { id, measure, baseline, ...fields }) => {
    if (snapshot.improvements.has(id)) return refuse("exists")
    if (readMeasure(measure) === null) return refuse("measure-unknown")
    const refusal = misfit(fields, measure) ?? whyNoPeriod(baseline)
    if (refusal !== null) return refusal
    const title = fields.title.trim()
    write.create("improvements", id, {
      ...{ owner: me, ...fields, title, measure, baseline },
      ...{ createdAt: now, createdBy: me },
    })
  },
)

export const patchImprovement = defineAction<ImprovementFields & { readonly id: ImprovementId }>(
  "improvement.patch",
  ({ snapshot, write }, { id, ...fields }) => {
    const improvement = standing(snapshot, id)
    if (improvement === null) return refuse("not-found")
    const refusal = misfit(fields, improvement.measure)
    if (refusal !== null) return refusal
    write.patch("improvements", id, { ...fields, title: fields.title?.trim() })
  },
)

export interface ReviewImprovement {
  readonly id: ImprovementId
  /** Tried on, or decided. */
  readonly state: Exclude<ImprovementState, "idea">
  readonly outcome: string
  /** What the measure is now. */
  readonly result: Measured
  /** When it is looked at next; only while it is tried on. */
  readonly reviewOn: Moment | null
}

/**
 * Says what came of an improvement. What a review says stands together, also beside another review: all of it is written,
 * even what was so before. Refused without a note where it is decided, and without a next day where it is tried on.
 */
export const reviewImprovement = defineAction<ReviewImprovement>(
  "improvement.review",
  ({ snapshot, write }, { id, state, outcome, result, reviewOn }) => {
    if (standing(snapshot, id) === null) return refuse("not-found")
    const isDecided = state !== "trying"
    if (isDecided && outcome.trim() === "") return refuse("outcome-missing")
    if (!isDecided && (reviewOn === null || !isMoment(reviewOn))) return refuse("review-day-missing")
    const refusal = whyNoPeriod(result)
    if (refusal !== null) return refusal
    const said = { state, outcome: outcome.trim(), result, reviewOn: isDecided ? null : reviewOn }
    for (const [field, value] of Object.entries(said)) write.always("improvements", id, field, value)
  },
)

export interface LinkImprovement {
  readonly id: ImprovementId
  readonly item: ItemId
  readonly linked: boolean
}

/** Links an improvement to an item that carries it out, or takes the link away. */
export const linkImprovement = defineAction<LinkImprovement>(
  "improvement.link",
  ({ snapshot, write }, { id, item, linked }) => {
    if (standing(snapshot, id) === null || !snapshot.items.has(item)) return refuse("not-found")
    if (linked) write.add("improvements", id, "items", item)
    else write.remove("improvements", id, "items", item)
  },
)

export const trashImprovement = defineAction<{ readonly id: ImprovementId }>(
  "improvement.trash",
  ({ snapshot, write, me }, { id }) => {
    if (!snapshot.improvements.has(id)) return refuse("not-found")
    write.trash("improvements", id, me)
  },
)

export const restoreImprovement = defineAction<{ readonly id: ImprovementId }>(
  "improvement.restore",
  ({ snapshot, write }, { id }) => {
    if (!snapshot.improvements.has(id)) return refuse("not-found")
    write.restore("improvements", id)
  },
)
