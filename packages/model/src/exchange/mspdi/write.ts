import { isRefusal } from "../../base/result.ts"
import type { PlanSchedule } from "../../plan/schedule-rows.ts"
import { writeInstant } from "../../time/instant.ts"
import type { FileProject, PlanFile } from "../plan-file/plan-file.ts"
import { element, elementsIn, type XmlElement } from "../xml/element.ts"
import { xmlPieces } from "../xml/write.ts"
import { writeCalendar } from "./write-calendar.ts"
import { planOfMspdi } from "./read.ts"
import { changed, withFields, type Written } from "./record.ts"
import { PlanIds } from "./plan-ids.ts"
import { writeAssignment, writeResource } from "./write-resources.ts"
import { textFieldsOf, writeTextField } from "./text-fields.ts"
import { TaskWriter } from "./write-tasks.ts"

const NAMESPACE = "http://schemas.microsoft.com/project"

/**
 * A plan as a file that Microsoft Project opens, piece by piece, with the dates of its schedule.
 *
 * A plan that came from such a file is written into it: what nobody changed, and what nobody here understands, stays as
 * it was. A plan of another format gets what the schema asks for.
 */
export function writeMspdi(file: PlanFile, schedule: PlanSchedule): Generator<string> {
  return xmlPieces(mspdiOf(file, schedule))
}

/** The root element of a plan's file. */
function mspdiOf(file: PlanFile, schedule: PlanSchedule): XmlElement {
  const before = readAgain(file)
  const ids = new PlanIds(file)
  const calendars = byId(before?.calendars)
  const tasks = new TaskWriter(file, schedule, ids, before)
  const resources = byId(before?.resources)
  const assignments = byId(before?.assignments)
  const sections: Readonly<Record<string, XmlElement[]>> = {
    ...(before === null ? { ExtendedAttributes: textFieldsOf(file).map(writeTextField) } : {}),
    Calendars: file.calendars.map(calendar => writeCalendar(calendar, ids, calendars.get(calendar.id) ?? null)),
    Tasks: tasks.write(),
    Resources: file.resources.map((resource, index) =>
      writeResource(resource, index + 1, ids, resources.get(resource.id) ?? null),
    ),
    Assignments: file.assignments.map(assignment =>
      writeAssignment(assignment, ids, assignments.get(assignment.id) ?? null, tasks.datesOf(assignment.task)),
    ),
  }
  const fields = changed(
    projectFields(file.project, ids, schedule),
    before === null ? null : projectFields(before.project, ids, null),
  )
  const root = withFields("Project", file.source, before === null ? { ...NEW_PROJECT, ...fields } : fields)
  const content = elementsIn(root).map(child => {
    const rows = sections[child.name]
    return rows === undefined ? child : withRows(child, rows, file.source)
  })
  for (const [name, rows] of Object.entries(sections))
    if (!content.some(child => child.name === name)) content.push(element(name, rows))
  return { ...root, name: "Project", attributes: { ...root.attributes, xmlns: NAMESPACE }, content }
}

/** The rows as the file had them, to tell what changed since. */
function readAgain({ source }: PlanFile): PlanFile | null {
  if (source === null) return null
  const read = planOfMspdi(source)
  return isRefusal(read) ? null : read
}

function byId<R extends { readonly id: string }>(rows: readonly R[] | undefined): ReadonlyMap<string, R> {
  return new Map((rows ?? []).map(row => [row.id, row]))
}

/** The rows of a section, with what the section holds beside records that were read: blank rows and the like. */
function withRows(section: XmlElement, rows: readonly XmlElement[], source: XmlElement | null): XmlElement {
  const written = new Set(rows.map(placeKey))
  const all = source === null ? [] : elementsIn(section)
  const content: XmlElement[] = []
  let next = 0
  const takeUnread = () => {
    for (; next < all.length && !written.has(placeKey(all[next]!)); next += 1)
      if (isUnread(all[next]!)) content.push(all[next]!)
  }
  for (const row of rows) {
    takeUnread()
    content.push(row)
    if (next < all.length && placeKey(all[next]!) === placeKey(row)) next += 1
  }
  takeUnread()
  return { ...section, content }
}

const placeKey = ({ line, column }: XmlElement) => `${line}:${column}`

/** What reading passes over: blank rows, and assignments to nowhere. */
function isUnread(child: XmlElement): boolean {
  const says = (name: string, text: string) =>
    elementsIn(child).some(field => field.name === name && field.content === text)
  return child.name === "Assignment" || says("IsNull", "1") || !["Task", "Resource", "Calendar"].includes(child.name)
}

function projectFields(project: FileProject, ids: PlanIds, schedule: PlanSchedule | null): Written {
  const fromStart = project.scheduleFrom === "start"
  const finish = fromStart && schedule !== null ? schedule.finish : project.finish
  const start = fromStart || schedule === null ? project.start : schedule.start
  return {
    Title: project.name === "" ? null : project.name,
    ScheduleFromStart: fromStart ? "1" : "0",
    StartDate: writeInstant(start),
    FinishDate: finish === null ? null : writeInstant(finish),
    CriticalSlackLimit: String(Math.round(project.criticalSlackLimit / (project.minutesPerDay * 10))),
    CalendarUID: ids.calendar(project.calendar),
    MinutesPerDay: String(project.minutesPerDay),
    MinutesPerWeek: String(project.minutesPerWeek),
    DaysPerMonth: String(project.daysPerMonth),
    HonorConstraints: project.honorConstraints ? "1" : "0",
    MultipleCriticalPaths: project.multipleCriticalPaths ? "1" : "0",
    StatusDate: project.statusDate === null ? null : writeInstant(project.statusDate),
  }
}

/** What Microsoft Project would otherwise choose by its own options. */
const NEW_PROJECT: Written = {
  SaveVersion: "14",
  DefaultStartTime: "08:00:00",
  DefaultFinishTime: "17:00:00",
  DurationFormat: "7",
  WorkFormat: "2",
  NewTasksAreManual: "0",
}
