import { inOrderOfWork } from "../category.ts"
import { BoardBuilder, idOfName, nameOfFile, plainCard } from "../board/board-builder.ts"
import type { FieldType, ForeignBoard, ForeignCard, ForeignValue } from "../board/board.ts"
import type { ImportWarning } from "../board/left-out.ts"
import { CellReader } from "../table/cell-reader.ts"
import { guessOrder } from "../table/dates.ts"
import type { TableRow } from "../table/rows.ts"
import { foldHead, type Table } from "../table/table.ts"

/** WeKan's columns by what they hold, each as its versions call it. */
const COLUMNS = {
  title: ["title", "card title"],
  description: ["description"],
  list: ["stage", "status", "state", "list", "list name"],
  swimlane: ["swimlane"],
  owner: ["owner"],
  requestedBy: ["requested by"],
  assignedBy: ["assigned by"],
  members: ["members", "member"],
  assignees: ["assignees", "assignee"],
  labels: ["labels", "label"],
  start: ["start date", "start at", "starts", "start"],
  due: ["due date", "due at", "deadline", "due"],
  finish: ["finish date", "finish at", "end at", "end date", "finished"],
  overtime: ["over time", "overtime"],
  spent: ["spent time hours", "spent time"],
  createdAt: ["created at", "creation date", "created"],
  modifiedAt: ["updated at", "modified at", "last modified at", "updated"],
  activityAt: ["last activity at", "last activity"],
  vote: ["vote", "votes"],
  archived: ["archived"],
} as const

type ColumnName = keyof typeof COLUMNS
type Columns = Readonly<Record<ColumnName, number>>

/** The colours that WeKan gives labels. */
const COLOURS = new Set(
  (
    "white green yellow orange red purple blue sky lime pink black silver peachpuff crimson plum darkgreen slateblue " +
    "magenta gold navy gray saddlebrown paleturquoise mistyrose indigo"
  ).split(" "),
)

/** Whether a head is WeKan's: beside a title and a list it names an owner, members and labels. */
export function isWekan(heads: readonly string[]): boolean {
  const columns = columnsIn(heads)
  return (["title", "list", "owner", "members", "labels"] as const).every(name => columns[name] >= 0)
}

function columnsIn(heads: readonly string[]): Columns {
  const folded = heads.map(foldHead)
  const place = (names: readonly string[]) => folded.findIndex(head => names.includes(head))
  return Object.fromEntries(Object.entries(COLUMNS).map(([name, names]) => [name, place(names)])) as Record<
    ColumnName,
    number
  >
}

/** What reads the rows of one file. */
interface Reading {
  readonly table: Table
  readonly columns: Columns
  readonly builder: BoardBuilder
  readonly cells: CellReader
  readonly isColoured: boolean
  readonly custom: readonly CustomColumn[]
}

/**
 * The board that a table of WeKan says. It names neither the board nor its cards' ids: the board is called as the file, and
 * a card is known by its title, the second of one title as the second. Times of day without a zone are in `zone`.
 */
export function boardOfWekan(table: Table, file: string, zone: string): ForeignBoard {
  const columns = columnsIn(table.heads)
  const builder = new BoardBuilder()
  const { order, isSure } = guessOrder(dateTexts(table, columns), "mdy")
  const cells = new CellReader(table, builder, { order, zone, decimal: "." })
  const reading: Reading = {
    table,
    columns,
    builder,
    cells,
    isColoured: hasColouredLabels(table, columns.labels),
    custom: customColumns(table.heads),
  }
  makeLists(reading)
  const lanes = makeLanes(reading)
  const custom = makeFields(reading)
  const seen = new Map<string, number>()
  for (const [index, row] of table.rows.entries())
    builder.cards.push(readCard(reading, row, index, seen, [...lanes, ...custom]))
  leaveRest(reading)
  const name = nameOfFile(file)
  const warnings: ImportWarning[] = ["rows-known-by-title", ...(isSure ? [] : (["dates-may-be-swapped"] as const))]
  const lanesBy = lanes[0]?.field
  return builder.board("wekan", idOfName(name), name, {
    isUnordered: true,
    warnings,
    silent: ["source", ...(["archived", "start", "due"] as const).filter(name => columns[name] < 0)],
    ...(lanesBy === undefined ? {} : { lanesBy }),
  })
}

