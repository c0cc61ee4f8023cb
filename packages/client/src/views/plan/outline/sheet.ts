import { editPlan, type PlanWrite } from "@weft/model/actions/edit-plan"
import { patchView, type ViewSettings } from "@weft/model/actions/view"
import { newId, type ItemId, type MemberId, type ResourceId } from "@weft/model/base/ids"
import type { PlanTask } from "@weft/model/plan/input"
import type { LivePlan } from "@weft/model/plan/live-plan"
import { shareOf } from "@weft/model/plan/plan-of-space"
import type { Assignment } from "@weft/model/schema/planning"
import { living } from "@weft/model/schema/snapshot"
import { planSheetOf } from "@weft/model/schema/view"
import { readInstant } from "@weft/model/time/instant"
import { createMemo, createSelector, createSignal, type Accessor } from "solid-js"
import type { SpaceData, Workspace } from "../../../data/workspace.ts"
import type { Act } from "../../../parts/acting.ts"
import { startDay } from "../../../parts/instant-day.ts"
import { createColumnArrangement, type ColumnArrangement } from "../../../parts/column-arrangement.ts"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { announce } from "../../../ui/live-region.tsx"
import type { FarPredecessors } from "../far-predecessors.ts"
import type { PlanState } from "../plan-state.ts"
import type { ShownBaselines } from "../shown-baselines.ts"
import { calendarOf, rowOf } from "../trials.ts"
import { cellElementId } from "./outline-ids.ts"
import { isProblem, type PlanColumn, type PlannedRow, type Share, type SheetSource } from "./plan-column.ts"
import { planColumns, usualOutlineWidth } from "./plan-columns.ts"
import { planRows } from "./plan-rows.ts"

/** A cell whose text is written. */
export interface WrittenCell {
  readonly item: string
  readonly column: string
  /** What stands in the field at first. */
  readonly text: string
  /** Whether all of it is selected, so that typing replaces it. */
  readonly selectsAll: boolean
}

/** The outline as a sheet: its columns, which cell the keyboard is in, and which one is written. */
export interface Sheet extends ColumnArrangement<PlanColumn> {
  /** All columns that can be shown. */
  readonly all: Accessor<readonly PlanColumn[]>
  /** How wide the outline is beside the chart. */
  readonly width: Accessor<number>
  readonly setWidthOfAll: (width: number | null, isPreview: boolean) => void
  /** The column of the cell that the keyboard is in; nothing where it is on the whole row. */
  readonly column: Accessor<PlanColumn | null>
  readonly setColumn: (key: string | null) => void
  readonly writing: Accessor<WrittenCell | null>
  /** Whether a cell is written, by the id of its element. */
  readonly isWriting: (element: string) => boolean
  readonly source: SheetSource
  readonly rowAt: (id: string) => PlannedRow | undefined
}

export interface SheetOptions {
  readonly workspace: Workspace
  readonly space: SpaceData
  readonly act: Act
  readonly plan: Accessor<LivePlan>
  /** The plan, followed as far as its outline and its links go. */
  readonly outline: Accessor<LivePlan>
  readonly linked: Accessor<LivePlan>
  readonly titleOf: (id: string) => string
  readonly today: Accessor<string>
  readonly minutesPerDay: Accessor<number>
  readonly baselines: ShownBaselines
  readonly far: FarPredecessors
}

const LEAST_WIDTH = 160
const WHOLE = "outline"

export interface OpenSheet extends Sheet {
  readonly write: (cell: WrittenCell | null) => void
}

