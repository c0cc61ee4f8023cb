/** A run of text that both have, that only the earlier one has, or that only the later one has. */
export interface WordRun {
  readonly run: "same" | "gone" | "new"
  readonly text: string
}

/** Above this many comparisons the middle of two texts is told as replaced whole: the tables of longer ones grow too large. */
const MOST_COMPARISONS = 1_000_000

/**
 * What became of a text, word by word. Words, the space between them and each other sign are compared one by one, so that
 * putting together what is `same` and `gone` gives the earlier text, and `same` and `new` the later one.
 */
export function wordDifference(before: string, after: string): readonly WordRun[] {
  const [earlier, later] = [wordsOf(before), wordsOf(after)]
  let start = 0
  while (start < earlier.length && start < later.length && earlier[start] === later[start]) start++
  let end = 0
  const room = Math.min(earlier.length, later.length) - start
  while (end < room && earlier.at(-1 - end) === later.at(-1 - end)) end++
  const middle = compared(earlier.slice(start, earlier.length - end), later.slice(start, later.length - end))
  return joined([
    ...earlier.slice(0, start).map(text => ({ run: "same", text }) as const),
    ...middle,
    ...earlier.slice(earlier.length - end).map(text => ({ run: "same", text }) as const),
  ])
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? []
}

/** The longest common run of words, by the usual table. */
function compared(earlier: readonly string[], later: readonly string[]): WordRun[] {
  const gone = (text: string): WordRun => ({ run: "gone", text })
  const fresh = (text: string): WordRun => ({ run: "new", text })
  if (earlier.length * later.length > MOST_COMPARISONS) return [...earlier.map(gone), ...later.map(fresh)]
  const width = later.length + 1
  const lengths = new Uint32Array((earlier.length + 1) * width)
  for (let row = earlier.length - 1; row >= 0; row--)
    for (let column = later.length - 1; column >= 0; column--)
      lengths[row * width + column] =
        earlier[row] === later[column]
          ? lengths[(row + 1) * width + column + 1]! + 1
          : Math.max(lengths[(row + 1) * width + column]!, lengths[row * width + column + 1]!)
  const runs: WordRun[] = []
  let [row, column] = [0, 0]
  while (row < earlier.length && column < later.length) {
    if (earlier[row] === later[column]) {
      runs.push({ run: "same", text: earlier[row]! })
      row++
      column++
    } else if (lengths[(row + 1) * width + column]! >= lengths[row * width + column + 1]!)
      runs.push(gone(earlier[row++]!))
    else runs.push(fresh(later[column++]!))
  }
  return [...runs, ...earlier.slice(row).map(gone), ...later.slice(column).map(fresh)]
}

function joined(runs: readonly WordRun[]): WordRun[] {
  const together: WordRun[] = []
  for (const { run, text } of runs) {
    const last = together.at(-1)
    if (last?.run === run) together[together.length - 1] = { run, text: last.text + text }
    else together.push({ run, text })
  }
  return together
}
