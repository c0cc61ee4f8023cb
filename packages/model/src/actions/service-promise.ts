import type { ItemId, OutageId, ServiceCalendarId, ServiceId, ServicePromiseId } from "../base/ids.ts"
import { refuse, type Refusal } from "../base/result.ts"
import type { PromiseMeasure, PromisePeriod } from "../schema/service-promise.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { defineAction } from "./define.ts"

/** The whole, in millionths. */
const WHOLE = 1_000_000

export interface MakeServicePromise {
  readonly id: ServicePromiseId
  /** `null` for all that the space does. */
  readonly service: ServiceId | null
  readonly measure: PromiseMeasure
  /** Millionths of the whole. */
  readonly promised: number
  readonly period: PromisePeriod
  readonly calendar: ServiceCalendarId
}

/**
 * Promises a share over every period from now on. It never changes: another share is another promise. Refused where the
 * share is none, and where the service or the agreed hours are not there.
 */
export const makeServicePromise = defineAction<MakeServicePromise>(
  "service-promise.make",
  ({ snapshot, write }, { id, service, measure, promised, period, calendar }) => {
    if (snapshot.servicePromises.has(id)) return refuse("exists")
    if (!Number.isInteger(promised) || promised <= 0 || promised > WHOLE) return refuse("not-a-share")
    if (snapshot.serviceCalendars.get(calendar)?.deleted !== null) return refuse("not-found")
    if (isUnknownService(snapshot, service)) return refuse("not-found")
    write.create("servicePromises", id, { service, measure, promised, period, calendar })
  },
)

/** Takes a promise back; what was reported of it stays where it was reported. */
export const withdrawServicePromise = defineAction<{ readonly promise: ServicePromiseId }>(
  "service-promise.withdraw",
  ({ snapshot, write, me }, { promise }) => {
    if (snapshot.servicePromises.get(promise)?.deleted !== null) return refuse("not-found")
    write.trash("servicePromises", promise, me)
  },
)

export interface TellOutage {
  readonly id: OutageId
  /** `null` for all that the space does. */
  readonly service: ServiceId | null
  readonly from: number
  /** Nothing while it lasts. */
  readonly to: number | null
  readonly planned: boolean
  readonly note: string
  /** The incident that it is told from. */
  readonly item: ItemId | null
}

/**
 * Tells that a service was down, or will be for maintenance. Two who tell the same outage both are told, and time that
 * both say counts once. Refused where it would end before it begins, and where either is no instant.
 */
export const tellOutage = defineAction<TellOutage>("outage.tell", ({ snapshot, write }, { id, item, ...told }) => {
  if (snapshot.outages.has(id)) return refuse("exists")
  if (item !== null && snapshot.items.get(item)?.deleted !== null) return refuse("not-found")
  if (isUnknownService(snapshot, told.service)) return refuse("not-found")
  const why = wrongSpan(told.from, told.to)
  if (why !== null) return why
  write.create("outages", id, { ...told, note: told.note.trim(), item })
})

export interface EndOutage {
  readonly outage: OutageId
  readonly to: number
}

/** Tells when an outage was over. Refused where it is over already, and where that would be before it began. */
export const endOutage = defineAction<EndOutage>("outage.end", ({ snapshot, write }, { outage, to }) => {
  const row = snapshot.outages.get(outage)
  if (row === undefined || row.deleted !== null) return refuse("not-found")
  if (row.to !== null) return refuse("outage-over")
  const why = wrongSpan(row.from, to)
  if (why !== null) return why
  write.patch("outages", outage, { to })
})

/** Takes back that there was an outage. */
export const removeOutage = defineAction<{ readonly outage: OutageId }>(
  "outage.remove",
  ({ snapshot, write, me }, { outage }) => {
    if (snapshot.outages.get(outage)?.deleted !== null) return refuse("not-found")
    write.trash("outages", outage, me)
  },
)

function isUnknownService({ services }: Snapshot, service: ServiceId | null): boolean {
  return service !== null && services.get(service)?.deleted !== null
}

function wrongSpan(from: number, to: number | null): Refusal | null {
  const isInstant = (at: number) => Number.isSafeInteger(at) && at >= 0
  if (!isInstant(from) || !(to === null || isInstant(to))) return refuse("date-missing")
  return to !== null && to <= from ? refuse("ends-before-it-begins") : null
}
