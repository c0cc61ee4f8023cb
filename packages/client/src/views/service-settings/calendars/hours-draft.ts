import { readHours, type ServiceHours } from "@weft/model/service/space-terms"
import { createBusinessCalendar, type BusinessCalendar } from "@weft/model/service/business-calendar"
import type { Refusal } from "@weft/model/base/result"
import type { ServiceCalendar } from "@weft/model/schema/service"
import { STANDARD_WEEK } from "@weft/model/time/calendar-definition"
import { PUBLIC_HOLIDAYS } from "@weft/model/service/holiday"

/** Hours while they are edited. */
export interface HoursDraft {
  /** The calendar in whose place they come, or nothing for hours of their own. */
  readonly replaces: string | null
  readonly name: string
  readonly zone: string
  readonly hours: ServiceHours
}

/** Hours that nothing is said of yet: a usual week, closed on public holidays of no country. */
export function newHours(name: string, zone: string): HoursDraft {
  const hours = { pattern: STANDARD_WEEK, exceptions: [], holidays: [], holidayChoice: PUBLIC_HOLIDAYS }
  return { replaces: null, name, zone, hours }
}

/** The hours of a calendar under another name, which come in its place. */
export function copyOf({ id, zone, definition }: ServiceCalendar, name: string): HoursDraft {
  return { replaces: id, name, zone, hours: readHours(definition) }
}

/** A draft as it was kept; nothing for what is none. */
export function readHoursDraft(raw: unknown): HoursDraft | null {
  if (typeof raw !== "object" || raw === null) return null
  const { replaces, name, zone, hours } = raw as Readonly<Record<string, unknown>>
  if (typeof name !== "string" || typeof zone !== "string") return null
  return { replaces: typeof replaces === "string" ? replaces : null, name, zone, hours: readHours(hours) }
}

/** The calendar that hours would be, or why there can be none. */
export function calendarFor({ zone, hours }: Pick<HoursDraft, "zone" | "hours">): BusinessCalendar | Refusal {
  return createBusinessCalendar({ id: "draft", name: "", zone, weeks: [], ...hours })
}
