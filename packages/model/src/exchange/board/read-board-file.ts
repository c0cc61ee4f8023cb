import { isRefusal, refuse, type Refusal } from "../../base/result.ts"
import { parseJson, textOf } from "../file-text.ts"
import { boardsOfDeck, isDeck } from "../deck/read.ts"
import { readRows, tableAt, type Table } from "../table/table.ts"
import { boardOfTicktick, ticktickHead } from "../ticktick/read.ts"
import { boardOfTrello } from "../trello/read.ts"
import { boardOfWekan, isWekan } from "../wekan/read.ts"
import type { ForeignBoard } from "./board.ts"

/** What a file turned out to be: boards that say themselves what is what, or a table of which somebody has to say it. */
export type BoardFile =
  | { readonly kind: "boards"; readonly boards: readonly [ForeignBoard, ...ForeignBoard[]] }
  | { readonly kind: "table"; readonly table: Table }

/** What a file does not say of itself. */
export interface FileReading {
  /** What the file is called, which names what it is about where nothing in it does. */
  readonly name: string
  /** The zone of times without one, an IANA name. */
  readonly zone: string
}

/**
 * Reads an export of any known program, told by what is in it: JSON of Trello or Nextcloud Deck, tables of WeKan or
 * TickTick, any other table. Never throws. Beside the refusals of each: `open-quote`, `too-many-rows` and `too-many-cells`
 * of tables, and `no-rows` for one without any.
 */
export function readBoardFile(file: string | Uint8Array, { name, zone }: FileReading): BoardFile | Refusal {
  const text = textOf(file)
  if (typeof text !== "string") return text
  const begin = text.trimStart().charAt(0)
  return begin === "{" || begin === "[" ? readJson(text) : readTable(text, name, zone)
}

function readJson(text: string): BoardFile | Refusal {
  const parsed = parseJson(text)
  if (isRefusal(parsed)) return parsed
  if (!isDeck(parsed.value)) return one(boardOfTrello(parsed.value))
  const boards = boardsOfDeck(parsed.value)
  if (isRefusal(boards)) return boards
  const [first, ...more] = boards
  return first === undefined ? refuse("no-boards") : { kind: "boards", boards: [first, ...more] }
}

function one(board: ForeignBoard | Refusal): BoardFile | Refusal {
  return isRefusal(board) ? board : { kind: "boards", boards: [board] }
}

function readTable(text: string, name: string, zone: string): BoardFile | Refusal {
  const read = readRows(text)
  if (isRefusal(read)) return read
  const { separator, rows } = read
  const head = ticktickHead(rows)
  const table = tableAt(separator, rows, Math.max(0, head))
  if (isRefusal(table)) return table
  if (head >= 0) return one(boardOfTicktick(table, zone))
  if (table.rows.length === 0) return refuse("no-rows")
  return isWekan(table.heads) ? one(boardOfWekan(table, name, zone)) : { kind: "table", table }
}
