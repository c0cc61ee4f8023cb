import type { SpaceId } from "@weft/model/base/ids"
import { isRefusal, type Refusal } from "@weft/model/base/result"
import type { ForeignBoard, Notice, Program } from "@weft/model/exchange/board/board"
import { previewBoard, type ImportCounts, type ImportPreview } from "@weft/model/exchange/board/preview"
import { readBoardFile } from "@weft/model/exchange/board/read-board-file"
import { boardSpaceId } from "@weft/model/exchange/board/target"
import { MAX_FILE_BYTES } from "@weft/model/exchange/file-text"
import { boardOfTable } from "@weft/model/exchange/table/board-of-table"
import { guessMapping, type ColumnUse } from "@weft/model/exchange/table/mapping"
import { emptyTables } from "@weft/model/schema/snapshot"
import { readFileArguments } from "./arguments.ts"
import { DONE, FAILED, type Command, type CommandWorld } from "./command.ts"
import {
  countName,
  leftOutName,
  leftOutReason,
  noticeSentence,
  programName,
  refusalSentence,
  useName,
  warningSentence,
} from "./import-sentences.ts"
import { looksLikePlan, planReportText, reportPlan, type PlanReport } from "./import-plan.ts"
import { openPlan } from "./schedule.ts"
import { table } from "./table.ts"

const HELP = `pnpm weft import FILE... [--json]

Says what importing each file into a new space would make, and what it would leave out and why. Nothing is written.

Files: exports of Trello (JSON), Nextcloud Deck (JSON), WeKan (CSV) and TickTick (CSV), plans of Microsoft
Project (XML) and GanttProject (.gan), told by what is in them; any other table (CSV, TSV), whose columns are guessed from their heads and values. A file may hold
several boards; each becomes a space. Times without a zone are read as UTC.

  --json  one line of JSON a file: { file, kind, makes, leftOut, people, warnings, notices, boards },
          or { file, error } for one that cannot be read. kind is trello, deck, wekan, ticktick or table;
          notices are cells that are no value, { line, column, what, found }; of a table there are also
          columns, { column, use }, and dateOrder, dmy or mdy. A plan has the kind plan and its name, makes,
          leftOut and warnings.

The exit status is 1 when a file could not be read; the others are done all the same.`

export const importCommand: Command = {
  name: "import",
  summary: "says what importing files would make and leave out",
  help: HELP,
  run,
}

async function run(args: readonly string[], world: CommandWorld): Promise<number> {
  const named = readFileArguments(args, HELP, world)
  if (typeof named === "number") return named
  const show = named.isJson ? showAsJson : showAsText
  let status = DONE
  for (const file of named.files) {
    const read = await readFile(file, world)
    show(file, read, world)
    if (!("error" in read)) continue
    world.complain(`${file}: ${read.error}`)
    status = FAILED
  }
  return status
}

interface ReadBoard {
  readonly board: ForeignBoard
  readonly preview: ImportPreview
}

/** What the columns of a table were taken for. */
interface ReadColumns {
  readonly columns: readonly { readonly column: string; readonly use: ColumnUse }[]
  readonly dateOrder: string
}

interface ReadFile {
  readonly kind: Program
  readonly boards: readonly ReadBoard[]
  readonly table: ReadColumns | null
}

type Read = ReadFile | { readonly kind: "plan"; readonly plan: PlanReport } | { readonly error: string }

/** A table says neither; where its own dates and numbers do not either, they are read as written in English outside of America. */
const USUAL = { order: "dmy", decimal: "." } as const

async function readFile(file: string, world: CommandWorld): Promise<Read> {
  const bytes = await world.readFile(file, MAX_FILE_BYTES)
  if (typeof bytes === "string") return { error: bytes }
  if (looksLikePlan(bytes)) {
    const plan = await openPlan(file, world)
    return typeof plan === "string" ? { error: plan } : { kind: "plan", plan: reportPlan(plan) }
  }
  const reading = { name: file, zone: "UTC" }
  const read = readBoardFile(bytes, reading)
  if (isRefusal(read)) return { error: refusalSentence(read) }
  if (read.kind === "boards") return { kind: read.boards[0].program, boards: read.boards.map(previewed), table: null }
  const mapping = guessMapping(read.table, USUAL)
  const board: ForeignBoard | Refusal = boardOfTable(read.table, mapping, reading)
  if (isRefusal(board)) return { error: refusalSentence(board) }
  const columns = read.table.heads.map((column, index) => ({ column, use: mapping.uses[index]! }))
  return { kind: "table", boards: [previewed(board)], table: { columns, dateOrder: mapping.order } }
}

