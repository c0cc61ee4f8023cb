/** A quarter of a year: `2026-Q3`. */
export type Quarter = `${number}-Q${1 | 2 | 3 | 4}`

const MONTHS_A_QUARTER = 3

/** The quarter that an instant lies in, by UTC, so that every device gives the same. In milliseconds since 1970. */
export function quarterOf(instant: number): Quarter {
  const date = new Date(instant)
  const quarter = Math.floor(date.getUTCMonth() / MONTHS_A_QUARTER) + 1
  return `${date.getUTCFullYear()}-Q${quarter as 1 | 2 | 3 | 4}`
}
