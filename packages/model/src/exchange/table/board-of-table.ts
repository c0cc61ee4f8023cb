import { computedId, type Id } from "../../base/ids.ts"
import { isRefusal, refuse, type Refusal } from "../../base/result.ts"
import { BoardBuilder, idOfName, nameOfFile, plainCard } from "../board/board-builder.ts"
import type { CardValues, FieldType, ForeignBoard, ForeignCard, ForeignValue, SilentField } from "../board/board.ts"
import { guessCategory, inOrderOfWork } from "../category.ts"
import type { FileReading } from "../board/read-board-file.ts"
import { CellReader } from "./cell-reader.ts"
import type { ColumnUse, TableMapping } from "./mapping.ts"
import { cutRings } from "./parents.ts"
import type { TableRow } from "./rows.ts"
import { foldHead, type Table } from "./table.ts"
import { unitOf } from "./numbers.ts"
import { readLevel } from "./words.ts"

interface Reading {
  readonly table: Table
  readonly builder: BoardBuilder
  readonly cells: CellReader
  /** The columns of a use, from left to right. */
  readonly columnsOf: (use: ColumnUse) => readonly number[]
  readonly custom: readonly CustomColumn[]
}

interface CustomColumn {
  readonly column: number
  readonly field: string
  readonly type: FieldType
}

/** The lists of a table that names none, or in which work is done or not. */
const OPEN = "To do"
const DONE = "Done"

/**
 * The board that a table says under a mapping. A row is known by its key column; without one by its title, the second of
 * one title as the second. Refused with `no-title-column`, and with `duplicate-row` (`line`, `earlier`, `column`, `id`)
 * where a key stands twice.
 */
export function boardOfTable(
  table: Table,
  mapping: TableMapping,
  { name: file, zone }: FileReading,
): ForeignBoard | Refusal {
  const columnsOf = (use: ColumnUse) => mapping.uses.flatMap((one, column) => (one === use ? [column] : []))
  if (columnsOf("title").length === 0) return refuse("no-title-column")
  const builder = new BoardBuilder()
  const cells = new CellReader(table, builder, { ...mapping, zone })
  const reading: Reading = { table, builder, cells, columnsOf, custom: customColumns(table, mapping, builder) }
  const ids = idsOf(reading)
  if (isRefusal(ids)) return ids
  const done = makeLists(reading)
  for (const [index, row] of table.rows.entries()) builder.cards.push(readRow(reading, row, index, ids[index]!, done))
  findParents(reading)
  leaveRest(reading, mapping)
  const name = nameOfFile(file)
  // What rows are known by is what the table is known by: it may get other columns and still be the same.
  const known = [...columnsOf("title").slice(0, 1), ...columnsOf("key")].map(column => foldHead(table.heads[column]!))
  return builder.board("table", computedId<Id<"table">>(idOfName(name), ...known), name, {
    isUnordered: true,
    silent: silentUnder(mapping),
    warnings: columnsOf("key").length === 0 ? ["rows-known-by-title"] : [],
  })
}

const TYPES: Readonly<Partial<Record<ColumnUse, FieldType>>> = {
  "custom-text": "text",
  "custom-number": "number",
  "custom-date": "date",
  "custom-flag": "checkbox",
  "custom-list": "list",
}

function customColumns({ heads }: Table, { uses }: TableMapping, builder: BoardBuilder): readonly CustomColumn[] {
  return uses.flatMap((use, column) => {
    const type = TYPES[use]
    if (type === undefined) return []
    // Two columns of one name are two fields.
    const twins = heads.slice(0, column).filter(head => foldHead(head) === foldHead(heads[column]!)).length
    const id = `${foldHead(heads[column]!)}${twins === 0 ? "" : ` ${twins + 1}`}`
    return [{ column, field: builder.field(heads[column]!, type, { id }), type }]
  })
}

/** The identity of each row, in their order. */
function idsOf({ table, cells, columnsOf }: Reading): readonly string[] | Refusal {
  const [key] = columnsOf("key")
  const title = columnsOf("title")[0]!
  const seen = new Map<string, number>()
  const count = new Map<string, number>()
  const ids: string[] = []
  for (const row of table.rows) {
    const own = key === undefined ? "" : cells.line(row, key)
    const earlier = own === "" ? undefined : seen.get(own)
    if (earlier !== undefined)
      return refuse("duplicate-row", { line: row.line, earlier, column: table.heads[key!]!, id: own })
    seen.set(own, row.line)
    const named = idOfName(cells.line(row, title))
    const twins = (count.get(named) ?? 0) + 1
    if (own === "") count.set(named, twins)
    ids.push(own === "" ? `title ${named}${twins === 1 ? "" : ` ${twins}`}` : own)
  }
  return ids
}

