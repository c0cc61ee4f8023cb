import { refuse, type Refusal } from "../../base/result.ts"
import { STANDARD_WEEK } from "../../time/calendar-definition.ts"
import { CalendarSet, weeklyCalendar } from "../../time/calendar-set.ts"
import { readInstant, type Instant } from "../../time/instant.ts"
import { arrangeTasks } from "../plan-file/arrange-tasks.ts"
import type { FileProject, FileTask, FileWarning, PlanFile } from "../plan-file/plan-file.ts"
import { readTable, type TableRow } from "./cells.ts"
import { codeAbove, WHOLE } from "./codes.ts"
import { columnNamed, type Column } from "./columns.ts"
import { readLinks } from "./links.ts"
import { ResourceReader } from "./resources.ts"
import { readOutlineTask, type OutlineContext } from "./tasks.ts"

/** The calendar of every table, which cannot say another. */
const CALENDAR = "standard"

/** Stands in where a table has no date at all, so that its plan can be computed: 2024-01-01 08:00. */
const NO_DATE_START: Instant = 14_610 * 14_400 + 4800

/**
 * The plan of a table of tasks, or why it has none:
 * - `not-plan-table` where the first row names neither a WBS code nor a task's name
 * - `unclosed-quote` with the `line` that the quotation begins on
 * - `duplicate-code` and `duplicate-id` with `code` or `id`, and `line`
 *
 * Tasks lie below the task whose WBS code begins theirs. Dates that a table gives hold for tasks scheduled by hand and
 * for what really happened. Where it has no column for constraints, a task without predecessors starts no earlier than
 * its date, as a table of a spreadsheet means it.
 */
export function planOfOutline(text: string): PlanFile | Refusal {
  const table = readTable(text.replace(/^\ufeff/, ""))
  if ("unclosed" in table) return refuse("unclosed-quote", { line: table.unclosed })
  const [head, ...rows] = table
  const columns = head?.cells.map(columnNamed) ?? []
  if (!columns.includes("wbs") && !columns.includes("name")) return refuse("not-plan-table")
  const records = rows.map(row => new OutlineRow(row, columns))
  const refusal = faultyKeys(records)
  if (refusal !== null) return refusal
  return {
    ...planOfRows(records, columns.includes("constraint")),
    silent: silentOf(new Set(columns)),
    unread: (head?.cells ?? []).filter((cell, index) => columns[index] === null && cell.trim() !== ""),
  }
}

/**
 * Whether the first line of a text names the columns of a plan, rather than those of any list of things: a code of the
 * outline or what comes before, and how long a task takes or when it is.
 */
export function isPlanTable(text: string): boolean {
  const table = readTable(
    text
      .replace(/^\ufeff/, "")
      .slice(0, MOST_HEAD)
      .split(/\r?\n/, 1)[0] ?? "",
  )
  const columns = new Set("unclosed" in table ? [] : table[0]?.cells.map(columnNamed))
  const isTimed = columns.has("duration") || (columns.has("start") && columns.has("finish"))
  return isTimed && columns.has("name") && (columns.has("wbs") || columns.has("predecessors"))
}

/** Letters that a line of heads has at the most. */
const MOST_HEAD = 10_000

/** What a table says of tasks, by the columns that say it. */
const SAID_BY: readonly (readonly [field: keyof FileTask, ...columns: readonly Column[]])[] = [
  ["parent", "wbs"],
  ["wbs", "wbs", "code"],
  ["name", "name"],
  ["duration", "duration", "finish"],
  ["isMilestone", "milestone"],
  ["mode", "mode"],
  ["isActive", "active"],
  ["constraint", "constraint", "start"],
  ["deadline", "deadline"],
  ["effort", "effort"],
  ["priority", "priority"],
  ["levelingDelay", "levelingDelay"],
]

/** The fields of tasks that no column says anything of, and those for which there is none. */
function silentOf(columns: ReadonlySet<Column | null>): readonly (keyof FileTask)[] {
  const unsaid = SAID_BY.filter(([, ...own]) => !own.some(column => columns.has(column))).map(([field]) => field)
  return [...unsaid, "calendar", "ignoresResourceCalendars", "isEffortDriven", "segments"]
}

