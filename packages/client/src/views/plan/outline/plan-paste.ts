import type { MadeActivity, PlanEditOf, PlanWrite } from "@weft/model/actions/edit-plan"
import { newId, type ItemId } from "@weft/model/base/ids"
import type { Random } from "@weft/model/base/random"
import type { Cells } from "@weft/model/exchange/delimited"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { foldText } from "../../../ui/option.ts"
import { isProblem, type PlanColumn, type PlannedRow, type SheetSource } from "./plan-column.ts"
import { readPredecessors } from "./value-text.ts"

/** What pasting cells into an outline would do, before anything is done. */
export interface PlanPaste {
  readonly edits: readonly PlanEditOf[]
  readonly made: readonly MadeActivity[]
  /** Cells that cannot be pasted, and why. */
  readonly problems: readonly { readonly row: string; readonly column: string; readonly why: string }[]
}

export interface PlanPasteTarget {
  /** The activities below the first cell, from top to bottom; what goes beyond them is made. None, and all is made. */
  readonly rows: readonly PlannedRow[]
  /** The columns from the first cell on, to the right. */
  readonly columns: readonly PlanColumn[]
  /** All that can be named by the first row of what is pasted. */
  readonly named: readonly PlanColumn[]
  /** What activities at the top of what is made lie under. */
  readonly parent: ItemId | null
  readonly source: SheetSource
  readonly random: Random
}

/**
 * Works out what pasting means. A first row that names columns decides where the others go. Activities that are made lie
 * under each other as their codes say, else as far as their names are indented; what they wait for may be named by the
 * codes that come with them, and is else looked for in the plan.
 */
export function planPaste(pasted: Cells, target: PlanPasteTarget): PlanPaste {
  const headed = headOf(pasted, target.named)
  const columns = headed ?? target.columns
  const cells = (headed === null ? pasted : pasted.slice(1)).filter(row => row.some(text => text.trim() !== ""))
  const ids = cells.map((_, index) => target.rows[index]?.id ?? newId<ItemId>(target.random))
  const codeAt = columns.findIndex(({ key }) => key === "code")
  const nameAt = columns.findIndex(({ key }) => key === "name")
  const codes = new Map<string, ItemId>()
  if (codeAt >= 0) cells.forEach((row, index) => codes.set((row[codeAt] ?? "").trim().toLowerCase(), ids[index]!))
  const parentOf = outliner(target.parent)
  const edits: PlanEditOf[] = []
  const made: MadeActivity[] = []
  const problems: { row: string; column: string; why: string }[] = []

  const readCell = (column: PlanColumn, text: string, row: PlannedRow | null) => {
    if (column.key !== "predecessors") return column.read!(text, row)
    const taskOf = (code: string) => codes.get(code.trim().toLowerCase()) ?? target.source.taskCalled(code)
    const links = readPredecessors(text, taskOf, target.source.minutesPerDay())
    return "unknown" in links
      ? { problem: sheetWords().problems.predecessor(links.unknown) }
      : { write: { set: "predecessors", links } as const }
  }
  const readRow = (texts: readonly string[], row: PlannedRow | null): PlanWrite[] => {
    const label = row?.title ?? (texts[nameAt]?.trim() || sheetWords().newActivity)
    return columns.flatMap((column, place): PlanWrite[] => {
      const text = texts[place] ?? ""
      const stands = row === null ? "" : column.text(row)
      if (column.read === undefined || text.trim() === stands.trim()) return []
      if (row?.isSummary && !column.isOfSummaries) return []
      // Codes of what is made follow from its place; summaries have what lies below them.
      if (row === null && (column.key === "code" || column.key === "name")) return []
      const reading = readCell(column, text, row)
      if (!isProblem(reading)) return [reading.write]
      problems.push({ row: label, column: column.name, why: reading.problem })
      return []
    })
  }
  cells.forEach((texts, index) => {
    const row = target.rows[index] ?? null
    const id = ids[index]!
    const writes = readRow(texts, row)
    if (row !== null) return void edits.push(...writes.map(write => ({ item: row.id, write })))
    const name = texts[nameAt] ?? ""
    if (name.trim() === "")
      return void problems.push({
        row: String(index + 1),
        column: sheetWords().columns.name,
        why: sheetWords().problems.name,
      })
    const level = levelOf(texts[codeAt]) ?? name.length - name.trimStart().length
    made.push({ id, title: name.trim(), parent: parentOf(level, id), writes })
  })
  // Summaries have the dates of what lies below them.
  const parents = new Set(made.map(({ parent }) => parent))
  const ofSummaries = new Set(
    target.named.filter(({ isOfSummaries }) => isOfSummaries).map(({ key }) => KEYS[key] ?? key),
  )
  return {
    edits,
    made: made.map(one =>
      parents.has(one.id) ? { ...one, writes: one.writes.filter(({ set }) => ofSummaries.has(set)) } : one,
    ),
    problems,
  }
}

/** What columns write, where that has another name. */
const KEYS: Readonly<Record<string, PlanWrite["set"]>> = {
  length: "duration",
  name: "title",
  code: "wbs",
  who: "people",
}

/** How deep a code such as 2.1.3 lies; nothing for what is none. */
function levelOf(code: string | undefined): number | null {
  return code !== undefined && /^\d+(\.\d+)*$/.test(code.trim()) ? code.trim().split(".").length : null
}

/** Finds what rows lie under, by how deep each is: the last one before it that is less deep. */
function outliner(top: ItemId | null): (level: number, id: ItemId) => ItemId | null {
  const open: { readonly level: number; readonly id: ItemId }[] = []
  return (level, id) => {
    while (open.length > 0 && open.at(-1)!.level >= level) open.pop()
    const parent = open.at(-1)?.id ?? top
    open.push({ level, id })
    return parent
  }
}

/** The columns that the first row names, if all of its cells name one and there is more to paste. */
function headOf([first = [], ...rest]: Cells, named: readonly PlanColumn[]): readonly PlanColumn[] | null {
  if (rest.length === 0 || first.length === 0) return null
  const columns = first.map(text => named.find(({ name }) => foldText(name) === foldText(text.trim())))
  return columns.every(column => column !== undefined) ? columns : null
}