/**
 * Statuses as the rows name them, in the order of the work; without a column for them, to do and done. Answers the list of
 * rows that are done whatever they say.
 */
function makeLists({ table, builder, cells, columnsOf }: Reading): string {
  const [status] = columnsOf("status")
  if (status === undefined) {
    builder.list(OPEN, { id: " open", category: "waiting" })
    return builder.list(DONE, { id: " done", category: "done" })
  }
  const names = new Map<string, string>()
  for (const row of table.rows) {
    const name = cells.line(row, status)
    if (name !== "" && !names.has(idOfName(name))) names.set(idOfName(name), name)
  }
  const ordered = inOrderOfWork([...names.values()])
  for (const name of ordered) builder.list(name)
  const done = ordered.find(name => guessCategory(name) === "done")
  if (done !== undefined) return idOfName(done)
  return columnsOf("done").length > 0 ? builder.list(DONE, { id: " done", category: "done" }) : ""
}

function readRow(reading: Reading, row: TableRow, index: number, id: string, done: string): ForeignCard {
  const { builder, cells, columnsOf } = reading
  cells.checkWidth(row)
  const only = (use: ColumnUse) => columnsOf(use)[0] ?? -1
  const title = cells.line(row, only("title"))
  if (title === "") cells.notice(row, only("title"), "no-title")
  const people = columnsOf("assignees").flatMap(column => namesIn(cells.line(row, column)))
  const comments = columnsOf("comment")
    .map(column => cells.text(row, column))
    .filter(text => text !== "")
  for (const [number, text] of comments.entries())
    builder.comments.push({
      id: `${id} ${number + 1}`,
      card: id,
      text,
      at: cells.instant(row, only("createdAt")) ?? 0,
      person: null,
    })
  return {
    ...plainCard(id, title),
    number: index + 1,
    position: index + 1,
    description: cells.text(row, only("description")),
    url: cells.line(row, only("source")),
    archived: cells.flag(row, only("archived")) === true,
    list: listOf(reading, row, done),
    labels: [...new Set(columnsOf("labels").flatMap(column => partsOf(cells.line(row, column))))].map(name =>
      builder.label(name),
    ),
    people: [...new Set(people.map(name => builder.person(name, mailIn(name))))],
    start: cells.date(row, only("start")),
    due: cells.date(row, only("due")),
    createdAt: cells.instant(row, only("createdAt")),
    createdBy: personIn(reading, row, only("createdBy")),
    doneAt: cells.instant(row, only("doneAt")),
    custom: reading.custom.flatMap(column => customValue(reading, row, column) ?? []),
    values: valuesOf(reading, row),
  }
}

function listOf({ cells, columnsOf }: Reading, row: TableRow, doneList: string): string {
  const [status, done, doneAt] = [columnsOf("status")[0], columnsOf("done")[0], columnsOf("doneAt")[0]]
  const name = status === undefined ? "" : cells.line(row, status)
  const isDone = done !== undefined && cells.flag(row, done) === true
  const hasEnded = doneAt !== undefined && cells.text(row, doneAt) !== ""
  if (status === undefined) return isDone || hasEnded ? doneList : " open"
  if (isDone && guessCategory(name) !== "done") return doneList
  return name === "" ? "" : idOfName(name)
}

/** What a row says in the item's own fields, of those alone that the table has a column for. */
function valuesOf(reading: Reading, row: TableRow): CardValues {
  const { table, cells, columnsOf } = reading
  const minutes = (column: number) => cells.minutes(row, column, unitOf(table.heads[column]!))
  const readers: { readonly [use in ColumnUse]?: (column: number) => CardValues } = {
    priority: column => ({ priority: cells.priority(row, column) }),
    importance: column => ({ importance: cells.choice(row, column, readLevel) }),
    urgency: column => ({ urgency: cells.choice(row, column, readLevel) }),
    estimate: column => ({ estimateMinutes: minutes(column) }),
    remaining: column => ({ remainingMinutes: minutes(column) }),
    points: column => ({ points: cells.count(row, column) }),
    owner: column => ({ owner: personIn(reading, row, column) }),
    parent: column => ({ parent: cells.line(row, column) || null }),
    outline: () => ({ parent: null }),
  }
  return Object.assign(
    {},
    ...Object.entries(readers).flatMap(([use, read]) => columnsOf(use as ColumnUse).map(read)),
  ) as CardValues
}

function personIn({ builder, cells }: Reading, row: TableRow, column: number): string | null {
  const [name] = namesIn(cells.line(row, column))
  return name === undefined ? null : builder.person(name, mailIn(name))
}

/** Names parted by commas, semicolons, bars or ampersands; a name that is an address is an address. */
const namesIn = (cell: string): readonly string[] =>
  cell
    .split(/[,;|&]|\s\+\s/)
    .map(name => name.trim().replace(/^@/, ""))
    .filter(name => name !== "")

