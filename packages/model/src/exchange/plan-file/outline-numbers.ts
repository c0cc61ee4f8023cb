interface OutlineTask {
  readonly id: string
  readonly parent: string | null
}

/**
 * The outline number of each task: its place below its summary, as in 2.1.3. The task that stands for the whole plan, if
 * there is one, is number 0 and counts for no level.
 */
export function outlineNumbers(tasks: readonly OutlineTask[], whole: string | null): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>()
  const counts = new Map<string, number>()
  for (const { id, parent } of tasks) {
    if (id === whole) {
      numbers.set(id, "0")
      continue
    }
    const summary = parent === whole ? null : parent
    const count = (counts.get(summary ?? "") ?? 0) + 1
    counts.set(summary ?? "", count)
    const above = summary === null ? undefined : numbers.get(summary)
    numbers.set(id, above === undefined ? String(count) : `${above}.${count}`)
  }
  return numbers
}
