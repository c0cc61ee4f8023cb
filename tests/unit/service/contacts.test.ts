import { describe, expect, test } from "vitest"
import { classifyTickets, requestedByNew } from "@weft/model/actions/classification"
import {
  createContact,
  idOfNewContact,
  mergeContacts,
  patchContact,
  splitContact,
  trashContact,
  type ContactFields,
} from "@weft/model/actions/contact"
import { createItem } from "@weft/model/actions/item"
import {
  createOrganisation,
  idOfNewOrganisation,
  patchOrganisation,
  trashOrganisation,
  type OrganisationFields,
} from "@weft/model/actions/organisation"
import { createItemType } from "@weft/model/actions/workflow"
import type { ContactId, ItemId, ItemTypeId, OrganisationId, ServicePolicyId } from "@weft/model/base/ids"
import { living } from "@weft/model/schema/snapshot"
import { ContactBook } from "@weft/model/service/contact-book"
import { documentRight, type Standing } from "@weft/model/wire/rights"
import { foundSpace, MINUTE, MORNING, Person } from "../../support/person.ts"

function desk(): Person {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana"])
  return ana
}

function contact(ana: Person, fields: ContactFields): ContactId {
  const id = idOfNewContact(ana.snapshot, fields.mail ?? "", ana.random)
  ana.do(createContact, { id, ...fields })
  return id
}

function organisation(ana: Person, name: string, fields: OrganisationFields = {}): OrganisationId {
  const id = idOfNewOrganisation(ana.snapshot, name, ana.random)
  ana.do(createOrganisation, { id, name, ...fields })
  return id
}

function ticket(ana: Person): ItemId {
  const [type, id] = [ana.newId<ItemTypeId>(), ana.newId<ItemId>()]
  ana.do(createItemType, { id: type, name: "Incident", behaviour: "ticket" })
  ana.do(createItem, { id, title: "VPN drops", type })
  return id
}

/** What clocks know of a ticket by now. */
function factsOf(ana: Person, item: ItemId): Readonly<Record<string, string>> {
  const events = living(ana.snapshot.ticketEvents).filter(event => event.item === item)
  return events
    .toSorted((one, other) => one.at - other.at)
    .reduce<Readonly<Record<string, string>>>((facts, event) => ({ ...facts, ...event.facts }), {})
}

describe("CONTACT-1 whom a contact belongs to", () => {
  test("the domain of the mail address says it, or the domain above, in any letters", () => {
    const ana = desk()
    const hof = organisation(ana, "Hof", { domains: ["@Hof.example"] })
    const lab = organisation(ana, "Lab", { domains: ["lab.hof.example"] })
    const of = (mail: string) => new ContactBook(ana.snapshot).organisationOf({ organisation: null, mail })?.id
    expect(["a@hof.example", "a@HOF.example ", "a@it.hof.example"].map(of)).toEqual([hof, hof, hof])
    expect(["a@lab.hof.example", "a@x.lab.hof.example"].map(of)).toEqual([lab, lab])
    expect(["a@nothof.example", "a@example", "hof.example", ""].map(of)).toEqual(Array(4).fill(undefined))
  })

  test("what was chosen wins, until that organisation is in the trash", () => {
    const ana = desk()
    const [hof, lab] = [organisation(ana, "Hof", { domains: ["hof.example"] }), organisation(ana, "Lab")]
    const mara = contact(ana, { name: "Mara", mail: "mara@hof.example", organisation: lab })
    const own = () => {
      const book = new ContactBook(ana.snapshot)
      return book.organisationOf(book.contact(mara)!)?.id
    }
    const counts = () => [...new ContactBook(ana.snapshot).membersByOrganisation()]
    expect([own(), counts()]).toEqual([lab, [[lab, 1]]])
    ana.do(trashOrganisation, { id: lab })
    expect([own(), counts()]).toEqual([hof, [[hof, 1]]])
  })

  test("VIP is who is one, and who belongs to one", () => {
    const ana = desk()
    organisation(ana, "Hof", { domains: ["hof.example"], vip: true })
    const all = [
      contact(ana, { name: "Mara", mail: "mara@hof.example" }),
      contact(ana, { name: "Ben", vip: true }),
      contact(ana, { name: "Eve" }),
    ]
    const book = new ContactBook(ana.snapshot)
    expect(all.map(id => book.isVip(book.contact(id)!))).toEqual([true, true, false])
  })
})

