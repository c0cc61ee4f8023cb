import type { AbsenceId, CalendarExceptionId, CalendarId, CalendarWeekId, MemberId } from "../base/ids.ts"
import { refuse, type Refusal } from "../base/result.ts"
import { workPatternId, type CalendarException } from "../schema/planning.ts"
import { shifts as shiftsField } from "../schema/plan-values.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import type { Shifts } from "../time/calendar-definition.ts"
import { dayOf, type Moment } from "../time/moment.ts"
import { defineAction } from "./define.ts"

export interface CreateCalendar {
  readonly id: CalendarId
  readonly name: string
  /** The calendar whose hours hold wherever this one says nothing; none is the standard week. */
  readonly base?: CalendarId | null
}

export const createCalendar = defineAction<CreateCalendar>("calendar.create", ({ snapshot, write }, calendar) => {
  const { id, name, base = null } = calendar
  if (name.trim() === "") return refuse("name-missing")
  if (snapshot.calendars.has(id)) return refuse("exists")
  if (base !== null && !snapshot.calendars.has(base)) return refuse("not-found")
  write.create("calendars", id, { name: name.trim(), base })
})

export interface PatchCalendar {
  readonly calendar: CalendarId
  readonly name?: string
  readonly base?: CalendarId | null
}

/** Renames a calendar or derives it from another; refused where it would be derived from itself. */
export const patchCalendar = defineAction<PatchCalendar>(
  "calendar.patch",
  ({ snapshot, write }, { calendar, name, base }) => {
    if (!snapshot.calendars.has(calendar)) return refuse("not-found")
    if (name?.trim() === "") return refuse("name-missing")
    if (base != null && !snapshot.calendars.has(base)) return refuse("not-found")
    if (base != null && derivesFrom(snapshot, base, calendar)) return refuse("calendar-ring")
    write.patch("calendars", calendar, { name: name?.trim(), base })
  },
)

function derivesFrom(snapshot: Snapshot, calendar: CalendarId, base: CalendarId): boolean {
  const seen = new Set<string>()
  for (
    let id: CalendarId | null = calendar;
    id !== null && !seen.has(id);
    id = snapshot.calendars.get(id)?.base ?? null
  ) {
    if (id === base) return true
    seen.add(id)
  }
  return false
}

/** Puts a calendar in the trash; what is planned by it goes by the calendar of the space until it is restored. */
export const trashCalendar = defineAction<{ readonly calendar: CalendarId }>(
  "calendar.trash",
  ({ snapshot, write, me }, { calendar }) => {
    if (!snapshot.calendars.has(calendar)) return refuse("not-found")
    write.trash("calendars", calendar, me)
  },
)

export interface SetDay {
  /** 0 is Sunday. */
  readonly weekday: number
  /** None for a day off; `null` says nothing of that weekday. */
  readonly shifts: Shifts | null
}

/** Sets the hours of one weekday; each weekday merges by itself (MERGE S5). */
export const setCalendarDay = defineAction<SetDay & { readonly calendar: CalendarId }>(
  "calendar.day",
  ({ snapshot, write }, { calendar, weekday, shifts }) => {
    if (!snapshot.calendars.has(calendar)) return refuse("not-found")
    const answer = refusedDay(weekday, shifts)
    if (answer !== undefined) return answer
    write.put("calendars", calendar, "days", String(weekday), shifts)
  },
)

function refusedDay(weekday: number, shifts: Shifts | null): Refusal | undefined {
  if (!Number.isInteger(weekday) || weekday < 0 || weekday > 6) return refuse("not-found")
  return shifts === null ? undefined : refusedShifts(shifts)
}

const SHIFTS = shiftsField()

function refusedShifts(shifts: Shifts): Refusal | undefined {
  return SHIFTS.read(shifts) === null ? refuse("hours-overlap") : undefined
}

export interface Period {
  readonly from: Moment
  readonly to: Moment
}

function refusedPeriod({ from, to }: Period): Refusal | undefined {
  return dayOf(to) < dayOf(from) ? refuse("finish-before-start") : undefined
}

export interface AddWeek extends Period {
  readonly id: CalendarWeekId
  readonly calendar: CalendarId
  readonly name: string
  /** By weekday, `0` for Sunday. */
  readonly days: Readonly<Record<string, Shifts>>
}

/** Adds weekdays that hold from one day to another. */
export const addCalendarWeek = defineAction<AddWeek>("calendar.add-week", ({ snapshot, write }, { id, ...week }) => {
  if (!snapshot.calendars.has(week.calendar)) return refuse("not-found")
  if (snapshot.calendarWeeks.has(id)) return refuse("exists")
  const answers = Object.entries(week.days).map(([day, shifts]) => refusedDay(Number(day), shifts))
  const answer = refusedPeriod(week) ?? answers.find(refusal => refusal !== undefined)
  if (answer !== undefined) return answer
  write.create("calendarWeeks", id, week)
})

