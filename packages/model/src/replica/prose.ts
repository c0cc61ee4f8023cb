import * as Y from "yjs"
import { computedClientId } from "../base/ids.ts"
import type { Change } from "../schema/change.ts"
import { plainTextOf } from "../schema/prose.ts"
import { buildProse, readNode } from "./prose-tree.ts"

/**
 * Prose in its final form: a Y.XmlFragment of `paragraph` elements that hold one Y.XmlText each, which is what a
 * ProseMirror document of plain paragraphs is in Yjs. A description is the root `description` of a text document; the
 * body of a comment lies in the map `bodies` under the comment's id.
 */
export const DESCRIPTION = "description"
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
 * Writes the first text of a description or a comment's body; does nothing where prose stands already.
 *
 * A foreign text (`source`) is written by a client id computed from what it says, so that two devices which import the
 * same file write the very same structs and the merge has the text once (MERGE P3).
 */
export function writeProse(doc: Y.Doc, path: string, change: Extract<Change, { do: "prose" }>): void {
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

/**
 * Turns the standing prose into a wanted plain text with the fewest edits that keep other people's: the common start and
 * end stay, and inside the first and last changed paragraph only the letters between differ.
 */
export function editProse(fragment: Y.XmlFragment, wanted: string): void {
  if (fragment.length === 0) return wanted === "" ? undefined : appendParagraphs(fragment, wanted)
  // One entry a block, not a line: a block of another editor may hold line breaks of its own.
  const before = fragment.toArray().map(blockText)
  const after = wanted.split("\n")
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++
  const kept = Math.min(before.length, after.length) - start - end
  for (let line = 0; line < kept; line++) editLine(fragment, start + line, before[start + line]!, after[start + line]!)
  const surplus = before.length - after.length
  if (surplus > 0) fragment.delete(start + kept, surplus)
  if (surplus < 0) insertParagraphs(fragment, start + kept, after.slice(start + kept, after.length - end))
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

function editLine(fragment: Y.XmlFragment, index: number, before: string, after: string): void {
  const content = plainContent(fragment.get(index))
  if (content === null || content.length !== before.length) {
    fragment.delete(index, 1)
    insertParagraphs(fragment, index, [after])
    return
  }
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  // Half a surrogate pair cannot stand alone: Yjs would store a replacement character in its place.
  if (isHighSurrogate(before, start - 1)) start--
  let end = 0
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++
  if (end > 0 && isHighSurrogate(before, before.length - end - 1)) end--
  if (before.length - start - end > 0) content.delete(start, before.length - start - end)
  if (after.length - start - end > 0) content.insert(start, after.slice(start, after.length - end))
}

/** The text of a block that is nothing but text; the letters of any other cannot be found by their place. */
function plainContent(block: unknown): Y.XmlText | null {
  if (!(block instanceof Y.XmlElement) || block.length !== 1) return null
  const [content] = block.toArray()
  return content instanceof Y.XmlText ? content : null
}

function isHighSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xd800 && code <= 0xdbff
}