export function createSheet(options: SheetOptions): OpenSheet {
  const { workspace, space, act } = options
  const source = createSource(options)
  const all = createMemo(() => planColumns(source))
  const view = createMemo(() => workspace.live.table("ownViews").get(planSheetOf(space.id)))
  const change = (settings: ViewSettings) =>
    void act(patchView, { owner: "own", view: planSheetOf(space.id), settings }, sheetWords().steps.columns)
  const arrangement = createColumnArrangement({
    all,
    always: "name",
    places: () => view()?.columns ?? {},
    widths: () => view()?.widths ?? {},
    change,
    random: workspace.random,
  })
  const [preview, setPreview] = createSignal<number | null>(null)
  const [key, setColumn] = createSignal<string | null>(null)
  const [writing, write] = createSignal<WrittenCell | null>(null)
  return {
    ...arrangement,
    all,
    width: () => Math.max(LEAST_WIDTH, preview() ?? view()?.widths[WHOLE] ?? usualOutlineWidth()),
    setWidthOfAll: (width, isPreview) => {
      setPreview(isPreview ? width : null)
      const wanted = width === null ? null : Math.round(Math.max(LEAST_WIDTH, width))
      if (!isPreview) change({ widths: { [WHOLE]: wanted } })
    },
    column: () => arrangement.columns().find(column => column.key === key()) ?? null,
    setColumn,
    writing,
    isWriting: createSelector(() => {
      const cell = writing()
      return cell === null ? null : cellElementId(cell.item, cell.column)
    }),
    write,
    source,
    rowAt: id => plannedRow(options, source, id),
  }
}

function createSource(options: SheetOptions): SheetSource {
  const { workspace, space, plan, outline, linked, titleOf, today, minutesPerDay, baselines, far } = options
  /** Codes of all activities, those below what is folded too. */
  const codes = createMemo(() => {
    const rows = planRows(outline().computed.net.input, NOTHING_FOLDED, id => space.live.plain.items.get(id)?.wbs ?? "")
    return new Map(rows.map(({ id, code }) => [id, code]))
  })
  const tasks = createMemo(() => {
    const called = new Map<string, ItemId>()
    for (const [id, code] of codes()) if (!called.has(code.toLowerCase())) called.set(code.toLowerCase(), id as ItemId)
    return called
  })
  const into = createMemo(() => Map.groupBy(linked().computed.net.input.links, ({ to }) => to))
  const nameOf = (resource: MemberId | ResourceId) =>
    workspace.live.plain.members.get(resource)?.name ?? space.live.plain.resources.get(resource)?.name ?? ""
  const assigned = createMemo(() =>
    Map.groupBy(living(space.live.table("assignments")), ({ item }): string => item ?? ""),
  )
  return {
    today,
    minutesPerDay,
    codeOf: task => codes().get(task) ?? far.keyOf(task) ?? titleOf(task),
    taskCalled: code => tasks().get(code.trim().toLowerCase()) ?? far.called(code),
    linksInto: task => [...(into().get(task) ?? []), ...far.into(task)],
    lastKnownInto: task => {
      const seen = far.into(task).flatMap(({ isHere, seenOn }) => (isHere || seenOn === null ? [] : seenOn))
      const [oldest] = seen.sort()
      if (oldest === undefined) return ""
      return ` (${sheetWords().lastKnown(startDay(readInstant(oldest) ?? 0, today()))})`
    },
    sharesOf: id => {
      const { task } = rowOf(plan(), id)
      const shares = (assigned().get(id) ?? []).flatMap((row): Share[] =>
        row.resource === null ? [] : [{ resource: row.resource, name: nameOf(row.resource), ...sizeOf(row, task) }],
      )
      // Whoever is among the assignees of an item works on it, also where nobody said how much.
      const others = (space.live.plain.items.get(id)?.assignees ?? []).filter(
        member => !shares.some(({ resource }) => resource === member),
      )
      return [...shares, ...others.map(member => ({ resource: member, name: nameOf(member), units: 1, work: 0 }))]
    },
    people: () =>
      [
        ...living(workspace.live.table("members")).map(({ id, name }) => ({ id, name })),
        ...living(space.live.table("resources")).flatMap(({ id, name, member }) =>
          member === null ? [{ id, name }] : [],
        ),
      ].sort((one, other) => one.name.localeCompare(other.name)),
    baselineOf: task => baselines.shown()[0]?.rows.get(task),
  }
}