const partsOf = (cell: string): readonly string[] =>
  cell
    .split(/[,;|]/)
    .map(name => name.trim().replace(/^#/, ""))
    .filter(name => name !== "")

const mailIn = (name: string): { readonly mail?: string } => (/^\S+@\S+\.\S+$/.test(name) ? { mail: name } : {})

const NO_VALUE = { option: null, text: null, number: null, checked: null, date: null } as const

function customValue(
  { builder, cells }: Reading,
  row: TableRow,
  { column, field, type }: CustomColumn,
): ForeignValue | null {
  const text = cells.text(row, column)
  if (text === "") return null
  const value = { ...NO_VALUE, field }
  switch (type) {
    case "list":
      return { ...value, option: builder.option(field, cells.line(row, column)) }
    case "date":
      return { ...value, date: cells.date(row, column) }
    case "checkbox": {
      const flag = cells.flag(row, column)
      return flag === null ? null : { ...value, checked: String(flag) }
    }
    case "number": {
      const number = cells.number(row, column)
      return number === null ? null : { ...value, number: String(number) }
    }
    default:
      return { ...value, text }
  }
}

/** Parents by their key or their title, or by how deep a row stands below the one before it. */
function findParents(reading: Reading): void {
  const { builder, cells, columnsOf, table } = reading
  const [parent] = columnsOf("parent")
  const [outline] = columnsOf("outline")
  if (parent !== undefined) nameParents(reading)
  else if (outline !== undefined) stackParents(reading, outline)
  else return
  const column = parent ?? outline!
  cutRings(builder.cards, card => cells.notice(table.rows[card.number - 1]!, column, "unknown-parent"))
}

function nameParents({ builder }: Reading): void {
  const byTitle = new Map<string, string>()
  for (const { id, name } of builder.cards) if (!byTitle.has(idOfName(name))) byTitle.set(idOfName(name), id)
  const ids = new Set(builder.cards.map(({ id }) => id))
  for (const [index, card] of builder.cards.entries()) {
    const named = card.values?.parent ?? null
    if (named === null || ids.has(named)) continue
    const parent = byTitle.get(idOfName(named))
    if (parent !== undefined) builder.cards[index] = { ...card, values: { ...card.values, parent } }
  }
}

/** `1.2.3` lies below `1.2`; a bare number says how deep a row lies, and so do marks before or spaces. */
function stackParents({ builder, cells, table }: Reading, column: number): void {
  const codes = table.rows.map(row => cells.line(row, column))
  const isCoded = codes.some(code => /^\d+(?:\.\d+)+\.?$/.test(code))
  const byCode = new Map<string, string>()
  const stack: { readonly depth: number; readonly id: string }[] = []
  for (const [index, card] of builder.cards.entries()) {
    const code = codes[index]!.replace(/\.$/, "")
    let parent: string | null = null
    if (isCoded) {
      const cut = code.lastIndexOf(".")
      const above = cut < 0 ? null : code.slice(0, cut)
      parent = above === null ? null : (byCode.get(above) ?? above)
      if (code !== "" && !byCode.has(code)) byCode.set(code, card.id)
    } else {
      const depth = depthOf(code)
      if (depth === null) {
        if (code !== "") cells.notice(table.rows[index]!, column, "wrong-number")
        continue
      }
      while (stack.length > 0 && stack.at(-1)!.depth >= depth) stack.pop()
      parent = stack.at(-1)?.id ?? null
      stack.push({ depth, id: card.id })
    }
    builder.cards[index] = { ...card, values: { ...card.values, parent } }
  }
}

function depthOf(code: string): number | null {
  if (/^\d{1,3}$/.test(code)) return Number(code)
  const marks = /^[>\-–•*+]+$/.exec(code.replaceAll(/\s/g, ""))
  return marks === null ? null : marks[0].length
}

function leaveRest({ table, builder, cells }: Reading, { uses }: TableMapping): void {
  for (const [column, use] of uses.entries()) {
    if (use !== "ignore") continue
    builder.left.add("columns", table.heads[column]!, table.rows.filter(row => cells.text(row, column) !== "").length)
  }
}

/** The fields that a table has no column for. */
function silentUnder({ uses }: TableMapping): readonly SilentField[] {
  const says: Readonly<Record<SilentField, readonly ColumnUse[]>> = {
    status: ["status", "done", "doneAt"],
    archived: ["archived"],
    start: ["start"],
    due: ["due"],
    owner: ["owner", "assignees"],
    source: ["source"],
    assignees: ["assignees", "owner"],
    labels: ["labels"],
  }
  return (Object.keys(says) as SilentField[]).filter(field => !says[field].some(use => uses.includes(use)))
}
