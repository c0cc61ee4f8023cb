import { defineAction } from "../../actions/define.ts"
import type { ItemId } from "../../base/ids.ts"
import { refuse } from "../../base/result.ts"
import type { KindName } from "../../schema/kinds.ts"
import { living, type Snapshot } from "../../schema/snapshot.ts"
import type { PlanFile } from "../plan-file/plan-file.ts"
import {
  compare,
  writeOutcome,
  type KeptField,
  type Outcome,
  type RecordState,
  type UpdatedField,
} from "../three-way.ts"
import { keyOfPlan, planRecords, type PlanRecord } from "./plan-records.ts"

export interface ImportPlan {
  readonly file: PlanFile
  /** Takes out of the trash what the file has, for example after an import was undone. */
  readonly restore?: boolean
}

/** One record of a plan's file, and what importing it comes to. */
export interface PlanRowReport {
  readonly kind: KindName
  readonly id: string
  readonly name: string
  readonly state: RecordState
  readonly updated: readonly UpdatedField[]
  readonly kept: readonly KeptField[]
}

export interface PlanPreview {
  /** The plan's own name. */
  readonly name: string
  readonly rows: readonly PlanRowReport[]
  readonly states: Readonly<Record<RecordState, number>>
  /** How many records of each kind the file makes, whether they are new or not. */
  readonly counts: Readonly<Partial<Record<KindName, number>>>
  /** Items of an earlier import that the file has no more: they stay. */
  readonly gone: readonly { readonly id: ItemId; readonly name: string }[]
  readonly warnings: PlanFile["warnings"]
}

/** Says what importing a plan's file into the snapshot's space would do. Nothing is written. */
export function previewPlan(snapshot: Snapshot, { file, restore = false }: ImportPlan): PlanPreview {
  const rows: PlanRowReport[] = []
  const states = { new: 0, updated: 0, unchanged: 0, trashed: 0, restored: 0, adopted: 0 }
  const counts: Partial<Record<KindName, number>> = {}
  for (const { outcome } of outcomesOf(snapshot, file, restore)) {
    const { record, state, updated, kept } = outcome
    rows.push({ kind: record.kind, id: record.id, name: record.name, state, updated, kept })
    states[state] += 1
    counts[record.kind] = (counts[record.kind] ?? 0) + 1
  }
  return { name: file.project.name, rows, states, counts, gone: goneFrom(snapshot, file), warnings: file.warnings }
}

/**
 * Imports a plan's file into the snapshot's space as one undoable step. Ids are computed from the file's, so that the same
 * file on two devices makes one plan (MERGE P3). Importing again updates what only the file changed, keeps what was
 * changed here, and never takes progress from the file; an unchanged file changes nothing. A link whose kind the file has
 * changed takes the place of the one before. Refused with `not-found` where the space has no profile yet.
 */
export const importPlan = defineAction<ImportPlan>("import.plan", (context, { file, restore = false }) => {
  const { snapshot, write, me, now } = context
  if (!snapshot.profiles.has(snapshot.space)) return refuse("not-found")
  const source = sourceOf(file)
  for (const { outcome, notes } of outcomesOf(snapshot, file, restore)) {
    const { record, state } = outcome
    const first = record.kind === "items" ? { ...record.first, createdAt: now, createdBy: me } : record.first
    writeOutcome(context, first === undefined ? outcome : { ...outcome, record: { ...record, first } }, source)
    if (state === "new" && record.kind === "items" && notes !== "") write.describe(record.id, notes, source)
    const moved = record.kind === "items" ? outcome.updated.find(({ field }) => field === "parent") : undefined
    if (moved !== undefined) write.always("items", record.id, "parentBefore", moved.from)
  }
  for (const link of replacedLinks(snapshot, file)) write.trash("dependencies", link, me)
})

function sourceOf(file: PlanFile): string {
  return `plan ${keyOfPlan(file)}`
}

interface FoundOutcome {
  readonly outcome: Outcome
  readonly notes: PlanRecord["notes"]
}

function* outcomesOf(snapshot: Snapshot, file: PlanFile, restore: boolean): Generator<FoundOutcome> {
  const trashed = new Set<string>()
  for (const { record, notes } of planRecords(file, snapshot)) {
    const isWithTrashed = record.partOf !== undefined && trashed.has(record.partOf)
    const outcome: Outcome = isWithTrashed
      ? { record, state: "trashed", updated: [], kept: [], adds: [], removes: [], base: null }
      : compare(record, snapshot, restore)
    if (record.kind === "items" && outcome.state === "trashed") trashed.add(record.id)
    yield { outcome, notes }
  }
}

/** Links of an earlier import between two items that the file joins in another way now. */
function replacedLinks(snapshot: Snapshot, file: PlanFile): string[] {
  const [there, joined] = [new Set<string>(), new Set<string>()]
  const pair = (from: unknown, to: unknown) => `${String(from)} ${String(to)}`
  for (const { record } of planRecords(file, snapshot)) {
    if (record.kind !== "dependencies") continue
    there.add(record.id)
    joined.add(pair(record.first?.["from"], record.first?.["to"]))
  }
  const source = sourceOf(file)
  return living(snapshot.dependencies)
    .filter(({ id, from, to }) => !there.has(id) && joined.has(pair(from, to)))
    .filter(({ id }) => snapshot.importBases.get(id)?.source === source)
    .map(({ id }) => id)
}

function goneFrom(snapshot: Snapshot, file: PlanFile): { id: ItemId; name: string }[] {
  const source = sourceOf(file)
  const there = new Set([...planRecords(file, snapshot)].map(({ record }) => record.id))
  return living(snapshot.items)
    .filter(({ id }) => !there.has(id) && snapshot.importBases.get(id)?.source === source)
    .map(({ id, title }) => ({ id, name: title }))
}
