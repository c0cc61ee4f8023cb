import { bodiesOf, descriptionOf } from "@weft/model/replica/prose"
import { DocumentReplica } from "@weft/model/replica/document-replica"
import type { DocumentPath } from "@weft/model/schema/change"
import type { Comment } from "@weft/model/schema/conversation"
import * as Y from "yjs"
import type { Database } from "./database.ts"
import type { Documents } from "./documents.ts"

/**
 * What documents of text say in letters, of those that are on this device. Those that are not open are read for this
 * alone: opened for good, ten thousand of them would fill the memory.
 */
export async function plainTexts(
  paths: readonly DocumentPath[],
  documents: Documents,
  database: Database,
): Promise<ReadonlyMap<DocumentPath, string>> {
  const texts = new Map<DocumentPath, string>()
  const closed = paths.filter(path => !documents.isOpen(path))
  const stored = await database.readDocuments(closed)
  for (const path of paths) {
    const updates = stored.get(path)?.updates ?? []
    if (documents.isOpen(path)) texts.set(path, textOf(documents.get(path)))
    else if (documents.isKnown(path)) texts.set(path, storedText(path, updates))
  }
  return texts
}

function storedText(path: DocumentPath, updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc()
  try {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update)
    })
    return textOf(new DocumentReplica(path, doc, new Set(), () => {}))
  } catch {
    // Bytes that do not decode are told of when the document is opened.
    return ""
  } finally {
    doc.destroy()
  }
}

function textOf(replica: DocumentReplica): string {
  if (replica.path.startsWith("text/")) return descriptionOf(replica.doc)
  const bodies = bodiesOf(replica.doc)
  const said: string[] = []
  for (const [id, row] of replica.rows("comments").entries()) {
    const comment = row as unknown as Comment
    if (comment.deleted === null) said.push(bodies.get(id) ?? comment.text)
  }
  return said.join("\n")
}
