import { isRefusal, refuse, type Refusal } from "../../base/result.ts"
import { CalendarSet, weeklyCalendar } from "../../time/calendar-set.ts"
import { STANDARD_WEEK } from "../../time/calendar-definition.ts"
import { writeInstant } from "../../time/instant.ts"
import { readXml, type ReadingXml } from "../xml/read.ts"
import { childOf, elementsIn, listIn, leafText, type XmlElement } from "../xml/element.ts"
import type { FileProject, FileWarning, PlanFile } from "../plan-file/plan-file.ts"
import { readCalendars } from "./calendars.ts"
import { Fields } from "./fields.ts"
import { readAssignments, readResources } from "./resources.ts"
import { readLinks, readTasks } from "./tasks.ts"

/**
 * Reads a plan in the XML of Microsoft Project (MSPDI), or says why it is none. Beside the refusals of `readXml`:
 * - `not-mspdi` with the `found` root
 * - `missing-id` and `duplicate-id` with `what` (task, calendar, resource), the `id`, `line` and `column`
 * - `missing-start` where nothing says when the plan begins
 *
 * What is merely odd is a warning with its place, and what stands in for it.
 */
export async function readMspdi(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  reading: ReadingXml = {},
): Promise<PlanFile | Refusal> {
  const root = await readXml(chunks, reading)
  return isRefusal(root) ? root : planOfMspdi(root)
}

/** The plan that the root element of an MSPDI file holds. */
export function planOfMspdi(root: XmlElement): PlanFile | Refusal {
  if (root.name !== "Project") return refuse("not-mspdi", { found: root.name })
  const refusal =
    faultyIds(root, "Tasks", "Task") ??
    faultyIds(root, "Calendars", "Calendar") ??
    faultyIds(root, "Resources", "Resource")
  if (refusal !== null) return refusal
  const warnings: FileWarning[] = []
  const warn = (warning: FileWarning) => void warnings.push(warning)
  const read = readCalendars(root, warn)
  const calendars = read.length > 0 ? read : [{ ...weeklyCalendar(STANDARD, STANDARD_WEEK), source: null }]
  const calendarIds = new Set(calendars.map(({ id }) => id))
  const project = readProject(root, calendarIds, warn)
  if (isRefusal(project)) return project
  const tasks = readTasks(root, { project, calendars: calendarIds, warn })
  const resources = readResources(root, calendarIds, warn)
  return {
    project,
    calendars,
    tasks,
    links: readLinks(tasks, warn),
    resources,
    assignments: readAssignments(root, { project, tasks, resources, calendars: new CalendarSet(calendars), warn }),
    customFields: listIn(root, "ExtendedAttributes", "ExtendedAttribute").map(element => {
      const fields = new Fields(element, warn)
      return { id: fields.text("FieldID"), name: fields.raw("Alias") ?? fields.text("FieldName") }
    }),
    warnings,
    source: root,
  }
}

/** Records are told apart by their ids, so each needs one of its own. */
function faultyIds(root: XmlElement, list: string, what: string): Refusal | null {
  const seen = new Set<string>()
  for (const element of listIn(root, list, what)) {
    const id = leafText(elementsIn(element).find(({ name }) => name === "UID"))
    const { line, column } = element
    if (id === null || id === "") return refuse("missing-id", { what, line, column })
    if (seen.has(id)) return refuse("duplicate-id", { what, id, line, column })
    seen.add(id)
  }
  return null
}

function readProject(
  root: XmlElement,
  calendars: ReadonlySet<string>,
  warn: (warning: FileWarning) => void,
): FileProject | Refusal {
  const fields = new Fields(root, warn)
  const finish = fields.date("FinishDate")
  const said = fields.date("StartDate")
  const start = said ?? earliestStart(root) ?? finish
  if (start === null) return refuse("missing-start")
  if (said === null) fields.tell("missing-start", "StartDate", fields.text("StartDate"), writeInstant(start))
  const minutesPerDay = fields.number("MinutesPerDay", 480, 1, 1440)
  return {
    name: fields.raw("Title") ?? fields.text("Name"),
    guid: fields.raw("GUID"),
    savedAt: fields.date("LastSaved"),
    wholeTask: wholeTask(root),
    start,
    finish,
    scheduleFrom: fields.flag("ScheduleFromStart", true) ? "start" : "finish",
    calendar: projectCalendar(fields, calendars),
    honorConstraints: fields.flag("HonorConstraints", true),
    criticalSlackLimit: Math.round(fields.number("CriticalSlackLimit", 0) * minutesPerDay * 10),
    multipleCriticalPaths: fields.flag("MultipleCriticalPaths", false),
    totalSlack: "smallest",
    statusDate: fields.date("StatusDate"),
    minutesPerDay,
    minutesPerWeek: fields.number("MinutesPerWeek", minutesPerDay * 5, 1, 10_080),
    daysPerMonth: fields.number("DaysPerMonth", 20, 0, 31),
  }
}

/** The task that stands for the whole plan is number 0, comes first and lies on level 0. */
function wholeTask(root: XmlElement): string | null {
  const [first] = listIn(root, "Tasks", "Task")
  const says = (name: string) => leafText(childOf(first, name))
  return says("UID") === "0" && says("OutlineLevel") === "0" ? "0" : null
}

function earliestStart(root: XmlElement): number | null {
  const starts = listIn(root, "Tasks", "Task")
    .map(task => new Fields(task, () => {}).date("Start"))
    .filter(start => start !== null)
  return starts.length === 0 ? null : starts.reduce((one, other) => Math.min(one, other))
}

/** The project's calendar: the one that it names, or else the first. */
function projectCalendar(fields: Fields, calendars: ReadonlySet<string>): string {
  const calendar = fields.text("CalendarUID")
  if (calendars.has(calendar)) return calendar
  const [first = STANDARD] = calendars
  if (first !== STANDARD) fields.tell("unknown-calendar", "CalendarUID", calendar, first)
  return first
}

/** The calendar of a plan that defines none: the standard week. */
const STANDARD = "standard"
