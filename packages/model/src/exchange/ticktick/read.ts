import { refuse, type Refusal } from "../../base/result.ts"
import type { Priority } from "../../schema/item.ts"
import type { Moment } from "../../time/moment.ts"
import { BoardBuilder, idOfName, plainCard } from "../board/board-builder.ts"
import type { ForeignBoard, ForeignCard } from "../board/board.ts"
import { CellReader } from "../table/cell-reader.ts"
import { dayIn, isZone, momentIn, readDate, readInstant } from "../table/dates.ts"
import type { TableRow } from "../table/rows.ts"
import { foldHead, type Table } from "../table/table.ts"
import { cutRings } from "../table/parents.ts"

/** TickTick's columns by what they hold. */
const COLUMNS = {
  folder: "folder name",
  list: "list name",
  title: "title",
  kind: "kind",
  tags: "tags",
  content: "content",
  isChecklist: "is check list",
  start: "start date",
  due: "due date",
  reminder: "reminder",
  repeat: "repeat",
  priority: "priority",
  status: "status",
  createdAt: "created time",
  completedAt: "completed time",
  order: "order",
  zone: "timezone",
  isAllDay: "is all day",
  isFloating: "is floating",
  column: "column name",
  columnOrder: "column order",
  viewMode: "view mode",
  id: "taskid",
  parent: "parentid",
} as const

type Columns = Readonly<Record<keyof typeof COLUMNS, number>>

/** Columns that no other program's table has. */
const MARKS = ["is check list", "taskid", "parentid", "is all day", "is floating", "folder name", "column order"]
const NEEDED = ["list", "title", "status"] as const

/** Where TickTick's head stands among the first rows, behind what it says of itself; -1 where there is none. */
export function ticktickHead(rows: readonly TableRow[]): number {
  return rows.slice(0, 12).findIndex(({ cells }) => {
    const heads = cells.map(foldHead)
    return MARKS.filter(mark => heads.includes(mark)).length >= 3
  })
}

interface Reading {
  readonly columns: Columns
  readonly builder: BoardBuilder
  readonly cells: CellReader
  readonly zone: string
}

/** The columns of a space that tasks are in where their list has none, and where the work on them has ended. */
const OPEN = "To do"
const DONE = "Done"
const DROPPED = "Won't do"

/**
 * The board that a backup of TickTick says: all lists as one space, each list a label, its columns statuses. Refused with
 * `missing-columns` (`line`, `columns`) and with `duplicate-row` (`line`, `earlier`, `column`, `id`). Times without an
 * offset are in the zone of their row, or in `zone`.
 */
export function boardOfTicktick(table: Table, zone: string): ForeignBoard | Refusal {
  const folded = table.heads.map(foldHead)
  const columns = Object.fromEntries(
    Object.entries(COLUMNS).map(([name, head]) => [name, folded.indexOf(head)]),
  ) as Record<keyof typeof COLUMNS, number>
  const missing = NEEDED.filter(name => columns[name] < 0)
  if (missing.length > 0)
    return refuse("missing-columns", { line: table.line, columns: missing.map(name => COLUMNS[name]).join(", ") })
  const builder = new BoardBuilder()
  const usual = usualZone(table, columns.zone) ?? zone
  const cells = new CellReader(table, builder, { order: "dmy", zone: usual, decimal: "." })
  const reading: Reading = { columns, builder, cells, zone: usual }
  const twins = twinsIn(table, columns.id, cells)
  if (twins !== null) return twins
  makeLists(reading, table)
  const titles = new Map<string, number>()
  for (const row of table.rows) builder.cards.push(readTask(reading, row, titles))
  cutRings(builder.cards, card => cells.notice(table.rows[card.number - 1]!, columns.parent, "unknown-parent"))
  const oldest = builder.cards.reduce((least, { createdAt }) => Math.min(least, createdAt ?? least), Number.MAX_VALUE)
  return builder.board("ticktick", oldest === Number.MAX_VALUE ? "" : String(oldest), "TickTick", {
    silent: ["source"],
  })
}

