import type { PlanInput } from "@weft/model/plan/input"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { dayOf, writeDay } from "@weft/model/time/instant"
import Gantt, { type FrappeTask } from "frappe-gantt"
import { benchPlan } from "../bench-plan.ts"

/** Milliseconds of what another chart does with the same bars and links; it draws only, dates have to be given to it. */
export interface PeerFigures {
  readonly ready: number
  readonly move: number
}

export function measureFrappe(size: number): PeerFigures {
  const tasks = tasksOf(benchPlan(size))
  const element = document.createElement("div")
  document.body.append(element)
  const laidOut = (work: () => void) => {
    const start = performance.now()
    work()
    element.getBoundingClientRect()
    return performance.now() - start
  }
  let gantt!: Gantt
  const ready = laidOut(() => (gantt = new Gantt(element, tasks, { view_mode: "Month" })))
  const some = tasks[size >> 1]!
  const move = laidOut(() => gantt.update_task(some.id, { start: some.end, end: some.end }))
  return { ready, move }
}

function tasksOf(input: PlanInput): FrappeTask[] {
  const rows = schedulePlan(input).tasks
  const before = Map.groupBy(input.links, ({ to }) => to)
  return rows.map(({ id, start, finish }) => ({
    id,
    name: id,
    start: writeDay(dayOf(start)),
    end: writeDay(dayOf(finish)),
    progress: 0,
    dependencies: (before.get(id) ?? []).map(({ from }) => from).join(","),
  }))
}
