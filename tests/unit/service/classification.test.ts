import { describe, expect, test } from "vitest"
import {
  classifyTickets,
  declareMajor,
  endMajor,
  followUsualMatrix,
  followMatrix,
  setMatrixCell,
} from "@weft/model/actions/classification"
import { createItem, patchItems, type ItemPatch } from "@weft/model/actions/item"
import {
  allowCategoryFor,
  createTicketCategory,
  moveTicketCategory,
  trashTicketCategory,
} from "@weft/model/actions/ticket-category"
import { createItemType } from "@weft/model/actions/workflow"
import type { ItemId, ItemTypeId, TicketCategoryId } from "@weft/model/base/ids"
import { LEVELS } from "@weft/model/schema/item"
import { living } from "@weft/model/schema/snapshot"
import { matcherOf } from "@weft/model/query/matching"
import { readFilter } from "@weft/model/query/read-filter"
import { CategoryTree } from "@weft/model/service/category-tree"
import { allHold, type Condition, type Policy } from "@weft/model/service/policy"
import { PolicyBook } from "@weft/model/service/policy-book"
import { findingsOf, widerValuesIn } from "@weft/model/service/policy-findings"
import { isChosenByHand, priorityFor } from "@weft/model/service/priority-matrix"
import { documentRight } from "@weft/model/wire/rights"
import { foundSpace, itemOf, MORNING, Person, SPACE } from "../../support/person.ts"
import { calendarOf, policyOf, target, time, workWeek } from "./service-notation.ts"

function desk(): Person {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana"])
  return ana
}

function typeOf(ana: Person, name: string): ItemTypeId {
  const id = ana.newId<ItemTypeId>()
  ana.do(createItemType, { id, name, behaviour: "ticket" })
  return id
}

function ticket(ana: Person, fields: ItemPatch = {}, type = typeOf(ana, "Incident")): ItemId {
  const id = ana.newId<ItemId>()
  ana.do(createItem, { id, title: "VPN drops", type, fields })
  return id
}

function category(ana: Person, name: string, parent: TicketCategoryId | null = null): TicketCategoryId {
  const id = ana.newId<TicketCategoryId>()
  ana.do(createTicketCategory, { id, name, parent })
  return id
}

const reason = (answer: unknown) => (answer as { readonly reason?: string }).reason
const is = (...values: string[]): Condition => ({ fact: "category", values, isNegated: false })
const not = (...values: string[]): Condition => ({ fact: "category", values, isNegated: true })

describe("CLASS-1 conditions on categories", () => {
  test("hold for all that lies under them, and the other way round for those that ask for none of them", () => {
    const ana = desk()
    const network = category(ana, "Network")
    const tunnel = category(ana, "VPN", network)
    const printing = category(ana, "Printing")
    const item = ticket(ana)
    ana.do(classifyTickets, { items: [item], fields: { category: tunnel } })
    const facts = Object.assign({}, ...living(ana.snapshot.ticketEvents).map(event => event.facts)) as Record<
      string,
      string
    >
    expect(facts["category"]).toBe(`${tunnel} ${network}`)
    const holding = (condition: Condition) => allHold([condition], facts)
    expect([is(tunnel), is(network), is(printing), is(printing, network)].map(holding)).toEqual([
      true,
      true,
      false,
      true,
    ])
    expect([not(tunnel), not(network), not(printing)].map(holding)).toEqual([false, false, true])
    expect([holding(is("")), allHold([is("")], {})]).toEqual([false, true])
    // In files of other desks a value may have spaces of its own.
    expect(allHold([is("Paper jam")], { category: "Paper jam" })).toBe(true)
  })

  test("are known to findings: what lies in another overlaps it, and what lies beside it does not", () => {
    const ana = desk()
    const network = category(ana, "Network")
    const [tunnel, radio] = [category(ana, "VPN", network), category(ana, "Radio", network)]
    const wider = widerValuesIn(ana.snapshot.ticketCategories)
    const found = (...conditions: readonly (readonly Condition[])[]) => {
      const policies: Policy[] = conditions.map((own, place) => ({
        ...policyOf([target("resolution", time(8))], { conditions: own }),
        id: "abc"[place]!,
      }))
      const terms = { policies, calendars: [calendarOf(workWeek("08:00-18:00"))] }
      return findingsOf(terms, new PolicyBook(terms), wider).map(finding => Object.values(finding).join(" "))
    }
    expect(found([is(tunnel)], [is(radio)])).toEqual([])
    expect(found([is(tunnel)], [is(network)])).toEqual(["overlap b a"])
    expect(found([is(network)], [is(tunnel)])).toEqual(["never-chosen b a"])
    expect(found([is(network), not(tunnel)], [is(tunnel)])).toEqual([])
    expect(found([is(network), not(tunnel)], [is(network)])).toEqual(["overlap b a"])
    expect(found([not(radio)], [is(tunnel)])).toEqual(["never-chosen b a"])
    expect(found([not(network)], [not(tunnel)])).toEqual(["overlap b a"])
    expect(found([not(tunnel)], [not(network)])).toEqual(["never-chosen b a"])
    expect(found([is(tunnel), not(network)])).toEqual(["never-matches a 1 category"])
  })
})

