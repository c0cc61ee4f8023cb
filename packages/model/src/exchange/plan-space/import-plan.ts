import { defineAction, type Acting, type ActionContext } from "../../actions/define.ts"
import { ChangeWriter } from "../../actions/writer.ts"
import { computedId, type StatusId, type TransitionId } from "../../base/ids.ts"
import { rankBetween } from "../../base/rank.ts"
import { refuse, type Refusal } from "../../base/result.ts"
import type { Change } from "../../schema/change.ts"
import type { KindName } from "../../schema/kinds.ts"
import { living, type Snapshot } from "../../schema/snapshot.ts"
import type { PlanFile } from "../plan-file/plan-file.ts"
import type { ImportPace, ImportProgress } from "../board/import.ts"
import { writeOutcome, type KeptField, type RecordState, type UpdatedField } from "../three-way.ts"
import { baselinesIn, writeBaselineCosts } from "./baselines-in-file.ts"
import { keepFile, type PackedFile } from "./kept-file.ts"
import { isOwnSpace } from "./own-space.ts"
import { comparePlan, type ComparedPlan, type FoundOutcome, type GoneRow, type PlanChoices } from "./plan-outcomes.ts"
import { RowsHere, type GuessedRow } from "./rows-here.ts"

export interface ImportPlan extends PlanChoices {
  readonly file: PlanFile
  /** The file itself, to keep what nobody here understands for whoever exports the plan. */
  readonly packed?: PackedFile | null
  /**
   * Whether what the file says of money comes too, into the money document: for whoever may write there. Without it no
   * figure is written anywhere.
   */
  readonly withCosts?: boolean
}

/** One record of a plan's file, and what importing it comes to. */
export interface PlanRowReport {
  readonly kind: KindName
  readonly id: string
  readonly name: string
  readonly state: RecordState
  readonly updated: readonly UpdatedField[]
  readonly kept: readonly KeptField[]
  /** The file has other notes than were imported; the description here stays. */
  readonly hasOtherNotes: boolean
}

export interface PlanPreview {
  /** The plan's own name. */
  readonly name: string
  /** Whether the space is there, is made for the plan, or lies in the trash. */
  readonly space: "new" | "standing" | "trashed" | "missing"
  readonly rows: readonly PlanRowReport[]
  readonly states: Readonly<Record<RecordState, number>>
  /** How many records of each kind the file makes, whether they are new or not. */
  readonly counts: Readonly<Partial<Record<KindName, number>>>
  /** What an earlier import made and the file has no more. */
  readonly gone: readonly GoneRow[]
  /** Rows without ids that were taken for an item because of their titles alone. */
  readonly guesses: readonly GuessedRow[]
  /** Whether the file says anything of money, and if so whether it comes along. */
  readonly money: "none" | "comes" | "left-out"
  readonly warnings: PlanFile["warnings"]
}

/** Says what importing a plan's file into the snapshot's space would do. Nothing is written. */
export function previewPlan(snapshot: Snapshot, args: ImportPlan): PlanPreview {
  return finished(previewSteps(snapshot, args))
}

/** {@link previewPlan} step by step; `pause` lets the screen draw between two of them. */
export function preparePlanPreview(
  snapshot: Snapshot,
  args: ImportPlan,
  pace: Pick<ImportPace, "pause" | "cancelled">,
): Promise<PlanPreview | Refusal> {
  return paced(previewSteps(snapshot, args), { onProgress: () => {}, ...pace })
}

function* previewSteps(
  snapshot: Snapshot,
  { file, packed = null, withCosts, ...choices }: ImportPlan,
): Generator<ImportProgress, PlanPreview> {
  const planned = yield* comparePlan(snapshot, file, choices)
  const states = { new: 0, updated: 0, unchanged: 0, trashed: 0, restored: 0, adopted: 0 }
  const counts: Partial<Record<KindName, number>> = {}
  const rows = planned.outcomes.map(({ outcome: { record, state, updated, kept }, hasOtherNotes }): PlanRowReport => {
    states[state] += 1
    counts[record.kind] = (counts[record.kind] ?? 0) + 1
    return { kind: record.kind, id: record.id, name: record.name, state, updated, kept, hasOtherNotes }
  })
  return {
    name: file.project.name,
    space: spaceState(snapshot, file),
    rows,
    states,
    counts,
    gone: planned.gone,
    guesses: planned.guesses,
    money: !saysMoney(file, packed) ? "none" : withCosts === true ? "comes" : "left-out",
    warnings: file.warnings,
  }
}

function saysMoney({ tasks }: PlanFile, packed: PackedFile | null): boolean {
  return packed?.withMoney != null || tasks.some(({ baselines }) => baselines.some(({ cost }) => (cost ?? 0) > 0))
}

