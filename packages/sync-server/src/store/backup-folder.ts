import { createHash, type Hash } from "node:crypto"
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs"
import { dirname, join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { databasesOf, filesOf, syncFolder } from "./data-folder.ts"
import { LOG_FILE } from "./sqlite-store.ts"
import { chunksOf, TarWriter } from "./tar.ts"
import { BUSY_MILLIS } from "./tables.ts"

/** The last file of a backup: what is in it, and with what hashes. A backup without one was cut off. */
export const MANIFEST = "weft-backup.json"

const FORMAT = 1

export interface Manifest {
  /** The format of the backup. */
  readonly weft: number
  /** When it was begun, in milliseconds since 1970. */
  readonly at: number
  readonly files: readonly { readonly name: string; readonly size: number; readonly sha256: string }[]
}

/** Whether this build can read a backup of the format. */
export function isKnownFormat({ weft }: Manifest): boolean {
  return weft === FORMAT
}

/** Why there is no backup. */
export interface NoBackup {
  readonly refused: "no-data" | "exists"
}

/**
 * Copies a data folder into one archive, also while a relay runs on it. Each
 * database is copied as it is at one moment, the log first, so everything that
 * was acknowledged before this began is in it. The archive appears under its
 * name when it is whole and on disk.
 */
export function backUpFolder(
  folder: string,
  toFile: string,
  at: number,
  progress: (name: string) => void,
): Manifest | NoBackup {
  if (!existsSync(join(folder, LOG_FILE))) return { refused: "no-data" }
  if (existsSync(toFile)) return { refused: "exists" }
  const staging = `${toFile}.partial`
  rmSync(staging, { recursive: true, force: true })
  mkdirSync(staging, { recursive: true, mode: 0o700 })
  try {
    const archive = join(staging, "archive")
    const manifest = writeArchive(folder, staging, archive, at, progress)
    renameSync(archive, toFile)
    syncFolder(dirname(toFile))
    return manifest
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

function writeArchive(
  folder: string,
  staging: string,
  archive: string,
  at: number,
  progress: (name: string) => void,
): Manifest {
  const tar = new TarWriter(archive)
  const files: Manifest["files"][number][] = []
  for (const name of databasesOf(folder)) {
    progress(name)
    const copy = join(staging, name)
    copyDatabase(join(folder, name), copy)
    files.push(addFile(tar, name, copy, at)!)
    rmSync(copy)
  }
  for (const name of filesOf(folder)) {
    progress(name)
    const added = addFile(tar, name, join(folder, name), at)
    if (added !== null) files.push(added)
  }
  const manifest = { weft: FORMAT, at, files }
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)
  tar.add(MANIFEST, bytes.length, at, [bytes])
  tar.end()
  return manifest
}

function copyDatabase(from: string, to: string): void {
  const database = new DatabaseSync(from, { readOnly: true, timeout: BUSY_MILLIS })
  try {
    database.prepare("VACUUM INTO ?").run(to)
  } finally {
    database.close()
  }
}

/** Adds a file, or returns null where it has gone meanwhile: then nothing refers to it any more. */
function addFile(tar: TarWriter, name: string, path: string, at: number): Manifest["files"][number] | null {
  let file: number
  try {
    file = openSync(path, "r")
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null
    throw error
  }
  try {
    const { size } = fstatSync(file)
    const hash = createHash("sha256")
    tar.add(name, size, at, hashed(chunksOf(file, size), hash))
    return { name, size, sha256: hash.digest("hex") }
  } finally {
    closeSync(file)
  }
}

/** Passes chunks on, and has their hash when they are through. */
export function* hashed(chunks: Iterable<Uint8Array>, hash: Hash): Generator<Uint8Array> {
  for (const chunk of chunks) {
    hash.update(chunk)
    yield chunk
  }
}