function* dateTexts({ rows }: Table, columns: Columns): Generator<string> {
  const dated = [columns.start, columns.due, columns.finish, columns.createdAt, columns.modifiedAt]
  for (const { cells } of rows) for (const column of dated) yield cells[column] ?? ""
}

/** The lists in the order of the board as far as a table tells it: by their numbers where all have one, else of the work. */
function makeLists({ table, columns, cells, builder }: Reading): void {
  const names = [...new Set(table.rows.map(row => cells.line(row, columns.list)).filter(name => name !== ""))]
  const isNumbered = names.every(name => /\d/.test(name))
  const ordered = isNumbered ? names.sort(new Intl.Collator("en", { numeric: true }).compare) : inOrderOfWork(names)
  for (const name of ordered) builder.list(name)
}

/** Reads one cell of a column into a custom value; null for none. */
interface ValueColumn {
  readonly field: string
  readonly read: (row: TableRow) => ForeignValue | null
}

const NO_VALUE = { option: null, text: null, number: null, checked: null, date: null } as const

function choices({ builder, cells }: Reading, field: string, column: number): ValueColumn {
  const read = (row: TableRow) => {
    const name = cells.line(row, column)
    return name === "" ? null : { ...NO_VALUE, field, option: builder.option(field, name) }
  }
  return { field, read }
}

/** Swimlanes are a select field that the board shows as lanes, where there is more than one. */
function makeLanes(reading: Reading): readonly ValueColumn[] {
  const { table, columns, builder, cells } = reading
  const names = new Set(table.rows.map(row => cells.line(row, columns.swimlane)).filter(name => name !== ""))
  if (names.size < 2) return []
  const field = builder.field("Swimlane", "list")
  for (const name of names) builder.option(field, name)
  return [choices(reading, field, columns.swimlane)]
}

interface CustomColumn {
  readonly column: number
  readonly name: string
  readonly type: FieldType | null
  /** What stands behind the type: options or a currency. */
  readonly more: string
}

const TYPES: Readonly<Record<string, FieldType>> = {
  text: "text",
  stringtemplate: "text",
  number: "number",
  date: "date",
  dropdown: "list",
  checkbox: "checkbox",
  currency: "money",
}

/** Custom fields are columns called `CustomField-<name>-<type>`, with their options or currency behind that. */
function customColumns(heads: readonly string[]): readonly CustomColumn[] {
  return heads.flatMap((head, column) => {
    const known = Object.keys(TYPES).join("|")
    const parts = new RegExp(`^CustomField-(.+?)-(${known})(?:-(.*))?$`, "i").exec(head)
    if (parts !== null) {
      const type = TYPES[parts[2]!.toLowerCase()] ?? null
      return [{ column, name: parts[1]!, type, more: parts[3] ?? "" }]
    }
    const other = /^CustomField-(.+)-([^-]*)$/i.exec(head)
    return other === null ? [] : [{ column, name: other[1]!, type: null, more: "" }]
  })
}

function makeFields(reading: Reading): readonly ValueColumn[] {
  const { table, columns, builder, custom } = reading
  const isUsed = (column: number) => table.rows.some(row => reading.cells.text(row, column) !== "")
  const made = custom.flatMap((one): ValueColumn[] => {
    const currency = one.type === "money" && /^[A-Z]{3}$/.test(one.more) ? { currency: one.more } : {}
    const field = builder.field(one.name, one.type, currency)
    if (one.type === "list") for (const name of one.more.split("/").filter(Boolean)) builder.option(field, name)
    return one.type === null ? [] : [valueColumn(reading, field, one.type, one.column)]
  })
  const extra = (["requestedBy", "assignedBy"] as const).flatMap(name =>
    isUsed(columns[name]) ? [plainColumn(reading, columns[name], "text")] : [],
  )
  const isSpent = table.rows.some(row => Number(reading.cells.text(row, columns.spent)) > 0)
  return [...made, ...extra, ...(isSpent ? [plainColumn(reading, columns.spent, "number")] : [])]
}

function plainColumn(reading: Reading, column: number, type: FieldType): ValueColumn {
  return valueColumn(reading, reading.builder.field(reading.table.heads[column]!, type), type, column)
}

