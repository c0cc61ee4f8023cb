import { compareText } from "@weft/model/base/rank"
import { isRefusal } from "@weft/model/base/result"
import { PROMISE_MEASURES, type ServicePromise } from "@weft/model/schema/service-promise"
import { living } from "@weft/model/schema/snapshot"
import { createBusinessCalendar, type BusinessCalendar } from "@weft/model/service/business-calendar"
import { PolicyBook } from "@weft/model/service/policy-book"
import { budgetSpentAt, periodAt, readPromise } from "@weft/model/service/promise-reading"
import type { Period, PromiseReading } from "@weft/model/service/service-promises"
import { serviceTermsOf } from "@weft/model/service/space-terms"
import { ticketClocks, type TicketClocks } from "@weft/model/service/ticket-clocks"
import { TicketHistories } from "@weft/model/service/ticket-histories"
import { createMemo, createSignal, onCleanup, type Accessor } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import type { SpaceData } from "../../../data/workspace.ts"

/** How a promise stands: now, in the period before, and when its budget will be spent at this rate. */
export interface StandingPromise {
  readonly promise: ServicePromise
  readonly period: Period
  readonly reading: PromiseReading
  readonly last: PromiseReading
  readonly spentAt: number | null
}

/** How often the present is looked at again, in milliseconds. */
const TICK_MILLIS = 60_000

/** The promises of a service over whole periods, by what they measure; one whose hours cannot be used is left out. Followed. */
export function createPromises(space: () => SpaceData): Accessor<readonly StandingPromise[]> {
  const workspace = useWorkspace()
  const [now, setNow] = createSignal(workspace.now())
  const timer = setInterval(() => setNow(workspace.now()), TICK_MILLIS)
  onCleanup(() => clearInterval(timer))
  const calendars = createMemo(() => usableCalendars(space()))
  const tickets = createMoments(space, now)
  return createMemo(() =>
    living(space().live.table("servicePromises"))
      .sort(byMeasure)
      .flatMap((promise): StandingPromise[] => {
        const calendar = calendars().get(promise.calendar ?? "")
        if (calendar === undefined) return []
        const outages = [...space().live.table("outages").values()]
        const sources = { calendar, outages, tickets: () => tickets(promise.service) }
        const period = periodAt(calendar, promise.period, now())
        const reading = readPromise(promise, sources, period, now())
        const last = readPromise(promise, sources, periodAt(calendar, promise.period, now(), 1), now())
        const isAvailability = promise.measure === "availability"
        return [
          { promise, period, reading, last, spentAt: budgetSpentAt(reading, isAvailability, calendar, period, now()) },
        ]
      }),
  )
}

/** Of each measure what is promised of everything comes first. */
function byMeasure(one: ServicePromise, other: ServicePromise): number {
  const place = ({ measure }: ServicePromise) => PROMISE_MEASURES.indexOf(measure)
  return (
    place(one) - place(other) || compareText(one.service ?? "", other.service ?? "") || compareText(one.id, other.id)
  )
}

function usableCalendars({ live }: SpaceData): ReadonlyMap<string, BusinessCalendar> {
  const serviceCalendars = live.table("serviceCalendars")
  const { calendars } = serviceTermsOf({ ...live.plain, serviceCalendars })
  const usable = new Map<string, BusinessCalendar>()
  for (const definition of calendars) {
    const calendar = createBusinessCalendar(definition)
    if (!isRefusal(calendar)) usable.set(definition.id, calendar)
  }
  return usable
}

const NO_TERMS = new PolicyBook({ policies: [], calendars: [] })

/** What became of the tickets of a service, or of all; read only where somebody asks. */
function createMoments(
  space: () => SpaceData,
  now: Accessor<number>,
): (service: string | null) => readonly TicketClocks[] {
  const [version, setVersion] = createSignal(0)
  onCleanup(space().live.observe("ticketEvents", () => setVersion(before => before + 1)))
  const all = createMemo(() => {
    version()
    const { plain } = space().live
    const histories = new TicketHistories(() => plain)
    return [...histories.tickets]
      .filter(ticket => plain.items.get(ticket)?.deleted === null)
      .map(ticket => ticketClocks(NO_TERMS, ticket, histories.of(ticket), now()))
  })
  return service => {
    const { items } = space().live.plain
    return service === null ? all() : all().filter(({ ticket }) => items.get(ticket)?.service === service)
  }
}
