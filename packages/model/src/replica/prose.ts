import * as Y from "yjs"
import { computedClientId } from "../base/ids.ts"
import { DESCRIPTION, type Change } from "../schema/change.ts"
import { paragraphsOf, plainTextOf, type ProseNode } from "../schema/prose.ts"
import { rewriteProse } from "./prose-rewrite.ts"
import { buildProse, readNode } from "./prose-tree.ts"
import { appendToDraft, isDraftRoot } from "./reply-draft.ts"

export { DESCRIPTION }

/**
 * Prose in its final form: a Y.XmlFragment of `paragraph` elements that hold one Y.XmlText each, which is what a
 * ProseMirror document of plain paragraphs is in Yjs. A description is the root `description` of a text document; the
 * body of a comment lies in the map `bodies` under the comment's id.
 */
const BODIES = "bodies"

/** The plain text of prose: block texts joined by line breaks, references as their labels, embedded objects left out. */
export function plainText(fragment: Y.XmlFragment): string {
  return fragment.toArray().map(blockText).join("\n")
}

function blockText(node: unknown): string {
  const read = readNode(node)
  // The letters of one text that is marked in parts are one line.
  return node instanceof Y.XmlText ? read.map(part => plainTextOf([part])).join("") : plainTextOf(read)
}

/** Appends paragraphs, one a line. */
export function appendParagraphs(fragment: Y.XmlFragment, text: string): void {
  insertParagraphs(fragment, fragment.length, text.split("\n"))
}

/**
 * Writes the first text of a description or a comment's body, and does nothing where prose stands already; or writes prose
 * over other prose, and leaves what others wrote since.
 *
 * A foreign text (`source`) is written by a client id computed from what it says, so that two devices which import the
 * same file write the very same structs and the merge has the text once (MERGE P3).
 */
export function writeProse(doc: Y.Doc, path: string, change: Extract<Change, { do: "prose" }>): void {
  if (change.over !== undefined) {
    const { root, over, content = paragraphsOf(change.text) } = change
    return void rewriteProse(proseAt(doc, root, over), over, content)
  }
  if (isDraftRoot(change.root))
    return appendToDraft(doc.getXmlFragment(change.root), change.content ?? paragraphsOf(change.text))
  if (change.root !== DESCRIPTION) {
    const bodies = doc.getMap<Y.XmlFragment>(BODIES)
    if (bodies.has(change.root)) return
    const body = new Y.XmlFragment()
    bodies.set(change.root, body)
    if (change.content === undefined) appendParagraphs(body, change.text)
    else body.insert(0, buildProse(change.content) as Y.XmlElement[])
    return
  }
  const fragment = doc.getXmlFragment(DESCRIPTION)
  if (fragment.length > 0) return
  if (change.source === undefined) return appendParagraphs(fragment, change.text)
  const foreign = new Y.Doc()
  foreign.clientID = computedClientId(path, change.source, change.text)
  appendParagraphs(foreign.getXmlFragment(DESCRIPTION), change.text)
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(foreign))
  foreign.destroy()
}

/** The prose that a rewrite is written over, see `Change`; a comment's body is written first where none was. */
export function proseAt(doc: Y.Doc, root: string, over: readonly ProseNode[]): Y.XmlFragment {
  return root === DESCRIPTION || isDraftRoot(root) ? doc.getXmlFragment(root) : ensureBody(doc, root, plainTextOf(over))
}

/** The plain text of a document's description. */
export function descriptionOf(doc: Y.Doc): string {
  return plainText(doc.getXmlFragment(DESCRIPTION))
}

/** The body of a comment in its document; `undefined` where none was written. */
export function bodyOf(doc: Y.Doc, comment: string): Y.XmlFragment | undefined {
  const body = doc.getMap<unknown>(BODIES).get(comment)
  return body instanceof Y.XmlFragment ? body : undefined
}

/** The body of a comment, written from its record's text where none was; for whoever edits it. */
export function ensureBody(doc: Y.Doc, comment: string, text: string): Y.XmlFragment {
  const standing = bodyOf(doc, comment)
  if (standing !== undefined) return standing
  const body = new Y.XmlFragment()
  doc.getMap<unknown>(BODIES).set(comment, body)
  appendParagraphs(body, text)
  return body
}

/** The plain bodies of the comments in a document, by comment id. */
export function bodiesOf(doc: Y.Doc): ReadonlyMap<string, string> {
  const bodies = new Map<string, string>()
  doc.getMap<unknown>(BODIES).forEach((body, id) => {
    if (body instanceof Y.XmlFragment) bodies.set(id, plainText(body))
  })
  return bodies
}

function insertParagraphs(fragment: Y.XmlFragment, at: number, lines: readonly string[]): void {
  const paragraphs = lines.map(line => {
    const paragraph = new Y.XmlElement("paragraph")
    const content = new Y.XmlText()
    if (line !== "") content.insert(0, line)
    paragraph.insert(0, [content])
    return paragraph
  })
  fragment.insert(at, paragraphs)
}
