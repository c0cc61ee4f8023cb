import { readFile, stat } from "node:fs/promises"
import type { CommandWorld } from "./command-line/command.ts"
import { runCommandLine } from "./command-line/commands.ts"

/* The composition root of the command line: `pnpm weft COMMAND …`. */
const world: CommandWorld = {
  readFile: readBounded,
  print: line => console.log(line),
  complain: line => console.error(line),
}

process.exitCode = await runCommandLine(process.argv.slice(2), world)

async function readBounded(path: string, mostBytes: number): Promise<Uint8Array | string> {
  try {
    const { size } = await stat(path)
    if (size > mostBytes) return `The file is larger than ${mostBytes / 1024 / 1024} MB.`
    return await readFile(path)
  } catch (error) {
    return whyUnreadable(error)
  }
}

function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error)
  if (code === "ENOENT") return "There is no such file."
  if (code === "EISDIR") return "This is a folder. Name the files in it."
  return code === "EACCES" ? "The file may not be read." : `The file cannot be read (${code}).`
}
