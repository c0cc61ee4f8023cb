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
