import type { SpaceId, WorkspaceId } from "@weft/model/base/ids"

/**
 * What a tab and the files worker say to each other over a port. The worker keeps the bytes of files that the relay does
 * not have yet, and brings them there; the records that name them are written by the tab, as all others.
 */
export type ToFileWorker =
  /** The first message of a tab: which workspace it shows. */
  | { readonly do: "open"; readonly workspace: WorkspaceId }
  /** Whether the relay that serves the page can be asked for this workspace now. */
  | { readonly do: "reach"; readonly isReachable: boolean }
  /** Reads a file and keeps it until the relay has it; answered by `KeptFile`, with `reading` on the way. */
  | {
      readonly do: "keep"
      readonly request: number
      readonly space: SpaceId
      readonly name: string
      readonly file: Blob
    }
  /** The bytes of a file that waits here; answered by a blob, or by null. */
  | { readonly do: "read"; readonly request: number; readonly space: SpaceId; readonly hash: string }
  /** Forgets a file that waits, or that waits to be noted. */
  | { readonly do: "drop"; readonly space: SpaceId; readonly hash: string }
  /** Tries a file again that the relay refused. */
  | { readonly do: "retry"; readonly space: SpaceId; readonly hash: string }
  | { readonly do: "bye" }

export type FromFileWorker =
  /** All files of the workspace that wait, and how many of others do, whenever something about them changes. */
  | { readonly tell: "waiting"; readonly files: readonly WaitingFile[]; readonly elsewhere: number }
  /** How much of a file that is to be kept has been read, in bytes. */
  | { readonly tell: "reading"; readonly request: number; readonly bytes: number }
  | { readonly tell: "answer"; readonly request: number; readonly value: unknown }
  | { readonly tell: "refused"; readonly request: number; readonly reason: KeepRefusal }

/** Why a file could not be kept on this device. */
export type KeepRefusal = "device-full" | "disk-full" | "no-database" | "unreadable" | "no-worker"

/** A file that was read and lies in this device's database now. */
export interface KeptFile {
  readonly hash: string
  readonly size: number
}

/** A file whose bytes lie on this device, or lay here until a moment ago. */
export interface WaitingFile {
  readonly space: SpaceId
  readonly hash: string
  readonly name: string
  /** In bytes. */
  readonly size: number
  readonly upload: UploadState
}

export type UploadState =
  | { readonly state: "waits" }
  /** So many bytes of it have arrived. */
  | { readonly state: "sends"; readonly sent: number }
  /** The relay would not have it. `most` is the bound in bytes, where there is one. */
  | { readonly state: "refused"; readonly reason: UploadRefusal; readonly most: number | null }
  /** The relay keeps it; the bytes are gone from here. It stays until its attachments say so. */
  | { readonly state: "stored" }

export const UPLOAD_REFUSALS = ["too-large", "quota", "forbidden", "damaged"] as const
export type UploadRefusal = (typeof UPLOAD_REFUSALS)[number]
