import type { ContactId, OrganisationId } from "../base/ids.ts"
import { comparedMail, type Contact, type Organisation } from "../schema/contact.ts"
import { living, type Snapshot, type Table } from "../schema/snapshot.ts"
import type { Moment } from "../time/moment.ts"
import { survivorOf } from "./merged-tickets.ts"

/** Who asks for service and whom they belong to: contacts with what was merged and what follows from mail domains. */
export class ContactBook {
  readonly #contacts: Table<Contact>
  readonly #organisations: Table<Organisation>
  #byDomain: ReadonlyMap<string, Organisation> | null = null

  constructor({ contacts, organisations }: Pick<Snapshot, "contacts" | "organisations">) {
    this.#contacts = contacts
    this.#organisations = organisations
  }

  /** The contact that an id stands for: the one that it was merged into. In the trash or not; nothing where it is unknown. */
  contact(id: string | null): Contact | undefined {
    return id === null ? undefined : this.#contacts.get(survivorOf(this.#contacts, id))
  }

  /** Contacts that are neither merged into others nor in the trash, in the order of their names. */
  contacts(): readonly Contact[] {
    return living(this.#contacts)
      .filter(({ id }) => survivorOf(this.#contacts, id) === id)
      .sort((one, other) => one.name.localeCompare(other.name) || (one.id < other.id ? -1 : 1))
  }

  /**
   * The contact that stands for a mail address, also where one that was merged into it has the address; nothing where only
   * contacts in the trash have it. Of several it is the one with the lowest id.
   */
  withMail(mail: string): Contact | undefined {
    const wanted = comparedMail(mail)
    if (wanted === "") return undefined
    let lowest: Contact | undefined
    for (const contact of this.#contacts.values()) {
      if (contact.deleted !== null || comparedMail(contact.mail) !== wanted) continue
      const standing = this.contact(contact.id)!
      if (lowest === undefined || standing.id < lowest.id) lowest = standing
    }
    return lowest
  }

  /**
   * The living organisation of a contact: the one that was chosen, else the one that has the domain of the mail address, or
   * the domain above it. Of several that have a domain it is the one with the lowest id.
   */
  organisationOf({ organisation, mail }: Pick<Contact, "organisation" | "mail">): Organisation | undefined {
    const chosen = organisation === null ? undefined : this.#organisations.get(organisation)
    if (chosen?.deleted === null) return chosen
    this.#byDomain ??= byDomain(this.#organisations)
    const labels = comparedMail(mail).split("@")[1]?.split(".") ?? []
    for (let first = 0; first < labels.length; first++) {
      const found = this.#byDomain.get(labels.slice(first).join("."))
      if (found !== undefined) return found
    }
    return undefined
  }

  /** Whether a contact, or the organisation that it belongs to, is to be treated with particular care. */
  isVip(contact: Contact): boolean {
    return contact.vip || this.organisationOf(contact)?.vip === true
  }

  /** What policies may ask of the requester of a ticket on a day: ids, and `yes` for VIP. Empty is what is not known. */
  factsOf(requester: ContactId | null, today: Moment): Readonly<Record<RequesterFact, string>> {
    const contact = this.contact(requester)
    if (contact === undefined) return { organisation: "", vip: "", contract: "" }
    const organisation = this.organisationOf(contact)
    const hasContract = organisation !== undefined && isUnderContract(organisation, today)
    return {
      organisation: organisation?.id ?? "",
      vip: this.isVip(contact) ? "yes" : "",
      contract: (hasContract ? organisation.contractPolicy : null) ?? "",
    }
  }

  /** How many contacts belong to each organisation that has any. */
  membersByOrganisation(): ReadonlyMap<OrganisationId, number> {
    const members = new Map<OrganisationId, number>()
    for (const contact of this.contacts()) {
      const organisation = this.organisationOf(contact)
      if (organisation !== undefined) members.set(organisation.id, (members.get(organisation.id) ?? 0) + 1)
    }
    return members
  }
}

export type RequesterFact = "organisation" | "vip" | "contract"

/** Whether an organisation has a contract that holds on a day, its first and last day included. */
export function isUnderContract(
  { contractPolicy, contractMinutes, contractFrom, contractUntil }: Organisation,
  today: Moment,
): boolean {
  if (contractPolicy === null && contractMinutes === null && contractFrom === null && contractUntil === null)
    return false
  return (contractFrom === null || contractFrom <= today) && (contractUntil === null || contractUntil >= today)
}

function byDomain(organisations: Table<Organisation>): ReadonlyMap<string, Organisation> {
  const found = new Map<string, Organisation>()
  for (const organisation of living(organisations)) {
    for (const domain of organisation.domains ?? []) {
      const other = found.get(domain)
      if (other === undefined || organisation.id < other.id) found.set(domain, organisation)
    }
  }
  return found
}
