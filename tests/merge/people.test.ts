import { expect } from "vitest"
import { bringBack } from "@weft/model/actions/bring-back"
import { defineAction } from "@weft/model/actions/define"
import { assignTeam, createItem, patchItems, setItemMember } from "@weft/model/actions/item"
import { createTeam } from "@weft/model/actions/space"
import { computedId, type ItemId, type TeamId } from "@weft/model/base/ids"
import { DESCRIPTION, descriptionOf } from "@weft/model/replica/prose"
import { readProse } from "@weft/model/replica/prose-tree"
import { plainTextOf } from "@weft/model/schema/prose"
import { proseSaying } from "@weft/model/schema/prose-saying"
import { standInOf } from "@weft/model/tasks/stand-in"
import { itemOf, SPACE, type Person } from "../support/person.ts"
import { scenario } from "../support/two-replicas.ts"

function makeItem(person: Person): ItemId {
  const id = person.newId<ItemId>()
  person.do(createItem, { id, title: "Pack the kitchen" })
  return id
}

scenario("P1 my undo after someone changed the same field does not take theirs back", {
  given: ana => {
    const item = makeItem(ana)
    return { item, written: ana.do(patchItems, { items: [item], fields: { title: "by ana", due: "2026-12-01" } }) }
  },
  ana: ana => ana.reload(),
  ben: (ben, { item }) => ben.do(patchItems, { items: [item], fields: { title: "by ben" } }),
  outcome: ({ snapshot }, { item }) =>
    expect(itemOf(snapshot, item)).toMatchObject({ title: "by ben", due: "2026-12-01" }),
  afterwards: ({ ana, ben, eve, share }, { item, written }) => {
    const { leftAlone } = ana.undo(written)
    expect(leftAlone).toMatchObject([{ do: "set", id: item, field: "title" }])
    share()
    for (const { snapshot } of [ana, ben, eve]) {
      expect(itemOf(snapshot, item)).toMatchObject({ title: "by ben", due: null, conflicts: [] })
    }
  },
})

scenario("P1 my undo of a member that someone else added as well leaves theirs", {
  given: ana => makeItem(ana),
  ana: (ana, item) => {
    const written = ana.do(setItemMember, { items: [item], field: "watchers", member: "eve", inside: true })
    ana.do(setItemMember, { items: [item], field: "watchers", member: "ana", inside: true })
    ana.reload()
    ana.undoLater = written
  },
  ben: (ben, item) => {
    const written = ben.do(setItemMember, { items: [item], field: "watchers", member: "eve", inside: true })
    ben.undoLater = written
  },
  outcome: ({ snapshot }, item) => expect(itemOf(snapshot, item).watchers).toEqual(["ana", "eve"]),
  afterwards: ({ ana, ben, eve, share }, item) => {
    ana.undo(ana.undoLater!)
    share()
    for (const { snapshot } of [ana, ben, eve]) expect(itemOf(snapshot, item).watchers).toEqual(["ana", "eve"])
    ben.undo(ben.undoLater!)
    share()
    for (const { snapshot } of [ana, ben, eve]) expect(itemOf(snapshot, item).watchers).toEqual(["ana"])
  },
})

scenario("P1 undoing that I made a thing leaves it where someone has written in it", {
  given: ana => {
    const [edited, untouched] = [ana.newId<ItemId>(), ana.newId<ItemId>()]
    const made = ana.do(createItem, { id: edited, title: "edited" })
    return { edited, untouched, written: [made, ana.do(createItem, { id: untouched, title: "untouched" })] }
  },
  ana: ana => ana.reload(),
  ben: (ben, { edited }) => {
    // Ben's watch is half an hour slow; what he wrote is his all the same.
    ben.now -= 50 * 60_000
    ben.do(patchItems, { items: [edited], fields: { points: 3 } })
  },
  outcome: ({ snapshot }, { edited }) => expect(itemOf(snapshot, edited).points).toBe(3),
  afterwards: ({ ana, eve, share }, { edited, untouched, written }) => {
    for (const each of written) ana.undo(each)
    share()
    expect(itemOf(eve.snapshot, edited).deleted).toBeNull()
    expect(itemOf(eve.snapshot, untouched).deleted).toMatchObject({ by: "ana" })
  },
})

