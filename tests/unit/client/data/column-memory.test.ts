import { expect, test } from "vitest"
import { guessMapping, withUse } from "@weft/model/exchange/table/mapping"
import { readRows, tableAt, type Table } from "@weft/model/exchange/table/table"
import { isRefusal } from "@weft/model/base/result"
import { recalledMapping, rememberMapping } from "../../../../packages/client/src/data/column-memory.ts"

function tableOf(text: string): Table {
  const read = readRows(text)
  const table = isRefusal(read) ? read : tableAt(read.separator, read.rows, 0)
  if (isRefusal(table)) throw new Error(table.reason)
  return table
}

function box(kept: string | null = null) {
  let value = kept
  return { getItem: () => value, setItem: (_key: string, text: string) => void (value = text) }
}

const guess = (table: Table) => guessMapping(table, { order: "dmy", decimal: "." })
const TABLE = tableOf("Title,Note,When\na,b,c\n")

test("IMPORT-28 what was chosen for columns is recalled on this device, and the oldest of many is forgotten", () => {
  const storage = box()
  const chosen = withUse(guess(TABLE), 1, "comment")
  rememberMapping(storage, TABLE, chosen)
  const next = tableOf("Note,When,Title\nb,c,a\n")
  expect(recalledMapping(storage, next, guess(next)).uses[0]).toBe("comment")
  for (let index = 0; index < 40; index++) {
    const other = tableOf(`Title,Column ${index}\na,b\n`)
    rememberMapping(storage, other, guess(other))
  }
  expect(recalledMapping(storage, TABLE, guess(TABLE))).toEqual(guess(TABLE))
})

test("IMPORT-28 a storage that is full, closed or holds something else costs only the memory", () => {
  const closed = {
    getItem: () => null,
    setItem: () => {
      throw new Error("closed")
    },
  }
  expect(() => rememberMapping(closed, TABLE, guess(TABLE))).not.toThrow()
  for (const kept of ["{", "7", "[7]", '[["a"]]', '[["a",{"order":"xyz"}]]', '[["note\\u0000title\\u0000when",{}]]'])
    expect(recalledMapping(box(kept), TABLE, guess(TABLE))).toEqual(guess(TABLE))
})
