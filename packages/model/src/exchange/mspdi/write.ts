import { isRefusal } from "../../base/result.ts"
import type { PlanSchedule } from "../../plan/schedule-rows.ts"
import { writeInstant } from "../../time/instant.ts"
import type { FileCalendar, FileProject, PlanFile } from "../plan-file/plan-file.ts"
import { element, elementsIn, listIn, type XmlElement } from "../xml/element.ts"
import { xmlPieces } from "../xml/write.ts"
import { writeCalendar } from "./write-calendar.ts"
import { planOfMspdi } from "./read.ts"
import { bySource, changed, withFields, type Written, type WrittenRow } from "./record.ts"
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
function mspdiOf(plan: PlanFile, schedule: PlanSchedule): XmlElement {
  const before = readAgain(plan)
  const file = withOwnSources(plan, before)
  const ids = new PlanIds(file)
  const calendars = bySource(before?.calendars)
  const tasks = new TaskWriter(file, schedule, ids, before)
  const resources = bySource(before?.resources)
  const assignments = bySource(before?.assignments)
  const sections: Readonly<Record<string, readonly WrittenRow[]>> = {
    ...(before === null ? { ExtendedAttributes: newRows(textFieldsOf(file).map(writeTextField)) } : {}),
    Calendars: calendarsToWrite(file, before).map(row => [
      row.source,
      writeCalendar(row, ids, calendars.get(row.source) ?? null),
    ]),
    Tasks: tasks.write(),
    Resources: file.resources.map((row, index) => [
      row.source,
      writeResource(row, index + 1, ids, resources.get(row.source) ?? null),
    ]),
    Assignments: file.assignments.map(row => [
      row.source,
      writeAssignment(row, ids, assignments.get(row.source) ?? null, tasks.datesOf(row.task)),
    ]),
  }
  const read = readElements(before)
  // Blank rows have numbers of their own between those of the tasks, which a new outline would give twice.
  if (tasks.isRearranged) for (const row of tasksIn(file)) read.add(row)
  const fields = changed(
    projectFields(file.project, ids, schedule),
    before === null ? null : projectFields(before.project, ids, null),
  )
  const root = withFields(
    "Project",
    file.source,
    before === null ? { ...NEW_PROJECT, GUID: file.project.guid ?? null, ...fields } : fields,
  )
  const content = elementsIn(root).map(child => {
    const rows = sections[child.name]
    return rows === undefined ? child : withRows(child, rows, read)
  })
  for (const [name, rows] of Object.entries(sections))
    if (!content.some(child => child.name === name) && (rows.length > 0 || before === null))
      content.push(withRows(element(name, []), rows, read))
  return { ...root, name: "Project", attributes: { ...root.attributes, xmlns: NAMESPACE }, content }
}

/** A calendar that stands in where a file has none is not written into it. */
function calendarsToWrite({ calendars }: PlanFile, before: PlanFile | null): readonly FileCalendar[] {
  const standIns = new Set(before?.calendars.filter(({ source }) => source === null).map(({ id }) => id))
  return calendars.filter(({ id, source }) => source !== null || !standIns.has(id))
}

/** The rows as the file had them, to tell what changed since. */
function readAgain({ source }: PlanFile): PlanFile | null {
  if (source === null) return null
  const read = planOfMspdi(source)
  return isRefusal(read) ? null : read
}

/** The plan with rows that came from another file as new ones. */
function withOwnSources(file: PlanFile, before: PlanFile | null): PlanFile {
  const own = readElements(before)
  const withOwn = <R extends { readonly source: XmlElement | null }>(rows: readonly R[]) =>
    rows.map(row => (row.source === null || own.has(row.source) ? row : { ...row, source: null }))
  return {
    ...file,
    calendars: withOwn(file.calendars),
    tasks: withOwn(file.tasks),
    links: withOwn(file.links),
    resources: withOwn(file.resources),
    assignments: withOwn(file.assignments),
  }
}

const newRows = (written: readonly XmlElement[]): WrittenRow[] => written.map(row => [null, row])

/** All that became a row. What else a section holds is blank, leads nowhere or is not understood, and stays. */
function readElements(before: PlanFile | null): Set<XmlElement | null> {
  if (before === null) return new Set()
  const { calendars, tasks, links, resources, assignments } = before
  return new Set([...calendars, ...tasks, ...links, ...resources, ...assignments].map(({ source }) => source))
}

function tasksIn({ source }: PlanFile): readonly XmlElement[] {
  return source === null ? [] : listIn(source, "Tasks", "Task")
}

/** The rows of a section in their order, each after what was never read and stood before it. */
function withRows(section: XmlElement, rows: readonly WrittenRow[], read: ReadonlySet<XmlElement | null>): XmlElement {
  const all = elementsIn(section)
  const places = new Map(all.map((child, index) => [child, index]))
  const content: XmlElement[] = []
  let next = 0
  const takeUnread = (end: number) => {
    for (; next < end; next += 1) if (!read.has(all[next]!)) content.push(all[next]!)
  }
  for (const [source, written] of rows) {
    takeUnread(source === null ? 0 : (places.get(source) ?? 0))
    content.push(written)
  }
  takeUnread(all.length)
  return { ...section, content }
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
