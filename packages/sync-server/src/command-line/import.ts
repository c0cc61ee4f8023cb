import type { SpaceId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { MAX_FILE_BYTES } from "@weft/model/exchange/file-text"
import type { ForeignBoard } from "@weft/model/exchange/board/board"
import { previewBoard, type ImportPreview } from "@weft/model/exchange/board/preview"
import { readTrello } from "@weft/model/exchange/trello/read"
import { boardSpaceId } from "@weft/model/exchange/board/target"
import { emptyTables } from "@weft/model/schema/snapshot"
import { DONE, FAILED, MISUSED, type Command, type CommandWorld } from "./command.ts"
import { countName, leftOutName, leftOutReason, refusalSentence, warningSentence } from "./import-sentences.ts"
import { table } from "./table.ts"

const HELP = `pnpm weft import FILE... [--json]

Says what importing each file into a new space would make, and what it would leave out and why. Nothing is written.

Files: exports of Trello boards (JSON).

  --json  one line of JSON a file: { file, kind, makes, leftOut, people, warnings },
          or { file, error } for one that cannot be read.

The exit status is 1 when a file could not be read; the others are done all the same.`

export const importCommand: Command = {
  name: "import",
  summary: "says what importing files would make and leave out",
  help: HELP,
  run,
}

async function run(args: readonly string[], world: CommandWorld): Promise<number> {
  const unknown = args.find(argument => argument.startsWith("-") && argument !== "--json")
  const files = args.filter(argument => !argument.startsWith("-"))
  if (unknown !== undefined || files.length === 0) {
    world.complain(`${unknown === undefined ? "No file is named." : `There is no option ${unknown}.`}\n\n${HELP}`)
    return MISUSED
  }
  const show = args.includes("--json") ? showAsJson : showAsText
  let status = DONE
  for (const file of files) {
    const read = await readBoard(file, world)
    show(file, read, world)
    if (!("error" in read)) continue
    world.complain(`${file}: ${read.error}`)
    status = FAILED
  }
  return status
}

type Read = { readonly board: ForeignBoard; readonly preview: ImportPreview } | { readonly error: string }

async function readBoard(file: string, world: CommandWorld): Promise<Read> {
  const bytes = await world.readFile(file, MAX_FILE_BYTES)
  if (typeof bytes === "string") return { error: bytes }
  const board = readTrello(bytes)
  if (isRefusal(board)) return { error: refusalSentence(board) }
  return { board, preview: previewBoard(board, emptySnapshot(boardSpaceId(board))) }
}

function emptySnapshot(space: SpaceId) {
  return { ...emptyTables(), space }
}

function showAsJson(file: string, read: Read, { print }: CommandWorld): void {
  if ("error" in read) return print(JSON.stringify({ file, error: read.error }))
  const { counts, leftOut, people, warnings } = read.preview
  print(
    JSON.stringify({
      file,
      kind: "trello",
      makes: counts,
      leftOut: leftOut.map(({ what, count, examples }) => ({ what, count, reason: leftOutReason(what), examples })),
      people: people.map(({ name, username, becomes }) => ({ name, username, becomes })),
      warnings: warnings.map(warningSentence),
    }),
  )
}

function showAsText(file: string, read: Read, { print }: CommandWorld): void {
  if ("error" in read) return
  const { board, preview } = read
  const counts = Object.entries(preview.counts).filter(([, count]) => count > 0)
  print(`${file}: the Trello board "${board.name}"`)
  print(
    section(
      "It would make",
      counts.map(([kind, count]) => [String(count), countName(kind, count)]),
    ),
  )
  print(
    section(
      "Lists",
      preview.lists.map(({ name, category, archived }) => [name, category, archived ? "archived" : ""]),
    ),
  )
  print(
    section(
      "People",
      preview.people.map(({ name, username }) => [name, username, "becomes a placeholder"]),
    ),
  )
  print(
    section(
      "It would leave out",
      preview.leftOut.map(({ what, count, examples }) => [
        String(count),
        leftOutName(what),
        `${leftOutReason(what)} For example: ${examples.join("; ")}`,
      ]),
    ),
  )
  print(
    section(
      "Note",
      preview.warnings.map(warning => [warningSentence(warning)]),
    ),
  )
}

function section(title: string, rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? `${title}: nothing\n` : `${title}:\n${table(rows)}\n`
}
