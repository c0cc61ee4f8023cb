import type { CalendarSet } from "../../time/calendar-set.ts"
import type { WorkingCalendar } from "../../time/working-calendar.ts"
import type { FileResource, FileTask } from "../plan-file/plan-file.ts"

/**
 * When somebody works on a task: by the resource's calendar, and where the task has one by what both have in common, or
 * by the task's alone if it says so.
 */
export function hoursOf(
  task: Pick<FileTask, "calendar" | "ignoresResourceCalendars">,
  resource: Pick<FileResource, "calendar"> | undefined,
  projectCalendar: string,
  calendars: CalendarSet,
): WorkingCalendar {
  const people = resource?.calendar ?? null
  if (task.calendar === null) return calendars.get(people ?? projectCalendar)
  if (people === null || task.ignoresResourceCalendars) return calendars.get(task.calendar)
  return calendars.common(task.calendar, people)
}
