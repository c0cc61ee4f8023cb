import { randomBytes } from "node:crypto"
import { readFile, stat } from "node:fs/promises"
import { resolve } from "node:path"
import type { CommandWorld } from "./command-line/command.ts"
import { openPieces, whyUnreadable } from "./store/open-pieces.ts"
import { runCommandLine } from "./command-line/commands.ts"

/* The composition root of the command line: `pnpm weft COMMAND …`. */
const world: CommandWorld = {
  readFile: readBounded,
  openFile: openPieces,
  print: line => console.log(line),
  complain: line => console.error(line),
  progress: showProgress,
  dataFolder: resolve(process.env["WEFT_DATA"] ?? ".weft"),
  now: () => Date.now(),
  createName: () => randomBytes(12).toString("base64url"),
}

process.exitCode = await runCommandLine(process.argv.slice(2), world)

/** Shows a line in place of the one before, as wide as the terminal at most. */
function showProgress(text: string): void {
  if (!process.stderr.isTTY) return
  process.stderr.write(`\r\u001b[K${text.slice(0, process.stderr.columns - 1)}`)
}

async function readBounded(path: string, mostBytes: number): Promise<Uint8Array | string> {
  try {
    const { size } = await stat(path)
    if (size > mostBytes) return `The file is larger than ${mostBytes / 1024 / 1024} MB.`
    return await readFile(path)
  } catch (error) {
    return whyUnreadable(error)
  }
}
