import { bodyOf, ensureBody } from "@weft/model/replica/prose"
import { buildProse, readProse } from "@weft/model/replica/prose-tree"
import type { Comment } from "@weft/model/schema/conversation"
import type { ProseNode } from "@weft/model/schema/prose"
import * as Y from "yjs"
import type { TextReplica } from "./open-text.ts"

/** A text that somebody changes by themselves until they are done with it. */
export interface TextEdit {
  readonly fragment: Y.XmlFragment
  /** Merges what was written with what the text has become meanwhile. */
  readonly save: () => void
  readonly end: () => void
}

/** Begins to change what a comment says. Nothing of it goes anywhere until it is saved. */
export function beginEdit(doc: Y.Doc, comment: Pick<Comment, "id" | "text">): TextEdit {
  const own = new Y.Doc()
  Y.applyUpdate(own, Y.encodeStateAsUpdate(doc))
  const fragment = ensureBody(own, comment.id, comment.text)
  return {
    fragment,
    save: () => Y.applyUpdate(doc, Y.encodeStateAsUpdate(own, Y.encodeStateVector(doc))),
    end: () => own.destroy(),
  }
}

/** What the comments in a text say, by their ids; `null` until it has arrived. Followed. */
export function commentContents(
  replica: TextReplica,
  ids: readonly string[],
): ReadonlyMap<string, readonly ProseNode[]> | null {
  replica.changes()
  const doc = replica.doc()
  if (doc === undefined) return null
  const contents = new Map<string, readonly ProseNode[]>()
  for (const id of ids) {
    const body = bodyOf(doc, id)
    if (body !== undefined) contents.set(id, readProse(body))
  }
  return contents
}

/** A text of one's own that is nowhere yet, such as a comment that is being written. */
export function newText(content: readonly ProseNode[]): Y.XmlFragment {
  const fragment = new Y.Doc().getXmlFragment("draft")
  fragment.insert(0, buildProse(content) as Y.XmlElement[])
  return fragment
}

/** What a text says now. */
export function readText(fragment: Y.XmlFragment): readonly ProseNode[] {
  return readProse(fragment)
}
