import { writeInstant, type Instant } from "../../time/instant.ts"
import type { FileAssignment, FileResource } from "../plan-file/plan-file.ts"
import { elementsIn, type XmlElement } from "../xml/element.ts"
import type { PlanIds } from "./plan-ids.ts"
import { changed, withFields, type Written } from "./record.ts"
import { writeDuration } from "./values.ts"

/** A resource with what changed since it was read. */
export function writeResource(
  resource: FileResource,
  row: number,
  ids: PlanIds,
  before: FileResource | null,
): XmlElement {
  const now = resourceFields(resource, ids)
  const first: Written =
    before === null ? { UID: ids.resource(resource.id), GUID: resource.guid ?? null, ID: String(row), IsNull: "0" } : {}
  return withFields("Resource", resource.source, {
    ...first,
    ...changed(now, before === null ? null : resourceFields(before, ids)),
  })
}

const TYPES = { work: "1", material: "0", cost: "0" } as const

function resourceFields(resource: FileResource, ids: PlanIds): Written {
  const text = (value: string) => (value === "" ? null : value)
  return {
    Name: text(resource.name),
    Type: TYPES[resource.kind],
    Initials: text(resource.initials),
    Group: text(resource.group),
    EmailAddress: text(resource.email),
    MaxUnits: String(resource.maxUnits),
    CalendarUID: ids.calendar(resource.calendar),
    Notes: text(resource.notes),
    IsCostResource: resource.kind === "cost" ? "1" : null,
  }
}

interface Dates {
  readonly start: Instant
  readonly finish: Instant
}

/** An assignment with what changed since it was read; a new one gets the dates of its task. */
export function writeAssignment(
  assignment: FileAssignment,
  ids: PlanIds,
  before: FileAssignment | null,
  dates: Dates | null,
): XmlElement {
  const now = assignmentFields(assignment, ids)
  const first: Written =
    before === null
      ? {
          UID: ids.assignment(assignment.id),
          Start: dates === null ? null : writeInstant(dates.start),
          Finish: dates === null ? null : writeInstant(dates.finish),
          WorkContour: "0",
        }
      : {}
  const fields = changed(now, before === null ? null : assignmentFields(before, ids))
  const written = withFields("Assignment", assignment.source, { ...first, ...fields })
  // What is worked each day would speak against another amount of work.
  if (before === null || !AMOUNTS.some(name => name in fields)) return written
  return { ...written, content: elementsIn(written).filter(({ name }) => name !== "TimephasedData") }
}

const AMOUNTS = ["Units", "Work", "OvertimeWork", "Delay"]

function assignmentFields(assignment: FileAssignment, ids: PlanIds): Written {
  return {
    TaskUID: ids.task(assignment.task),
    ResourceUID: ids.resource(assignment.resource),
    Units: String(assignment.units),
    Work: writeDuration(assignment.work),
    ActualWork: writeDuration(assignment.actualWork),
    RemainingWork: writeDuration(assignment.remainingWork),
    OvertimeWork: writeDuration(assignment.overtimeWork ?? 0),
    ActualOvertimeWork: writeDuration(assignment.actualOvertimeWork ?? 0),
    Delay: String(assignment.delay ?? 0),
  }
}
