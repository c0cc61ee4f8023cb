import { createHash } from "node:crypto"
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from "node:fs"
import { dirname, join, normalize, sep } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { hashed, isKnownFormat, MANIFEST, type Manifest } from "./backup-folder.ts"
import { isInUse, syncFolder } from "./data-folder.ts"
import { LOG_FILE } from "./sqlite-store.ts"
import { BrokenTar, readTar, writeAll, type TarEntry } from "./tar.ts"
import { commitDurably, renameHistory } from "./tables.ts"

/** Why nothing was restored. Nothing is left behind then. */
export type NotRestored =
  | { readonly refused: "in-use" | "not-empty" | "no-backup" | "cut-off" | "newer" }
  | { readonly refused: "damaged"; readonly name: string }

/**
 * Makes a data folder of a backup. It appears under its name when all of it is
 * there, has the hashes of the backup's manifest and is on disk.
 *
 * The log gets a new history: clients that had more than the backup has would
 * else take what is written next for what they know already. They say what they
 * have instead, and bring it.
 */
export function restoreFolder(
  backup: string,
  folder: string,
  history: string,
  progress: (name: string) => void,
): Manifest | NotRestored {
  const refused = whyNotInto(folder)
  if (refused !== null) return refused
  const staging = `${folder}.partial`
  rmSync(staging, { recursive: true, force: true })
  mkdirSync(staging, { recursive: true })
  try {
    const manifest = extract(backup, staging, progress)
    if ("refused" in manifest) return manifest
    beginHistory(join(staging, LOG_FILE), history)
    syncFolder(staging)
    renameSync(staging, folder)
    syncFolder(dirname(folder))
    return manifest
  } catch (error) {
    if (error instanceof BrokenTar) return { refused: "cut-off" }
    throw error
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

function whyNotInto(folder: string): NotRestored | null {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return null
  return { refused: isInUse(folder) ? "in-use" : "not-empty" }
}

function extract(backup: string, folder: string, progress: (name: string) => void): Manifest | NotRestored {
  const hashes = new Map<string, string>()
  let manifest: Manifest | null = null
  for (const entry of entriesOf(backup)) {
    progress(entry.name)
    if (entry.name === MANIFEST) manifest = JSON.parse(textOf(entry)) as Manifest
    else hashes.set(entry.name, write(entry, folder))
  }
  if (manifest === null) return { refused: hashes.has(LOG_FILE) ? "cut-off" : "no-backup" }
  if (!isKnownFormat(manifest)) return { refused: "newer" }
  const wrong = manifest.files.find(({ name, sha256 }) => hashes.get(name) !== sha256)
  return wrong === undefined ? manifest : { refused: "damaged", name: wrong.name }
}

/** The files of a backup; none where it is no archive at all. */
function* entriesOf(backup: string): Generator<TarEntry> {
  let isFirst = true
  try {
    for (const entry of readTar(backup)) {
      isFirst = false
      yield entry
    }
  } catch (error) {
    if (!(error instanceof BrokenTar) || !isFirst) throw error
  }
}

function textOf({ chunks }: TarEntry): string {
  return Buffer.concat([...chunks]).toString()
}

/** Writes a file of the backup and returns its hash. Throws for a name that would lead out of the folder. */
function write({ name, chunks }: TarEntry, folder: string): string {
  const path = join(folder, normalize(name))
  if (!path.startsWith(folder + sep)) throw new BrokenTar(`${name} is no file of a data folder`)
  mkdirSync(dirname(path), { recursive: true })
  const hash = createHash("sha256")
  const file = openSync(path, "wx", 0o600)
  try {
    for (const chunk of hashed(chunks, hash)) writeAll(file, chunk)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  return hash.digest("hex")
}

function beginHistory(file: string, history: string): void {
  const database = new DatabaseSync(file)
  try {
    commitDurably(database)
    renameHistory(database, history)
  } finally {
    database.close()
  }
}