function valueColumn(reading: Reading, field: string, type: FieldType, column: number): ValueColumn {
  const { cells } = reading
  if (type === "list") return choices(reading, field, column)
  const read = (row: TableRow): ForeignValue | null => {
    if (type === "date") return given({ date: cells.date(row, column) })
    if (type === "checkbox") {
      const flag = cells.flag(row, column)
      return given({ checked: flag === null ? null : String(flag) })
    }
    if (type === "text") return given({ text: cells.text(row, column) || null })
    const number = cells.number(row, column)
    return given({ number: number === null ? null : String(number) })
  }
  const given = (value: Partial<ForeignValue>): ForeignValue | null =>
    Object.values(value).every(one => one === null) ? null : { ...NO_VALUE, ...value, field }
  return { field, read }
}

function readCard(
  { columns, builder, cells, isColoured }: Reading,
  row: TableRow,
  index: number,
  seen: Map<string, number>,
  custom: readonly ValueColumn[],
): ForeignCard {
  cells.checkWidth(row)
  const title = cells.line(row, columns.title)
  if (title === "") cells.notice(row, columns.title, "no-title")
  const count = (seen.get(idOfName(title)) ?? 0) + 1
  seen.set(idOfName(title), count)
  const people = (column: number) => namesIn(cells.line(row, column)).map(name => builder.person(name))
  const [assignees, members] = [people(columns.assignees), people(columns.members)]
  const list = cells.line(row, columns.list)
  if (list === "") builder.left.add("references", title)
  tallyRest(builder, cells, columns, row, title)
  return {
    ...plainCard(count === 1 ? idOfName(title) : `${idOfName(title)} ${count}`, title),
    number: index + 1,
    position: index + 1,
    description: cells.text(row, columns.description),
    list: list === "" ? "" : idOfName(list),
    labels: labelsIn(cells.line(row, columns.labels), isColoured).map(([name, colour]) => builder.label(name, colour)),
    people: [...new Set([...assignees, ...members])],
    start: cells.date(row, columns.start),
    due: cells.date(row, columns.due),
    doneAt: cells.instant(row, columns.finish),
    createdAt: cells.instant(row, columns.createdAt),
    createdBy: people(columns.owner)[0] ?? null,
    archived: cells.flag(row, columns.archived) === true,
    custom: custom.flatMap(({ read }) => read(row) ?? []),
  }
}

function tallyRest(builder: BoardBuilder, cells: CellReader, columns: Columns, row: TableRow, title: string): void {
  if (cells.text(row, columns.vote) !== "") builder.left.add("votes", title)
  if (cells.text(row, columns.modifiedAt) !== "" || cells.text(row, columns.activityAt) !== "")
    builder.left.add("times-of-change", title)
  if (cells.flag(row, columns.overtime) === true) builder.left.add("columns", `${title}: overtime`)
}

/** Columns that nobody knows, where they hold anything. */
function leaveRest({ table, columns, custom, builder, cells }: Reading): void {
  const known = new Set<number>([...Object.values(columns), ...custom.map(({ column }) => column)])
  for (const [column, head] of table.heads.entries()) {
    if (known.has(column)) continue
    const used = table.rows.filter(row => cells.text(row, column) !== "").length
    builder.left.add("columns", head, used)
  }
}

const namesIn = (cell: string): readonly string[] => cell.split(/[\s,;]+/).filter(name => name !== "")

/** Whether every label of the file says its colour, as WeKan itself writes them; else a word is a label. */
function hasColouredLabels({ rows }: Table, column: number): boolean {
  const written = rows.map(({ cells }) => (cells[column] ?? "").trim()).filter(cell => cell !== "")
  return written.length > 0 && written.every(cell => colourOf(cell.split(/\s+/).at(-1)!) !== null)
}

function colourOf(word: string): string | null {
  const colour = word.slice(word.lastIndexOf("-") + 1).toLowerCase()
  return word.includes("-") && COLOURS.has(colour) ? colour : null
}

/**
 * The labels in a cell, `name-colour` each, parted by spaces. A name may have spaces itself where every label has a colour
 * that ends it; as WeKan reads its own tables, a word is a label otherwise.
 */
function labelsIn(cell: string, isColoured: boolean): readonly (readonly [name: string, colour: string | null])[] {
  const labels: [string, string | null][] = []
  let name = ""
  for (const word of cell.split(/\s+/).filter(Boolean)) {
    const colour = colourOf(word)
    const bare = colour === null ? word : word.slice(0, word.lastIndexOf("-"))
    name = name === "" ? bare : `${name} ${bare}`
    if (colour === null && isColoured) continue
    labels.push([name === "" ? colour! : name, colour])
    name = ""
  }
  if (name !== "") labels.push([name, null])
  return labels
}
