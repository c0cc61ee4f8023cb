import type { FileTask } from "./plan-file.ts"

/**
 * Tasks in outline order: every task after its summary, those of one summary in the order of the file, and what the file
 * does not have after what it followed in the plan. A summary that is not there is stood in for by the one above it, and
 * where two moves close a ring, the outline of the file holds.
 */
export function arrangeTasks(
  tasks: readonly FileTask[],
  theirs: readonly FileTask[],
  ours: readonly FileTask[],
): FileTask[] {
  const arranged = flattened(withParents(tasks, theirs, ours), theirs, ours)
  return arranged.length === tasks.length
    ? arranged
    : flattened(withParents(withTheirOutline(tasks, theirs), theirs, ours), theirs, ours)
}

/** The tasks that can be reached from above, each followed by those below it. */
function flattened(tasks: readonly FileTask[], theirs: readonly FileTask[], ours: readonly FileTask[]): FileTask[] {
  const below = Map.groupBy(inOrder(tasks, theirs, ours), ({ parent }) => parent)
  const arranged: FileTask[] = []
  const open = (below.get(null) ?? []).toReversed()
  for (let task = open.pop(); task !== undefined; task = open.pop()) {
    arranged.push(task)
    open.push(...(below.get(task.id) ?? []).toReversed())
  }
  return arranged
}

/** Tasks whose summary is there; where it is not, the one above it counts, in the file or in the plan. */
function withParents(
  tasks: readonly FileTask[],
  theirs: readonly FileTask[],
  ours: readonly FileTask[],
): readonly FileTask[] {
  const ids = new Set(tasks.map(({ id }) => id))
  const above = new Map([...ours, ...theirs].map(({ id, parent }) => [id, parent]))
  return tasks.map(task => {
    let parent = task.parent
    const seen = new Set<string>()
    while (parent !== null && !ids.has(parent) && !seen.has(parent)) {
      seen.add(parent)
      parent = above.get(parent) ?? null
    }
    const known = parent !== null && ids.has(parent) ? parent : null
    return known === task.parent ? task : { ...task, parent: known }
  })
}

function inOrder(
  tasks: readonly FileTask[],
  theirs: readonly FileTask[],
  ours: readonly FileTask[],
): readonly FileTask[] {
  const rows = new Map(tasks.map(task => [task.id, task]))
  const order = theirs.flatMap(({ id }) => (rows.has(id) ? [id] : []))
  const known = new Set(order)
  /** What stands after each task of the file, or before all. */
  const behind = new Map<string | null, string[]>()
  let last: string | null = null
  for (const { id } of ours) {
    if (known.has(id)) last = id
    else if (rows.has(id)) behind.set(last, [...(behind.get(last) ?? []), id])
  }
  const all = [...(behind.get(null) ?? []), ...order.flatMap(id => [id, ...(behind.get(id) ?? [])])]
  return all.map(id => rows.get(id)!)
}

function withTheirOutline(tasks: readonly FileTask[], theirs: readonly FileTask[]): FileTask[] {
  const parents = new Map(theirs.map(({ id, parent }) => [id, parent]))
  return tasks.map(task => {
    const parent = parents.get(task.id)
    return { ...task, parent: parent === undefined ? null : parent }
  })
}
