import * as fc from "fast-check"
import { expect, test } from "vitest"
import { isRefusal } from "@weft/model/base/result"
import { toCsv } from "@weft/model/exchange/delimited"
import { rowsOf } from "@weft/model/exchange/table/rows"
import { listAsCells, listAsCsv, listAsMarkdown, listAsTasks, type ListOut } from "@weft/model/exchange/list-out"
import { boardIn } from "./board-files.ts"

const row = (title: string, due: string, depth = 0, isDone = false) => ({
  title,
  cells: [title, due],
  depth,
  isDone,
  facts: [due],
})
const LIST: ListOut = {
  columns: ["Title", "Due"],
  groupedBy: "Status",
  groups: [
    { name: "To do", rows: [row("Order *tiles*", "2026-03-01"), row("=1+1", "", 1)] },
    { name: "Done", rows: [row('Say "hi", then go', "2026-02-01", 0, true)] },
  ],
}

test("EXPORT-1 a list goes out as CSV with its columns, rows and groups, and comes back as it was", () => {
  const text = listAsCsv(LIST)
  expect(text).toBe(
    '\ufeffStatus,Title,Due\r\nTo do,Order *tiles*,2026-03-01\r\nTo do,\'=1+1,\r\nDone,"Say ""hi"", then go",2026-02-01\r\n',
  )
  const { cards, lists } = boardIn(text)
  expect(cards.map(({ name, due }) => [name, due])).toEqual([
    ["Order *tiles*", "2026-03-01"],
    ["=1+1", null],
    ['Say "hi", then go', "2026-02-01"],
  ])
  expect(lists.map(({ name }) => name)).toEqual(["To do", "Done"])
  expect(listAsCells({ ...LIST, columns: ["Status", "Title"], groups: [] })).toBe("Status\tTitle")
})

test("EXPORT-2 a list goes out as Markdown: a table for each group, or tasks below one another", () => {
  expect(listAsMarkdown(LIST)).toBe(
    "## To do\n\n| Title | Due |\n| --- | --- |\n| Order \\*tiles\\* | 2026-03-01 |\n| =1+1 |  |\n\n" +
      '## Done\n\n| Title | Due |\n| --- | --- |\n| Say "hi", then go | 2026-02-01 |\n',
  )
  expect(listAsTasks(LIST)).toBe(
    '## To do\n\n- [ ] Order \\*tiles\\* (2026-03-01)\n  - [ ] =1+1\n\n## Done\n\n- [x] Say "hi", then go (2026-02-01)\n',
  )
  expect(listAsTasks({ ...LIST, groupedBy: null })).not.toContain("##")
})

test("EXPORT-1 any cells that go out as CSV are read as they were, those with a formula behind an apostrophe", () => {
  const cell = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('"', "a,b", "x\r\ny", "=1", "'=1", "\t", "é;ß"))
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), cells => {
      const rows = rowsOf(toCsv(cells).slice(1), ",")
      if (isRefusal(rows)) throw new Error(rows.reason)
      const guarded = (text: string) =>
        /^'*[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^[+-]?\d[\d., ]*$/.test(text) ? `'${text}` : text
      expect(rows.map(row => row.cells)).toEqual(cells.map(row => row.map(guarded)))
    }),
    { seed: 2, numRuns: 300 },
  )
})