function spaceState({ places, profiles, space }: Snapshot, file: PlanFile): PlanPreview["space"] {
  const place = places.get(space)
  if (place !== undefined) return place.deleted === null ? "standing" : "trashed"
  return profiles.has(space) ? "standing" : isOwnSpace(file, space) ? "new" : "missing"
}

/**
 * Imports a plan's file into the snapshot's space as one undoable step. Ids are computed from the file's, so that the same
 * file on two devices makes one plan (MERGE P3). Importing again updates what only the file changed, keeps what was
 * changed here unless somebody takes the file's, and never takes progress from the file; an unchanged file changes
 * nothing. Refused with `not-found` where the space is not there and not the plan's own, and with `space-in-trash` where
 * it lies in the trash and `restore` is not asked for.
 */
export const importPlan = defineAction<ImportPlan>("import.plan", (context, args) =>
  finished(importSteps(context, args)),
)

/**
 * The changes of {@link importPlan}, step by step, so that a screen stays alive. Nothing is written anywhere; answers
 * `cancelled` as a refusal when asked to stop.
 */
export async function preparePlanImport(
  snapshot: Snapshot,
  args: ImportPlan,
  acting: Acting,
  pace: ImportPace,
): Promise<readonly Change[] | Refusal> {
  const write = new ChangeWriter(snapshot)
  const refusal = await paced(importSteps({ ...acting, snapshot, write }, args), pace)
  return refusal ?? write.changes
}

/** Records that are written between two pauses. */
const STEP = 100

function* importSteps(
  context: ActionContext,
  { file, packed = null, withCosts = false, ...choices }: ImportPlan,
): Generator<ImportProgress, Refusal | undefined> {
  const { snapshot, write, me, now } = context
  const refusal = openSpace(context, file, choices)
  if (refusal !== undefined) return refusal
  const planned = yield* comparePlan(snapshot, file, choices)
  const total = planned.outcomes.length
  for (const [index, found] of planned.outcomes.entries()) {
    writeFound(context, found, planned.source)
    if (index % STEP === STEP - 1) yield { done: total, total }
  }
  for (const { kind, id, goes } of planned.gone) if (goes) write.trash(kind, id, me)
  if (withCosts) writeCosts(context, file, planned)
  if (packed !== null) keepFile({ snapshot, write, now, withCosts }, planned.key, packed)
  return undefined
}

/** What baselines say of costs; one that lies in the trash keeps it there. */
function writeCosts({ snapshot, write }: ActionContext, file: PlanFile, { key, outcomes }: ComparedPlan): void {
  const trashed = new Set(outcomes.flatMap(({ outcome: { record, state } }) => (state === "trashed" ? record.id : [])))
  for (const baseline of baselinesIn(file, new RowsHere(file, snapshot, key)))
    if (!trashed.has(baseline.id)) writeBaselineCosts(snapshot, write, baseline)
}

function finished<R>(steps: Generator<unknown, R>): R {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

async function paced<R>(
  steps: Generator<ImportProgress, R>,
  { onProgress, cancelled, pause }: ImportPace,
): Promise<R | Refusal> {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    onProgress(step.value)
    await pause()
    if (cancelled()) return refuse("cancelled")
  }
}

/** Makes the plan's own space where it is not there yet; takes it out of the trash where that is asked for. */
function openSpace(
  { snapshot, write, random }: ActionContext,
  file: PlanFile,
  { restore, words }: PlanChoices,
): Refusal | undefined {
  switch (spaceState(snapshot, file)) {
    case "missing":
      return refuse("not-found")
    case "trashed":
      if (restore !== true) return refuse("space-in-trash")
      write.restore("places", snapshot.space)
      return undefined
    case "new": {
      if (words === undefined) return refuse("not-found")
      const ranks = living(snapshot.places).map(place => place.rank)
      const last = ranks.reduce<string | null>((most, rank) => (most === null || rank > most ? rank : most), null)
      write.create("places", snapshot.space, { rank: rankBetween(last, null, random) })
      return undefined
    }
    default:
      return undefined
  }
}

function writeFound(context: ActionContext, { outcome, notes }: FoundOutcome, source: string): void {
  const { write, me, now } = context
  const { record, state } = outcome
  if (record.kind !== "items") return writeOutcome(context, outcome, source)
  const first = { ...record.first, createdAt: now, createdBy: me }
  writeOutcome(context, { ...outcome, record: { ...record, first } }, source)
  // A move that is set aside falls back to the parent before it (see `schema/item`).
  const moved = outcome.updated.find(({ field }) => field === "parent")
  if (moved !== undefined) write.always("items", record.id, "parentBefore", moved.from)
  const arrival = computedId<TransitionId>("plan", record.id, "arrival")
  if (state === "restored") write.restore("transitions", arrival)
  if (state !== "new") return
  if (notes !== "") write.describe(record.id, notes, source)
  const to = (record.first?.["status"] ?? null) as StatusId | null
  if (to !== null) write.create("transitions", arrival, { item: record.id as never, from: null, to, by: me, at: now })
}
