import type { CalendarId, MemberId } from "../base/ids.ts"
import type { Absence, Calendar, WorkPattern } from "../schema/planning.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import {
  STANDARD_WEEK,
  type CalendarDefinition,
  type CalendarException,
  type DatedWeek,
  type Shifts,
  type WeekPattern,
} from "../time/calendar-definition.ts"
import { weeklyCalendar } from "../time/calendar-set.ts"
import { readInstant, TENTHS_PER_DAY, type Day } from "../time/instant.ts"
import { dayOf, type Moment } from "../time/moment.ts"

/** The calendar of a space that has chosen none: Monday to Friday, 08:00 to 12:00 and 13:00 to 17:00. */
export const STANDARD_CALENDAR = "standard"

/** The calendars of a space as the engine reads them, with the standard week; those in the trash count as not there. */
export function spaceCalendars(snapshot: Snapshot): CalendarDefinition[] {
  const weeks = grouped(living(snapshot.calendarWeeks), ({ calendar }) => calendar)
  const exceptions = grouped(living(snapshot.calendarExceptions), ({ calendar }) => calendar)
  return [
    weeklyCalendar(STANDARD_CALENDAR, STANDARD_WEEK),
    ...living(snapshot.calendars).map(({ id, name, base, days }) => ({
      id,
      name,
      // Where it says nothing, and its base does not either, it is the standard week.
      base: livingCalendar(snapshot, base) ?? STANDARD_CALENDAR,
      pattern: patternOf(days),
      weeks: (weeks.get(id) ?? []).flatMap(({ name, from, to, days }): DatedWeek[] => {
        const period = periodOf(from, to)
        return period === null ? [] : [{ name, ...period, pattern: patternOf(days) }]
      }),
      exceptions: (exceptions.get(id) ?? []).flatMap(({ name, from, to, recurrence, shifts }): CalendarException[] => {
        const period = periodOf(from, to)
        return period === null ? [] : [{ name, ...period, recurrence, shifts: shifts ?? [] }]
      }),
    })),
  ]
}

/** A calendar of this space that is not in the trash. */
export function livingCalendar(snapshot: Snapshot, id: CalendarId | null): CalendarId | null {
  return id !== null && snapshot.calendars.get(id)?.deleted === null ? id : null
}

/**
 * The hours of a member where they differ from a base calendar: their own weekdays, and the days on which they are away.
 * Nothing where they work as the base says. Absences that are not settled do not count.
 */
export function personCalendar(snapshot: Snapshot, member: MemberId, base: string): CalendarDefinition | null {
  const pattern = patternOfMember(snapshot, member)
  const away = absencesOf(snapshot, member)
  if (pattern === null && away.length === 0) return null
  return {
    id: `person-${member}`,
    name: snapshot.members.get(member)?.name ?? "",
    base,
    pattern: patternOf(pattern?.days ?? {}),
    weeks: [],
    exceptions: away.flatMap(({ from, to }): CalendarException[] => {
      const period = periodOf(from, to)
      return period === null ? [] : [{ name: "", ...period, recurrence: null, shifts: [] }]
    }),
  }
}

export function patternOfMember(snapshot: Snapshot, member: MemberId): WorkPattern | null {
  return living(snapshot.workPatterns).find(pattern => pattern.member === member) ?? null
}

function absencesOf(snapshot: Snapshot, member: MemberId): Absence[] {
  return living(snapshot.absences).filter(absence => absence.member === member && !absence.tentative)
}

function patternOf(days: Calendar["days"]): WeekPattern {
  const of = (weekday: number): Shifts | null => days[String(weekday)] ?? null
  return [of(0), of(1), of(2), of(3), of(4), of(5), of(6)]
}

/** Two dates as days; nothing where they are missing, run backwards or lie outside what can be planned. */
function periodOf(from: Moment | null, to: Moment | null): { readonly from: Day; readonly to: Day } | null {
  const [first, last] = [dayNumberOf(from), dayNumberOf(to ?? from)]
  return first === null || last === null || last < first ? null : { from: first, to: last }
}

function dayNumberOf(moment: Moment | null): Day | null {
  const instant = moment === null ? null : readInstant(dayOf(moment))
  return instant === null ? null : instant / TENTHS_PER_DAY
}

/** Rows by something they name, each list in byte order of ids, so that all replicas read them in one order. */
function grouped<R extends { readonly id: string }>(rows: readonly R[], keyOf: (row: R) => string | null) {
  const groups = new Map<string, R[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), row])
  }
  for (const group of groups.values()) group.sort((left, right) => (left.id < right.id ? -1 : 1))
  return groups
}
