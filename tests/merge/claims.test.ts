import { expect } from "vitest"
import { convertCheck, itemOfCheck } from "@weft/model/actions/check-to-item"
import { createItem, patchItems, setItemMember } from "@weft/model/actions/item"
import { claimItem } from "@weft/model/actions/claim"
import { claimMember, joinMember } from "@weft/model/actions/people"
import { addMember } from "@weft/model/actions/space"
import { addChecks, relateItems, unrelateItems } from "@weft/model/actions/work"
import type { ItemId, MemberId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { living } from "@weft/model/schema/snapshot"
import { itemOf, type Person } from "../support/person.ts"
import { scenario } from "../support/two-replicas.ts"

/** Gives an item to somebody, as a person who hands out work does. */
const give = (person: Person, item: ItemId, owner: string) =>
  person.do(patchItems, { items: [item], fields: { owner: owner as MemberId } })

function makeItem(person: Person, title: string): ItemId {
  const id = person.newId<ItemId>()
  person.do(createItem, { id, title })
  return id
}

scenario("F10 the same check is turned into an item twice: one item, with every edit of it", {
  given: ana => {
    const house = makeItem(ana, "House")
    ana.do(addChecks, { item: house, checklist: null, titles: ["Paint the door"] })
    return { house, check: living(ana.snapshot.checks)[0]!.id }
  },
  ana: (ana, { check }) => {
    ana.do(convertCheck, { check })
    ana.do(patchItems, { items: [itemOfCheck(check)], fields: { due: "2026-12-01" } })
  },
  ben: (ben, { check }) => {
    ben.do(convertCheck, { check })
    ben.do(patchItems, { items: [itemOfCheck(check)], fields: { priority: "high" } })
  },
  outcome: ({ snapshot }, { house, check }) => {
    expect(living(snapshot.items).filter(item => item.parent === house)).toHaveLength(1)
    expect(itemOf(snapshot, itemOfCheck(check))).toMatchObject({
      title: "Paint the door",
      due: "2026-12-01",
      priority: "high",
    })
    expect(living(snapshot.checks)).toEqual([])
  },
})

scenario("F11 the same two items are related twice: one relation, taken away at once", {
  given: ana => ({ from: makeItem(ana, "Paint"), to: makeItem(ana, "Move in"), type: "blocks" as const }),
  ana: (ana, relation) => ana.do(relateItems, relation),
  ben: (ben, relation) => ben.do(relateItems, relation),
  outcome: ({ snapshot }, relation) => expect(living(snapshot.relations)).toMatchObject([relation]),
  afterwards: ({ ana, ben, eve, share }, relation) => {
    ben.do(unrelateItems, relation)
    share()
    for (const { snapshot } of [ana, ben, eve]) expect(living(snapshot.relations)).toEqual([])
  },
})

scenario("P6 a placeholder is claimed while it is assigned: the late assignment waits to be said again", {
  given: ana => {
    const claim = { placeholder: "foreign" as MemberId, member: "ana" as MemberId }
    ana.do(addMember, { id: claim.placeholder, name: "Anna B.", placeholder: true })
    const [before, late] = [makeItem(ana, "Before"), makeItem(ana, "Late")]
    ana.do(patchItems, { items: [before], fields: { owner: claim.placeholder } })
    return { claim, before, late }
  },
  ana: (ana, { claim }) => {
    ana.do(claimMember, claim)
    ana.do(joinMember, claim)
  },
  ben: (ben, { claim, late }) =>
    ben.do(setItemMember, { items: [late], field: "assignees", member: claim.placeholder, inside: true }),
  outcome: ({ snapshot }, { claim, before, late }) => {
    expect(itemOf(snapshot, before)).toMatchObject({ owner: "ana", assignees: ["ana"] })
    expect(itemOf(snapshot, late)).toMatchObject({ owner: claim.placeholder, assignees: [claim.placeholder] })
    expect(snapshot.members.get(claim.placeholder)?.deleted).not.toBeNull()
  },
  afterwards: ({ ana, ben, eve, share }, { claim, late }) => {
    ben.do(claimMember, claim)
    share()
    for (const { snapshot } of [ana, ben, eve])
      expect(itemOf(snapshot, late)).toMatchObject({ owner: "ana", assignees: ["ana"] })
  },
})

scenario("P7 a workspace file is merged into a workspace that has gone on: what is later stands", {
  given: ana => {
    const item = makeItem(ana, "Pack the kitchen")
    ana.do(patchItems, { items: [item], fields: { title: "Pack the kitchen and the cellar" } })
    return { item, file: [...ana.replica.contents()] }
  },
  ana: (ana, { item }) => ana.do(patchItems, { items: [item], fields: { title: "Pack everything" } }),
  ben: (ben, { item, file }) => {
    ben.do(patchItems, { items: [item], fields: { due: "2026-12-01" } })
    expect(isRefusal(ben.replica.merge(file))).toBe(false)
  },
  outcome: ({ snapshot }, { item }) =>
    expect(itemOf(snapshot, item)).toMatchObject({ title: "Pack everything", due: "2026-12-01" }),
  afterwards: ({ ana, ben, eve, share }, { item, file }) => {
    const merged = ana.replica.merge(file)
    expect(isRefusal(merged) ? [] : [...merged.patches.values()].flat()).toEqual([])
    share()
    for (const { snapshot } of [ana, ben, eve]) expect(itemOf(snapshot, item).title).toBe("Pack everything")
  },
})

scenario("T1 two people take one item: the first has it everywhere, and the other is told", {
  given: ana => makeItem(ana, "The printer is out of paper"),
  ana: (ana, item) => ana.do(claimItem, { item }),
  ben: (ben, item) => ben.do(claimItem, { item }),
  outcome: ({ snapshot, later }, item) =>
    expect(itemOf(snapshot, item)).toMatchObject({ owner: later === "ana" ? "ben" : "ana", team: null }),
  afterwards: ({ ana, ben, eve, later, share }, item) => {
    const [first, second] = later === "ana" ? [ben, ana] : [ana, ben]
    expect(first.lost).toEqual([])
    expect(second.lost).toMatchObject([{ kind: "items", id: item, field: "owner", lost: { value: second.me } }])
    // Who has seen who has it may give it on, and then nothing of the claims stands any longer.
    give(second, item, "eve")
    share()
    for (const person of [ana, ben, eve])
      expect(itemOf(person.snapshot, item)).toMatchObject({ owner: "eve", conflicts: [] })
  },
})

scenario("T1 one takes an item, the other gives it to somebody without having seen that: who took it has it", {
  given: ana => makeItem(ana, "The printer is out of paper"),
  ana: (ana, item) => ana.do(claimItem, { item }),
  ben: (ben, item) => give(ben, item, "eve"),
  outcome: ({ snapshot }, item) => expect(itemOf(snapshot, item).owner).toBe("ana"),
  afterwards: ({ ana, ben, share }, item) => {
    expect(ben.lost).toMatchObject([{ field: "owner", lost: { value: "eve" } }])
    give(ana, item, "ben")
    share()
    expect(itemOf(ben.snapshot, item).owner).toBe("ben")
  },
})
