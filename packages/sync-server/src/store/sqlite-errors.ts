const BUSY = 5
const READ_ONLY = 8
const IO_FAILED = 10
const CORRUPT = 11
const FULL = 13
const NOT_A_DATABASE = 26
const FSYNC_FAILED = 1034
const FOLDER_FSYNC_FAILED = 1290

/** Whether another connection holds the lock that was asked for. */
export function isBusy(error: unknown): boolean {
  return primaryCode(error) === BUSY
}

/** Whether pages of the file do not make sense. */
export function isCorrupt(error: unknown): boolean {
  const code = primaryCode(error)
  return code === CORRUPT || code === NOT_A_DATABASE
}

/** Whether the disk takes no writes at the moment: it is full, fails or may not be written to. */
export function isDiskUnwilling(error: unknown): boolean {
  const code = primaryCode(error)
  return code === FULL || code === IO_FAILED || code === READ_ONLY
}

/** Whether the operating system could not bring what was written to the disk. */
export function isFlushFailure(error: unknown): boolean {
  const code = extendedCode(error)
  return code === FSYNC_FAILED || code === FOLDER_FSYNC_FAILED
}

/** SQLite's result code without the extension, or null for an error that is not SQLite's. */
function primaryCode(error: unknown): number | null {
  const code = extendedCode(error)
  return code === null ? null : code & 0xff
}

function extendedCode(error: unknown): number | null {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number" ? error.errcode : null
}
