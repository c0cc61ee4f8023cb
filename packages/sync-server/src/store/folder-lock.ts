import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { isBusy } from "./sqlite-errors.ts"

/** The file in a data folder that only the relay that runs on it has open. */
export const LOCK_FILE = "relay.lock"

/** Another relay is running on the data folder. */
export class FolderInUse extends Error {}

/**
 * Takes the data folder for this process, and returns what gives it back.
 * Throws {@link FolderInUse} where another relay has it: two would hand out
 * the same sequences. The lock is one of the operating system's, held through
 * a database that nothing else opens, so it ends with the process however that
 * ends.
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, LOCK_FILE))
  try {
    lock.exec("PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE")
  } catch (error) {
    lock.close()
    if (isBusy(error)) throw new FolderInUse(`another relay is running on ${folder}`)
    throw error
  }
  return () => lock.close()
}
