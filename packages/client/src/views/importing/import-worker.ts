import { isRefusal, refuse, type Refusal } from "@weft/model/base/result"
import type { ForeignBoard } from "@weft/model/exchange/board/board"
import { readBoardFile, type FileReading } from "@weft/model/exchange/board/read-board-file"
import { isPlanFile, openPlan, type OpenedPlan } from "@weft/model/exchange/plan-space/opened-plan"
import { boardOfTable } from "@weft/model/exchange/table/board-of-table"
import { guessMapping, type GuessedMapping, type TableMapping } from "@weft/model/exchange/table/mapping"
import type { Instant } from "@weft/model/time/instant"
import type { Table } from "@weft/model/exchange/table/table"
import { PLAN_PROBLEM } from "./plan/plan-problem.ts"

/** What is asked of the worker: to read a file, then perhaps to make a board of it under a mapping. */
export type ImportQuestion =
  | {
      readonly ask: "read"
      readonly bytes: ArrayBuffer
      readonly reading: FileReading
      /** How dates and numbers are written where the file does not tell. */
      readonly usual: Pick<TableMapping, "order" | "decimal">
      /** Whether a table of tasks is to be read as any table, since somebody says that it is no plan. */
      readonly isNoPlan: boolean
      /** When work begins today, for a plan without dates. */
      readonly today: Instant
    }
  | { readonly ask: "map"; readonly mapping: TableMapping }

/** A table as its columns are chosen: its head, a guess, and its first rows. The others stay in the worker. */
export interface TableHead extends Table {
  readonly rowCount: number
  readonly guess: GuessedMapping
}

export type ImportAnswer =
  | { readonly kind: "plan"; readonly plan: OpenedPlan }
  | { readonly kind: "boards"; readonly boards: readonly [ForeignBoard, ...ForeignBoard[]] }
  | { readonly kind: "table"; readonly table: TableHead }
  | Refusal

/** How much of a file is read, from 0 to 1; sent before the answer. */
export interface ReadingProgress {
  readonly share: number
}

/** Rows that are shown while the columns are chosen. */
const SHOWN_ROWS = 5

let standing: { readonly table: Table; readonly reading: FileReading } | null = null

/** Reads one file beside the page, so that one of many megabytes does not stall it. */
self.addEventListener("message", async (event: MessageEvent<ImportQuestion>) => {
  const question = event.data
  const answer = question.ask === "read" ? await read(question) : map(question.mapping)
  self.postMessage(answer, { transfer: [] })
})

async function read(question: Extract<ImportQuestion, { ask: "read" }>): Promise<ImportAnswer> {
  const bytes = new Uint8Array(question.bytes)
  if (question.isNoPlan || !(await isPlanFile(bytes))) return readBoard(bytes, question)
  const plan = await openPlan(
    bytes,
    { name: planName(question.reading.name), today: question.today },
    {
      progress: done => self.postMessage({ share: done / bytes.length } satisfies ReadingProgress, { transfer: [] }),
    },
  )
  return isRefusal(plan) ? refuse(`${PLAN_PROBLEM}${plan.reason}`, plan.detail) : { kind: "plan", plan }
}

/** What a plan is called whose file does not say: as the file is, without what tells copies and formats apart. */
function planName(file: string): string {
  return file.replace(/(\.(xml|gan|csv|tsv|txt|gz))+$/i, "").replace(/ \(\d+\)$/, "")
}

function readBoard(bytes: Uint8Array, { reading, usual }: Extract<ImportQuestion, { ask: "read" }>): ImportAnswer {
  const file = readBoardFile(bytes, reading)
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
