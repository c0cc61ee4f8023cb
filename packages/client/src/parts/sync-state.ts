import type { FileCounts } from "../data/files/resume-files.ts"
import type { SyncReport } from "../data/messages.ts"
import type { Catalogue } from "../text/index.ts"

/** How far this device's changes have come. "synced" is said only once the relay has them on disk. */
export type SyncState =
  | { readonly state: "synced" }
  | { readonly state: "saving" }
  /** All that was written is on the relay's disk, but not so many files that were attached. */
  | { readonly state: "files"; readonly files: number }
  | { readonly state: "connecting" }
  | { readonly state: "local-only" }
  | { readonly state: "offline"; readonly changes: number }
  /** The relay is there and cannot write: what was changed since waits on this device. */
  | { readonly state: "relay-full"; readonly changes: number }
  | { readonly state: "signed-out"; readonly changes: number }
  | { readonly state: "refused"; readonly changes: number }
  | { readonly state: "not-saved"; readonly reason: keyof Catalogue["sync"]["reasons"] }

const REASONS = { "no-database": "storageClosed", "disk-full": "storageFull", "database-lost": "unknown" } as const

/**
 * The one state that is shown: the worst that is true. "Synced" only when the relay has everything on disk, files
 * included.
 */
export function syncStateOf(report: SyncReport, files: FileCounts): SyncState {
  const { storage, relay, unsent, refused } = report
  if (refused > 0) return { state: "refused", changes: refused }
  if (typeof storage === "object" && relay.state !== "online")
    return { state: "not-saved", reason: REASONS[storage.memory] }
  switch (relay.state) {
    case "none":
      return storage === "saving" ? { state: "saving" } : { state: "local-only" }
    case "connecting":
      return unsent > 0 ? { state: "offline", changes: unsent } : { state: "connecting" }
    case "stopped":
      if (relay.reason === "signed-out") return { state: "signed-out", changes: unsent }
      return { state: "offline", changes: unsent }
    case "offline":
      return { state: "offline", changes: unsent }
    case "online":
      if (unsent > 0 && report.isRelayFull) return { state: "relay-full", changes: unsent }
      if (unsent > 0 || storage === "saving") return { state: "saving" }
      return files.waiting + files.refused > 0
        ? { state: "files", files: files.waiting + files.refused }
        : { state: "synced" }
  }
}

/** Whether two states are shown alike. */
export function sameSyncState(left: SyncState, right: SyncState): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
