import type { DocumentPath } from "@weft/model/schema/change"
import type { WrittenBeside } from "@weft/model/replica/document-replica"
import type { ColumnarRows, SaidPiece } from "../messages.ts"
import type { Level } from "./documents.ts"

/** Where the databases of this device lie. */
export interface Disk {
  /**
   * Opens a database, which is made if it is missing. Rejects where there is none to be had. `lost` is called once, if it
   * goes away before it is closed here.
   */
  open(name: string, lost: () => void): Promise<DiskConnection>
  /** Removes a database from this device. */
  remove(name: string): Promise<void>
}

/** One open database. What has been written is seen by every later read. */
export interface DiskConnection {
  /**
   * Does all of it in order in one transaction, and resolves when that is on disk: a crash keeps all or nothing. Rejects
   * where nothing was written, with a `QuotaExceededError` where the disk is full.
   */
  write(batch: readonly Write[]): Promise<void>
  /** Everything that is small and known from the start. */
  readWorkspace(): Promise<StoredWorkspace>
  /** What is kept of documents, in one transaction. A document that is not kept may be left out. */
  readDocuments(paths: readonly DocumentPath[]): Promise<ReadonlyMap<DocumentPath, StoredLog>>
  /** The rows of documents as they were last seen, where they are kept. */
  readRows(paths: readonly DocumentPath[]): Promise<Map<DocumentPath, ColumnarRows>>
  close(): void
}

/** What is kept of a document: a snapshot and what came after it, oldest first. */
export interface StoredDocument {
  readonly updates: readonly Uint8Array[]
  /** Up to where these contain what a relay has. */
  readonly level: Level | null
}

/** What is kept of a document, and how much of it has come after the snapshot. */
export interface StoredLog extends StoredDocument {
  readonly logged: { readonly records: number; readonly bytes: number }
}

/** An update that the relay has not acknowledged. Without bytes it stands for all that the document holds. */
export interface Unsent {
  readonly id: number
  readonly document: DocumentPath
  readonly bytes: Uint8Array
  /** What its bytes do not say; not there where they are not the write of a replica here. */
  readonly beside?: WrittenBeside
  /** How far this device's clock was taken to be behind the relay's when it was stamped, in milliseconds. */
  readonly clockOffset?: number
  /** Whether it was found in the document and is no single thing that somebody did, so that it may be cut anywhere. */
  readonly isFound?: true
}

/** Bytes that are not in use, kept for whoever can make something of them. */
export interface SetAside {
  readonly document: DocumentPath
  readonly reason: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly bytes: Uint8Array
  /** Of refused work: what it said. */
  readonly said?: readonly SaidPiece[]
  /** Of refused work: the stamps of its actions, so that undoing one of them can say so. */
  readonly stamps?: readonly number[]
}

/** What a worker needs to know before it opens a document. */
export interface StoredWorkspace {
  readonly meta: ReadonlyMap<string, unknown>
  readonly documents: ReadonlySet<DocumentPath>
  readonly unsent: readonly Unsent[]
  readonly setAside: readonly SetAside[]
}

/** One thing to write. All of a batch are written in one transaction, in order. */
export type Write =
  | { readonly write: "append"; readonly document: DocumentPath; readonly bytes: Uint8Array }
  | { readonly write: "fold"; readonly document: DocumentPath; readonly bytes: Uint8Array }
  /** Everything that is kept of a document goes from this device. */
  | { readonly write: "drop"; readonly document: DocumentPath }
  | { readonly write: "unsent"; readonly unsent: Unsent }
  | { readonly write: "sent"; readonly ids: readonly number[] }
  | { readonly write: "rows"; readonly document: DocumentPath; readonly rows: ColumnarRows }
  | { readonly write: "set-aside"; readonly setAside: SetAside }
  /** Of what was set aside only this is kept. */
  | { readonly write: "keep-aside"; readonly kept: readonly SetAside[] }
  | { readonly write: "meta"; readonly key: string; readonly value: unknown }

/** What the key of a document's level in `meta` starts with. */
export const LEVEL = "level "
