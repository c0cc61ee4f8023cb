import { expect } from "vitest"
import { classifyTickets, declareMajor, followMatrix } from "@weft/model/actions/classification"
import {
  createContact,
  idOfNewContact,
  mergeContacts,
  patchContact,
  restoreContact,
  trashContact,
} from "@weft/model/actions/contact"
import { patchItems } from "@weft/model/actions/item"
import { createOrganisation, idOfNewOrganisation } from "@weft/model/actions/organisation"
import { createTicketCategory, moveTicketCategory, trashTicketCategory } from "@weft/model/actions/ticket-category"
import type { ContactId, TicketCategoryId } from "@weft/model/base/ids"
import { living } from "@weft/model/schema/snapshot"
import { CategoryTree } from "@weft/model/service/category-tree"
import { ContactBook } from "@weft/model/service/contact-book"
import { priorityFor } from "@weft/model/service/priority-matrix"
import { itemOf, SPACE, type Person } from "../support/person.ts"
import { openTicket } from "../support/tickets.ts"
import { scenario } from "../support/two-replicas.ts"

function contactOf(person: Person, name: string, mail: string): ContactId {
  const id = idOfNewContact(person.snapshot, mail, person.random)
  person.do(createContact, { id, name, mail })
  return id
}

function categoryOf(person: Person, name: string, parent: TicketCategoryId | null): TicketCategoryId {
  const id = person.newId<TicketCategoryId>()
  person.do(createTicketCategory, { id, name, parent })
  return id
}

scenario("T10 one says the impact, the other the urgency: the later has both, and the priority follows from them", {
  given: ana => {
    const ticket = openTicket(ana, "VPN drops")
    ana.do(classifyTickets, { items: [ticket], fields: { impact: "medium", urgency: "medium" } })
    return ticket
  },
  ana: (ana, ticket) => ana.do(classifyTickets, { items: [ticket], fields: { impact: "high" } }),
  ben: (ben, ticket) => ben.do(patchItems, { items: [ticket], fields: { urgency: "high" } }),
  outcome: ({ snapshot, later }, ticket) => {
    const { impact, urgency, priority } = itemOf(snapshot, ticket)
    expect([impact, urgency]).toEqual(later === "ana" ? ["high", "medium"] : ["medium", "high"])
    expect(priority).toBe("high")
    expect(priority).toBe(priorityFor(snapshot.profiles.get(SPACE), { impact, urgency }))
  },
})

scenario("T16 one chooses the priority by hand, while the other says the impact: the later priority stands", {
  given: ana => {
    const ticket = openTicket(ana, "VPN drops")
    ana.do(classifyTickets, { items: [ticket], fields: { impact: "low", urgency: "low" } })
    return ticket
  },
  ana: (ana, ticket) => ana.do(patchItems, { items: [ticket], fields: { priority: "urgent" } }),
  ben: (ben, ticket) => ben.do(classifyTickets, { items: [ticket], fields: { impact: "high" } }),
  outcome: ({ snapshot, later }, ticket) => {
    const item = itemOf(snapshot, ticket)
    expect(item).toMatchObject({ impact: "high", urgency: "low", priority: later === "ana" ? "urgent" : "medium" })
  },
  afterwards: ({ ana, share }, ticket) => {
    ana.do(followMatrix, { items: [ticket] })
    share()
    expect(itemOf(ana.snapshot, ticket).priority).toBe("medium")
  },
})

scenario("T11 two enter the same contact and organisation: each is there once, with the later of what differs", {
  given: () => null,
  ana: ana => {
    ana.do(createContact, {
      id: idOfNewContact(ana.snapshot, "mara@hof.example", ana.random),
      name: "Mara",
      mail: "mara@hof.example",
      phone: "12",
    })
    ana.do(createOrganisation, { id: idOfNewOrganisation(ana.snapshot, "Hof", ana.random), name: "Hof", vip: true })
  },
  ben: ben => {
    ben.do(createContact, {
      id: idOfNewContact(ben.snapshot, " Mara@Hof.example", ben.random),
      name: "Mara Hof",
      mail: " Mara@Hof.example",
    })
    ben.do(createOrganisation, { id: idOfNewOrganisation(ben.snapshot, "hof", ben.random), name: "hof" })
  },
  outcome: ({ snapshot, later }) => {
    const contacts = living(snapshot.contacts)
    expect(contacts).toHaveLength(1)
    expect(contacts[0]).toMatchObject({ name: later === "ana" ? "Mara" : "Mara Hof", phone: "12" })
    expect(living(snapshot.organisations)).toHaveLength(1)
    expect(new ContactBook(snapshot).withMail("mara@hof.example")?.id).toBe(contacts[0]!.id)
  },
})

