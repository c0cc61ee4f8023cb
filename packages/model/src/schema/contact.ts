import { computedId, type ContactId, type OrganisationId, type ServicePolicyId } from "../base/ids.ts"
import { foldText } from "../base/fold-text.ts"
import { count, flag, maybe, moment, ref, structured, text } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"

/** The most domains of one organisation. */
export const MOST_DOMAINS = 200

function parseDomains(raw: unknown): readonly string[] | null {
  return Array.isArray(raw) && raw.length <= MOST_DOMAINS && raw.every(entry => typeof entry === "string")
    ? (raw as string[])
    : null
}

/** Somebody who asks for service and is no member. Tickets hold only the id, so that what is known of a person is here. */
const contactFields = {
  name: text(),
  mail: text(),
  phone: text(),
  /** Chosen by hand; where nobody chose, the domain of the mail says it, see `organisationOf`. */
  organisation: ref<OrganisationId>(),
  vip: flag(),
  note: text(),
  /** The contact that this one was merged into; `survivorOf` says who stands for whom. */
  mergedInto: ref<ContactId>(),
}
export const contacts = defineRecord<ContactId, typeof contactFields>("contacts", "contacts", contactFields)
export type Contact = Row<ContactId, typeof contactFields>

/** Whom contacts belong to, with the contract that it has. */
const organisationFields = {
  name: text(),
  /** Of its mail addresses, in small letters: `example.org`. */
  domains: structured("domains", parseDomains),
  vip: flag(),
  note: text(),
  /** What the contract promises to its tickets: a policy of some service, as the fact `contract` tells policies. */
  contractPolicy: ref<ServicePolicyId>(),
  /** How much service the contract includes. */
  contractMinutes: maybe(count()),
  /** The first and the last day of the contract, each of them nothing where it has none. */
  contractFrom: moment(),
  contractUntil: moment(),
}
export const organisations = defineRecord<OrganisationId, typeof organisationFields>(
  "organisations",
  "contacts",
  organisationFields,
)
export type Organisation = Row<OrganisationId, typeof organisationFields>

/** A mail address as it is compared: without spaces around it, in small letters. */
export function comparedMail(mail: string): string {
  return mail.trim().toLowerCase()
}

/** The id of the contact who is first known by a mail address, the same wherever it is entered. */
export function contactIdOf(mail: string): ContactId {
  return computedId<ContactId>("contact", comparedMail(mail))
}

/** The id of the organisation that is first known by a name, the same wherever it is entered. */
export function organisationIdOf(name: string): OrganisationId {
  return computedId<OrganisationId>("organisation", foldText(name.trim()))
}
