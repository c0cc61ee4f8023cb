const HOUR_MILLIS = 3_600_000
const DAY_MILLIS = 24 * HOUR_MILLIS

/** From which age on history is kept in what steps. */
export interface ThinningStep {
  readonly afterMillis: number
  readonly stepMillis: number
  /** Whether each author's work stays apart. */
  readonly isByAuthor: boolean
}

/** Every update for thirty days, then one per hour and author, after a year one per day. From the oldest on. */
const THINNING: readonly ThinningStep[] = [
  { afterMillis: 365 * DAY_MILLIS, stepMillis: DAY_MILLIS, isByAuthor: false },
  { afterMillis: 30 * DAY_MILLIS, stepMillis: HOUR_MILLIS, isByAuthor: true },
]

/** A row of the history, as far as thinning looks at it. */
export interface ThinnedRow {
  readonly epoch: number
  readonly seq: number
  readonly author: string
  readonly at: number
}

/**
 * Returns which rows of a document's history become one: runs of two or more
 * that follow each other in sequence. Work of another author in between ends a
 * run, since later work may lean on it: what is read in order stays whole.
 */
export function runsToMerge<Row extends ThinnedRow>(
  rows: Iterable<Row>,
  now: number,
  policy: readonly ThinningStep[] = THINNING,
): Row[][] {
  const runs: Row[][] = []
  let key: string | null = null
  let run: Row[] = []
  for (const row of rows) {
    const next = keyOf(row, now, policy)
    if (next !== null && next === key) {
      run.push(row)
      continue
    }
    if (run.length > 1) runs.push(run)
    key = next
    run = [row]
  }
  if (run.length > 1) runs.push(run)
  return runs
}

function keyOf({ epoch, author, at }: ThinnedRow, now: number, policy: readonly ThinningStep[]): string | null {
  const step = policy.find(({ afterMillis }) => now - at >= afterMillis)
  if (step === undefined) return null
  return [epoch, step.stepMillis, Math.floor(at / step.stepMillis), step.isByAuthor ? author : ""].join("/")
}
