import { join, resolve } from "node:path"
import { workspaceFileLines } from "@weft/model/exchange/workspace-file"
import { contentsOf } from "@weft/model/replica/contents"
import type { DocumentContents } from "@weft/model/schema/stored"
import type { LogReader } from "../store/log-reader.ts"
import { copyInto, isEmptyFolder, openFolder, writeLines, type OpenedFolder } from "../store/open-files.ts"
import { errorLine, readArguments } from "./arguments.ts"
import { DONE, FAILED, type Command, type CommandWorld } from "./command.ts"

const HELP = `pnpm weft export --to FOLDER

Writes everything that Weft keeps as open files into a new folder. The relay may go on running.

  WORKSPACE/workspace.weft  all documents, one line of JSON for each part; Weft reads it again and merges it
  WORKSPACE/log.jsonl       who wrote what when: { document, epoch, fromSeq, seq, author, at, bytes }
  WORKSPACE/files.jsonl     attached files: { space, hash, size, type, person, at }
  WORKSPACE/files/HASH      their content
  rights/TABLE.jsonl        members, rights, invitations and the audit log
  people.jsonl              accounts, without what they sign in with

The exit status is 1 when a document could not be written; the others are all the same.`

/** How many rows of history are read at a time. */
const PAGE_ROWS = 1_000

const FILES = "files.sqlite"
const RIGHTS = "access.sqlite"
const ACCOUNTS = "accounts.sqlite"

export const exportCommand: Command = {
  name: "export",
  summary: "writes everything as open files, while the relay runs",
  help: HELP,
  run,
}

async function run(args: readonly string[], world: CommandWorld): Promise<number> {
  const read = readArguments(args, { words: { least: 0, most: 0 }, hasTo: true }, HELP, world)
  if (typeof read === "number") return read
  const target = resolve(read.to!)
  const failed = (line: string) => {
    world.progress("")
    world.complain(line)
    return FAILED
  }
  try {
    if (!isEmptyFolder(target)) return failed(`${target} is not empty. Name a new folder.`)
    const source = openFolder(world.dataFolder)
    if (source === null) return failed(`${world.dataFolder} is no data folder of Weft.`)
    const status = exportAll(source, target, world)
    source.close()
    return status
  } catch (error) {
    return failed(`Not everything was written: ${errorLine(error)}.`)
  }
}

function exportAll(source: OpenedFolder, target: string, world: CommandWorld): number {
  const workspaces = Map.groupBy(source.log.documents(""), name => name.split("/")[0]!)
  let lacking = 0
  for (const [workspace, documents] of workspaces) {
    const lacks = (document: string, why: string) => {
      lacking += 1
      world.progress("")
      world.complain(`${document} is not in the export: ${why}.`)
    }
    const contents = contentsOfAll(source.log, workspace, documents, lacks, world)
    const lines = workspaceFileLines({ workspace, at: world.now() }, contents)
    writeLines(join(target, workspace, "workspace.weft"), lines)
    writeLines(join(target, workspace, "log.jsonl"), logLines(source.log, documents, lacks))
    exportFiles(source, workspace, join(target, workspace), world, lacks)
  }
  for (const table of source.tables(RIGHTS))
    writeLines(join(target, "rights", `${table}.jsonl`), jsonLines(source.rows(RIGHTS, table, "all")))
  const people = source.rows(ACCOUNTS, "user", ["id", "name", "email", "createdAt"])
  writeLines(join(target, "people.jsonl"), jsonLines(people))
  world.progress("")
  world.print(`${target} has ${workspaces.size} workspaces.`)
  return lacking === 0 ? DONE : FAILED
}

type Lacks = (document: string, why: string) => void

function* contentsOfAll(
  log: LogReader,
  workspace: string,
  documents: readonly string[],
  lacks: Lacks,
  world: CommandWorld,
): Generator<DocumentContents> {
  for (const document of documents) {
    world.progress(`Writing ${document}`)
    const stored = log.read(document)
    if (stored.state === "quarantined") {
      lacks(document, stored.detail)
      continue
    }
    const updates = [stored.snapshot?.bytes ?? new Uint8Array(), ...stored.rows.map(row => row.bytes)]
    try {
      yield contentsOf(document.slice(workspace.length + 1), updates)
    } catch (error) {
      lacks(document, errorLine(error))
    }
  }
}

function* logLines(log: LogReader, documents: readonly string[], lacks: Lacks): Generator<string> {
  for (const document of documents) {
    try {
      for (let seq = 0; ;) {
        const rows = log.readHistory(document, seq, PAGE_ROWS)
        for (const { bytes, ...row } of rows)
          yield `${JSON.stringify({ document, ...row, bytes: Buffer.from(bytes).toString("base64") })}\n`
        if (rows.length === 0) break
        seq = rows.at(-1)!.seq
      }
    } catch (error) {
      lacks(`the history of ${document}`, errorLine(error))
    }
  }
}

function exportFiles(
  source: OpenedFolder,
  workspace: string,
  target: string,
  { dataFolder, progress }: CommandWorld,
  lacks: Lacks,
): void {
  const columns = ["workspace", "space", "hash", "size", "type", "person", "at"]
  const rows = [...source.rows(FILES, "file", columns)].filter(row => row["workspace"] === workspace)
  writeLines(join(target, "files.jsonl"), jsonLines(rows))
  for (const hash of new Set(rows.map(row => String(row["hash"])))) {
    progress(`Writing the file ${hash}`)
    if (!copyInto(join(dataFolder, "files", hash.slice(0, 2), hash), join(target, "files", hash)))
      lacks(`the file ${hash}`, "its content is not there")
  }
}

function* jsonLines(rows: Iterable<unknown>): Generator<string> {
  for (const row of rows) yield `${JSON.stringify(row)}\n`
}
