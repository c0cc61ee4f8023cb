import { closeSync, fsyncSync, openSync, readdirSync } from "node:fs"
import { join, relative } from "node:path"
import { FolderInUse, LOCK_FILE, lockFolder } from "./folder-lock.ts"
import { LOG_FILE } from "./sqlite-store.ts"

/** Uploads that are not whole yet belong to nothing, and are asked for again. */
const INCOMING = join("files", "incoming")

/** The databases of a data folder; the log first, since the others may know more than it and never less. */
export function databasesOf(folder: string): string[] {
  const names = readdirSync(folder).filter(name => name.endsWith(".sqlite"))
  return names.toSorted((left, right) => Number(right === LOG_FILE) - Number(left === LOG_FILE))
}

/** All other files of a data folder, by their paths in it. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name !== LOCK_FILE && !/\.sqlite(-wal|-shm|-journal)?$/.test(entry.name))
    .map(entry => relative(folder, join(entry.parentPath, entry.name)))
    .filter(path => !path.startsWith(INCOMING))
    .toSorted()
}

/** Whether a relay is running on a folder. */
export function isInUse(folder: string): boolean {
  if (!readdirSync(folder).includes(LOCK_FILE)) return false
  try {
    lockFolder(folder)()
    return false
  } catch (error) {
    if (error instanceof FolderInUse) return true
    throw error
  }
}

/** Makes what was created or renamed in a folder outlive a power cut. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, "r")
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
