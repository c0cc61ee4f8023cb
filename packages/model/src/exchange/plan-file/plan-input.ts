import type { PlanInput } from "../../plan/input.ts"
import type { PlanFile } from "./plan-file.ts"

/**
 * What the engine needs to know of a file. Dates that another program computed are not in it: only what somebody typed
 * or what really happened.
 */
export function toPlanInput(file: PlanFile): PlanInput {
  const { project, calendars, links, resources } = file
  // Work that nobody does yet says only how a task is split.
  const split = new Map(
    file.assignments.flatMap(({ resource, task, segments }) =>
      resource === null && segments !== undefined ? [[task, segments] as const] : [],
    ),
  )
  const assignments = file.assignments.flatMap(assignment =>
    assignment.resource === null ? [] : [{ ...assignment, resource: assignment.resource }],
  )
  const tasks = file.tasks.map(task => {
    const segments = split.get(task.id)
    return segments === undefined ? task : { ...task, segments }
  })
  return { project, calendars, tasks, links, resources, assignments }
}