describe("CONTACT-2 what is refused", () => {
  const refused = (answer: unknown) => (answer as { readonly reason?: string }).reason

  test("of a contact: nothing that names it, and an address that is none or another's", () => {
    const ana = desk()
    const mara = contact(ana, { name: "Mara", mail: "mara@hof.example" })
    const attempt = (fields: ContactFields) =>
      refused(ana.try(createContact, { id: ana.newId<ContactId>(), ...fields }))
    expect(attempt({ name: "  ", mail: "" })).toBe("name-missing")
    expect(["mara", "a b@c.de", "a@b", "@b.de", "a@b..de"].map(mail => attempt({ mail }))).toEqual(
      Array(5).fill("mail-not-possible"),
    )
    expect(attempt({ name: "Else", mail: " MARA@hof.example" })).toBe("mail-taken")
    expect(attempt({ name: "Else", organisation: "gone" as OrganisationId })).toBe("not-found")
    expect(refused(ana.try(patchContact, { id: mara, name: " " }))).toBe("name-missing")
    expect(refused(ana.try(patchContact, { id: mara, mail: "Mara@hof.example" }))).toBeUndefined()
  })

  test("of an organisation: no name, a domain that is none or another's, a contract that runs backwards", () => {
    const ana = desk()
    const hof = organisation(ana, "Hof", { domains: ["hof.example"], contractFrom: "2026-01-01" })
    const attempt = (fields: OrganisationFields) =>
      refused(ana.try(createOrganisation, { id: ana.newId<OrganisationId>(), name: "Lab", ...fields }))
    expect(attempt({ name: " " })).toBe("name-missing")
    expect(["example", "a b.de", "a..de"].map(domain => attempt({ domains: [domain] }))).toEqual(
      Array(3).fill("domain-not-possible"),
    )
    expect(attempt({ domains: ["HOF.example"] })).toBe("domain-taken")
    expect(attempt({ contractMinutes: -1 })).toBe("duration-negative")
    expect(attempt({ contractFrom: "2026-02-30" })).toBe("date-missing")
    expect(refused(ana.try(patchOrganisation, { id: hof, contractUntil: "2025-12-31" }))).toBe("finish-before-start")
  })

  test("who was deleted comes back when they are entered again, with what is entered and nothing else", () => {
    const ana = desk()
    const mara = contact(ana, { name: "Mara", mail: "mara@hof.example", phone: "12", vip: true })
    ana.do(trashContact, { id: mara })
    expect(contact(ana, { name: "Mara Hof", mail: "mara@hof.example" })).toBe(mara)
    expect(ana.snapshot.contacts.get(mara)).toMatchObject({ deleted: null, name: "Mara Hof", phone: "", vip: false })
  })

  test("an address that a contact was first known by makes another once it has a different one", () => {
    const ana = desk()
    const mara = contact(ana, { name: "Mara", mail: "office@hof.example" })
    ana.do(patchContact, { id: mara, mail: "mara@hof.example" })
    const office = contact(ana, { name: "Office", mail: "office@hof.example" })
    expect(office).not.toBe(mara)
    expect(living(ana.snapshot.contacts)).toHaveLength(2)
  })
})

test("CONTACT-3 who was merged is one, with what the one lacked and every address, until they are taken apart", () => {
  const ana = desk()
  const mara = contact(ana, { name: "Mara", mail: "mara@hof.example" })
  const other = contact(ana, { name: "M. Hof", mail: "hof@mara.example", phone: "0800", vip: true })
  const item = ticket(ana)
  ana.do(classifyTickets, { items: [item], fields: { requester: other } })
  ana.do(mergeContacts, { from: [other], into: mara })
  const book = () => new ContactBook(ana.snapshot)
  expect(book().contact(other)).toMatchObject({ id: mara, mail: "mara@hof.example", phone: "0800", vip: true })
  expect(book().withMail("hof@mara.example")?.id).toBe(mara)
  expect(
    book()
      .contacts()
      .map(({ id }) => id),
  ).toEqual([mara])
  expect(ana.try(mergeContacts, { from: [other], into: mara })).toMatchObject({ reason: "merged-already" })
  ana.do(splitContact, { id: other })
  expect(book().contacts()).toHaveLength(2)
})

test("CONTACT-4 who may write in no space, and no guest, may read who asks for service", () => {
  const contacts = { workspace: "W", kind: "contacts", ids: [] } as const
  const right = (standing: Standing | null) => documentRight(standing, contacts).right
  const someone = (role: Standing["role"], space: "read" | "comment" | "write") =>
    right({ role, member: "m", spaces: { S: space } })
  expect([right(null), someone("guest", "write"), someone("member", "comment"), someone("member", "read")]).toEqual(
    Array(4).fill("none"),
  )
  expect([someone("member", "write"), someone("admin", "read")]).toEqual(["write", "write"])
})

describe("CONTACT-5 what policies are told of a requester", () => {
  test("organisation, VIP and the contract of the day, when a ticket gets them, also of somebody who is entered with it", () => {
    const ana = desk()
    const contractPolicy = "gold" as ServicePolicyId
    const hof = organisation(ana, "Hof", {
      domains: ["hof.example"],
      vip: true,
      contractPolicy,
      contractFrom: "2026-11-23",
      contractUntil: "2026-11-23",
    })
    const item = ticket(ana)
    const id = idOfNewContact(ana.snapshot, "mara@hof.example", ana.random)
    ana.now += MINUTE
    ana.do(requestedByNew, { items: [item], id, contact: { name: "Mara", mail: "mara@hof.example" } })
    expect(factsOf(ana, item)).toMatchObject({ requester: id, organisation: hof, vip: "yes", contract: "gold" })
    ana.do(patchOrganisation, { id: hof, vip: false })
    expect(factsOf(ana, item)["vip"]).toBe("yes")
    ana.now += MINUTE
    ana.do(classifyTickets, { items: [item], fields: { requester: null } })
    expect(factsOf(ana, item)).toMatchObject({ requester: "", organisation: "", vip: "", contract: "" })
  })

  test("a contract counts from its first day to its last, and without days always", () => {
    const ana = desk()
    const hof = organisation(ana, "Hof", { domains: ["hof.example"], contractPolicy: "gold" as ServicePolicyId })
    const mara = contact(ana, { name: "Mara", mail: "mara@hof.example" })
    const contractOn = (day: string) => new ContactBook(ana.snapshot).factsOf(mara, day).contract
    expect(contractOn("2020-01-01")).toBe("gold")
    ana.do(patchOrganisation, { id: hof, contractFrom: "2026-01-01", contractUntil: "2026-12-31" })
    expect(["2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"].map(contractOn)).toEqual(["", "gold", "gold", ""])
  })
})
