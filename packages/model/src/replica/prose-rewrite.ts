import * as Y from "yjs"
import { hunksBetween, shiftOf, type Hunk } from "../base/hunks.ts"
import { letterHunks } from "../base/words.ts"
import { plainTextOf, type ProseNode, type ProseText } from "../schema/prose.ts"
import { isProseLine, proseSaying, runsBetween, type ProseLine } from "../schema/prose-saying.ts"
import { buildProse, readNode, readProse } from "./prose-tree.ts"

/** Letters of one line that give way to others. */
interface LetterEdit {
  readonly start: number
  readonly end: number
  readonly runs: readonly ProseText[]
}

/** What is done at a block: it gives way to others, or some of its letters do. */
type BlockEdit =
  | { readonly at: number; readonly remove: number; readonly blocks: readonly ProseNode[] }
  | { readonly at: number; readonly letters: readonly LetterEdit[] }

/** What leads from one prose to another, over prose in which others have written since. */
interface Rewrite {
  readonly edits: readonly BlockEdit[]
  /** At how many places others wrote the very thing that was to be changed: there theirs stands. */
  readonly leftAlone: number
}

/** A block as it stands; `isLine` where its letters lie in one Y.XmlText and nothing else does. */
interface Standing {
  readonly nodes: readonly ProseNode[]
  readonly isLine: boolean
}

/**
 * Does to standing prose what leads from one prose to another, block by block and within lines word by word: what others
 * wrote since elsewhere stays. Answers at how many places they wrote the very thing, where theirs stands.
 */
export function rewriteProse(fragment: Y.XmlFragment, from: readonly ProseNode[], to: readonly ProseNode[]): number {
  const { edits, leftAlone } = planRewrite(fragment, from, to)
  for (const edit of edits.toReversed()) {
    if ("letters" in edit) editLetters(fragment.get(edit.at) as Y.XmlElement, edit.letters)
    else {
      if (edit.remove > 0) fragment.delete(edit.at, edit.remove)
      fragment.insert(edit.at, buildProse(edit.blocks) as Y.XmlElement[])
    }
  }
  return leftAlone
}

/** What of a rewrite could be done to standing prose, see `rewriteProse`. */
export function planRewrite(fragment: Y.XmlFragment, from: readonly ProseNode[], to: readonly ProseNode[]): Rewrite {
  const standing = fragment.toArray().map(standingOf)
  const keys = from.map(node => keyOf([node]))
  const mine = hunksBetween(
    keys,
    to.map(node => keyOf([node])),
  ).flatMap(paired)
  const theirs = hunksBetween(
    keys,
    standing.map(({ nodes }) => keyOf(nodes)),
  )
  const edits: BlockEdit[] = []
  let leftAlone = 0
  for (const hunk of mine) {
    const shift = shiftOf(hunk, theirs)
    const line = lineEdit(hunk, shift, { standing, theirs, from, to })
    if (line !== null) {
      leftAlone += line.leftAlone
      if (line.letters.length > 0) edits.push({ at: line.at, letters: line.letters })
    } else if (shift === null) leftAlone++
    else {
      const blocks = to.slice(hunk.freshStart, hunk.freshEnd)
      edits.push({ at: hunk.start + shift, remove: hunk.end - hunk.start, blocks })
    }
  }
  return { edits, leftAlone }
}

/** Makes standing prose say a plain text; what stays of it stays as it is, with what others write there at the same time. */
export function editProse(fragment: Y.XmlFragment, wanted: string): void {
  const standing = readProse(fragment)
  rewriteProse(fragment, standing, proseSaying(standing, wanted))
}

function standingOf(child: unknown): Standing {
  const nodes = readNode(child)
  const content = child instanceof Y.XmlElement && child.length === 1 ? child.get(0) : null
  const isLine =
    content instanceof Y.XmlText && content.length === plainTextOf(nodes).length && nodes.every(isProseLine)
  return { nodes, isLine }
}

/** Blocks that say the same have one key, in whatever order their attributes and marks were written. */
function keyOf(nodes: readonly ProseNode[]): string {
  return JSON.stringify(nodes, (_, value: unknown) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value
    const entries = Object.entries(value).filter(([, held]) => held !== null)
    return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)))
  })
}

/** A hunk as one for each block that has a counterpart, so that each of them goes by itself, and one for the rest. */
function paired({ start, end, freshStart, freshEnd }: Hunk): Hunk[] {
  const pairs = Math.min(end - start, freshEnd - freshStart)
  const hunks: Hunk[] = Array.from({ length: pairs }, (_, pair) => ({
    start: start + pair,
    end: start + pair + 1,
    freshStart: freshStart + pair,
    freshEnd: freshStart + pair + 1,
  }))
  const rest = { start: start + pairs, end, freshStart: freshStart + pairs, freshEnd }
  return rest.start === rest.end && rest.freshStart === rest.freshEnd ? hunks : [...hunks, rest]
}

interface Sides {
  readonly standing: readonly Standing[]
  readonly theirs: readonly Hunk[]
  readonly from: readonly ProseNode[]
  readonly to: readonly ProseNode[]
}

/** How a line becomes another within its block; `null` where it is no line, or stands as a line no more. */
function lineEdit(
  { start, end, freshStart, freshEnd }: Hunk,
  shift: number | null,
  { standing, theirs, from, to }: Sides,
): { at: number; letters: LetterEdit[]; leftAlone: number } | null {
  const [before, after] = [from[start], to[freshStart]]
  if (end - start !== 1 || freshEnd - freshStart !== 1 || !isSameKindOfLine(before!, after!)) return null
  const at = shift === null ? counterpart(start, theirs) : start + shift
  const there = at === null ? undefined : standing[at]
  if (at === null || there?.isLine !== true) return null
  const line = plainTextOf([before!])
  const others = letterHunks(line, plainTextOf(there.nodes))
  const letters: LetterEdit[] = []
  let leftAlone = 0
  for (const hunk of letterHunks(line, plainTextOf([after!]))) {
    const moved = shiftOf(hunk, others)
    if (moved === null) leftAlone++
    else {
      const runs = runsBetween((after as ProseLine).content, hunk.freshStart, hunk.freshEnd)
      letters.push({ start: hunk.start + moved, end: hunk.end + moved, runs })
    }
  }
  return { at, letters, leftAlone }
}

function isSameKindOfLine(before: ProseNode, after: ProseNode): boolean {
  if (!isProseLine(before) || !isProseLine(after)) return false
  return keyOf([{ ...before, content: [] }]) === keyOf([{ ...after, content: [] }])
}

/** Where the block stands that somebody made of a block; `null` where they did not go block by block. */
function counterpart(block: number, theirs: readonly Hunk[]): number | null {
  const hunk = theirs.find(({ start, end }) => start <= block && block < end)
  if (hunk === undefined || hunk.end - hunk.start !== hunk.freshEnd - hunk.freshStart) return null
  return hunk.freshStart + block - hunk.start
}

function editLetters(block: Y.XmlElement, letters: readonly LetterEdit[]): void {
  const content = block.get(0) as Y.XmlText
  for (const { start, end, runs } of letters.toReversed()) {
    let at = start
    for (const { text, marks } of runs) {
      content.insert(at, text, marks)
      at += text.length
    }
    // After what stands in their place, which so comes before whatever others write behind these letters.
    if (end > start) content.delete(at, end - start)
  }
}
