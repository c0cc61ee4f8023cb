import type { PlanInput } from "@weft/model/plan/input"
import type { PlanSchedule } from "@weft/model/plan/schedule-rows"
import { CalendarSet } from "@weft/model/time/calendar-set"
import { dayOf, TENTHS_PER_DAY } from "@weft/model/time/instant"

/*
 * Counts, day by day, what the tasks of a scheduled plan demand of its people and what these supply; with nothing of the
 * leveller. For plans whose work goes on at one rate.
 */

/** A tolerance of five minutes a day. */
const TOLERANCE = 50

/** The days on which more is demanded of a person than supplied: `ana 2026-01-05: 9600 of 4800`, in tenths of a minute. */
export function overbookedDays(
  { tasks, resources, assignments, calendars, project }: PlanInput,
  { tasks: dates }: PlanSchedule,
  unitsOf: (resource: string) => number = () => 1,
): string[] {
  const set = new CalendarSet(calendars)
  const rowOf = new Map(tasks.map(task => [task.id, task]))
  const dateOf = new Map(dates.map(task => [task.id, task]))
  const parents = new Set(tasks.map(({ parent }) => parent))
  const found: string[] = []
  for (const { id, calendar, kind } of resources) {
    if (kind !== "work") continue
    const hours = set.get(calendar ?? project.calendar)
    const demand = new Map<number, number>()
    for (const { task: name, resource, units, work } of assignments) {
      const [task, date] = [rowOf.get(name)!, dateOf.get(name)!]
      if (resource !== id || !(work > 0) || !isActive(name) || parents.has(name)) continue
      const own = task.calendar === null ? hours : common(task.calendar, task.ignoresResourceCalendars)
      let left = task.actualStart === null ? work : Infinity
      for (let day = dayOf(date.start); day <= dayOf(date.finish) && left > 0; day += 1) {
        const from = Math.max(date.start, day * TENTHS_PER_DAY)
        const to = Math.min(date.finish, (day + 1) * TENTHS_PER_DAY)
        const worked = Math.min(left, Math.max(0, own.between(from, to)) * units)
        left -= worked
        demand.set(day, (demand.get(day) ?? 0) + worked)
      }
    }
    for (const [day, tenths] of demand) {
      const supply = hours.between(day * TENTHS_PER_DAY, (day + 1) * TENTHS_PER_DAY) * unitsOf(id)
      if (tenths > supply + TOLERANCE) found.push(`${id} on day ${day}: ${tenths} of ${supply}`)
    }
    function common(taskCalendar: string, ignores: boolean) {
      return ignores ? set.get(taskCalendar) : set.common(taskCalendar, calendar ?? project.calendar)
    }
  }
  return found

  function isActive(name: string): boolean {
    for (let id: string | null = name; id !== null; id = rowOf.get(id)!.parent)
      if (!rowOf.get(id)!.isActive) return false
    return true
  }
}
