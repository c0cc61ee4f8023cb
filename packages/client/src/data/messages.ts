import type { MemberId, WorkspaceId, SpaceId } from "@weft/model/base/ids"
import type { Change, DocumentPath } from "@weft/model/schema/change"
import type { KindName } from "@weft/model/schema/kinds"
import type { RowPatch } from "@weft/model/schema/patch"
import type { Inverse } from "@weft/model/schema/undo"
import type { Rights } from "./rights.ts"
import type { UnsafeDocuments } from "./safety.ts"

/**
 * What a tab and the data worker say to each other over a MessagePort, in order. The worker holds the documents; a tab
 * holds plain rows. A tab writes by sending changes under a number of its own; the answer carries that number and the
 * rows as the replica reads them, which then are the truth for every field that the action touched.
 */
export type ToWorker =
  /** The first message of a tab. A tab has one workspace open at a time; opening another replaces it. */
  | {
      readonly do: "open"
      readonly workspace: WorkspaceId
      readonly relay: string | null
      readonly tab: string
      /** That the tab holds the lock of its name, by which its end is noticed. Added by `openData`. */
      readonly locked?: true
    }
  /** Wants the rows of documents, now and as they change. Answered by one `rows` a path, as soon as each is read. */
  | { readonly do: "watch"; readonly paths: readonly DocumentPath[] }
  | { readonly do: "unwatch"; readonly paths: readonly DocumentPath[] }
  | { readonly do: "write"; readonly action: number; readonly changes: readonly Change[]; readonly me: MemberId }
  | { readonly do: "undo"; readonly action: number; readonly entry: UndoEntry; readonly me: MemberId }
  /** Says who works in this tab, once that is known: receipts and authorship go by it. */
  | { readonly do: "member"; readonly me: MemberId }
  /**
   * Somebody has signed in at the relay. With `setsAside` they go on although somebody else's unsent work is here, which
   * is kept as refused.
   */
  | { readonly do: "signed-in"; readonly setsAside?: boolean }
  /** Begins to sync this workspace with the relay that serves the page: all documents go there. */
  | { readonly do: "share"; readonly relay: string }
  /** What this tab shows of itself on a document: plain JSON up to 2 KB; `null` when it leaves. */
  | { readonly do: "present"; readonly path: DocumentPath; readonly state: unknown }
  /** Opens a text as a replica of this tab's own; answered by `text`, and by `text-update` as others write. */
  | { readonly do: "open-text"; readonly path: DocumentPath }
  /** `edition` is that of the text it was typed in; what belongs to an older one is set aside. */
  | {
      readonly do: "update-text"
      readonly path: DocumentPath
      readonly update: Uint8Array
      readonly edition: number
    }
  | { readonly do: "close-text"; readonly path: DocumentPath }
  | { readonly do: "list-workspaces"; readonly request: number }
  /** Removes a workspace from this device. */
  | { readonly do: "forget"; readonly request: number; readonly workspace: WorkspaceId }
  /** The whole workspace as one file that merges back in. */
  | { readonly do: "export"; readonly request: number }
  | { readonly do: "merge-file"; readonly request: number; readonly text: string }
  /** The plain descriptions of a space's items, by item, as far as they are on this device. */
  | { readonly do: "descriptions"; readonly request: number; readonly space: SpaceId }
  /** Looks for words in the texts on this device, see `SearchedTexts`; an empty query begins to read them. */
  | { readonly do: "search-texts"; readonly request: number; readonly query: string }
  /** The items of a space whose comments are on this device, by their ids. */
  | { readonly do: "commented-items"; readonly request: number; readonly space: SpaceId }
  /** What was set aside because it did not decode, or was refused, as a file. */
  | { readonly do: "export-set-aside"; readonly request: number }
  /** What the relay refused, as `RefusedWork[]`. */
  | { readonly do: "list-refused"; readonly request: number }
  /** What is not on the relay's disk yet, as `WaitingDocument[]`; `null` where another worker of this device sends it. */
  | { readonly do: "list-waiting"; readonly request: number }
  /** Who wrote what stands in fields of a record, as member ids, empty where nobody says. */
  | {
      readonly do: "who-wrote"
      readonly request: number
      readonly path: DocumentPath
      readonly kind: KindName
      readonly id: string
      readonly fields: readonly string[]
    }
  /** When records were edited last, in milliseconds since 1970, `null` for those that nobody has edited. */
  | {
      readonly do: "when-wrote"
      readonly request: number
      readonly path: DocumentPath
      readonly kind: KindName
      readonly ids: readonly string[]
    }
  /** Does away with all that the relay refused. */
  | { readonly do: "let-go-refused"; readonly request: number }
  /**
   * Asks to be told once everything written so far in a document, or in all where that is null, is on the relay's disk.
   * Refused with the relay's reason where some of it never will be, and with `not-shared` where there is no relay.
   */
  | { readonly do: "when-safe"; readonly request: number; readonly path: DocumentPath | null }
  | { readonly do: "bye" }

