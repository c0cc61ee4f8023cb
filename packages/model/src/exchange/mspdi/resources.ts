import { listIn, type XmlElement } from "../xml/element.ts"
import type { FileAssignment, FileResource } from "../plan-file/plan-file.ts"
import { Fields, type Warn } from "./fields.ts"

/** Reads who and what the plan employs. */
export function readResources(root: XmlElement, calendars: ReadonlySet<string>, warn: Warn): FileResource[] {
  return listIn(root, "Resources", "Resource").flatMap(element => {
    const fields = new Fields(element, warn)
    if (fields.flag("IsNull", false)) return []
    return [
      {
        id: fields.text("UID"),
        name: fields.text("Name"),
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

/** Reads who works on what. The resource -65535 stands for nobody. */
export function readAssignments(
  root: XmlElement,
  tasks: ReadonlySet<string>,
  resources: ReadonlySet<string>,
  warn: Warn,
): FileAssignment[] {
  return listIn(root, "Assignments", "Assignment").flatMap((element, index) => {
    const task = new Fields(element, () => {}).text("TaskUID")
    const fields = new Fields(element, warn, task)
    const resource = fields.raw("ResourceUID")
    const nobody = resource === null || resource.startsWith("-")
    if (!tasks.has(task) || !(nobody || resources.has(resource))) {
      const about = tasks.has(task) ? "ResourceUID" : "TaskUID"
      fields.tell("assignment-to-nowhere", about, fields.text(about), "left-out")
      return []
    }
    const work = fields.duration("Work", 0)
    const actualWork = fields.duration("ActualWork", 0)
    return [
      {
        id: fields.raw("UID") ?? `assignment-${index}`,
        task,
        resource: nobody ? null : resource,
        units: fields.number("Units", 1, 0),
        work,
        actualWork,
        remainingWork: fields.duration("RemainingWork", Math.max(0, work - actualWork)),
        source: element,
      },
    ]
  })
}
