import { foldText } from "@weft/model/base/fold-text"
import type { ContextRun } from "./found-text.ts"

/** Longer runs of letters are hashes and keys that nobody types. */
const LONGEST_WORD = 40

/** How many letters of a line are shown before what was found, and in all. */
const BEFORE = 20
const SHOWN = 160

/** The words of a text as they are looked up: runs of letters and digits. */
export function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** A word as it is compared: without case, and without marks on letters; `null` for one that nobody looks for. */
export function foldedWord(word: string): string | null {
  return word.length > LONGEST_WORD ? null : foldText(word)
}

/** The line of a text around the first of some words (folded), with all of them in it told apart; its beginning where there is none. */
export function contextOf(text: string, words: ReadonlySet<string>): readonly ContextRun[] {
  const found = [...text.matchAll(/[\p{L}\p{N}]+/gu)]
    .filter(([word]) => words.has(foldedWord(word) ?? ""))
    .map(({ 0: word, index }) => ({ start: index, end: index + word.length }))
  const first = found[0] ?? { start: 0, end: 0 }
  const lineStart = text.lastIndexOf("\n", first.start - 1) + 1
  const start = first.start - lineStart <= BEFORE ? lineStart : wordStart(text, first.start - BEFORE)
  const lineEnd = text.indexOf("\n", first.end)
  const end = Math.min(lineEnd < 0 ? text.length : lineEnd, Math.max(start + SHOWN, first.end))
  const runs: ContextRun[] = []
  let at = start
  const add = (until: number, isFound: boolean) => {
    if (until > at) runs.push({ text: text.slice(at, until), isFound })
    at = until
  }
  if (start > lineStart) runs.push({ text: "…", isFound: false })
  for (const word of found) {
    if (word.start < at || word.end > end) continue
    add(word.start, false)
    add(word.end, true)
  }
  add(end, false)
  if (end < (lineEnd < 0 ? text.length : lineEnd)) runs.push({ text: "…", isFound: false })
  return runs
}

/** The beginning of the word after a place, so that no word is shown by half. */
function wordStart(text: string, at: number): number {
  const space = text.slice(at).search(/\s/)
  return space < 0 || space > BEFORE / 2 ? at : at + space + 1
}