interface ForeignCard {
  readonly id: string
  readonly name: string
  readonly text: string
}

const FILE: readonly ForeignCard[] = [
  { id: "c1", name: "Book a van", text: "The big one.\nAsk twice." },
  { id: "c2", name: "Cancel the power", text: "By the end of the month." },
]

const idOf = (card: ForeignCard) => computedId<ItemId>("test", "card", card.id)

const importCards = defineAction<readonly ForeignCard[]>("import.cards", ({ write, now, me }, cards) => {
  for (const card of cards) {
    write.create("items", idOf(card), { title: card.name, createdAt: now, createdBy: me })
    write.describe(idOf(card), card.text, "test")
  }
})

function descriptions(person: Person): string[] {
  return FILE.map(card => descriptionOf(person.replica.open(`text/${SPACE}/${idOf(card)}`).doc))
}

scenario("P3 one file is imported on two devices that edit its items: one set of items, with every edit", {
  given: () => null,
  ana: ana => {
    ana.do(importCards, FILE)
    ana.do(patchItems, { items: [idOf(FILE[0]!)], fields: { title: "Book two vans" } })
  },
  ben: ben => {
    ben.do(importCards, FILE)
    ben.do(patchItems, { items: [idOf(FILE[1]!)], fields: { due: "2026-12-31" } })
  },
  outcome: ({ snapshot, person }) => {
    expect(snapshot.items.size).toBe(2)
    expect(itemOf(snapshot, idOf(FILE[0]!))).toMatchObject({ title: "Book two vans", due: null })
    expect(itemOf(snapshot, idOf(FILE[1]!))).toMatchObject({ title: "Cancel the power", due: "2026-12-31" })
    expect(descriptions(person)).toEqual(FILE.map(card => card.text))
  },
  afterwards: ({ ana, ben, eve, share }) => {
    eve.do(importCards, FILE)
    share()
    for (const person of [ana, ben, eve]) {
      expect(itemOf(person.snapshot, idOf(FILE[0]!)).title).toBe("Book two vans")
      expect(descriptions(person)).toEqual(FILE.map(card => card.text))
    }
  },
})

scenario("P8 an item is given to a team while somebody takes it: the person has it", {
  given: ana => {
    const [item, team] = [ana.newId<ItemId>(), ana.newId<TeamId>()]
    ana.do(createItem, { id: item, title: "Server" })
    ana.do(createTeam, { id: team, name: "Operations", members: [] })
    return { item, team }
  },
  ana: (ana, { item, team }) => ana.do(assignTeam, { items: [item], team }),
  ben: (ben, { item }) => ben.do(patchItems, { items: [item], fields: { owner: ben.me } }),
  outcome: ({ snapshot }, { item }) => {
    expect(itemOf(snapshot, item)).toMatchObject({ owner: "ben", conflicts: [] })
    expect(standInOf(itemOf(snapshot, item))).toBeNull()
  },
})

scenario("P5 somebody brings an item back to what it was while others edit it: fields go one by one", {
  given: ana => {
    const item = makeItem(ana)
    ana.do(patchItems, { items: [item], fields: { title: "Pack it all", points: 3 } })
    ana.do(setItemMember, { items: [item], field: "watchers", member: "eve", inside: true })
    return item
  },
  ana: (ana, item) => {
    const values = { title: "Pack the kitchen", points: null }
    ana.undoLater = ana.do(bringBack, { records: [{ kind: "items", id: item, values, members: { watchers: [] } }] })
  },
  ben: (ben, item) => {
    ben.do(patchItems, { items: [item], fields: { title: "Pack in time", due: "2026-12-01" } })
    ben.do(setItemMember, { items: [item], field: "watchers", member: "ben", inside: true })
  },
  outcome: ({ snapshot, later }, item) => {
    const title = later === "ana" ? "Pack the kitchen" : "Pack in time"
    expect(itemOf(snapshot, item)).toMatchObject({ title, points: null, due: "2026-12-01", watchers: ["ben"] })
    expect(itemOf(snapshot, item).conflicts.map(({ field }) => field)).toEqual(["title"])
  },
  afterwards: ({ ana, eve, share }, item) => {
    ana.undo(ana.undoLater!)
    share()
    expect(itemOf(eve.snapshot, item)).toMatchObject({ points: 3, due: "2026-12-01", watchers: ["ben", "eve"] })
  },
})