function previewed(board: ForeignBoard): ReadBoard {
  return { board, preview: previewBoard(board, emptySnapshot(boardSpaceId(board))) }
}

function emptySnapshot(space: SpaceId) {
  return { ...emptyTables(), space }
}

/** What all boards of a file come to together. */
function together(boards: readonly ReadBoard[]) {
  const previews = boards.map(({ preview }) => preview)
  const makes: Record<string, number> = {}
  for (const { counts } of previews)
    for (const [kind, count] of Object.entries(counts)) makes[kind] = (makes[kind] ?? 0) + (count as number)
  const leftOut = previews
    .flatMap(preview => preview.leftOut)
    .reduce<ImportPreview["leftOut"]>((all, one) => {
      const known = all.find(({ what }) => what === one.what)
      if (known === undefined) return [...all, one]
      const both = {
        ...known,
        count: known.count + one.count,
        examples: [...known.examples, ...one.examples].slice(0, 3),
      }
      return all.map(entry => (entry === known ? both : entry))
    }, [])
  const people = previews
    .flatMap(preview => preview.people)
    .filter((one, index, all) => all.findIndex(({ person }) => person === one.person) === index)
  const warnings = [...new Set(previews.flatMap(preview => preview.warnings))]
  const notices: readonly Notice[] = previews.flatMap(preview => preview.notices)
  return {
    makes: { ...makes, members: people.length } as Record<keyof ImportCounts, number>,
    leftOut,
    people,
    warnings,
    notices,
  }
}

function showAsJson(file: string, read: Read, { print }: CommandWorld): void {
  if ("error" in read) return print(JSON.stringify({ file, error: read.error }))
  if ("plan" in read) return print(JSON.stringify({ file, kind: read.kind, ...read.plan }))
  const { makes, leftOut, people, warnings, notices } = together(read.boards)
  print(
    JSON.stringify({
      file,
      kind: read.kind,
      makes,
      leftOut: leftOut.map(({ what, count, examples }) => ({ what, count, reason: leftOutReason(what), examples })),
      people: people.map(({ name, username, becomes }) => ({ name, username, becomes })),
      warnings: warnings.map(warningSentence),
      notices: notices.map(({ line, column, what, found }) => ({ line, column, what, found })),
      boards: read.boards.map(({ board, preview }) => ({ name: board.name, makes: preview.counts })),
      ...read.table,
    }),
  )
}

function showAsText(file: string, read: Read, { print }: CommandWorld): void {
  if ("error" in read) return
  if ("plan" in read) return print(planReportText(file, read.plan))
  const { makes, leftOut, people, warnings, notices } = together(read.boards)
  const counts = Object.entries(makes).filter(([, count]) => count > 0)
  const names = read.boards.map(({ board }) => `"${board.name}"`).join(", ")
  print(`${file}: ${programName(read.kind)} ${names}`)
  const columns = read.table?.columns ?? []
  if (columns.length > 0)
    print(
      section(
        "Columns",
        columns.map(({ column, use }) => [column, useName(use)]),
      ),
    )
  print(
    section(
      "It would make",
      counts.map(([kind, count]) => [String(count), countName(kind, count)]),
    ),
  )
  const lists = read.boards.flatMap(({ preview }) => preview.lists)
  print(
    section(
      "Lists",
      lists.map(({ name, category, archived }) => [name, category, archived ? "archived" : ""]),
    ),
  )
  print(
    section(
      "People",
      people.map(({ name, username }) => [name, username, "becomes a placeholder"]),
    ),
  )
  print(
    section(
      "It would leave out",
      leftOut.map(({ what, count, examples }) => [
        String(count),
        leftOutName(what),
        `${leftOutReason(what)} For example: ${examples.join("; ")}`,
      ]),
    ),
  )
  if (notices.length > 0)
    print(
      section(
        "Look at",
        notices.map(notice => [noticeSentence(notice)]),
      ),
    )
  print(
    section(
      "Note",
      warnings.map(warning => [warningSentence(warning)]),
    ),
  )
}

function section(title: string, rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? `${title}: nothing\n` : `${title}:\n${table(rows)}\n`
}
