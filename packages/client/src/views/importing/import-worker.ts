import { isRefusal, refuse, type Refusal } from "@weft/model/base/result"
import type { ForeignBoard } from "@weft/model/exchange/board/board"
import { readBoardFile, type FileReading } from "@weft/model/exchange/board/read-board-file"
import { boardOfTable } from "@weft/model/exchange/table/board-of-table"
import { guessMapping, type GuessedMapping, type TableMapping } from "@weft/model/exchange/table/mapping"
import type { Table } from "@weft/model/exchange/table/table"

/** What is asked of the worker: to read a file, then perhaps to make a board of it under a mapping. */
export type ImportQuestion =
  | {
      readonly ask: "read"
      readonly bytes: ArrayBuffer
      readonly reading: FileReading
      /** How dates and numbers are written where the file does not tell. */
      readonly usual: Pick<TableMapping, "order" | "decimal">
    }
  | { readonly ask: "map"; readonly mapping: TableMapping }

/** A table as its columns are chosen: its head, a guess, and its first rows. The others stay in the worker. */
export interface TableHead extends Table {
  readonly rowCount: number
  readonly guess: GuessedMapping
}

export type ImportAnswer =
  | { readonly kind: "boards"; readonly boards: readonly [ForeignBoard, ...ForeignBoard[]] }
  | { readonly kind: "table"; readonly table: TableHead }
  | Refusal

/** Rows that are shown while the columns are chosen. */
const SHOWN_ROWS = 5

let standing: { readonly table: Table; readonly reading: FileReading } | null = null

/** Reads one file beside the page, so that one of many megabytes does not stall it. */
self.addEventListener("message", (event: MessageEvent<ImportQuestion>) => {
  const question = event.data
  self.postMessage(question.ask === "read" ? read(question) : map(question.mapping), { transfer: [] })
})

function read({ bytes, reading, usual }: Extract<ImportQuestion, { ask: "read" }>): ImportAnswer {
  const file = readBoardFile(new Uint8Array(bytes), reading)
  if (isRefusal(file) || file.kind === "boards") return file
  standing = { table: file.table, reading }
  const { rows } = file.table
  const guess = guessMapping(file.table, usual)
  return { kind: "table", table: { ...file.table, rows: rows.slice(0, SHOWN_ROWS), rowCount: rows.length, guess } }
}

function map(mapping: TableMapping): ImportAnswer {
  if (standing === null) return refuse("not-readable")
  const board = boardOfTable(standing.table, mapping, standing.reading)
  return isRefusal(board) ? board : { kind: "boards", boards: [board] }
}
