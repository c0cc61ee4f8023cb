/**
 * A due time as a person means it, in one string:
 * - `2026-11-20`: a calendar date, the same day for everybody, never converted through a zone;
 * - `2026-11-20T15:00[Europe/Berlin]`: a wall-clock minute in a named zone.
 */
export type Moment = string

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})(?:T([01]\d|2[0-3]):([0-5]\d)\[([A-Za-z0-9_+\-/]{1,40})\])?$/

/** The days of a month in the proleptic Gregorian calendar; months count from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

export function isMoment(text: string): text is Moment {
  const parts = PATTERN.exec(text)
  if (parts === null) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** The calendar date of a moment, `YYYY-MM-DD`. */
export function dayOf(moment: Moment): string {
  return moment.slice(0, 10)
}

/** The wall-clock minute `HH:mm` of a moment that has one. */
export function minuteOf(moment: Moment): string | null {
  return moment.length > 10 ? moment.slice(11, 16) : null
}

/** The zone of a moment that has one. */
export function zoneOf(moment: Moment): string | null {
  return moment.length > 10 ? moment.slice(17, -1) : null
}
