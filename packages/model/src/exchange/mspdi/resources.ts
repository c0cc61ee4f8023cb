import type { CalendarSet } from "../../time/calendar-set.ts"
import { childOf, leafText, listIn, type XmlElement } from "../xml/element.ts"
import type { FileAssignment, FileProject, FileResource, FileTask } from "../plan-file/plan-file.ts"
import { Fields, type Warn } from "./fields.ts"
import { readSegments } from "./segments.ts"
import { hoursOf } from "./working-hours.ts"

/** Reads who and what the plan employs. */
export function readResources(root: XmlElement, calendars: ReadonlySet<string>, warn: Warn): FileResource[] {
  return listIn(root, "Resources", "Resource").flatMap(element => {
    const fields = new Fields(element, warn)
    if (fields.flag("IsNull", false)) return []
    return [
      {
        id: fields.text("UID"),
        name: fields.text("Name"),
        guid: fields.raw("GUID"),
        initials: fields.text("Initials"),
        group: fields.text("Group"),
        email: fields.text("EmailAddress"),
        notes: fields.text("Notes"),
        kind: kindOf(fields),
        calendar: calendarOf(fields, calendars),
        maxUnits: fields.number("MaxUnits", 1, 0),
        source: element,
      },
    ]
  })
}

function kindOf(fields: Fields): FileResource["kind"] {
  const type = fields.whole("Type", 1, 0, 2)
  if (type === 2 || fields.flag("IsCostResource", false)) return "cost"
  return type === 1 ? "work" : "material"
}

function calendarOf(fields: Fields, calendars: ReadonlySet<string>): string | null {
  const calendar = fields.raw("CalendarUID")
  if (calendar === null || calendar === "-1") return null
  if (calendars.has(calendar)) return calendar
  // The resource 0 stands for nobody and often names a calendar that is not written.
  if (fields.text("UID") !== "0") fields.tell("unknown-calendar", "CalendarUID", calendar, "project-calendar")
  return null
}

export interface AssignmentContext {
  readonly project: FileProject
  readonly tasks: readonly FileTask[]
  readonly resources: readonly FileResource[]
  readonly calendars: CalendarSet
  readonly warn: Warn
}

/** Reads who works on what. Assignments of a task or resource that is not there are told and left out. */
export function readAssignments(root: XmlElement, context: AssignmentContext): FileAssignment[] {
  const tasks = new Map(context.tasks.map(task => [task.id, task]))
  const resources = new Map(context.resources.map(resource => [resource.id, resource]))
  const seen = new Set<string>()
  return listIn(root, "Assignments", "Assignment").flatMap((element, index) => {
    const uid = leafText(childOf(element, "UID")) ?? ""
    const ownId = uid === "" || seen.has(uid) ? `assignment-${index}` : uid
    seen.add(uid)
    const id = leafText(childOf(element, "TaskUID")) ?? ""
    const fields = new Fields(element, context.warn, id)
    const task = tasks.get(id)
    const resource = resources.get(fields.text("ResourceUID"))
    if (task !== undefined && (resource !== undefined || isNobody(fields)))
      return [readAssignment(fields, ownId, task, resource, context)]
    const about = task === undefined ? "TaskUID" : "ResourceUID"
    fields.tell("assignment-to-nowhere", about, fields.text(about), "left-out")
    return []
  })
}

/** The resource -65535 stands for nobody. */
function isNobody(fields: Fields): boolean {
  return fields.raw("ResourceUID")?.startsWith("-") ?? true
}

function readAssignment(
  fields: Fields,
  id: string,
  task: FileTask,
  resource: FileResource | undefined,
  { project, calendars }: AssignmentContext,
): FileAssignment {
  const units = fields.number("Units", 1, 0)
  const work = fields.duration("Work", 0)
  const actualWork = fields.duration("ActualWork", 0)
  const segments = readSegments(fields.element, work, units, () => hoursOf(task, resource, project.calendar, calendars))
  return {
    id,
    task: task.id,
    resource: resource?.id ?? null,
    units,
    work,
    actualWork,
    remainingWork: fields.duration("RemainingWork", Math.max(0, work - actualWork)),
    overtimeWork: fields.duration("OvertimeWork", 0),
    actualOvertimeWork: fields.duration("ActualOvertimeWork", 0),
    delay: fields.whole("Delay", 0, 0),
    ...(segments === null ? {} : { segments }),
    source: fields.element,
  }
}
