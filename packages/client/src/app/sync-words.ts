import type { FileCounts } from "../data/files/resume-files.ts"
import type { SyncReport } from "../data/messages.ts"
import type { SyncState } from "../parts/sync-state.ts"

const REASONS = { "no-database": "storageClosed", "disk-full": "storageFull", "database-lost": "unknown" } as const

/**
 * The one state that the sidebar shows: the worst that is true. "Synced" only when the relay has everything on disk, files
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
