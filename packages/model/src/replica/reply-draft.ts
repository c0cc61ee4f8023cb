import * as Y from "yjs"
import { computedClientId, computedId, newId, type Id, type MessageId } from "../base/ids.ts"
import type { Random } from "../base/random.ts"
import { isEmptyProse, plainTextOf, type ProseNode } from "../schema/prose.ts"
import type { SentDraft } from "../schema/talk.ts"
import { unsentWords } from "../service/unsent-words.ts"
import { buildProse, readProse } from "./prose-tree.ts"

/*
 * The draft of the reply on a ticket, which its agents write together, in its document of comments.
 *
 * Drafts are counted from 0. Each has a root of its own, so that several can begin one at the same time, and nothing is
 * ever taken out of a draft when it is sent: that it was sent is a record beside it, and the next one is written from
 * then on. So nothing that somebody typed meanwhile can vanish with what was sent; it is what the draft says and no
 * message does.
 */

const ROOT = "draft-"
/** The map of what is known of each draft: under its number its token, under `<number>-taken` what was taken from it. */
const NOTES = "drafts"

/** The number of the draft that is written now, by the records of those that were sent. */
export function currentDraft(sent: Iterable<Pick<SentDraft, "draft" | "deleted">>): number {
  let next = 0
  for (const { draft, deleted } of sent) if (deleted === null && draft >= next) next = draft + 1
  return next
}

/** The text of a draft; it can be written in at once, by several. */
export function draftText(doc: Y.Doc, draft: number): Y.XmlFragment {
  return doc.getXmlFragment(ROOT + draft)
}

/** Whether a root of a document is the text of a draft. */
export function isDraftRoot(root: string): boolean {
  return root.startsWith(ROOT)
}

/** The root that the text of a draft lies at, by its number. */
export function draftRoot(draft: number): string {
  return ROOT + draft
}

/** What all drafts in a document say in letters, by their roots. */
export function draftsIn(doc: Y.Doc): ReadonlyMap<string, string> {
  const roots = [...doc.share.keys()].filter(isDraftRoot)
  return new Map(roots.map(root => [root, plainTextOf(readProse(doc.getXmlFragment(root)))]))
}

/** Notes who began a draft, if nobody has: what is sent of it is one message, however often it is sent. */
export function beginDraft(doc: Y.Doc, draft: number, random: Random): void {
  const notes = doc.getMap<string>(NOTES)
  if (!notes.has(String(draft))) notes.set(String(draft), newId<Id<"draft">>(random))
}

/** Gives a draft that was sent, and taken back, another token: its message was made, and cannot be made anew. */
export function beginDraftAnew(doc: Y.Doc, draft: number, random: Random): void {
  doc.getMap<string>(NOTES).set(String(draft), newId<Id<"draft">>(random))
}

/**
 * The id of the message that a draft is sent as: the same for all who write in one draft, another where two began theirs
 * apart from each other.
 */
export function replyIdOf(doc: Y.Doc, ticket: string, draft: number): MessageId {
  const token = doc.getMap<unknown>(NOTES).get(String(draft))
  return computedId<MessageId>("reply", ticket, String(draft), typeof token === "string" ? token : "")
}

/** What a draft that was sent says and no message of it does, and nobody has taken into the next. */
export function leftInDraft(doc: Y.Doc, draft: number, sent: readonly (readonly ProseNode[])[]): readonly ProseNode[] {
  const taken = doc.getMap<unknown>(NOTES).get(`${draft}-taken`)
  const known = typeof taken === "string" ? [...sent, takenBlocks(taken)] : sent
  return unsentWords(readProse(draftText(doc, draft)), known)
}

function takenBlocks(taken: string): readonly ProseNode[] {
  return taken.split("\n").map(text => ({ element: "paragraph", attributes: {}, content: [{ text, marks: {} }] }))
}

/**
 * Puts what is left in a draft that was sent before what stands in another. Whoever does so at the same time with the
 * same words writes the very same, so that they stand there once.
 */
export function takeIntoDraft(doc: Y.Doc, path: string, from: number, to: number, left: readonly ProseNode[]): void {
  const words = plainTextOf(left)
  const foreign = new Y.Doc()
  foreign.clientID = computedClientId(path, "draft", String(from), String(to), words)
  draftText(foreign, to).insert(0, buildProse(left) as Y.XmlElement[])
  foreign.getMap(NOTES).set(`${from}-taken`, words)
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(foreign))
  foreign.destroy()
}

/** Says that what is left in a draft that was sent is not wanted. */
export function leaveBehind(doc: Y.Doc, draft: number, left: readonly ProseNode[]): void {
  doc.getMap<string>(NOTES).set(`${draft}-taken`, plainTextOf(left))
}

/** Writes behind what stands in a draft, before a last line that is still empty. */
export function appendToDraft(draft: Y.XmlFragment, content: readonly ProseNode[]): void {
  const standing = readProse(draft)
  const last = standing.at(-1)
  const at = last !== undefined && isEmptyProse([last]) ? draft.length - 1 : draft.length
  draft.insert(at, buildProse(content) as Y.XmlElement[])
}
