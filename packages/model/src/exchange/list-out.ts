import { oneLine } from "./one-line.ts"
import { toCsv, toMarkdownTable, toTabbed, type Cells } from "./delimited.ts"

/** A list as it is shown: its columns, and its rows in their groups. */
export interface ListOut {
  readonly columns: readonly string[]
  /** What the groups are by, or null for a list without. */
  readonly groupedBy: string | null
  readonly groups: readonly GroupOut[]
}

export interface GroupOut {
  readonly name: string
  readonly rows: readonly RowOut[]
}

export interface RowOut {
  readonly title: string
  /** As many as there are columns. */
  readonly cells: readonly string[]
  /** How deep it lies below others, from 0. */
  readonly depth: number
  readonly isDone: boolean
  /** What a line of a list of tasks says behind the title. */
  readonly facts: readonly string[]
}

/** The head and all rows as cells; what the groups are by comes first where no column says it. */
function cellsOut({ columns, groupedBy, groups }: ListOut): Cells {
  const isMissing = groupedBy !== null && !columns.includes(groupedBy)
  const head = isMissing ? [groupedBy, ...columns] : columns
  return [head, ...groups.flatMap(({ name, rows }) => rows.map(({ cells }) => (isMissing ? [name, ...cells] : cells)))]
}

/** A list as a file of comma-separated values, see {@link toCsv}. */
export function listAsCsv(list: ListOut): string {
  return toCsv(cellsOut(list))
}

/** A list as cells for the clipboard of a spreadsheet. */
export function listAsCells(list: ListOut): string {
  return toTabbed(cellsOut(list))
}

/** A list as tables of Markdown, one for each group below its name. */
export function listAsMarkdown({ columns, groupedBy, groups }: ListOut): string {
  const table = ({ rows }: GroupOut) => toMarkdownTable([columns, ...rows.map(({ cells }) => cells)])
  return grouped(groupedBy, groups, table)
}

/** A list as tasks of Markdown, each below the one that it lies under, ticked where it is done. */
export function listAsTasks({ groupedBy, groups }: ListOut): string {
  const tasks = ({ rows }: GroupOut) => rows.map(row => `${taskLine(row)}\n`).join("")
  return grouped(groupedBy, groups, tasks)
}

function grouped(by: string | null, groups: readonly GroupOut[], write: (group: GroupOut) => string): string {
  if (by === null) return groups.map(write).join("")
  return groups.map(group => `## ${escaped(group.name)}\n\n${write(group)}`).join("\n")
}

function taskLine({ title, depth, isDone, facts }: RowOut): string {
  const said = facts.filter(fact => fact !== "").map(escaped)
  const behind = said.length === 0 ? "" : ` (${said.join(", ")})`
  return `${"  ".repeat(depth)}- [${isDone ? "x" : " "}] ${escaped(title)}${behind}`
}

function escaped(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]<>|#]/g, "\\$&")
}