describe("CLASS-2 the priority of a ticket", () => {
  test("follows from impact and urgency, and never falls where one of them rises", () => {
    const order = ["low", "medium", "high", "urgent"]
    const place = (impact: (typeof LEVELS)[number], urgency: (typeof LEVELS)[number]) =>
      order.indexOf(priorityFor(undefined, { impact, urgency })!)
    for (const one of LEVELS)
      for (const [index, other] of LEVELS.entries()) {
        const lower = LEVELS[index + 1]
        if (lower === undefined) continue
        expect(place(one, other)).toBeGreaterThanOrEqual(place(one, lower))
        expect(place(other, one)).toBeGreaterThanOrEqual(place(lower, one))
      }
    expect(priorityFor(undefined, { impact: "high", urgency: "high" })).toBe("urgent")
    expect(priorityFor(undefined, { impact: null, urgency: "high" })).toBe("high")
    expect(priorityFor(undefined, { impact: null, urgency: null })).toBe(null)
  })

  test("is written by whatever says impact or urgency: an edit of the field, and the making of a ticket", () => {
    const ana = desk()
    const made = ticket(ana, { impact: "high", urgency: "high" })
    expect(itemOf(ana.snapshot, made).priority).toBe("urgent")
    ana.do(patchItems, { items: [made], fields: { urgency: "low" } })
    expect(itemOf(ana.snapshot, made).priority).toBe("medium")
    ana.do(patchItems, { items: [made], fields: { urgency: null, impact: null } })
    expect(itemOf(ana.snapshot, made).priority).toBe("none")
    const chosen = ticket(ana, { impact: "high", priority: "low" })
    expect(itemOf(ana.snapshot, chosen).priority).toBe("low")
  })

  test("is left alone on what is no ticket", () => {
    const ana = desk()
    const id = ana.newId<ItemId>()
    ana.do(createItem, { id, title: "Paint the wall", fields: { urgency: "high" } })
    expect(itemOf(ana.snapshot, id).priority).toBe("none")
  })

  test("stays as somebody chose it by hand, until it shall follow again", () => {
    const ana = desk()
    const item = ticket(ana, { impact: "low", urgency: "low" })
    ana.do(patchItems, { items: [item], fields: { priority: "high" } })
    ana.do(classifyTickets, { items: [item], fields: { impact: "high" } })
    expect(itemOf(ana.snapshot, item)).toMatchObject({ impact: "high", priority: "high" })
    expect(isChosenByHand(undefined, itemOf(ana.snapshot, item))).toBe(true)
    ana.do(followMatrix, { items: [item] })
    expect(itemOf(ana.snapshot, item).priority).toBe("medium")
    expect(reason(ana.try(followMatrix, { items: [ticket(ana)] }))).toBe("nothing-follows")
  })

  test("goes by the matrix of the space, from the next time that it is weighed", () => {
    const ana = desk()
    const item = ticket(ana, { impact: "low", urgency: "high" })
    ana.do(setMatrixCell, { impact: "low", urgency: "high", priority: "urgent" })
    expect(itemOf(ana.snapshot, item).priority).toBe("medium")
    const later = ticket(ana, { impact: "low", urgency: "high" })
    expect(itemOf(ana.snapshot, later).priority).toBe("urgent")
    ana.do(setMatrixCell, { impact: "high", urgency: "high", priority: "high" })
    ana.do(setMatrixCell, { impact: "low", urgency: "high", priority: "medium" })
    expect(ana.snapshot.profiles.get(SPACE)?.priorities).toEqual({ high_high: "high" })
    ana.do(followUsualMatrix, {})
    expect(ana.snapshot.profiles.get(SPACE)?.priorities).toEqual({})
  })

  test("goes back with what it followed from, in one step of undo", () => {
    const ana = desk()
    const item = ticket(ana, { impact: "low", urgency: "low" })
    ana.undo(ana.do(classifyTickets, { items: [item], fields: { impact: "high" } }))
    expect(itemOf(ana.snapshot, item)).toMatchObject({ impact: "low", urgency: "low", priority: "low" })
  })
})

