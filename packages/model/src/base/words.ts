import { hunksBetween, type Hunk } from "./hunks.ts"

/** The words of a text, the space between them, and each other sign; together they are the text. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? []
}

/** What became of a text, in whole words; the hunks count letters, as strings do. */
export function letterHunks(before: string, after: string): Hunk[] {
  const [earlier, later] = [wordsOf(before), wordsOf(after)]
  const [old, fresh] = [beginningsOf(earlier), beginningsOf(later)]
  return hunksBetween(earlier, later).map(({ start, end, freshStart, freshEnd }) => ({
    start: old[start]!,
    end: old[end]!,
    freshStart: fresh[freshStart]!,
    freshEnd: fresh[freshEnd]!,
  }))
}

/** Where each word begins, and where the last one ends. */
function beginningsOf(words: readonly string[]): number[] {
  const beginnings = [0]
  for (const word of words) beginnings.push(beginnings.at(-1)! + word.length)
  return beginnings
}
