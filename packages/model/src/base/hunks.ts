/** What of one sequence stands in place of what of another: entries `start` to `end` became `freshStart` to `freshEnd`. */
export interface Hunk {
  readonly start: number
  readonly end: number
  readonly freshStart: number
  readonly freshEnd: number
}

/** Above this many comparisons the middle of two sequences is told as replaced whole: the tables of longer ones grow too large. */
const MOST_COMPARISONS = 1_000_000

/** What became of a sequence, in order: what lies between the hunks is the same in both. Entries are compared by identity. */
export function hunksBetween(before: readonly string[], after: readonly string[]): Hunk[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  const room = Math.min(before.length, after.length) - start
  while (end < room && before.at(-1 - end) === after.at(-1 - end)) end++
  return compared(before.slice(start, before.length - end), after.slice(start, after.length - end)).map(hunk => ({
    start: hunk.start + start,
    end: hunk.end + start,
    freshStart: hunk.freshStart + start,
    freshEnd: hunk.freshEnd + start,
  }))
}

/** The hunks between the longest common run of both, by the usual table. */
function compared(before: readonly string[], after: readonly string[]): Hunk[] {
  if (before.length + after.length === 0) return []
  if (before.length * after.length > MOST_COMPARISONS)
    return [{ start: 0, end: before.length, freshStart: 0, freshEnd: after.length }]
  const width = after.length + 1
  const lengths = commonLengths(before, after)
  const hunks: Hunk[] = []
  let [row, column, start, freshStart] = [0, 0, 0, 0]
  const close = () => {
    if (row > start || column > freshStart) hunks.push({ start, end: row, freshStart, freshEnd: column })
  }
  while (row < before.length && column < after.length) {
    if (before[row] === after[column]) {
      close()
      ;[start, freshStart] = [++row, ++column]
    } else if (lengths[(row + 1) * width + column]! >= lengths[row * width + column + 1]!) row++
    else column++
  }
  ;[row, column] = [before.length, after.length]
  close()
  return hunks
}

/** How long the common run of what follows is, for each place in the one and each in the other. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
  const width = after.length + 1
  const lengths = new Uint32Array((before.length + 1) * width)
  for (let row = before.length - 1; row >= 0; row--)
    for (let column = after.length - 1; column >= 0; column--)
      lengths[row * width + column] =
        before[row] === after[column]
          ? lengths[(row + 1) * width + column + 1]! + 1
          : Math.max(lengths[(row + 1) * width + column]!, lengths[row * width + column + 1]!)
  return lengths
}

/**
 * How far what a hunk replaces has moved by the hunks of somebody else over the same sequence; `null` where they changed
 * some of it themselves. What both put in at one place stands one after the other.
 */
export function shiftOf(hunk: Hunk, theirs: readonly Hunk[]): number | null {
  let shift = 0
  for (const { start, end, freshStart, freshEnd } of theirs) {
    if (start < hunk.end && hunk.start < end) return null
    if (end <= hunk.start) shift += freshEnd - freshStart - (end - start)
  }
  return shift
}
