import { newId, type ContactId, type OrganisationId } from "../base/ids.ts"
import type { Random } from "../base/random.ts"
import { refuse, type Refusal } from "../base/result.ts"
import { comparedMail, contactIdOf, type Contact } from "../schema/contact.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { ContactBook } from "../service/contact-book.ts"
import { survivorOf } from "../service/merged-tickets.ts"
import { defineAction, type ActionContext } from "./define.ts"

/** What is known of a contact. */
export interface ContactFields {
  readonly name?: string
  readonly mail?: string
  readonly phone?: string
  readonly organisation?: OrganisationId | null
  readonly vip?: boolean
  readonly note?: string
}

/**
 * The id that a new contact takes: computed from the mail address, so that two people who enter the same one have one
 * (MERGE T11). A random one where there is no address, or a contact that was first known by it has another by now.
 */
export function idOfNewContact({ contacts }: Pick<Snapshot, "contacts">, mail: string, random: Random): ContactId {
  if (comparedMail(mail) === "") return newId<ContactId>(random)
  const id = contactIdOf(mail)
  const standing = contacts.get(id)
  const isTheirs = standing === undefined || comparedMail(standing.mail) === comparedMail(mail)
  return isTheirs ? id : newId<ContactId>(random)
}

/**
 * Makes a contact, under the id that {@link idOfNewContact} says. Refused without a name and a mail address, with an
 * address that is none, and where a contact has the address; one in the trash that had it comes back with what is given.
 */
export const createContact = defineAction<ContactFields & { readonly id: ContactId }>(
  "contact.create",
  (context, { id, ...fields }) => writeNewContact(context, id, fields),
)

/** Makes a contact within another action; refused as {@link createContact} is. */
export function writeNewContact(context: ActionContext, id: ContactId, fields: ContactFields): Refusal | void {
  const { snapshot, write } = context
  const { name, mail, ...rest } = trimmed({ ...fields, name: fields.name ?? "", mail: fields.mail ?? "" })
  if (name === "" && mail === "") return refuse("name-missing")
  const refusal = misfitOf(snapshot, { ...rest, mail }, null)
  if (refusal !== null) return refusal
  const standing = snapshot.contacts.get(id)
  if (standing?.deleted === null) return refuse("exists")
  const contact = { ...rest, name: name === "" ? mail : name, mail }
  if (standing === undefined) return write.create("contacts", id, contact)
  write.restore("contacts", id)
  write.patch("contacts", id, { phone: "", organisation: null, vip: false, note: "", mergedInto: null, ...contact })
}

/** Changes what is known of a contact; refused as making one is. */
export const patchContact = defineAction<ContactFields & { readonly id: ContactId }>(
  "contact.patch",
  ({ snapshot, write }, { id, ...fields }) => {
    const contact = snapshot.contacts.get(id)
    if (contact === undefined || contact.deleted !== null) return refuse("not-found")
    const wanted = trimmed(fields)
    if (wanted.name === "") return refuse("name-missing")
    const refusal = misfitOf(snapshot, wanted, contact)
    if (refusal !== null) return refusal
    write.patch("contacts", id, wanted)
  },
)

/** Puts a contact in the trash. Tickets keep naming it, so that they say whom they were from. */
export const trashContact = defineAction<{ readonly id: ContactId }>(
  "contact.trash",
  ({ snapshot, write, me }, { id }) => {
    if (!snapshot.contacts.has(id)) return refuse("not-found")
    write.trash("contacts", id, me)
  },
)

export const restoreContact = defineAction<{ readonly id: ContactId }>(
  "contact.restore",
  ({ snapshot, write }, { id }) => {
    if (!snapshot.contacts.has(id)) return refuse("not-found")
    write.restore("contacts", id)
  },
)

export interface MergeContacts {
  readonly from: readonly ContactId[]
  readonly into: ContactId
}

/**
 * Says that contacts are one person, who has all their tickets from then on, and of what they knew what the one lacks.
 * Merged both ways at the same time, one of them survives, the same everywhere (MERGE T13).
 */
export const mergeContacts = defineAction<MergeContacts>("contact.merge", ({ snapshot, write }, { from, into }) => {
  const target = survivorOf(snapshot.contacts, into) as ContactId
  const survivor = snapshot.contacts.get(target)
  if (from.length === 0 || survivor === undefined || survivor.deleted !== null) return refuse("not-found")
  const merged: Contact[] = []
  for (const id of from) {
    const contact = snapshot.contacts.get(id)
    if (contact === undefined || contact.deleted !== null) return refuse("not-found")
    if (survivorOf(snapshot.contacts, id) === target) return refuse("merged-already", { item: contact.name })
    write.patch("contacts", id, { mergedInto: target })
    merged.push(contact)
  }
  const lacking = (field: "mail" | "phone" | "note") =>
    survivor[field] === "" ? merged.find(contact => contact[field] !== "")?.[field] : undefined
  write.patch("contacts", target, {
    mail: lacking("mail"),
    phone: lacking("phone"),
    note: lacking("note"),
    organisation: survivor.organisation ?? merged.find(({ organisation }) => organisation !== null)?.organisation,
    vip: survivor.vip || merged.some(({ vip }) => vip),
  })
})

/** Says that a contact is somebody else than the one that it was merged into. */
export const splitContact = defineAction<{ readonly id: ContactId }>("contact.split", ({ snapshot, write }, { id }) => {
  if (!snapshot.contacts.has(id)) return refuse("not-found")
  write.patch("contacts", id, { mergedInto: null })
})

function trimmed<F extends ContactFields>(fields: F): F {
  const texts = Object.entries(fields).map(([field, value]) => [
    field,
    typeof value === "string" && field !== "organisation" ? value.trim() : value,
  ])
  return Object.fromEntries(texts) as F
}

/** Something before and after one sign, with a dot after it: what mail can be sent to is the mail server's to say. */
const MAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/

function misfitOf(snapshot: Snapshot, { mail, organisation }: ContactFields, self: Contact | null): Refusal | null {
  if (typeof organisation === "string" && snapshot.organisations.get(organisation)?.deleted !== null)
    return refuse("not-found")
  if (mail === undefined || mail === "") return null
  if (!MAIL.test(mail)) return refuse("mail-not-possible")
  const other = new ContactBook(snapshot).withMail(mail)
  const isOther = other !== undefined && other.id !== self?.id
  return isOther ? refuse("mail-taken", { name: other.name }) : null
}
