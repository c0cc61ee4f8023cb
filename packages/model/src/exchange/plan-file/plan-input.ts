import type { PlanInput } from "../../plan/input.ts"
import type { PlanFile } from "./plan-file.ts"

/**
 * What the engine needs to know of a file. Dates that another program computed are not in it: only what somebody typed
 * or what really happened.
 */
export function toPlanInput(file: PlanFile): PlanInput {
  const { project, calendars, tasks, links, resources } = file
  const assignments = file.assignments.flatMap(assignment =>
    assignment.resource === null ? [] : [{ ...assignment, resource: assignment.resource }],
  )
  return { project, calendars, tasks, links, resources, assignments }
}