export const trashCalendarWeek = defineAction<{ readonly week: CalendarWeekId }>(
  "calendar.trash-week",
  ({ snapshot, write, me }, { week }) => {
    if (!snapshot.calendarWeeks.has(week)) return refuse("not-found")
    write.trash("calendarWeeks", week, me)
  },
)

export interface ExceptionFields extends Period {
  readonly name: string
  /** Which days in between; `null` is every one. */
  readonly recurrence: CalendarException["recurrence"]
  /** None for days off. */
  readonly shifts: Shifts
}

/** Adds days that differ from the week: a holiday, or a Saturday on which work is done. */
export const addCalendarException = defineAction<
  ExceptionFields & { readonly id: CalendarExceptionId; readonly calendar: CalendarId }
>("calendar.add-exception", ({ snapshot, write }, { id, ...exception }) => {
  if (!snapshot.calendars.has(exception.calendar)) return refuse("not-found")
  if (snapshot.calendarExceptions.has(id)) return refuse("exists")
  const answer = refusedPeriod(exception) ?? refusedShifts(exception.shifts)
  if (answer !== undefined) return answer
  write.create("calendarExceptions", id, exception)
})

export const patchCalendarException = defineAction<{
  readonly exception: CalendarExceptionId
  readonly fields: Partial<ExceptionFields>
}>("calendar.patch-exception", ({ snapshot, write }, { exception, fields }) => {
  const row = snapshot.calendarExceptions.get(exception)
  if (row === undefined) return refuse("not-found")
  const [from, to] = [fields.from ?? row.from, fields.to ?? row.to]
  const period = from === null || to === null ? undefined : refusedPeriod({ from, to })
  const answer = period ?? (fields.shifts === undefined ? undefined : refusedShifts(fields.shifts))
  if (answer !== undefined) return answer
  write.patch("calendarExceptions", exception, fields)
})

export const trashCalendarException = defineAction<{ readonly exception: CalendarExceptionId }>(
  "calendar.trash-exception",
  ({ snapshot, write, me }, { exception }) => {
    if (!snapshot.calendarExceptions.has(exception)) return refuse("not-found")
    write.trash("calendarExceptions", exception, me)
  },
)

/** Sets the hours that a member works on one weekday, in all spaces; `null` as the space does. */
export const setWorkDay = defineAction<SetDay & { readonly member: MemberId }>(
  "work-pattern.day",
  ({ snapshot, write }, { member, weekday, shifts }) => {
    if (!snapshot.members.has(member)) return refuse("not-found")
    const answer = refusedDay(weekday, shifts)
    if (answer !== undefined) return answer
    const id = workPatternId(member)
    if (!snapshot.workPatterns.has(id)) write.create("workPatterns", id, { member })
    write.put("workPatterns", id, "days", String(weekday), shifts)
  },
)

/** Says how much of a full-time person a member is, in all spaces. */
export const setMemberUnits = defineAction<{ readonly member: MemberId; readonly maxUnits: number }>(
  "work-pattern.units",
  ({ snapshot, write }, { member, maxUnits }) => {
    if (!snapshot.members.has(member)) return refuse("not-found")
    if (!(maxUnits > 0) || !Number.isFinite(maxUnits)) return refuse("units-not-positive")
    const id = workPatternId(member)
    if (!snapshot.workPatterns.has(id)) write.create("workPatterns", id, { member })
    write.patch("workPatterns", id, { maxUnits })
  },
)

export interface AddAbsence extends Period {
  readonly id: AbsenceId
  readonly member: MemberId
  /** Not settled yet: planned as if they were there. */
  readonly tentative?: boolean
}

/** Notes that a member is away. Why is nobody's business here. */
export const addAbsence = defineAction<AddAbsence>("absence.add", ({ snapshot, write }, { id, ...absence }) => {
  if (!snapshot.members.has(absence.member)) return refuse("not-found")
  if (snapshot.absences.has(id)) return refuse("exists")
  const answer = refusedPeriod(absence)
  if (answer !== undefined) return answer
  write.create("absences", id, absence)
})

export interface PatchAbsence extends Partial<Period> {
  readonly absence: AbsenceId
  readonly tentative?: boolean
}

export const patchAbsence = defineAction<PatchAbsence>(
  "absence.patch",
  ({ snapshot, write }, { absence, ...fields }) => {
    const row = snapshot.absences.get(absence)
    if (row === undefined) return refuse("not-found")
    const [from, to] = [fields.from ?? row.from, fields.to ?? row.to]
    const answer = from === null || to === null ? undefined : refusedPeriod({ from, to })
    if (answer !== undefined) return answer
    write.patch("absences", absence, fields)
  },
)

export const trashAbsence = defineAction<{ readonly absence: AbsenceId }>(
  "absence.trash",
  ({ snapshot, write, me }, { absence }) => {
    if (!snapshot.absences.has(absence)) return refuse("not-found")
    write.trash("absences", absence, me)
  },
)
