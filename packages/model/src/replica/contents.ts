import * as Y from "yjs"
import type { DocumentPath } from "../schema/change.ts"
import { isProse, type DocumentContents } from "../schema/stored.ts"
import { storedIn } from "./stored.ts"

/** What a document holds whose updates these are, as plain data. Throws what Yjs throws for bytes that do not decode. */
export function contentsOf(path: DocumentPath, updates: readonly Uint8Array[]): DocumentContents {
  const doc = new Y.Doc()
  try {
    doc.transact(() => {
      for (const update of updates) if (update.length > 0) Y.applyUpdate(doc, update)
    })
    return isProse(path) ? { path, bytes: Y.encodeStateAsUpdate(doc) } : { path, entries: storedIn(doc) }
  } finally {
    doc.destroy()
  }
}
