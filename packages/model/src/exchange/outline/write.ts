import type { PlanSchedule } from "../../plan/schedule-rows.ts"
import { writeInstant, type Instant } from "../../time/instant.ts"
import { toCsv } from "../delimited.ts"
import type { FileAssignment, FileResource, FileTask, PlanFile } from "../plan-file/plan-file.ts"
import { codesOf } from "./codes.ts"
import { COLUMNS, type Column } from "./columns.ts"
import { joinList, writeDurationText, writePredecessor } from "./notation.ts"

/** A plan as a table of comma-separated values, a row for each task, named by its place in the outline. */
export function writeOutline(file: PlanFile, schedule: PlanSchedule): string {
  const columns = Object.keys(COLUMNS) as Column[]
  const codes = codesOf(file)
  const dates = new Map(schedule.tasks.map(task => [task.id, task]))
  const links = Map.groupBy(file.links, ({ to }) => to)
  const assignments = Map.groupBy(file.assignments, ({ task }) => task)
  const resources = new Map(file.resources.map(resource => [resource.id, resource]))
  const rows = file.tasks.map((task, index) => {
    const dated = dates.get(task.id)
    const code = codes.get(task.id)!
    const cells: Record<Column, string> = {
      ...fieldsOf(task, file),
      wbs: code,
      // The dates of a manual task are those that somebody typed, and none where nobody did.
      start: date(task.mode === "manual" ? task.start : dated?.start),
      finish: date(task.mode === "manual" ? task.finish : dated?.finish),
      predecessors: joinList(
        (links.get(task.id) ?? []).map(link =>
          writePredecessor({ ...link, code: codes.get(link.from)! }, file.project),
        ),
      ),
      resources: joinList(
        (assignments.get(task.id) ?? []).flatMap(assignment => writeResource(assignment, task, resources)),
      ),
      code: task.wbs === code ? "" : task.wbs,
      // The first row says for all when the plan begins, which no task may do.
      projectStart: index === 0 ? writeInstant(file.project.start) : "",
    }
    return columns.map(column => cells[column])
  })
  return toCsv([columns.map(column => COLUMNS[column]), ...rows])
}

const date = (instant: Instant | null | undefined) =>
  instant === null || instant === undefined ? "" : writeInstant(instant)

function fieldsOf(task: FileTask, { project }: PlanFile) {
  const unit = task.durationUnit
  const working = (tenths: number) =>
    writeDurationText({ tenths, unit, isElapsed: task.isElapsed, isEstimated: false }, project)
  const { isElapsed, isEstimated } = task
  return {
    name: task.name,
    duration: writeDurationText({ tenths: task.duration, unit, isElapsed, isEstimated }, project),
    complete: String(task.percentComplete),
    milestone: task.isMilestone ? "yes" : "",
    mode: task.mode,
    active: task.isActive ? "" : "no",
    constraint: task.constraint.kind,
    constraintDate: date(task.constraint.date),
    deadline: date(task.deadline),
    effort: task.effort,
    priority: String(task.priority),
    actualStart: date(task.actualStart),
    actualFinish: date(task.actualFinish),
    actualDuration: task.actualDuration === 0 ? "" : working(task.actualDuration),
    remainingDuration:
      task.remainingDuration === task.duration - task.actualDuration ? "" : working(task.remainingDuration),
    levelingDelay:
      task.levelingDelay === 0
        ? ""
        : writeDurationText({ tenths: task.levelingDelay, unit: "days", isElapsed: true, isEstimated: false }, project),
    notes: task.notes,
    uid: task.id,
  }
}

/** A resource as `Anna`, `Anna[50%]`, `Anna[50%, 16h]`, `Paint[3]` for material, `Travel[cost]`. */
function writeResource(
  assignment: FileAssignment,
  task: FileTask,
  resources: ReadonlyMap<string, FileResource>,
): string[] {
  const resource = assignment.resource === null ? undefined : resources.get(assignment.resource)
  if (resource === undefined) return []
  const name = resource.name === "" ? resource.id : resource.name
  if (resource.kind === "cost") return [`${name}[cost]`]
  if (resource.kind === "material") return [`${name}[${assignment.units}]`]
  const isWhole = assignment.work === Math.round(task.duration * assignment.units)
  const units = `${Number((assignment.units * 100).toFixed(4))}%`
  if (isWhole) return [assignment.units === 1 ? name : `${name}[${units}]`]
  return [`${name}[${units}, ${Number((assignment.work / 600).toFixed(4))}h]`]
}
