import {
  computedId,
  type AbsenceId,
  type AssignmentId,
  type BaselineId,
  type BaselinePartId,
  type CalendarExceptionId,
  type CalendarId,
  type CalendarWeekId,
  type DependencyId,
  type ItemId,
  type MemberId,
  type PlanId,
  type ResourceId,
  type SpaceId,
  type WorkPatternId,
} from "../base/ids.ts"
import type { Shifts } from "../time/calendar-definition.ts"
import { count, family, flag, instant, maybe, moment, oneOf, quantity, ref, text } from "./fields.ts"
import { baselineRows, lag, recurrence, seenDates, segments, shifts } from "./plan-values.ts"
import { defineRecord, type Row } from "./record.ts"

/** How a space plans. Its id is {@link planId}, so that two people who set something first make one. */
const planFields = {
  /** Where scheduling begins; not given, it is the first date that anybody typed. */
  start: instant(),
  /** Where scheduling from the finish ends. */
  finish: instant(),
  scheduleFrom: oneOf(["start", "finish"], "start"),
  /** The calendar of items that have none; nothing is the standard week. */
  calendar: ref<CalendarId>(),
  /** Up to when progress is reported. */
  dataDate: instant(),
  /** Whether nothing that has not begun may lie before the data date; if not, it is there for reports alone. */
  dataDateHolds: flag(),
  progress: oneOf(["retained-logic", "progress-override", "actual-dates"], "retained-logic"),
  minutesPerDay: count(480),
  minutesPerWeek: count(2400),
  daysPerMonth: count(20),
  /** Whether late and hard constraints win over links. */
  honorConstraints: flag(true),
  /** An item with at most this total slack is critical; working tenths. */
  criticalSlackLimit: count(),
  multipleCriticalPaths: flag(),
  totalSlack: oneOf(["smallest", "start", "finish"], "smallest"),
}
export const plans = defineRecord<PlanId, typeof planFields>("plans", "space", planFields)
export type Plan = Row<PlanId, typeof planFields>

export function planId(space: SpaceId): PlanId {
  return computedId<PlanId>("plan", space)
}

/** Which end of the predecessor drives which end of the successor. */
export const DEPENDENCY_KINDS = ["FS", "SS", "FF", "SF"] as const
export type DependencyKind = (typeof DEPENDENCY_KINDS)[number]

/** That one item waits for another. It drives dates while both ends live in its space. */
const dependencyFields = {
  /** The predecessor. */
  from: ref<ItemId>(),
  /** The successor. */
  to: ref<ItemId>(),
  kind: oneOf(DEPENDENCY_KINDS, "FS"),
  /** Nothing is no lag. */
  lag: lag(),
  /**
   * Milliseconds since 1970, and greater than that of every link that its author saw: of a ring of links the one with the
   * greatest is suspended (MERGE S1).
   */
  madeAt: count(),
  /** The space in which an end lies that is not in this one, as in relations; nothing for an end in this space. */
  fromSpace: ref<SpaceId>(),
  toSpace: ref<SpaceId>(),
  /** When a predecessor that lies in another space was last seen to begin and end, by somebody who has both. */
  seen: seenDates(),
}
export const dependencies = defineRecord<DependencyId, typeof dependencyFields>(
  "dependencies",
  "space",
  dependencyFields,
)
export type Dependency = Row<DependencyId, typeof dependencyFields>

/** The id of a dependency: drawn twice it is one record (MERGE S3). */
export function dependencyId(from: ItemId, to: ItemId, kind: DependencyKind): DependencyId {
  return computedId<DependencyId>("dependency", from, to, kind)
}

/** Who or what works on items beside the members: a role, a machine, material, or a person as this space plans with them. */
const resourceFields = {
  name: text(),
  initials: text(),
  group: text(),
  mail: text(),
  notes: text(),
  /** Only work takes time. */
  kind: oneOf(["work", "material", "cost"], "work"),
  /** Whom it stands for: absences and other bookings of that member count. */
  member: ref<MemberId>(),
  /** How much of it there is; 1 is one person full time. */
  maxUnits: quantity(1),
  calendar: ref<CalendarId>(),
}
export const resources = defineRecord<ResourceId, typeof resourceFields>("resources", "space", resourceFields)
export type Resource = Row<ResourceId, typeof resourceFields>