function sizeOf(row: Assignment, task: PlanTask): Pick<Share, "units" | "work"> {
  const { units, work } = shareOf(row, task)
  return { units, work }
}

const NOTHING_FOLDED: ReadonlySet<string> = new Set()

function plannedRow({ plan, titleOf }: SheetOptions, source: SheetSource, id: string): PlannedRow | undefined {
  const live = plan()
  if (!live.computed.net.indexOf.has(id)) return undefined
  const { task, isSummary } = rowOf(live, id)
  const shared = { task, isSummary, dates: live.task(id), calendar: calendarOf(live, id) }
  return { ...shared, id: id as ItemId, code: source.codeOf(id), title: titleOf(id) }
}

/** Begins to write a cell; a letter that was typed replaces what stands there. */
export function writeCell(state: PlanState, item: string, key: string, typed?: string): void {
  const { sheet } = state
  const column = sheet.all().find(one => one.key === key)
  const row = sheet.rowAt(item)
  if (!state.mayWrite() || column === undefined || row === undefined) return
  if (column.read === undefined) return announce(sheetWords().notEditable(column.name), "urgent")
  if (row.isSummary && !column.isOfSummaries) return announce(sheetWords().fromBelow(row.title), "urgent")
  sheet.write({ item, column: key, text: typed ?? column.text(row), selectsAll: typed === undefined })
}

/** Saves what was written in a cell. Answers what is wrong with it, or nothing. */
export function saveCell(state: PlanState, { item, column: key }: WrittenCell, text: string): string | null {
  const { sheet } = state
  const column = sheet.all().find(one => one.key === key)
  const row = sheet.rowAt(item)
  if (column?.read === undefined || row === undefined) return null
  if (text.trim() === column.text(row).trim()) return null
  const reading = column.read(text, row)
  if (isProblem(reading)) return reading.problem
  const says = sheetWords().steps.cell(column.name, row.title)
  return state.act(editPlan, { edits: [{ item: row.id, write: reading.write }] }, says) ? null : ""
}

/** Fills the value of the topmost of the chosen activities into those below it; of one alone, that of the row above. */
export function fillDown(state: PlanState): void {
  const { sheet } = state
  const column = sheet.column()
  const words = sheetWords()
  const chosen = [...state.chosen()]
  const [first] = chosen
  if (column === null || first === undefined) return
  if (column.read === undefined || column.key === "code") return announce(words.notEditable(column.name), "urgent")
  const above = chosen.length === 1 ? state.rows()[state.indexOf(first) - 1]?.id : chosen.shift()
  const source = above === undefined ? undefined : sheet.rowAt(above)
  if (source === undefined) return
  const edits = chosen.flatMap((item): { item: ItemId; write: PlanWrite }[] => {
    const row = sheet.rowAt(item)
    if (row === undefined || (row.isSummary && !column.isOfSummaries)) return []
    const reading = column.read!(column.text(source), row)
    return isProblem(reading) ? [] : [{ item, write: reading.write }]
  })
  if (edits.length > 0 && state.act(editPlan, { edits }, words.steps.fill(column.name)))
    announce(words.filled(column.name, edits.length))
}

/** Makes an activity beside another one, and begins to write its name. */
export function insertRow(state: PlanState, beside: string | null, place: "above" | "below"): void {
  const id = newId<ItemId>(state.workspace.random)
  const parent = beside === null ? null : (rowOf(state.plan(), beside).task.parent as ItemId | null)
  const at = beside === null ? null : place === "above" ? { before: beside as ItemId } : { after: beside as ItemId }
  const made = [{ id, title: sheetWords().newActivity, parent, writes: [] }]
  if (!state.act(editPlan, { edits: [], made, place: at }, sheetWords().steps.insert)) return
  // The engine reads it in a microtask that was asked for before this one.
  queueMicrotask(() => {
    if (state.indexOf(id) < 0) return
    state.selection.clear()
    state.setActive(id)
    state.reveal(id)
    writeCell(state, id, "name")
  })
}