scenario(
  "T12 one edits a contact, while the other deletes it: it is in the trash with the edit, and tickets still name it",
  {
    given: ana => {
      const [ticket, contact] = [openTicket(ana, "VPN drops"), contactOf(ana, "Mara", "mara@hof.example")]
      ana.do(classifyTickets, { items: [ticket], fields: { requester: contact } })
      return { ticket, contact }
    },
    ana: (ana, { contact }) => ana.do(patchContact, { id: contact, phone: "0800" }),
    ben: (ben, { contact }) => ben.do(trashContact, { id: contact }),
    outcome: ({ snapshot }, { ticket, contact }) => {
      expect(snapshot.contacts.get(contact)?.deleted).toMatchObject({ by: "ben" })
      expect(new ContactBook(snapshot).contact(itemOf(snapshot, ticket).requester)?.phone).toBe("0800")
    },
    afterwards: ({ ana, eve, share }, { contact }) => {
      ana.do(restoreContact, { id: contact })
      share()
      expect(eve.snapshot.contacts.get(contact)).toMatchObject({ deleted: null, phone: "0800" })
    },
  },
)

scenario("T13 two merge a contact, each into the other's: the one with the lower id has the tickets of both", {
  given: ana => {
    const both = [contactOf(ana, "Mara", "mara@hof.example"), contactOf(ana, "M. Hof", "hof@mara.example")] as const
    return {
      both,
      tickets: both.map(requester => {
        const ticket = openTicket(ana, "VPN drops")
        ana.do(classifyTickets, { items: [ticket], fields: { requester } })
        return ticket
      }),
    }
  },
  ana: (ana, { both: [one, other] }) => ana.do(mergeContacts, { from: [one], into: other }),
  ben: (ben, { both: [one, other] }) => ben.do(mergeContacts, { from: [other], into: one }),
  outcome: ({ snapshot }, { both, tickets }) => {
    const book = new ContactBook(snapshot)
    const lowest = both.toSorted()[0]!
    expect(book.contacts().map(({ id }) => id)).toEqual([lowest])
    expect(tickets.map(ticket => book.contact(itemOf(snapshot, ticket).requester)?.id)).toEqual([lowest, lowest])
    expect(["mara@hof.example", "hof@mara.example"].map(mail => book.withMail(mail)?.id)).toEqual([lowest, lowest])
  },
})

scenario("T14 one edits a contact, while the other merges it into another: it is merged, and holds the edit", {
  given: ana => [contactOf(ana, "Mara", "mara@hof.example"), contactOf(ana, "M. Hof", "")] as const,
  ana: (ana, [mara]) => ana.do(patchContact, { id: mara, phone: "0800" }),
  ben: (ben, [mara, other]) => ben.do(mergeContacts, { from: [mara], into: other }),
  outcome: ({ snapshot }, [mara, other]) => {
    expect(snapshot.contacts.get(mara)).toMatchObject({ mergedInto: other, phone: "0800" })
    expect(new ContactBook(snapshot).contact(mara)).toMatchObject({ id: other, mail: "mara@hof.example", phone: "" })
  },
})

scenario("T15 two move a category, each under the other's: the one with the lower id stands at the top", {
  given: ana => [categoryOf(ana, "Network", null), categoryOf(ana, "Hardware", null)] as const,
  ana: (ana, [one, other]) => ana.do(moveTicketCategory, { id: one, parent: other, before: null }),
  ben: (ben, [one, other]) => ben.do(moveTicketCategory, { id: other, parent: one, before: null }),
  outcome: ({ snapshot }, both) => {
    const tree = new CategoryTree(snapshot.ticketCategories)
    const [lowest, highest] = both.toSorted()
    expect(tree.outline().map(({ category, depth }) => [category.id, depth])).toEqual([
      [lowest, 0],
      [highest, 1],
    ])
  },
})

scenario("T17 one gives a ticket a category, while the other deletes it: the ticket has it, under what stood above", {
  given: ana => {
    const network = categoryOf(ana, "Network", null)
    return { ticket: openTicket(ana, "VPN drops"), network, tunnel: categoryOf(ana, "VPN", network) }
  },
  ana: (ana, { ticket, tunnel }) => ana.do(classifyTickets, { items: [ticket], fields: { category: tunnel } }),
  ben: (ben, { tunnel }) => ben.do(trashTicketCategory, { id: tunnel }),
  outcome: ({ snapshot }, { ticket, network, tunnel }) => {
    const tree = new CategoryTree(snapshot.ticketCategories)
    expect(itemOf(snapshot, ticket).category).toBe(tunnel)
    expect(tree.pathOf(tunnel)).toEqual([tunnel, network])
    expect(tree.outline().map(({ category }) => category.id)).toEqual([network])
  },
})

scenario("T18 two put a ticket above the matrix: it is major once, and both are told in its history", {
  given: ana => openTicket(ana, "VPN drops"),
  ana: (ana, ticket) => ana.do(declareMajor, { item: ticket }),
  ben: (ben, ticket) => ben.do(declareMajor, { item: ticket }),
  outcome: ({ snapshot, later }, ticket) => {
    expect(living(snapshot.majorTickets)).toMatchObject([{ item: ticket, by: later }])
    expect(itemOf(snapshot, ticket).priority).toBe("urgent")
    const told = living(snapshot.ticketEvents).filter(({ facts }) => facts["major"] === "yes")
    expect(told.map(({ by }) => by).toSorted()).toEqual(["ana", "ben"])
  },
})