/** A row of a table by the names of its columns. */
export class OutlineRow {
  readonly line: number
  readonly #cells: ReadonlyMap<Column, string>

  constructor({ line, cells }: TableRow, columns: readonly (Column | null)[]) {
    this.line = line
    this.#cells = new Map(
      columns.flatMap((column, index) => (column === null ? [] : [[column, plain(cells[index] ?? "")] as const])),
    )
  }

  /** The text of a cell, empty where there is none. */
  text(column: Column): string {
    return this.#cells.get(column) ?? ""
  }
}

/** A cell without the apostrophe that keeps a spreadsheet from taking it for a formula. */
function plain(cell: string): string {
  return (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell).trim()
}

/** Codes and ids name tasks, so each needs one of its own. */
function faultyKeys(rows: readonly OutlineRow[]): Refusal | null {
  const codes = new Set<string>()
  const ids = new Set<string>()
  for (const row of rows) {
    const code = row.text("wbs")
    const id = row.text("uid")
    if (code !== "" && codes.has(code)) return refuse("duplicate-code", { code, line: row.line })
    if (id !== "" && ids.has(id)) return refuse("duplicate-id", { what: "task", id, line: row.line, column: 1 })
    codes.add(code)
    ids.add(id)
  }
  return null
}

function planOfRows(rows: readonly OutlineRow[], hasConstraints: boolean): PlanFile {
  const warnings: FileWarning[] = []
  const calendar = { ...weeklyCalendar(CALENDAR, STANDARD_WEEK), source: null }
  const hasRowIds = rows.some(row => row.text("uid") === "")
  const ids = rows.map((row, index) => (hasRowIds ? String(index + 1) : row.text("uid")))
  const codes = new Map(rows.flatMap((row, index) => (row.text("wbs") === "" ? [] : [[row.text("wbs"), ids[index]!]])))
  const project = projectOf(rows, ids)
  const context: OutlineContext = {
    project,
    hours: new CalendarSet([calendar]).get(CALENDAR),
    hasConstraints,
    warn: warning => void warnings.push(warning),
  }
  const parents = rows.map(row => codeAbove(row.text("wbs"), codes))
  const summaries = new Set(parents)
  const resources = new ResourceReader(context)
  const tasks = rows.map((row, index) => {
    const id = ids[index]!
    const task = readOutlineTask(row, { id, parent: parents[index]!, isSummary: summaries.has(id) }, context)
    resources.read(row, task)
    return task
  })
  const starts = tasks.map(({ stored }) => stored.start).filter(start => start !== null)
  const earliest = starts.length === 0 ? NO_DATE_START : starts.reduce((one, other) => Math.min(one, other))
  const said = rows.map(row => readInstant(row.text("projectStart"))).find(start => start !== null)
  return {
    project: { ...project, start: said ?? earliest },
    calendars: [calendar],
    // A table may name a task before the one that it lies below.
    tasks: arrangeTasks(tasks, tasks, tasks),
    links: readLinks(rows, ids, codes, context),
    resources: resources.resources,
    assignments: resources.assignments,
    customFields: [],
    warnings,
    source: null,
    ...(hasRowIds ? { hasRowIds } : {}),
    ...(said === undefined && starts.length === 0 ? { hasNoStart: true } : {}),
  }
}

function projectOf(rows: readonly OutlineRow[], ids: readonly string[]): FileProject {
  const whole = rows.findIndex(row => row.text("wbs") === WHOLE)
  return {
    name: whole < 0 ? "" : rows[whole]!.text("name"),
    wholeTask: whole < 0 ? null : ids[whole]!,
    start: NO_DATE_START,
    finish: null,
    scheduleFrom: "start",
    calendar: CALENDAR,
    honorConstraints: true,
    criticalSlackLimit: 0,
    multipleCriticalPaths: false,
    totalSlack: "smallest",
    statusDate: null,
    minutesPerDay: 480,
    minutesPerWeek: 2400,
    daysPerMonth: 20,
  }
}
