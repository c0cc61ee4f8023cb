import type { PlanInput } from "@weft/model/plan/input"

/** A task as the outline has it. */
export interface PlanRow {
  /** Its place in the plan's tasks. */
  readonly task: number
  readonly id: string
  readonly depth: number
  /** Its place in the work breakdown structure, such as "2.1.3". */
  readonly code: string
  readonly isSummary: boolean
  readonly isFolded: boolean
}

/** The rows of an outline, without those below what is folded. A code that somebody gave a task stands for its own. */
export function planRows(
  { tasks }: Pick<PlanInput, "tasks">,
  folded: ReadonlySet<string>,
  codeOf: (id: string) => string,
): PlanRow[] {
  const summaries = new Set<string>()
  for (const { parent } of tasks) if (parent !== null) summaries.add(parent)
  const above = new Map<string, { depth: number; code: string; isHidden: boolean; children: number }>()
  const rows: PlanRow[] = []
  let top = 0
  tasks.forEach(({ id, parent }, task) => {
    const around = parent === null ? undefined : above.get(parent)
    const depth = around === undefined ? 0 : around.depth + 1
    const place = around === undefined ? (top += 1) : (around.children += 1)
    const code = codeOf(id) || (around === undefined ? String(place) : `${around.code}.${place}`)
    const isSummary = summaries.has(id)
    const isFolded = isSummary && folded.has(id)
    const isHidden = around?.isHidden ?? false
    if (isSummary) above.set(id, { depth, code, isHidden: isHidden || isFolded, children: 0 })
    if (!isHidden) rows.push({ task, id, depth, code, isSummary, isFolded })
  })
  return rows
}
