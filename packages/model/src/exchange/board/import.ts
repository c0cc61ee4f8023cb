import { defineAction, type Acting, type ActionContext } from "../../actions/define.ts"
import { ChangeWriter } from "../../actions/writer.ts"
import { computedId, type ItemId, type StatusId, type TransitionId } from "../../base/ids.ts"
import { rankBetween } from "../../base/rank.ts"
import { isRefusal, refuse, type Refusal } from "../../base/result.ts"
import type { Change } from "../../schema/change.ts"
import { MAX_TEXT } from "../../schema/fields.ts"
import { living, type Snapshot } from "../../schema/snapshot.ts"
import { writeOutcome, type Outcome } from "../three-way.ts"
import type { ForeignBoard, ForeignCard } from "./board.ts"
import { outcomesOf, sourceOf, spaceState, type PlannedOutcome } from "./compare.ts"
import { planOf, type BoardPlan } from "./records.ts"
import type { BoardOptions } from "./target.ts"

export interface ImportBoard {
  readonly board: ForeignBoard
  readonly options?: BoardOptions
}

/** How far an import has come, in records of the file. */
export interface ImportProgress {
  readonly done: number
  readonly total: number
}

/** Records between two reports of progress: a few milliseconds of work. */
const STEP = 100

/**
 * Imports a board into the snapshot's space as one undoable action. All ids are computed from the file's, so that the same
 * file on two devices makes one set (MERGE P3); importing again is a three-way comparison with the last import, and an
 * unchanged file changes nothing. Refused with `not-found` where the space is not there and not the board's own, and with
 * `space-in-trash` where it lies in the trash and `restore` is not asked for.
 */
export const importBoard = defineAction<ImportBoard>("import.board", (context, args) => {
  const steps = importSteps(context, args)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
})

/** What a long import asks of whoever runs it. */
export interface ImportPace {
  readonly onProgress: (progress: ImportProgress) => void
  readonly cancelled: () => boolean
  /** Lets the screen draw between two steps. */
  readonly pause: () => Promise<void>
}

/**
 * The changes of {@link importBoard}, step by step, so that a screen stays alive. Nothing is written anywhere; answers
 * `cancelled` as a refusal when asked to stop.
 */
export async function prepareBoardImport(
  snapshot: Snapshot,
  args: ImportBoard,
  acting: Acting,
  { onProgress, cancelled, pause }: ImportPace,
): Promise<readonly Change[] | Refusal> {
  const write = new ChangeWriter(snapshot)
  const steps = importSteps({ ...acting, snapshot, write }, args)
  for (let step = steps.next(); step.done !== true; step = steps.next()) {
    onProgress(step.value)
    await pause()
    if (cancelled()) return refuse("cancelled")
  }
  return write.changes
}

function* importSteps(
  context: ActionContext,
  { board, options = {} }: ImportBoard,
): Generator<ImportProgress, Refusal | undefined> {
  const plan = planOf(board, context.snapshot, options)
  const answer = openSpace(context, plan)
  if (isRefusal(answer)) return answer
  const source = sourceOf(board)
  let done = 0
  for (const found of outcomesOf(plan)) {
    writeOutcome(context, found.outcome, source)
    writeBeside(context, plan, found)
    done++
    if (done % STEP === 0) yield { done: Math.min(done, plan.total), total: plan.total }
  }
  yield { done: plan.total, total: plan.total }
  return undefined
}

/** Makes the board's own space where it is not there yet; takes it out of the trash where that is asked for. */
function openSpace({ snapshot, write, random }: ActionContext, plan: BoardPlan): Refusal | undefined {
  const { space } = plan.target
  switch (spaceState(plan)) {
    case "missing":
      return refuse("not-found")
    case "trashed":
      if (plan.options.restore !== true) return refuse("space-in-trash")
      write.restore("places", space)
      return undefined
    case "new": {
      const ranks = living(snapshot.places).map(place => place.rank)
      const last = ranks.reduce<string | null>((most, rank) => (most === null || rank > most ? rank : most), null)
      write.create("places", space, { rank: rankBetween(last, null, random) })
      return undefined
    }
    default:
      return undefined
  }
}

/** What an outcome means outside its own record: transitions and texts. */
function writeBeside(context: ActionContext, plan: BoardPlan, found: PlannedOutcome): void {
  const { outcome, card, comment } = found
  const { record, state } = outcome
  if (card !== undefined) {
    writeTransition(context, plan, found, card)
    writeParentBefore(context, outcome)
    if (found.description !== "")
      context.write.describe(record.id, found.description, `${plan.board.program} ${card.id}`)
  }
  // A comment's text is its seed; only what is too long for that becomes its body at once.
  if (comment !== undefined && state === "new" && comment.text.length > MAX_TEXT)
    context.write.body("comments", record.where!.item!, record.id, comment.text)
}

/** A move that is set aside falls back to the parent before it (see `schema/item`). */
function writeParentBefore({ write }: ActionContext, { record, updated }: Outcome): void {
  const moved = updated.find(({ field }) => field === "parent")
  if (moved !== undefined) write.always("items", record.id, "parentBefore", moved.from)
}

/** A new item has been in its status since it was moved there in its own program; one that moves now moves now. */
function writeTransition(
  { write, now, me }: ActionContext,
  { board, target, lists }: BoardPlan,
  { outcome }: PlannedOutcome,
  card: ForeignCard,
): void {
  const item = outcome.record.id as ItemId
  const arrival = target.id<TransitionId>("arrival", card.id)
  if (outcome.state === "restored") write.restore("transitions", arrival)
  if (outcome.state === "new") {
    const to = outcome.record.fields["status"] as StatusId | null
    if (to === null) return
    const list = lists.get(card.list)
    const isDone = list !== undefined && target.category(list) === "done"
    write.create("transitions", arrival, { item, from: null, to, by: null, at: arrivalOf(card, isDone) ?? now })
    return
  }
  const moved = outcome.updated.find(({ field }) => field === "status")
  if (moved === undefined) return
  const [from, to] = [moved.from as StatusId | null, moved.to as StatusId | null]
  const id = computedId<TransitionId>(
    board.program,
    target.space,
    "move",
    card.id,
    `${from} ${to} ${card.movedAt ?? ""}`,
  )
  write.create("transitions", id, { item, from, to, by: me, at: now })
}

/** When a card came into its list, as far as the file tells. */
function arrivalOf(card: ForeignCard, isDone: boolean): number | null {
  const doneAt = isDone ? card.doneAt : null
  return card.movedAt ?? doneAt ?? card.createdAt
}