const assignmentFields = {
  item: ref<ItemId>(),
  /** A member or a resource of the space; nothing is work that nobody does yet. */
  resource: ref<MemberId | ResourceId>(),
  /** 1 is full time. */
  units: quantity(1),
  /** Tenths of a minute of one person's work; not given, it is what the units do in the item's duration. */
  workTenths: maybe(count()),
  actualWorkTenths: count(),
  /** Not given, it is the rest of the work. */
  remainingWorkTenths: maybe(count()),
  /** What of the work, and of what is done, is worked beside the usual hours. */
  overtimeTenths: count(),
  actualOvertimeTenths: count(),
  /** Working tenths between the start of the item and that of this share. */
  delayTenths: count(),
  segments: segments(),
}
export const assignments = defineRecord<AssignmentId, typeof assignmentFields>("assignments", "space", assignmentFields)
export type Assignment = Row<AssignmentId, typeof assignmentFields>

/** The id of an assignment: who is assigned twice is assigned once. */
export function assignmentId(item: ItemId, resource: MemberId | ResourceId | null): AssignmentId {
  return computedId<AssignmentId>("assignment", item, resource ?? "")
}

/** Shifts by weekday, `0` for Sunday to `6`; a weekday without an entry is as in the base. */
const days = () => family<Shifts>(shifts())

/** A working calendar of a space. Weekdays, dated weeks and exceptions go each by itself, so that edits merge. */
const calendarFields = { name: text(), base: ref<CalendarId>(), days: days() }
export const calendars = defineRecord<CalendarId, typeof calendarFields>("calendars", "space", calendarFields)
export type Calendar = Row<CalendarId, typeof calendarFields>

/** Weekdays that hold from one day to another, both included. */
const calendarWeekFields = {
  calendar: ref<CalendarId>(),
  name: text(),
  from: moment(),
  to: moment(),
  days: days(),
}
export const calendarWeeks = defineRecord<CalendarWeekId, typeof calendarWeekFields>(
  "calendarWeeks",
  "space",
  calendarWeekFields,
)
export type CalendarWeek = Row<CalendarWeekId, typeof calendarWeekFields>

/** Days that differ from the week. */
const calendarExceptionFields = {
  calendar: ref<CalendarId>(),
  name: text(),
  from: moment(),
  to: moment(),
  /** Which days in between; nothing is every one. */
  recurrence: recurrence(),
  /** Nothing is a day off, as an empty list is. */
  shifts: shifts(),
}
export const calendarExceptions = defineRecord<CalendarExceptionId, typeof calendarExceptionFields>(
  "calendarExceptions",
  "space",
  calendarExceptionFields,
)
export type CalendarException = Row<CalendarExceptionId, typeof calendarExceptionFields>

/** The hours that a member works, in all spaces. Its id is {@link workPatternId}. */
const workPatternFields = { member: ref<MemberId>(), days: days(), maxUnits: quantity(1) }
export const workPatterns = defineRecord<WorkPatternId, typeof workPatternFields>(
  "workPatterns",
  "directory",
  workPatternFields,
)
export type WorkPattern = Row<WorkPatternId, typeof workPatternFields>

export function workPatternId(member: MemberId): WorkPatternId {
  return computedId<WorkPatternId>("work-pattern", member)
}

/** That a member is away, both days included. Why lies in their personal document. */
const absenceFields = {
  member: ref<MemberId>(),
  from: moment(),
  to: moment(),
  /** Not settled yet: shown, and planned as if they were there. */
  tentative: flag(),
}
export const absences = defineRecord<AbsenceId, typeof absenceFields>("absences", "directory", absenceFields)
export type Absence = Row<AbsenceId, typeof absenceFields>

/** What a plan said when somebody took it down. Only its name ever changes. */
const baselineFields = {
  name: text(),
  /** Milliseconds since 1970. */
  takenAt: count(),
  takenBy: ref<MemberId>(),
  dataDate: instant(),
}
export const baselines = defineRecord<BaselineId, typeof baselineFields>("baselines", "space", baselineFields)
export type Baseline = Row<BaselineId, typeof baselineFields>

/** Some of a baseline's rows; written once. A baseline has as many parts as it needs to stay below the size of an update. */
const baselinePartFields = { baseline: ref<BaselineId>(), rows: baselineRows() }
export const baselineParts = defineRecord<BaselinePartId, typeof baselinePartFields>(
  "baselineParts",
  "space",
  baselinePartFields,
)
export type BaselinePart = Row<BaselinePartId, typeof baselinePartFields>