const NOTES = "Pack the kitchen\nAsk for a van\nCancel the power"

function described(ana: Person): ItemId {
  const item = ana.newId<ItemId>()
  ana.do(createItem, { id: item, title: "Move house", description: NOTES })
  return item
}

const proseOf = (person: Person, item: ItemId) =>
  readProse(person.replica.open(`text/${SPACE}/${item}`).doc.getXmlFragment(DESCRIPTION))

/** Writes over a description, as bringing it back does. */
function bringTextBack(person: Person, item: ItemId, wanted: string, title: string) {
  const standing = proseOf(person, item)
  const records = [{ kind: "items", id: item, values: { title }, members: {} }] as const
  return person.do(bringBack, { records, text: { item, standing, wanted: proseSaying(standing, wanted) } })
}

scenario("P5 somebody brings a description back while others write in it: words go one by one", {
  given: ana => described(ana),
  ana: (ana, item) => {
    ana.undoLater = bringTextBack(ana, item, "Pack the cellar\nAsk for a van", "Move")
    ana.reload()
  },
  ben: (ben, item) => {
    const standing = proseOf(ben, item)
    const wanted = proseSaying(standing, "Pack the kitchen today\nAsk for a big van\nCancel the power")
    ben.do(bringBack, { records: [], text: { item, standing, wanted } })
  },
  outcome: ({ person, snapshot }, item) => {
    expect(itemOf(snapshot, item).title).toBe("Move")
    expect(plainTextOf(proseOf(person, item))).toBe("Pack the cellar today\nAsk for a big van")
  },
  afterwards: ({ ana, ben, eve, share }, item) => {
    const undone = ana.undo(ana.undoLater!)
    expect(undone.leftAlone).toEqual([])
    share()
    for (const person of [ana, ben, eve]) {
      expect(itemOf(person.snapshot, item).title).toBe("Move house")
      expect(plainTextOf(proseOf(person, item))).toBe("Pack the kitchen today\nAsk for a big van\nCancel the power")
    }
    ana.undo(undone)
    share()
    for (const person of [ana, ben, eve])
      expect(plainTextOf(proseOf(person, item))).toBe("Pack the cellar today\nAsk for a big van")
  },
})

scenario("P1 my undo of a text that I brought back leaves the line that someone wrote anew", {
  given: ana => {
    const item = described(ana)
    return { item, written: bringTextBack(ana, item, "Pack the cellar\nAsk for a van", "Move") }
  },
  ana: ana => ana.reload(),
  ben: (ben, { item }) => {
    const standing = proseOf(ben, item)
    const wanted = proseSaying(standing, "Pack the attic\nAsk for a van")
    ben.do(bringBack, { records: [], text: { item, standing, wanted } })
  },
  outcome: ({ person }, { item }) => expect(plainTextOf(proseOf(person, item))).toBe("Pack the attic\nAsk for a van"),
  afterwards: ({ ana, ben, eve, share }, { item, written }) => {
    expect(ana.undo(written).leftAlone).toMatchObject([{ do: "prose", root: DESCRIPTION }])
    share()
    for (const person of [ana, ben, eve]) {
      expect(plainTextOf(proseOf(person, item))).toBe("Pack the attic\nAsk for a van\nCancel the power")
      expect(itemOf(person.snapshot, item).title).toBe("Move house")
    }
  },
})