export type ToTab =
  /** The rows of one document, whole. `cached` rows come from the row cache and are followed by the document's own. */
  | { readonly tell: "rows"; readonly path: DocumentPath; readonly rows: ColumnarRows; readonly cached: boolean }
  /** Rows that changed by somebody else's write, another tab's, or a repair. */
  | { readonly tell: "patches"; readonly path: DocumentPath; readonly patches: readonly RowPatch[] }
  /** One's own write is in the documents (not yet on disk, see `sync`). */
  | {
      readonly tell: "written"
      readonly action: number
      readonly entry: UndoEntry
      readonly patches: readonly (readonly [DocumentPath, readonly RowPatch[]])[]
      /** Of an undo: what was left alone because somebody else wrote there since. */
      readonly leftAlone: readonly Change[]
      /** Of an undo: whether the relay had refused something of the step, so that there was nothing to take back. */
      readonly wasRefused: boolean
    }
  /** A write failed whole, with the reason to say; its rows go back to what stands. */
  | {
      readonly tell: "not-written"
      readonly action: number
      readonly reason: string
      readonly patches: readonly (readonly [DocumentPath, readonly RowPatch[]])[]
    }
  | { readonly tell: "sync"; readonly sync: SyncReport }
  /** What the person may do here, first and whenever it changes. */
  | { readonly tell: "rights"; readonly rights: Rights }
  /** The right to read a document was taken back: it is on this device no more. What was not sent is kept as refused. */
  | { readonly tell: "withdrawn"; readonly path: DocumentPath }
  | { readonly tell: "present"; readonly path: DocumentPath; readonly peer: string; readonly state: unknown }
  /** A text, whole: what the tab had of it before is of another edition and must not meet this. */
  | { readonly tell: "text"; readonly path: DocumentPath; readonly state: Uint8Array; readonly edition: number }
  | { readonly tell: "text-update"; readonly path: DocumentPath; readonly update: Uint8Array }
  | { readonly tell: "answer"; readonly request: number; readonly value: unknown }
  | { readonly tell: "refused"; readonly request: number; readonly reason: string; readonly detail: string }

/** What is kept of an action so that it can be taken back; survives a reload of the tab. */
export interface UndoEntry {
  readonly stamp: number
  readonly replica: string
  readonly inverses: readonly Inverse[]
}

/** How safe the work is, for the words of UX.md. Only what is true right now. */
export interface SyncReport {
  /** `memory`: no database, work is lost with the last tab. */
  readonly storage: "saved" | "saving" | { readonly memory: "no-database" | "disk-full" | "database-lost" }
  readonly relay:
    | { readonly state: "none" }
    | { readonly state: "connecting" | "offline" | "online" }
    /**
     * The relay will not have us: too old, or it said no. `of-another`: whoever is signed in there is not the person
     * whose unsent work is on this device.
     */
    | { readonly state: "stopped"; readonly reason: string }
  /** Updates that are not on the relay's disk yet. */
  readonly unsent: number
  /** How many of these are under way to it; the others are on this device alone. */
  readonly underWay: number
  /** Whether the relay can write nothing down at the moment, for example because its disk is full. It is tried again by itself. */
  readonly isRelayFull: boolean
  /** Of the documents that somebody here looks at, those whose work is not safe on the relay yet. */
  readonly unsafe: UnsafeDocuments
  /** How far the relay's clock is ahead of this device's, in milliseconds, where that is too much; else null. */
  readonly clockOffset: number | null
  /** Whether this build is too old to write here: it reads, and keeps what it has not sent. */
  readonly isTooOld: boolean
  /** Updates that the relay refused; kept, see `export-set-aside`. */
  readonly refused: number
  /** Documents whose stored or received bytes did not decode; their bytes are kept and the last good state is in use. */
  readonly damaged: readonly DocumentPath[]
}

/** What of one document is not on the relay's disk yet. */
export interface WaitingDocument {
  readonly document: DocumentPath
  /** Updates, of which so many are under way. */
  readonly changes: number
  readonly underWay: number
  readonly bytes: number
  /** When the first of them was made, in milliseconds since 1970, where that is known. */
  readonly since: number | null
}

/** Work of this device that the relay would not have. It is kept until its person lets go of it, or of the workspace on this device. */
export interface RefusedWork {
  readonly document: DocumentPath
  /** The relay's reason, see `NACK_REASONS`. */
  readonly reason: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly said: readonly SaidPiece[]
}

/** One thing that refused work said. `at` is when it was done, in milliseconds since 1970, where that is known. */
export type SaidPiece =
  | {
      readonly did: "made" | "set" | "added" | "removed"
      readonly kind: string
      readonly id: string
      /** The title or name of the record as it read here. */
      readonly name: string
      readonly field: string
      readonly value: unknown
      readonly at: number | null
    }
  /** A text as it read here: the description, or the body of the comment with that id. */
  | { readonly did: "wrote"; readonly id: string; readonly text: string }

/** Rows as columns: one array of ids, and an array a field that holds anything but its fallback. Cheap to clone and store. */
export interface ColumnarRows {
  readonly kinds: readonly {
    readonly kind: KindName
    readonly ids: readonly string[]
    readonly columns: Readonly<Record<string, readonly unknown[]>>
  }[]
}

/** A workspace that this device knows. */
export interface KnownWorkspace {
  readonly id: WorkspaceId
  readonly name: string
  readonly relay: string | null
  readonly me: MemberId | null
  readonly openedAt: number
}

/** The end of a channel to the data worker: a MessagePort, or its like in the same thread. */
export interface Port<Out, In> {
  readonly post: (message: Out, transfer?: Transferable[]) => void
  readonly listen: (receive: (message: In) => void) => void
  readonly close: () => void
}