/** The zone that most rows name: a row without one was written where the others were. */
function usualZone({ rows }: Table, column: number): string | null {
  const counts = new Map<string, number>()
  for (const { cells } of rows) {
    const name = (cells[column] ?? "").trim()
    if (name !== "") counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const names = [...counts].sort(([, left], [, right]) => right - left).map(([name]) => name)
  return names.find(isZone) ?? null
}

function twinsIn(table: Table, column: number, cells: CellReader): Refusal | null {
  const seen = new Map<string, number>()
  for (const row of table.rows) {
    const id = cells.text(row, column)
    const earlier = id === "" ? undefined : seen.get(id)
    if (earlier !== undefined)
      return refuse("duplicate-row", { line: row.line, earlier, column: table.heads[column]!, id })
    seen.set(id, row.line)
  }
  return null
}

/** Statuses in the order of the columns in TickTick, between where tasks begin and where they end. */
function makeLists({ columns, cells, builder }: Reading, { rows }: Table): void {
  builder.list(OPEN, { id: " open", position: 0, category: "waiting" })
  const named = new Map<string, { readonly name: string; readonly order: number }>()
  for (const row of rows) {
    const name = cells.line(row, columns.column)
    const order = Number(cells.text(row, columns.columnOrder)) || 0
    if (name !== "" && !named.has(idOfName(name))) named.set(idOfName(name), { name, order })
  }
  for (const { name } of [...named.values()].sort((left, right) => left.order - right.order)) builder.list(name)
  builder.list(DONE, { id: " done", position: 10_000, category: "done" })
  const isDropped = rows.some(row => cells.text(row, columns.status) === "-1")
  if (isDropped) builder.list(DROPPED, { id: " dropped", position: 10_001, category: "cancelled" })
}

const PRIORITIES: Readonly<Record<string, Priority>> = {
  "": "none",
  "0": "none",
  "1": "low",
  "3": "medium",
  "5": "high",
}

function readTask(reading: Reading, row: TableRow, titles: Map<string, number>): ForeignCard {
  const { columns, cells, builder } = reading
  cells.checkWidth(row)
  const number = builder.cards.length + 1
  const title = cells.line(row, columns.title)
  if (title === "") cells.notice(row, columns.title, "no-title")
  const id = idOf(reading, row, title, titles)
  const state = stateOf(reading, row)
  const { rest, checks } = partChecks(cells.text(row, columns.content))
  addChecks(builder, id, checks)
  tallyRest(reading, row, title)
  const priority = PRIORITIES[cells.text(row, columns.priority)]
  if (priority === undefined) cells.notice(row, columns.priority, "wrong-number")
  const order = cells.number(row, columns.order)
  return {
    ...plainCard(id, title),
    number,
    description: rest,
    list: listOf(reading, row, state, title),
    labels: labelsOf(reading, row),
    start: timeOf(reading, row, columns.start),
    due: timeOf(reading, row, columns.due),
    archived: state === "archived",
    position: order ?? number,
    createdAt: cells.instant(row, columns.createdAt),
    doneAt: cells.instant(row, columns.completedAt),
    role: cells.text(row, columns.kind).toUpperCase() === "NOTE" ? "note" : null,
    values: { priority: priority ?? "none", parent: cells.text(row, columns.parent) || null },
  }
}

/** The task's own id; without one its list and title, the second of them as the second. */
function idOf({ columns, cells }: Reading, row: TableRow, title: string, titles: Map<string, number>): string {
  const own = cells.text(row, columns.id)
  if (own !== "") return own
  const name = `${idOfName(cells.line(row, columns.list))} / ${idOfName(title)}`
  const count = (titles.get(name) ?? 0) + 1
  titles.set(name, count)
  return count === 1 ? name : `${name} ${count}`
}

type State = "open" | "done" | "archived" | "dropped"

function stateOf({ columns, cells }: Reading, row: TableRow): State {
  switch (cells.text(row, columns.status)) {
    case "":
    case "0":
      return "open"
    case "1":
      return "done"
    case "2":
      return "archived"
    case "-1":
      return "dropped"
    default:
      cells.notice(row, columns.status, "wrong-number")
      return "open"
  }
}

function listOf({ columns, cells, builder }: Reading, row: TableRow, state: State, title: string): string {
  const column = cells.line(row, columns.column)
  if (state === "open") return column === "" ? " open" : idOfName(column)
  if (column !== "") builder.left.add("done-lists", `${title}: ${column}`)
  return state === "dropped" ? " dropped" : " done"
}

/** The list and its folder as one label, and the tags. */
function labelsOf({ columns, cells, builder }: Reading, row: TableRow): readonly string[] {
  const [folder, list] = [cells.line(row, columns.folder), cells.line(row, columns.list)]
  const place = [folder, list].filter(name => name !== "").join(" / ")
  const tags = cells
    .line(row, columns.tags)
    .split(",")
    .map(tag => tag.trim().replace(/^#/, ""))
  return [...new Set([place, ...tags].filter(name => name !== "").map(name => builder.label(name)))]
}

/** All-day times are instants of midnight in the zone of the row: the day there. */
function timeOf({ columns, cells, zone: usual }: Reading, row: TableRow, column: number): Moment | null {
  const text = cells.text(row, column)
  if (text === "") return null
  const said = cells.text(row, columns.zone)
  const zone = isZone(said) ? said : usual
  const read = { order: "dmy", zone } as const
  const date = readDate(text, read)
  if (date === null) return (cells.notice(row, column, "wrong-date"), null)
  // A day or a wall clock is as it is written; an instant shows on the clock of its zone.
  const isInstant = date.endsWith("[UTC]") && /[zZ]|[+-]\d\d:?\d\d$/.test(text)
  const instant = isInstant ? readInstant(text, read)! : null
  if (cells.flag(row, columns.isAllDay) === true) return instant === null ? date.slice(0, 10) : dayIn(zone, instant)
  return instant === null ? date : momentIn(zone, instant)
}

interface ReadCheck {
  readonly name: string
  readonly done: boolean
}

/** TickTick writes the rows of a checklist into the content, each behind a small square, filled where it is done. */
function partChecks(content: string): { readonly rest: string; readonly checks: readonly ReadCheck[] } {
  const checks: ReadCheck[] = []
  const rest = content.split("\n").filter(line => {
    const parts = /^\s*([▪▫])\s*(.*)$/u.exec(line)
    if (parts === null) return true
    checks.push({ name: parts[2]!, done: parts[1] === "▪" })
    return false
  })
  return { rest: rest.join("\n").trim(), checks }
}

/** A row of a checklist is known by its words. */
function addChecks(builder: BoardBuilder, card: string, checks: readonly ReadCheck[]): void {
  if (checks.length === 0) return
  const seen = new Map<string, number>()
  const rows = checks.map(({ name, done }, index) => {
    const count = (seen.get(idOfName(name)) ?? 0) + 1
    seen.set(idOfName(name), count)
    const id = `${card} ${idOfName(name)} ${count}`
    return { id, name, done, position: index + 1, person: null, due: null }
  })
  builder.checklists.push({ id: card, name: "", card, position: 1, rows })
}

function tallyRest({ columns, cells, builder }: Reading, row: TableRow, title: string): void {
  if (cells.text(row, columns.reminder) !== "") builder.left.add("reminders", title)
  const repeat = cells.line(row, columns.repeat)
  if (repeat !== "") builder.left.add("recurrences", `${title}: ${repeat}`)
}
