import type { FileLink } from "../plan-file/plan-file.ts"
import { readPredecessor, splitList } from "./notation.ts"
import type { OutlineRow } from "./read.ts"
import type { OutlineContext } from "./tasks.ts"

/**
 * Reads the predecessors of every row. They are named by WBS code, and in a table without codes by the number of the row.
 * Semicolons part them, or commas where there is no semicolon.
 */
export function readLinks(
  rows: readonly OutlineRow[],
  ids: readonly string[],
  codes: ReadonlyMap<string, string>,
  { project, warn }: OutlineContext,
): FileLink[] {
  const byNumber = new Map(ids.map((id, index) => [String(index + 1), id]))
  const named = codes.size > 0 ? codes : byNumber
  return rows.flatMap((row, index) => {
    const to = ids[index]!
    return partsOf(row.text("predecessors")).flatMap((part, place) => {
      const written = readPredecessor(part, code => named.has(code), project)
      const from = written === null ? undefined : named.get(written.code)
      if (written === null || from === undefined) {
        const code = written === null ? "impossible-value" : "link-to-nowhere"
        const found = written === null ? part : written.code
        warn({ code, task: to, about: "Predecessors", found, instead: "left-out", line: row.line, column: 1 })
        return []
      }
      const { kind, lag, lagUnit } = written
      return [{ id: `${to}:${place}`, from, to, kind, lag, lagUnit, source: null }]
    })
  })
}

function partsOf(text: string): string[] {
  return text.includes(";") ? splitList(text) : text.split(",").flatMap(splitList)
}
