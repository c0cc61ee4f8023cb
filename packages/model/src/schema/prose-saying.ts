import { hunksBetween, type Hunk } from "../base/hunks.ts"
import { letterHunks } from "../base/words.ts"
import { paragraphsOf, plainTextOf, type ProseElement, type ProseNode, type ProseText } from "./prose.ts"

/** A block of one line of letters, marked or not: of such a one the letters can be found by their place. */
export type ProseLine = ProseElement & { readonly content: readonly ProseText[] }

export function isProseLine(node: ProseNode): node is ProseLine {
  return "element" in node && node.content.every(child => "text" in child)
}

/** The letters of marked text between two places. */
export function runsBetween(runs: readonly ProseText[], start: number, end: number): ProseText[] {
  const cut: ProseText[] = []
  let at = 0
  for (const { text, marks } of runs) {
    const part = text.slice(Math.max(0, start - at), Math.max(0, end - at))
    if (part !== "") cut.push({ text: part, marks })
    at += text.length
  }
  return cut
}

/**
 * Standing prose with another plain text (the one that `plainTextOf` gives of it): blocks whose lines are in it stay as
 * they are, a block of one line keeps what it is and the marks of the words that stay, and all else is plain paragraphs.
 */
export function proseSaying(standing: readonly ProseNode[], text: string): readonly ProseNode[] {
  if (plainTextOf(standing) === text) return standing
  const blocks = standing.map(block => ({ block, lines: plainTextOf([block]).split("\n") }))
  const wanted = text.split("\n")
  const hunks = hunksBetween(
    blocks.flatMap(({ lines }) => lines),
    wanted,
  )
  const said: ProseNode[] = []
  let [line, next] = [0, 0]
  for (const { block, lines } of blocks) {
    const place = placeOf(line, line + lines.length, hunks)
    const pair = lines.length === 1 && isProseLine(block) ? pairOf(line, hunks) : null
    if (place !== null && place >= next) {
      said.push(...paragraphs(wanted.slice(next, place)), block)
      next = place + lines.length
    } else if (pair !== null && pair >= next) {
      said.push(...paragraphs(wanted.slice(next, pair)), lineSaying(block as ProseLine, wanted[pair]!))
      next = pair + 1
    }
    line += lines.length
  }
  return [...said, ...paragraphs(wanted.slice(next))]
}

/** Where lines stand that are the same in the new text and follow one another there too; `null` where they do not. */
function placeOf(start: number, end: number, hunks: readonly Hunk[]): number | null {
  let shift = 0
  for (const hunk of hunks) {
    const isInside = hunk.start < end && hunk.end > start
    if (isInside || (hunk.start === hunk.end && hunk.start > start && hunk.start < end)) return null
    if (hunk.end <= start) shift += hunk.freshEnd - hunk.freshStart - (hunk.end - hunk.start)
  }
  return start + shift
}

/** The line that stands in place of a line. */
function pairOf(line: number, hunks: readonly Hunk[]): number | null {
  const hunk = hunks.find(({ start, end }) => start <= line && line < end)
  if (hunk === undefined) return null
  const pair = hunk.freshStart + line - hunk.start
  return pair < hunk.freshEnd ? pair : null
}

function lineSaying(block: ProseLine, wanted: string): ProseElement {
  const letters = plainTextOf([block])
  const content: ProseText[] = []
  let at = 0
  for (const { start, end, freshStart, freshEnd } of letterHunks(letters, wanted)) {
    content.push(...runsBetween(block.content, at, start))
    if (freshEnd > freshStart) content.push({ text: wanted.slice(freshStart, freshEnd), marks: {} })
    at = end
  }
  content.push(...runsBetween(block.content, at, letters.length))
  return { ...block, content }
}

function paragraphs(lines: readonly string[]): readonly ProseElement[] {
  return lines.length === 0 ? [] : paragraphsOf(lines.join("\n"))
}
