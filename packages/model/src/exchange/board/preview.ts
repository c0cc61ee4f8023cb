import type { ItemId, MemberId, SpaceId } from "../../base/ids.ts"
import type { KindName } from "../../schema/kinds.ts"
import type { Snapshot } from "../../schema/snapshot.ts"
import type { Category } from "../../schema/workflow.ts"
import type { KeptField, RecordState, UpdatedField } from "../three-way.ts"
import type { ForeignBoard, Notice } from "./board.ts"
import { goneFrom, outcomesOf, spaceState, type PlannedOutcome } from "./compare.ts"
import { leftOutOf, warningsOf, type ImportWarning, type LeftOut } from "./left-out.ts"
import { keptLists, planOf, type BoardPlan } from "./records.ts"
import { placeholderId, type BoardOptions } from "./target.ts"

/** What the file holds, by what it becomes in Weft, whether it is new here or not. */
export interface ImportCounts {
  readonly spaces: number
  readonly boards: number
  readonly statuses: number
  readonly items: number
  /** Of the items, those that are archived. */
  readonly archivedItems: number
  readonly descriptions: number
  readonly labels: number
  readonly checklists: number
  readonly checks: number
  readonly customFields: number
  readonly options: number
  readonly comments: number
  /** People without a match in Weft, who become placeholders. */
  readonly members: number
}

export interface ListPreview {
  readonly list: string
  readonly name: string
  readonly category: Category
  readonly archived: boolean
  /** Whether a status of the space is used rather than made. */
  readonly isShared: boolean
}

export interface PersonPreview {
  readonly person: string
  readonly name: string
  readonly username: string
  readonly member: MemberId
  /** `new` and `placeholder` (there since an earlier import) are people without a match. */
  readonly becomes: "matched" | "new" | "placeholder"
}

/** One record of the file, and what importing it comes to. */
export interface RowReport {
  readonly kind: KindName
  readonly id: string
  readonly name: string
  readonly state: RecordState
  readonly updated: readonly UpdatedField[]
  readonly kept: readonly KeptField[]
  /** Members that come into sets and that leave them. */
  readonly adds: readonly (readonly [field: string, member: string])[]
  readonly removes: readonly (readonly [field: string, member: string])[]
  /** The file has another description than was imported; the one in Weft stands. */
  readonly hasOtherDescription: boolean
}

export interface ImportPreview {
  readonly space: { readonly id: SpaceId; readonly name: string; readonly state: "new" | "standing" | "trashed" }
  readonly counts: ImportCounts
  readonly lists: readonly ListPreview[]
  readonly people: readonly PersonPreview[]
  /** Every record of the file, items first. */
  readonly rows: readonly RowReport[]
  readonly states: Readonly<Record<RecordState, number>>
  /** How many fields stand as they were changed in Weft. */
  readonly keptFields: number
  /** Items of an earlier import that the file has no more: they stay. */
  readonly gone: readonly { readonly id: ItemId; readonly name: string }[]
  readonly leftOut: readonly LeftOut[]
  /** Values that are not taken because they are none, each with its place in the file. */
  readonly notices: readonly Notice[]
  readonly warnings: readonly ImportWarning[]
}

/**
 * What importing a board into the snapshot's space would do, without doing it: what becomes what, each record's fate, and
 * what is left out. The snapshot is of the space to be (`boardSpaceId`) or of one that is there, with its documents loaded.
 */
export function previewBoard(board: ForeignBoard, snapshot: Snapshot, options: BoardOptions = {}): ImportPreview {
  const steps = previewSteps(board, snapshot, options)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** {@link previewBoard} step by step; `pause` lets the screen draw between two of them. */
export async function prepareBoardPreview(
  board: ForeignBoard,
  snapshot: Snapshot,
  options: BoardOptions,
  pause: () => Promise<void>,
): Promise<ImportPreview> {
  const steps = previewSteps(board, snapshot, options)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    await pause()
  }
}

/** Records between two pauses: a few milliseconds of work. */
const STEP = 100

function* previewSteps(
  board: ForeignBoard,
  snapshot: Snapshot,
  options: BoardOptions,
): Generator<undefined, ImportPreview> {
  const plan = planOf(board, snapshot, options)
  const rows: RowReport[] = []
  let descriptions = 0
  for (const found of outcomesOf(plan)) {
    rows.push(reportOf(found))
    if (found.description !== "") descriptions++
    if (rows.length % STEP === 0) yield
  }
  const state = spaceState(plan)
  return {
    space: { id: plan.target.space, name: spaceName(plan), state: state === "missing" ? "new" : state },
    counts: { ...countsOf(plan, rows), descriptions },
    lists: keptLists(plan).map(list => ({
      list: list.id,
      name: list.name,
      category: plan.target.category(list),
      archived: list.archived,
      isShared: plan.target.status(list) !== plan.target.id("list", list.id),
    })),
    people: peopleOf(plan),
    rows: rows.sort((left, right) => Number(right.kind === "items") - Number(left.kind === "items")),
    states: statesOf(rows),
    keptFields: rows.reduce((sum, row) => sum + row.kept.length + Number(row.hasOtherDescription), 0),
    gone: goneFrom(plan),
    leftOut: leftOutOf(plan),
    notices: board.notices ?? [],
    warnings: warningsOf(board),
  }
}

function reportOf({ outcome, hasOtherDescription }: PlannedOutcome): RowReport {
  const { record, state, updated, kept, adds, removes } = outcome
  return {
    kind: record.kind,
    id: record.id,
    name: record.name,
    state,
    updated,
    kept,
    adds,
    removes,
    hasOtherDescription,
  }
}

function spaceName({ board, snapshot, target }: BoardPlan): string {
  return snapshot.profiles.get(target.space)?.name ?? board.name
}

function countsOf(plan: BoardPlan, rows: readonly RowReport[]): Omit<ImportCounts, "descriptions"> {
  const { board, target, lists } = plan
  const count = (kind: KindName) => rows.filter(row => row.kind === kind).length
  return {
    spaces: target.isOwn ? 1 : 0,
    boards: 1,
    statuses: count("statuses"),
    items: count("items"),
    archivedItems: board.cards.filter(card => card.archived || lists.get(card.list)?.archived === true).length,
    labels: count("labels"),
    checklists: count("checklists"),
    checks: count("checks"),
    customFields: count("customFields"),
    options: count("options"),
    comments: count("comments"),
    members: rows.filter(row => row.kind === "members" && row.state !== "adopted").length,
  }
}

function peopleOf({ board, members, snapshot }: BoardPlan): PersonPreview[] {
  return board.people.map(({ id, name, username }) => {
    const member = members.get(id)!
    const isPlaceholder = member === placeholderId(board.program, id)
    const becomes = !isPlaceholder ? "matched" : snapshot.members.has(member) ? "placeholder" : "new"
    return { person: id, name, username, member, becomes }
  })
}

function statesOf(rows: readonly RowReport[]): Record<RecordState, number> {
  const states = { new: 0, updated: 0, unchanged: 0, trashed: 0, restored: 0, adopted: 0 }
  for (const { state } of rows) states[state]++
  return states
}
