import { CalendarSet } from "../../time/calendar-set.ts"
import { STANDARD_WEEK } from "../../time/calendar-definition.ts"
import type { PlanFile } from "../plan-file/plan-file.ts"

/** Something that a table of tasks cannot hold, and how much of it the plan has. */
export interface OutlineLoss {
  readonly what:
    | "calendars"
    | "task-calendars"
    | "resource-calendars"
    | "baselines"
    | "custom-fields"
    | "splits"
    | "delays"
    | "overtime"
    | "progress-of-assignments"
    | "unassigned-work"
    | "resumed-work"
    | "schedule-options"
    | "other-fields"
  readonly count: number
}

/** What is lost when a plan becomes a table; nothing of it changes without being told. */
export function outlineLosses(file: PlanFile): OutlineLoss[] {
  const { project, tasks, assignments } = file
  const set = new CalendarSet(file.calendars)
  // Calendars that work alike are one object.
  const differs = (calendar: string | null) => calendar !== null && set.get(calendar) !== set.get(project.calendar)
  const count = <R>(rows: readonly R[], isLost: (row: R) => boolean) => rows.filter(isLost).length
  const losses: OutlineLoss[] = [
    { what: "calendars", count: isStandard(file) ? 0 : 1 },
    { what: "task-calendars", count: count(tasks, ({ calendar }) => calendar !== null) },
    { what: "resource-calendars", count: count(file.resources, ({ calendar }) => differs(calendar)) },
    { what: "baselines", count: count(tasks, ({ baselines }) => baselines.length > 0) },
    { what: "custom-fields", count: file.customFields.length },
    { what: "splits", count: count(assignments, ({ segments }) => segments !== undefined) },
    { what: "delays", count: count(assignments, ({ delay }) => (delay ?? 0) > 0) },
    { what: "overtime", count: count(assignments, ({ overtimeWork }) => (overtimeWork ?? 0) > 0) },
    { what: "progress-of-assignments", count: count(assignments, ({ actualWork }) => actualWork > 0) },
    { what: "unassigned-work", count: count(assignments, ({ resource, work }) => resource === null && work > 0) },
    { what: "resumed-work", count: count(tasks, ({ resume }) => resume !== null && resume !== undefined) },
    {
      what: "schedule-options",
      count: count(
        [
          project.scheduleFrom !== "start",
          !project.honorConstraints,
          project.criticalSlackLimit !== 0,
          project.multipleCriticalPaths,
          project.minutesPerDay !== 480,
          project.minutesPerWeek !== 2400,
          project.daysPerMonth !== 20,
        ],
        isLost => isLost,
      ),
    },
    { what: "other-fields", count: count(tasks, ({ source }) => source !== null) },
  ]
  return losses.filter(({ count: lost }) => lost > 0)
}

/** Whether the project works the standard week, which is what a table is read with. */
function isStandard({ project, calendars }: PlanFile): boolean {
  const calendar = calendars.find(({ id }) => id === project.calendar)
  if (calendar === undefined) return true
  const { pattern, weeks, exceptions, base } = calendar
  return (
    base === null &&
    weeks.length === 0 &&
    exceptions.length === 0 &&
    JSON.stringify(pattern) === JSON.stringify(STANDARD_WEEK)
  )
}