describe("CLASS-3 what is major", () => {
  test("is told in the set-up, which only who manages the space may write, and has the highest priority until it is taken back", () => {
    const ana = desk()
    const item = ticket(ana, { impact: "medium", urgency: "medium" })
    ana.outbox = []
    ana.do(declareMajor, { item })
    expect(ana.outbox.map(({ path }) => path)).toContain(`setup/${SPACE}`)
    const standing = { role: "member", member: "ben", spaces: { [SPACE]: "write" } } as const
    expect(documentRight(standing, { workspace: "W", kind: "setup", ids: [SPACE] }).right).toBe("read")
    expect(itemOf(ana.snapshot, item).priority).toBe("urgent")
    ana.do(classifyTickets, { items: [item], fields: { impact: "low" } })
    expect(itemOf(ana.snapshot, item).priority).toBe("urgent")
    expect(reason(ana.try(declareMajor, { item }))).toBe("exists")
    ana.do(endMajor, { item })
    expect(itemOf(ana.snapshot, item).priority).toBe("low")
    ana.do(declareMajor, { item })
    expect(
      living(ana.snapshot.ticketEvents)
        .flatMap(({ facts }) => facts["major"] ?? [])
        .toSorted(),
    ).toEqual(["", "yes", "yes"])
  })

  test("is a ticket", () => {
    const ana = desk()
    const id = ana.newId<ItemId>()
    ana.do(createItem, { id, title: "Paint the wall" })
    expect(reason(ana.try(declareMajor, { item: id }))).toBe("no-ticket")
  })
})

describe("CLASS-4 the tree of categories", () => {
  test("is told from the top, each before what lies under it; what lies under one in the trash stands above", () => {
    const ana = desk()
    const network = category(ana, "Network")
    category(ana, "Printing")
    const tunnel = category(ana, "VPN", network)
    category(ana, "Certificates", tunnel)
    const told = () =>
      new CategoryTree(ana.snapshot.ticketCategories)
        .outline()
        .map(({ category: { name }, depth }) => `${depth} ${name}`)
    expect(told()).toEqual(["0 Network", "1 VPN", "2 Certificates", "0 Printing"])
    ana.do(moveTicketCategory, { id: tunnel, parent: null, before: network })
    expect(told()).toEqual(["0 VPN", "1 Certificates", "0 Network", "0 Printing"])
    ana.do(trashTicketCategory, { id: tunnel })
    expect(told().toSorted()).toEqual(["0 Certificates", "0 Network", "0 Printing"])
  })

  test("has six levels at most and no category in itself", () => {
    const ana = desk()
    const levels: TicketCategoryId[] = []
    for (const name of "abcdef") levels.push(category(ana, name, levels.at(-1) ?? null))
    const create = (parent: TicketCategoryId) =>
      reason(ana.try(createTicketCategory, { id: ana.newId<TicketCategoryId>(), name: "g", parent }))
    expect(create(levels.at(-1)!)).toBe("category-too-deep")
    const other = category(ana, "Other")
    expect(reason(ana.try(moveTicketCategory, { id: levels[0]!, parent: other, before: null }))).toBe(
      "category-too-deep",
    )
    expect(reason(ana.try(moveTicketCategory, { id: levels[0]!, parent: levels[3]!, before: null }))).toBe(
      "category-in-itself",
    )
    expect(reason(ana.try(createTicketCategory, { id: ana.newId<TicketCategoryId>(), name: " ", parent: null }))).toBe(
      "name-missing",
    )
  })

  test("keeps a category that names types from tickets of others, with all that lies under it", () => {
    const ana = desk()
    const [incident, request] = [typeOf(ana, "Incident"), typeOf(ana, "Request")]
    const network = category(ana, "Network")
    const tunnel = category(ana, "VPN", network)
    ana.do(allowCategoryFor, { id: network, type: incident, allowed: true })
    const classify = (type: ItemTypeId) =>
      reason(ana.try(classifyTickets, { items: [ticket(ana, {}, type)], fields: { category: tunnel } }))
    expect([classify(incident), classify(request)]).toEqual([undefined, "category-not-for-type"])
    const tree = new CategoryTree(ana.snapshot.ticketCategories)
    expect([incident, request].map(type => tree.choicesFor(type).length)).toEqual([2, 0])
    ana.do(allowCategoryFor, { id: network, type: incident, allowed: false })
    expect(classify(request)).toBe(undefined)
  })
})

describe("CLASS-5 filters", () => {
  test("ask for impact, channel and a category with all that lies under it", () => {
    const ana = desk()
    const network = category(ana, "Network")
    const tunnel = category(ana, "VPN", network)
    const items = [
      ticket(ana, { category: tunnel, impact: "high", channel: "phone" }),
      ticket(ana, { category: network }),
      ticket(ana, { channel: "mail" }),
    ]
    const reader = { me: "ana", today: "2026-11-23", firstDayOfWeek: 1, zone: "Europe/Berlin" }
    const found = (text: string) => {
      const reading = readFilter(text, ana.snapshot)
      if ("fault" in reading) throw new Error(JSON.stringify(reading.fault))
      const matches = matcherOf(reading.filter, ana.snapshot, reader)
      return items.flatMap((id, place) => (matches(itemOf(ana.snapshot, id)) ? [place] : []))
    }
    expect(found("topic = Network")).toEqual([0, 1])
    expect(found("thema = VPN")).toEqual([0])
    expect(found("topic is empty")).toEqual([2])
    expect(found("impact = high")).toEqual([0])
    expect(found("channel in (mail, phone)")).toEqual([0, 2])
  })
})
