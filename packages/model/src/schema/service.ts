import {
  computedId,
  type ItemId,
  type MemberId,
  type MessageId,
  type PolicyVersionId,
  type ServiceCalendarId,
  type ServicePolicyId,
  type TicketEventId,
} from "../base/ids.ts"
import { count, family, flag, maybe, oneOf, rank, ref, structured, text } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"

/**
 * What can happen to a ticket as far as clocks are concerned; of several at the same instant those that stand earlier
 * here happened earlier, so that a reply that solves is a reply first.
 */
export const TICKET_EVENT_KINDS = [
  "opened",
  /** The requester wrote. */
  "customer-message",
  /** An agent told the requester something that they can see; the only contact that counts as a response. */
  "agent-reply",
  /** A machine told them something. */
  "automatic-reply",
  "internal-note",
  /** Facts of the ticket changed. */
  "changed",
  /** Somebody chose the policy by hand, `facts.policy`; the empty one goes back to matching. */
  "policy-chosen",
  /** The running or last cycle of a target (`target`, empty for all) is not held against anybody, for a `reason`. */
  "exempted",
  "exemption-withdrawn",
] as const
export type TicketEventKind = (typeof TICKET_EVENT_KINDS)[number]

/** The most letters of a fact: ids and words of the schema, several of them with a space between. */
export const MAX_FACT = 200

function parseFact(raw: unknown): string | null {
  return typeof raw === "string" && raw.length <= MAX_FACT ? raw : null
}

/** One thing that happened to a ticket, without what was written: a fact that is only ever added. See `TicketEvent`. */
const ticketEventFields = {
  item: ref<ItemId>(),
  kind: oneOf(TICKET_EVENT_KINDS, "changed"),
  /** Milliseconds since 1970. */
  at: count(),
  by: ref<MemberId>(),
  /** The message that it tells of, or empty. */
  message: text(),
  facts: family<string>(structured("fact", parseFact)),
  target: text(),
  reason: text(),
}
export const ticketEvents = defineRecord<TicketEventId, typeof ticketEventFields>(
  "ticketEvents",
  "space",
  ticketEventFields,
)
export type TicketEventRow = Row<TicketEventId, typeof ticketEventFields>

/** The reason of the event that says that an item is no ticket any more: nothing is promised for it. */
export const CONVERTED = "converted"

/** The fact that names the reply with which somebody set a status, where only the relay tells when it was received. */
export const REPLY = "reply"

/** The id of an event that can be told twice, from the ticket and the message or change that it tells of. */
export function ticketEventId(ticket: ItemId, key: string): TicketEventId {
  return computedId<TicketEventId>("ticket-event", ticket, key)
}

/** Whom a policy promises something: those who ask, another team of the house, or us by a supplier. */
export const AUDIENCES = ["customer", "internal", "supplier"] as const
export type Audience = (typeof AUDIENCES)[number]

/** A plain object of somebody's; what reads it takes what fits. */
function plain(shape: string) {
  return structured<Readonly<Record<string, unknown>>>(shape, raw =>
    typeof raw === "object" && raw !== null && !Array.isArray(raw) ? (raw as Record<string, unknown>) : null,
  )
}

/** Hours of a service. They never change: other hours are another calendar, and another version of what runs on it. */
const serviceCalendarFields = { name: text(), zone: text("UTC"), definition: plain("service-calendar") }
export const serviceCalendars = defineRecord<ServiceCalendarId, typeof serviceCalendarFields>(
  "serviceCalendars",
  "setup",
  serviceCalendarFields,
)
export type ServiceCalendar = Row<ServiceCalendarId, typeof serviceCalendarFields>

/**
 * A promise of the service, by its name; what it says is in its versions. Policies are asked in the order of their ranks,
 * and none of a policy's versions is chosen from when on it is retired, `until`, in milliseconds since 1970.
 */
const servicePolicyFields = {
  name: text(),
  audience: oneOf(AUDIENCES, "customer"),
  rank: rank(),
  until: maybe(count()),
}
export const servicePolicies = defineRecord<ServicePolicyId, typeof servicePolicyFields>(
  "servicePolicies",
  "setup",
  servicePolicyFields,
)
export type ServicePolicy = Row<ServicePolicyId, typeof servicePolicyFields>

/** What a policy says from some time on. Published once, it never changes again. */
const policyVersionFields = {
  policy: ref<ServicePolicyId>(),
  version: count(1),
  /** Milliseconds since 1970; `until` is nothing where it has no end. */
  from: count(),
  until: maybe(count()),
  calendar: ref<ServiceCalendarId>(),
  terms: plain("policy-terms"),
}
export const policyVersions = defineRecord<PolicyVersionId, typeof policyVersionFields>(
  "policyVersions",
  "setup",
  policyVersionFields,
)
export type StoredPolicyVersion = Row<PolicyVersionId, typeof policyVersionFields>

/**
 * What the requester of a ticket reads or wrote. Its body is rich text beside it, as that of a comment; `text` is what
 * came as letters, which stands until the body is first written.
 */
const messageFields = {
  from: oneOf(["agent", "requester"], "agent"),
  /** The agent who wrote it, or who wrote down what the requester said. */
  author: ref<MemberId>(),
  /** What the requester is called, where they wrote it. */
  sender: text(),
  /** Milliseconds since 1970, by the clock of the device that wrote it; when it was received is told by its event. */
  at: count(),
  text: text(),
  /** Whether only a relay sends it on: until that has it, it has told nobody anything. */
  needsRelay: flag(),
  /** Which draft of the ticket it was, counted from 0; nothing where it was not written as one. */
  draft: maybe(count()),
}
export const messages = defineRecord<MessageId, typeof messageFields>("messages", "public", messageFields)
export type Message = Row<MessageId, typeof messageFields>
