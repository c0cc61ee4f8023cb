interface Keyed {
  readonly key: string
}

/** The rows with one of them before another, or at the end. */
export function movedBefore<Row extends Keyed>(
  rows: readonly Row[],
  key: string,
  before: string | null,
): readonly Row[] {
  const moved = rows.filter(row => row.key === key)
  const others = rows.filter(row => row.key !== key)
  const found = before === null ? -1 : others.findIndex(row => row.key === before)
  return others.toSpliced(found < 0 ? others.length : found, 0, ...moved)
}

/** The rows with some fields of one of them written. */
export function replaced<Row extends Keyed>(rows: readonly Row[], key: string, changes: Partial<Row>): readonly Row[] {
  return rows.map(row => (row.key === key ? { ...row, ...changes } : row))
}
