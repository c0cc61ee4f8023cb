import {
  computedId,
  type ItemId,
  type MemberId,
  type OfferingId,
  type OfferingVersionId,
  type RequestId,
  type ServiceCalendarId,
  type ServiceId,
  type SpaceId,
} from "../base/ids.ts"
import { count, family, moment, oneOf, rank, ref, structured, text } from "./fields.ts"
import { parseOfferingContent } from "./offering-content.ts"
import { parseAnswer, type Answer } from "./request-answer.ts"
import { defineRecord, type Row } from "./record.ts"

/** Whether something of a catalogue can be had: its days may bring it there by themselves, see `standingOn`. */
export const CATALOGUE_STANDINGS = ["planned", "live", "retired"] as const
export type CatalogueStanding = (typeof CATALOGUE_STANDINGS)[number]

/** What a service or an offering of a catalogue has of its own standing. */
const standingFields = {
  standing: oneOf(CATALOGUE_STANDINGS, "planned"),
  /** The day from which it can be had, and the day from which it no longer can; nothing where a person decides that. */
  publishOn: moment(),
  retireOn: moment(),
}

/** Something that a team does for others without an end, and that things can be asked of. */
const serviceFields = {
  name: text(),
  description: text(),
  owner: ref<MemberId>(),
  /** When it is there. */
  calendar: ref<ServiceCalendarId>(),
  rank: rank(),
  ...standingFields,
}
export const services = defineRecord<ServiceId, typeof serviceFields>("services", "setup", serviceFields)
export type Service = Row<ServiceId, typeof serviceFields>

/** Something that can be asked for, by its name; what it says is in its versions. */
const offeringFields = { service: ref<ServiceId>(), name: text(), rank: rank(), ...standingFields }
export const offerings = defineRecord<OfferingId, typeof offeringFields>("offerings", "setup", offeringFields)
export type Offering = Row<OfferingId, typeof offeringFields>

/**
 * What an offering says from some time on. Published once, it never changes again: a request keeps the version that it was
 * made with, and its form is read from there for ever.
 */
const offeringVersionFields = {
  offering: ref<OfferingId>(),
  version: count(1),
  /** Milliseconds since 1970, by the clock of the device that published it. */
  publishedAt: count(),
  by: ref<MemberId>(),
  content: structured("offering-content", parseOfferingContent),
}
export const offeringVersions = defineRecord<OfferingVersionId, typeof offeringVersionFields>(
  "offeringVersions",
  "setup",
  offeringVersionFields,
)
export type OfferingVersion = Row<OfferingVersionId, typeof offeringVersionFields>

/** An item that a request had made so that it is fulfilled, and the space in which it was made. */
export interface FulfilmentLink {
  readonly item: ItemId
  readonly space: SpaceId
}

function parseFulfilmentLink(raw: unknown): FulfilmentLink | null {
  if (typeof raw !== "object" || raw === null) return null
  const { item, space } = raw as Record<string, unknown>
  if (typeof item !== "string" || typeof space !== "string" || item === "" || space === "") return null
  return { item: item as ItemId, space: space as SpaceId }
}

/** What an answer was before somebody corrected it; nothing where there was none. */
export interface AnswerCorrection {
  readonly field: string
  readonly was: Answer | null
  readonly by: MemberId
  /** Milliseconds since 1970. */
  readonly at: number
}

function parseCorrection(raw: unknown): AnswerCorrection | null {
  if (typeof raw !== "object" || raw === null) return null
  const { field, was, by, at } = raw as Record<string, unknown>
  if (typeof field !== "string" || typeof by !== "string" || !Number.isSafeInteger(at)) return null
  return { field, was: parseAnswer(was), by: by as MemberId, at: at as number }
}

/** What was asked for with a ticket: the version of the offering as it was then, and an answer per field of its form. */
const requestFields = {
  item: ref<ItemId>(),
  version: ref<OfferingVersionId>(),
  answers: family<Answer>(structured("answer", parseAnswer)),
  /** What answers were before, each under a key of its own: they are only ever added. */
  corrections: family<AnswerCorrection>(structured("answer-correction", parseCorrection)),
  /** By the task of the version. */
  tasks: family<FulfilmentLink>(structured("fulfilment-link", parseFulfilmentLink)),
}
export const requests = defineRecord<RequestId, typeof requestFields>("requests", "space", requestFields)
export type Request = Row<RequestId, typeof requestFields>

/** The id of the request of a ticket: made twice it is one record. */
export function requestId(ticket: ItemId): RequestId {
  return computedId<RequestId>("request", ticket)
}

/** The ticket that a draft of a request becomes, however often and wherever it is handed in. */
export function ticketOfDraft(draft: string): ItemId {
  return computedId<ItemId>("requested-ticket", draft)
}

/** The item that a task of an offering becomes for a ticket. */
export function fulfilmentItem(ticket: ItemId, task: string): ItemId {
  return computedId<ItemId>("fulfilment", ticket, task)
}
