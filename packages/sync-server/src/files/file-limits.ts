/** What files may take. */
export interface FileLimits {
  /** The largest file, in bytes. */
  readonly fileBytes: number
  /** The most that one workspace may keep, in bytes. */
  readonly workspaceBytes: number
  /** How many uploads one person may have begun at a time. */
  readonly uploads: number
  /** How long an upload may rest before what has come of it is thrown away, in milliseconds. */
  readonly uploadMillis: number
  /** How long a file stays that nothing refers to any more, in milliseconds: undo and late devices may bring the reference back. */
  readonly unusedMillis: number
}

const DAY_MILLIS = 24 * 60 * 60 * 1000

export const FILE_LIMITS: FileLimits = {
  fileBytes: 256 * 1024 * 1024,
  workspaceBytes: 20 * 1024 * 1024 * 1024,
  uploads: 32,
  uploadMillis: 2 * DAY_MILLIS,
  unusedMillis: 30 * DAY_MILLIS,
}
