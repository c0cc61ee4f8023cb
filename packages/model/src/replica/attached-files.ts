import * as Y from "yjs"
import { stampTime } from "../base/hybrid-clock.ts"
import { attachments, isFileHash, type Attachment } from "../schema/attachment.ts"
import { isValues, readEntry } from "./entry.ts"
import { storedIn } from "./stored.ts"
import { WorkspaceReplica } from "./workspace-replica.ts"

/** What is kept of a document, encoded: all of it. */
type Stored = readonly Uint8Array[]

/**
 * The hashes of the files that a space's own document refers to: those of all attachments but the ones that were taken
 * away at least `keptMillis` before `now`. Throws where the bytes are no whole document, since nothing could be said of
 * what is missing.
 */
export function filesInUse(stored: Stored, space: string, now: number, keptMillis: number): Set<string> {
  const replica = new WorkspaceReplica({ now: () => now, random: () => 0, clientId: 1 })
  const document = replica.open(`space/${space}`, stored)
  assertWhole(document.doc)
  const hashes = new Set<string>()
  for (const { hash, deleted } of document.rows("attachments").values() as Iterable<Attachment>)
    if (isFileHash(hash) && (deleted === null || now - stampTime(deleted.at) < keptMillis)) hashes.add(hash)
  replica.close(document.path)
  return hashes
}

/** The hashes of all files that a document names in whatever way, in the trash or not. Throws as {@link filesInUse} does. */
export function filesNamed(stored: Stored): Set<string> {
  const doc = new Y.Doc()
  for (const update of stored) Y.applyUpdate(doc, update)
  assertWhole(doc)
  const hashes = new Set<string>()
  for (const { kind, key, stored: value } of storedIn(doc)) {
    const hash = kind === attachments.name ? hashNamed(key, value) : null
    if (typeof hash === "string" && isFileHash(hash)) hashes.add(hash)
  }
  doc.destroy()
  return hashes
}

function hashNamed(key: string, stored: unknown): unknown {
  const entry = readEntry(key, stored)
  if (entry === null) return isValues(stored) ? stored["hash"] : null
  if (entry.entry === "seed") return entry.values["hash"]
  return entry.entry === "cell" && entry.field === "hash" ? entry.value : null
}

function assertWhole(doc: Y.Doc): void {
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new Error("the document is not whole")
}
