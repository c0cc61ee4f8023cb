import { closeSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs"
import { writeAll } from "./tar.ts"

/**
 * Writes pieces of text as a file in one step: they go to a file beside it, which takes its place when all of it is on
 * disk. If anything fails, what was there stays, and the error is thrown.
 */
export function replaceFile(path: string, pieces: Iterable<string>): void {
  const beside = `${path}.part`
  const file = openSync(beside, "wx", 0o666)
  try {
    try {
      for (const piece of pieces) writeAll(file, Buffer.from(piece))
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(beside, path)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}
