import type { ItemId, OutageId, ServiceCalendarId, ServiceId, ServicePromiseId } from "../base/ids.ts"
import { count, flag, maybe, oneOf, ref, text } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"

/**
 * What a service is measured by over a period: the share of agreed time in which it was up, of done tickets that took one
 * contact, or of done tickets that were not opened again.
 */
export const PROMISE_MEASURES = ["availability", "first-contact", "stayed-done"] as const
export type PromiseMeasure = (typeof PROMISE_MEASURES)[number]

export const PROMISE_PERIODS = ["month", "quarter", "year"] as const
export type PromisePeriod = (typeof PROMISE_PERIODS)[number]

/** A promise about a whole period. It never changes once it is made, so that what was reported stays true. */
const servicePromiseFields = {
  /** The service that it is about; nothing for all that the space does. */
  service: ref<ServiceId>(),
  measure: oneOf(PROMISE_MEASURES, "availability"),
  /** Millionths of the whole. */
  promised: count(),
  period: oneOf(PROMISE_PERIODS, "month"),
  /** The agreed hours; its zone says when a period begins. */
  calendar: ref<ServiceCalendarId>(),
}
export const servicePromises = defineRecord<ServicePromiseId, typeof servicePromiseFields>(
  "servicePromises",
  "setup",
  servicePromiseFields,
)
export type ServicePromise = Row<ServicePromiseId, typeof servicePromiseFields>

/** A time in which a service was down. */
const outageFields = {
  /** The service that was down; nothing for all that the space does. */
  service: ref<ServiceId>(),
  /** Milliseconds since 1970; without an end it lasts. */
  from: count(),
  to: maybe(count()),
  /** Maintenance that was announced takes its time out of what was agreed. */
  planned: flag(),
  note: text(),
  /** The incident that it was told from. */
  item: ref<ItemId>(),
}
export const outages = defineRecord<OutageId, typeof outageFields>("outages", "space", outageFields)
export type StoredOutage = Row<OutageId, typeof outageFields>
