import type { CalendarDate } from "./calendar-date.ts"

const MINUTE = 60_000

/**
 * The instant at which a day begins in a zone, in milliseconds since 1970.
 *
 * Where a zone skips midnight, the day begins with the first minute that is there.
 *
 * @param zone an IANA name such as `Europe/Berlin`
 */
export function startOfDay(day: CalendarDate, zone: string): number {
  const wall = Date.parse(`${day}T00:00:00Z`)
  const guess = wall - offsetAt(wall, zone)
  const start = wall - offsetAt(guess, zone)
  // Across a change of the clocks the first guess and the second differ; the later one is in the day.
  return start === guess ? start : Math.max(start, guess)
}

/** Tells whether there is a zone of this name, or a fixed offset such as `+02:00`. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

/** How far a zone's clock is ahead of UTC at an instant, ms. */
export function offsetAt(instant: number, zone: string): number {
  const parts = formatOf(zone).formatToParts(instant)
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find(part => part.type === type)?.value)
  const wall = Date.UTC(read("year"), read("month") - 1, read("day"), read("hour"), read("minute"))
  return wall - Math.floor(instant / MINUTE) * MINUTE
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  })
  formats.set(zone, made)
  return made
}
