import { isRefusal, refuse, type Refusal } from "../../base/result.ts"
import { CalendarSet } from "../../time/calendar-set.ts"
import type { FileCustomField, FileProject, FileWarning, PlanFile } from "../plan-file/plan-file.ts"
import { childOf, elementsIn, listIn, type XmlElement } from "../xml/element.ts"
import { Attributes } from "./attributes.ts"
import { CALENDAR, readCalendar } from "./calendar.ts"
import { readAllocations, readResources, readVacations } from "./people.ts"
import { readLinks, readTasks } from "./tasks.ts"

export type Warn = (warning: FileWarning) => void

/**
 * The plan that the root element of a GanttProject file holds, or why it has none: `missing-id` and `duplicate-id` with
 * `what`, the `id`, `line` and `column`; `missing-start` where no task has a date.
 *
 * GanttProject counts in days; a day becomes the eight hours of an office. It never moves a task that no strong link
 * holds, so such a task starts no earlier than it does in the file.
 */
export function planOfGanttProject(root: XmlElement): PlanFile | Refusal {
  const warnings: FileWarning[] = []
  const warn = (warning: FileWarning) => void warnings.push(warning)
  const elements = taskElements(root)
  const refusal =
    faultyIds(
      "task",
      elements.map(({ element }) => element),
    ) ?? faultyIds("resource", listIn(root, "resources", "resource"))
  if (refusal !== null) return refusal
  const calendar = readCalendar(root, warn)
  const hours = new CalendarSet([calendar]).get(CALENDAR)
  const tasks = readTasks(root, elements, hours, warn)
  const resources = readResources(root, warn)
  const vacations = readVacations(root, resources, warn)
  const project = readProject(root, tasks, warn)
  if (isRefusal(project)) return project
  return {
    project,
    calendars: [calendar, ...vacations],
    tasks,
    links: readLinks(elements, warn),
    resources: resources.map(resource => {
      const own = vacations.find(({ id }) => id === `vacations-${resource.id}`)
      return own === undefined ? resource : { ...resource, calendar: own.id }
    }),
    assignments: readAllocations(root, tasks, resources, warn),
    customFields: readCustomFields(root, warn),
    warnings,
    source: null,
  }
}

/** A task with the one that it lies in: their nesting is the outline. */
export interface TaskElement {
  readonly element: XmlElement
  readonly parent: string | null
}

function taskElements(root: XmlElement): TaskElement[] {
  const found: TaskElement[] = []
  const collect = (inside: XmlElement | undefined, parent: string | null) => {
    for (const element of elementsIn(inside)) {
      if (element.name !== "task") continue
      found.push({ element, parent })
      collect(element, element.attributes?.["id"]?.trim() ?? null)
    }
  }
  collect(childOf(root, "tasks"), null)
  return found
}

function faultyIds(what: string, elements: readonly XmlElement[]): Refusal | null {
  const seen = new Set<string>()
  for (const { attributes, line, column } of elements) {
    const id = attributes?.["id"]?.trim() ?? ""
    if (id === "") return refuse("missing-id", { what, line, column })
    if (seen.has(id)) return refuse("duplicate-id", { what, id, line, column })
    seen.add(id)
  }
  return null
}

function readProject(root: XmlElement, tasks: PlanFile["tasks"], warn: Warn): FileProject | Refusal {
  const attributes = new Attributes(root, warn)
  const starts = tasks.map(({ stored }) => stored.start).filter(start => start !== null)
  const viewed = attributes.day("view-date")
  const start = starts.length > 0 ? starts.reduce((one, other) => Math.min(one, other)) : viewed
  if (start === null) return refuse("missing-start")
  return {
    name: attributes.text("name"),
    wholeTask: null,
    start: starts.length > 0 ? start : start * 14_400 + 4800,
    finish: null,
    scheduleFrom: "start",
    calendar: CALENDAR,
    honorConstraints: true,
    criticalSlackLimit: 0,
    multipleCriticalPaths: false,
    totalSlack: "smallest",
    statusDate: null,
    minutesPerDay: 480,
    minutesPerWeek: 2400,
    daysPerMonth: 20,
  }
}

function readCustomFields(root: XmlElement, warn: Warn): FileCustomField[] {
  return listIn(childOf(root, "tasks") ?? root, "taskproperties", "taskproperty")
    .map(element => new Attributes(element, warn))
    .filter(attributes => attributes.text("type") === "custom")
    .map(attributes => ({ id: attributes.text("id"), name: attributes.text("name") }))
}
