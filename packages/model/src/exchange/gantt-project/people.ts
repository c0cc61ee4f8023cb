import { SILENT_WEEK } from "../../time/calendar-definition.ts"
import type { FileAssignment, FileCalendar, FileResource, FileTask } from "../plan-file/plan-file.ts"
import { listIn, elementsIn, type XmlElement } from "../xml/element.ts"
import { Attributes } from "./attributes.ts"
import { CALENDAR } from "./calendar.ts"
import type { Warn } from "./read.ts"

export function readResources(root: XmlElement, warn: Warn): FileResource[] {
  const roles = new Map(
    elementsIn(root)
      .filter(({ name }) => name === "roles")
      .flatMap(set => elementsIn(set))
      .map(({ attributes }) => [attributes?.["id"] ?? "", attributes?.["name"] ?? ""]),
  )
  return listIn(root, "resources", "resource").map(element => {
    const person = new Attributes(element, warn)
    return {
      id: person.text("id"),
      name: person.text("name"),
      initials: "",
      group: roles.get(person.text("function")) ?? "",
      email: person.text("contacts"),
      notes: "",
      maxUnits: 1,
      kind: "work",
      calendar: null,
      source: null,
    }
  })
}

/**
 * Calendars of the people who have vacations; their ids name the person. A vacation ends before the day that its end
 * names. GanttProject shows vacations and moves no task for them, and so do fixed durations.
 */
export function readVacations(root: XmlElement, resources: readonly FileResource[], warn: Warn): FileCalendar[] {
  const vacations = listIn(root, "vacations", "vacation").map(element => new Attributes(element, warn))
  return resources.flatMap(({ id, name }) => {
    const exceptions = vacations
      .filter(vacation => vacation.text("resourceid") === id)
      .flatMap(vacation => {
        const from = vacation.day("start")
        const end = vacation.day("end")
        if (from === null || end === null) return []
        return [{ name: "", from, to: Math.max(from, end - 1), recurrence: null, shifts: [] }]
      })
    if (exceptions.length === 0) return []
    return [{ id: `vacations-${id}`, name, base: CALENDAR, pattern: SILENT_WEEK, weeks: [], exceptions, source: null }]
  })
}

/** The most of a person's time that an allocation may take, in percent. */
const MOST_LOAD = 100_000

/** Reads who works on what: the load is a share of the days that the task takes. */
export function readAllocations(
  root: XmlElement,
  tasks: readonly FileTask[],
  resources: readonly FileResource[],
  warn: Warn,
): FileAssignment[] {
  const byId = new Map(tasks.map(task => [task.id, task]))
  const people = new Set(resources.map(({ id }) => id))
  return listIn(root, "allocations", "allocation").flatMap((element, index) => {
    const task = byId.get(element.attributes?.["task-id"]?.trim() ?? "")
    const allocation = new Attributes(element, warn, task?.id ?? null)
    const resource = allocation.text("resource-id")
    if (task === undefined || !people.has(resource)) {
      const found = task === undefined ? allocation.text("task-id") : resource
      allocation.tell("assignment-to-nowhere", task === undefined ? "TaskUID" : "ResourceUID", found, "left-out")
      return []
    }
    const units = allocation.number("load", 100, 0, MOST_LOAD) / 100
    const work = Math.round(task.duration * units)
    const actualWork = Math.round(task.actualDuration * units)
    return [
      {
        id: String(index + 1),
        task: task.id,
        resource,
        units,
        work,
        actualWork,
        remainingWork: work - actualWork,
        source: null,
      },
    ]
  })
}
