import { outlineNumbers } from "../plan-file/outline-numbers.ts"
import type { PlanFile } from "../plan-file/plan-file.ts"

/** The code of the task that stands for the whole plan, above all others. */
export const WHOLE = "0"

/**
 * The codes by which a table names the tasks of a plan: those of its work breakdown structure where they tell every task
 * apart and say where it lies, and otherwise outline numbers.
 */
export function codesOf({ project, tasks }: PlanFile): ReadonlyMap<string, string> {
  const codes = new Map(tasks.map(({ id, wbs }) => [id, id === project.wholeTask ? WHOLE : wbs]))
  const ids = new Map([...codes].map(([id, code]) => [code, id]))
  const saysAll =
    ids.size === tasks.length &&
    tasks.every(({ id, parent }) => codes.get(id) !== "" && codeAbove(codes.get(id)!, ids) === parent)
  return saysAll ? codes : outlineNumbers(tasks, project.wholeTask)
}

/** The task whose code is the longest beginning of a code, part by part; code 0 stands above all others. */
export function codeAbove(code: string, ids: ReadonlyMap<string, string>): string | null {
  for (let end = code.lastIndexOf("."); end > 0; end = code.lastIndexOf(".", end - 1)) {
    const above = ids.get(code.slice(0, end))
    if (above !== undefined) return above
  }
  return code === WHOLE ? null : (ids.get(WHOLE) ?? null)
}
