/** Letters of a name that fit beside a row, and how wide one is in a drawing, px. */
const MOST_LETTERS = 36
const LETTER = 6.2
const BESIDE = 20
const LEAST = 72

/** How wide the names of rows need to be, px. */
export function nameWidth(names: readonly string[]): number {
  const letters = Math.min(MOST_LETTERS, Math.max(0, ...names.map(name => name.length)))
  return Math.max(LEAST, BESIDE + letters * LETTER)
}

/** A name as far as it fits beside a row; the table has all of it. */
export function shortened(name: string): string {
  return name.length <= MOST_LETTERS ? name : `${name.slice(0, MOST_LETTERS - 1)}…`
}
