import { randomBytes } from "node:crypto"
import { open, readFile, stat } from "node:fs/promises"
import { resolve } from "node:path"
import { createGunzip } from "node:zlib"
import type { CommandWorld } from "./command-line/command.ts"
import { runCommandLine } from "./command-line/commands.ts"

/* The composition root of the command line: `pnpm weft COMMAND …`. */
const world: CommandWorld = {
  readFile: readBounded,
  openFile,
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

/** Opens a file to be read piece by piece; what is packed with gzip is unpacked on the way. */
async function openFile(path: string): Promise<AsyncIterable<Uint8Array> | string> {
  try {
    const file = await open(path)
    const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0).catch(async (error: unknown) => {
      await file.close()
      throw error
    })
    const bytes = file.createReadStream({ start: 0, highWaterMark: 256 * 1024 })
    if (bytesRead < 2 || buffer[0] !== 0x1f || buffer[1] !== 0x8b) return bytes
    const unpacked = createGunzip({ chunkSize: 256 * 1024 })
    bytes.on("error", error => unpacked.destroy(error))
    return bytes.pipe(unpacked)
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
