import type { Node, Schema } from "@tiptap/pm/model"
import * as Y from "yjs"
import { markAttributes, marksFor } from "./foreign.ts"

type Attributes = Readonly<Record<string, unknown>>

/** Letters that have the same attributes. */
interface Piece {
  readonly text: string
  readonly attributes: Attributes
}

/**
 * A run of text within a line. Two people who both begin to write in an empty line make a Y.XmlText each; what stands
 * next to each other is read and edited as one run.
 */
export type TextRun = readonly Y.XmlText[]

/** Whether a text holds letters and nothing else; one that embeds something is not read as a run. */
export function isLetters(text: Y.XmlText): boolean {
  return (text.toDelta() as { insert: unknown }[]).every(({ insert }) => typeof insert === "string")
}

/** The text nodes that a run is shown as. */
export function readRun(run: TextRun, schema: Schema): readonly Node[] {
  const nodes: Node[] = []
  for (const { text, attributes } of piecesOf(run)) {
    if (text === "") continue
    const node = schema.text(text, marksFor(schema, attributes))
    const last = nodes.at(-1)
    // Neighbours with equal marks are one node, as the editor's own transactions leave them.
    if (last !== undefined && last.sameMarkup(node))
      nodes[nodes.length - 1] = schema.text(last.text! + text, last.marks)
    else nodes.push(node)
  }
  return nodes
}

function piecesOf(run: TextRun): readonly Piece[] {
  return run.flatMap(text =>
    (text.toDelta() as { insert: string; attributes?: Attributes }[]).map(({ insert, attributes = {} }) => ({
      text: insert,
      attributes,
    })),
  )
}

export function wantedPieces(nodes: readonly Node[]): readonly Piece[] {
  return nodes.map(node => ({ text: node.text ?? "", attributes: markAttributes(node.marks) }))
}

/** Makes a run read as wanted with the fewest edits: letters that both have stay, with what others do to them. */
export function editRun(run: TextRun, wanted: readonly Piece[]): void {
  editLetters(run, wanted)
  editMarks(run, wanted)
}

/** A new text that reads as wanted. */
export function newText(wanted: readonly Piece[]): Y.XmlText {
  const text = new Y.XmlText()
  text.applyDelta(wanted.map(piece => ({ insert: piece.text, attributes: piece.attributes })))
  return text
}

function editLetters(run: TextRun, wanted: readonly Piece[]): void {
  const before = textOf(piecesOf(run))
  const after = textOf(wanted)
  if (before === after) return
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  // Half a surrogate pair cannot stand alone: Yjs would store a replacement character in its place.
  if (start > 0 && isHighSurrogate(before, start - 1)) start--
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++
  if (end > 0 && isHighSurrogate(before, before.length - end - 1)) end--
  deleteLetters(run, start, before.length - start - end)
  insertPieces(run, start, cutPieces(wanted, start, after.length - end))
}

function isHighSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xd800 && code <= 0xdbff
}

const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join("")

function cutPieces(pieces: readonly Piece[], from: number, to: number): readonly Piece[] {
  let at = 0
  return pieces.flatMap(({ text, attributes }) => {
    const start = at
    at += text.length
    const cut = text.slice(Math.max(0, from - start), Math.max(0, to - start))
    return cut === "" ? [] : [{ text: cut, attributes }]
  })
}

function deleteLetters(run: TextRun, index: number, length: number): void {
  overlapping(run, index, length).forEach(({ text, from, count }) => text.delete(from, count))
}

function insertPieces(run: TextRun, index: number, pieces: readonly Piece[]): void {
  const { text, offset } = placeIn(run, index)
  let at = offset
  for (const piece of pieces) {
    text.insert(at, piece.text, piece.attributes)
    at += piece.text.length
  }
}

/** The text of a run that holds a place, and where in it. Between two texts it is the end of the first. */
export function placeIn(run: TextRun, index: number): { readonly text: Y.XmlText; readonly offset: number } {
  let rest = index
  for (const text of run) {
    if (rest <= text.length) return { text, offset: rest }
    rest -= text.length
  }
  const last = run.at(-1)!
  return { text: last, offset: last.length }
}

function overlapping(run: TextRun, index: number, length: number) {
  const parts: { text: Y.XmlText; from: number; count: number }[] = []
  let start = 0
  for (const text of run) {
    const from = Math.max(0, index - start)
    const count = Math.min(text.length, index + length - start) - from
    start += text.length
    if (count > 0) parts.push({ text, from, count })
  }
  return parts
}

function editMarks(run: TextRun, wanted: readonly Piece[]): void {
  let at = 0
  for (const { text, attributes } of wanted) {
    for (const { index, length, standing } of spans(piecesOf(run), at, text.length)) {
      const change = difference(standing, attributes)
      if (change === null) continue
      for (const part of overlapping(run, index, length)) part.text.format(part.from, part.count, change)
    }
    at += text.length
  }
}

/** The pieces that stand within a range, cut to it. */
function spans(pieces: readonly Piece[], from: number, length: number) {
  const found: { index: number; length: number; standing: Attributes }[] = []
  let at = 0
  for (const { text, attributes } of pieces) {
    const start = Math.max(at, from)
    const end = Math.min(at + text.length, from + length)
    if (end > start) found.push({ index: start, length: end - start, standing: attributes })
    at += text.length
  }
  return found
}

function difference(standing: Attributes, wanted: Attributes): Record<string, unknown> | null {
  const change: Record<string, unknown> = {}
  for (const name of Object.keys(standing)) if (!(name in wanted)) change[name] = null
  for (const [name, value] of Object.entries(wanted))
    if (!(name in standing) || JSON.stringify(standing[name]) !== JSON.stringify(value)) change[name] = value
  return Object.keys(change).length === 0 ? null : change
}
