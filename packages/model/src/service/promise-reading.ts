import type { PromisePeriod, ServicePromise, StoredOutage } from "../schema/service-promise.ts"
import type { BusinessCalendar } from "./business-calendar.ts"
import {
  countFirstContact,
  countStayedDone,
  readAvailability,
  readQuality,
  type Period,
  type PromiseReading,
} from "./service-promises.ts"
import type { TicketClocks } from "./ticket-clocks.ts"

const MONTHS: Readonly<Record<PromisePeriod, number>> = { month: 1, quarter: 3, year: 12 }

/** The period of a kind, in the calendar's zone, that an instant lies in, or one so many before it. */
export function periodAt({ clock }: BusinessCalendar, kind: PromisePeriod, instant: number, before = 0): Period {
  const months = MONTHS[kind]
  const wall = new Date(clock.wallAt(instant))
  const month = Math.floor(wall.getUTCMonth() / months) * months - before * months
  const edge = (after: number) => clock.firstAt(Date.UTC(wall.getUTCFullYear(), month + after, 1))
  return { from: edge(0), to: edge(months) }
}

/** What a promise is read from. */
export interface PromiseSources {
  readonly calendar: BusinessCalendar
  readonly outages: readonly StoredOutage[]
  /** The tickets that the promise is about; read only where it is one of quality. */
  readonly tickets: () => readonly TicketClocks[]
}

/** How a promise stands in a period, as is known at an instant. */
export function readPromise(
  promise: Pick<ServicePromise, "measure" | "promised" | "service">,
  { calendar, outages, tickets }: PromiseSources,
  period: Period,
  now: number,
): PromiseReading {
  const { measure, promised, service } = promise
  if (measure === "availability") {
    const own = outages.filter(outage => outage.deleted === null && isAbout(outage, service))
    const down = own.map(({ from, to, planned }) => ({ from, to, isPlanned: planned }))
    return readAvailability(calendar, down, promised, period, now)
  }
  const count = measure === "first-contact" ? countFirstContact : countStayedDone
  return readQuality(count(tickets(), period), promised, period, now)
}

/** An outage of everything is one of each service. */
function isAbout({ service }: StoredOutage, asked: ServicePromise["service"]): boolean {
  return asked === null || service === null || service === asked
}

/**
 * When the error budget will be spent if it goes on as it did in the period so far; nothing where it lasts until the end, is
 * spent already, or nothing went wrong. What is agreed passes on the calendar, tickets come evenly.
 */
export function budgetSpentAt(
  reading: PromiseReading,
  isAvailability: boolean,
  calendar: BusinessCalendar,
  period: Period,
  now: number,
): number | null {
  const { state, bad, remaining } = reading
  if (state !== "running" || bad === 0 || remaining < 0 || now <= period.from || now >= period.to) return null
  const passed = isAvailability ? calendar.workBetween(period.from, now) : now - period.from
  const ahead = Math.floor((remaining * passed) / bad)
  const spent = isAvailability ? calendar.addWork(now, ahead) : now + ahead
  return spent === null || spent >= period.to ? null : spent
}
