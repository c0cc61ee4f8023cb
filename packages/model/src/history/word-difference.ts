import { hunksBetween } from "../base/hunks.ts"
import { wordsOf } from "../base/words.ts"

/** A run of text that both have, that only the earlier one has, or that only the later one has. */
export interface WordRun {
  readonly run: "same" | "gone" | "new"
  readonly text: string
}

/**
 * What became of a text, word by word. Words, the space between them and each other sign are compared one by one, so that
 * putting together what is `same` and `gone` gives the earlier text, and `same` and `new` the later one.
 */
export function wordDifference(before: string, after: string): readonly WordRun[] {
  const [earlier, later] = [wordsOf(before), wordsOf(after)]
  const runs: WordRun[] = []
  const add = (run: WordRun["run"], words: readonly string[]) => {
    if (words.length > 0) runs.push({ run, text: words.join("") })
  }
  let at = 0
  for (const { start, end, freshStart, freshEnd } of hunksBetween(earlier, later)) {
    add("same", earlier.slice(at, start))
    add("gone", earlier.slice(start, end))
    add("new", later.slice(freshStart, freshEnd))
    at = end
  }
  add("same", earlier.slice(at))
  return runs
}
