import { expect, test } from "vitest"
import * as Y from "yjs"
import { archiveItems, keepArchive } from "@weft/model/actions/archive"
import {
  createItem,
  patchItems,
  restoreItems,
  setCustomValue,
  setItemMember,
  setStatus,
  trashItems,
} from "@weft/model/actions/item"
import { addChecks, createChecklist, createLabel, patchCheck, relateItems } from "@weft/model/actions/work"
import { createCustomField, createItemType, showFieldFor } from "@weft/model/actions/workflow"
import type { ChecklistId, CustomFieldId, ItemId, ItemTypeId, LabelId, MemberId } from "@weft/model/base/ids"
import { living } from "@weft/model/schema/snapshot"
import { showsField } from "@weft/model/tasks/custom-value"
import { statusNamed, SPACE } from "../support/person.ts"
import { CELLAR, GARDEN, Mover, movingScenario } from "../support/two-spaces.ts"

interface Furnished {
  readonly item: ItemId
  readonly other: ItemId
  readonly label: LabelId
}

/** An item with a checklist, a label, a relation to another item and a status that it went to. */
function furnish(ana: Mover): Furnished {
  const [item, other, label] = [ana.newId<ItemId>(), ana.newId<ItemId>(), ana.newId<LabelId>()]
  ana.do(createItem, { id: item, title: "van", owner: "ben" as MemberId })
  ana.do(createItem, { id: other, title: "keys" })
  ana.do(createLabel, { id: label, name: "heavy" })
  ana.do(setItemMember, { items: [item], field: "labels", member: label, inside: true })
  const checklist = ana.newId<ChecklistId>()
  ana.do(createChecklist, { id: checklist, item, name: "Before" })
  ana.do(addChecks, { item, checklist, titles: ["fuel", "tyres"] })
  ana.do(relateItems, { from: item, to: other, type: "blocks" })
  ana.do(setStatus, { items: [item], status: statusNamed(ana.snapshot, "Done") })
  return { item, other, label }
}

const row = (person: Mover, item: ItemId, space = GARDEN) => person.in(space).items.get(item)!

movingScenario("B12 an item is moved to another space, while it is edited in the old one: it is there with the edit", {
  given: furnish,
  ana: (ana, { item }) => void ana.move([item], GARDEN),
  ben: (ben, { item, other, label }) => {
    ben.do(patchItems, { items: [item], fields: { title: "white van", points: 3 } })
    ben.do(setItemMember, { items: [item], field: "labels", member: label, inside: false })
    const [fuel] = living(ben.snapshot.checks)
    ben.do(patchCheck, { check: fuel!.id, fields: { done: true } })
    ben.do(relateItems, { from: other, to: item, type: "causes" })
  },
  outcome: ({ person }, { item, other }) => {
    expect(person.placesOf(item)).toEqual([GARDEN])
    expect(row(person, item)).toMatchObject({ title: "white van", points: 3, labels: [], owner: "ben", conflicts: [] })
    expect(living(person.in(GARDEN).checks).map(({ done }) => done)).toContain(true)
    expect(living(person.in(GARDEN).transitions)).toHaveLength(2)
    expect(person.in(GARDEN).statuses.get(row(person, item).status!)?.name).toBe("Finished")
    const relations = living(person.in(GARDEN).relations)
    expect(relations.map(({ type, fromSpace, toSpace }) => [type, fromSpace, toSpace]).sort()).toEqual([
      ["blocks", null, SPACE],
      ["causes", SPACE, null],
    ])
    expect(relations.every(({ from, to }) => [from, to].includes(other))).toBe(true)
    // A link from the old space still finds where it went.
    expect(row(person, item, SPACE).movedTo).toBe(GARDEN)
  },
})

movingScenario("B13 one item is moved to two spaces: it lies in the later move's, and only there", {
  given: furnish,
  ana: (ana, { item }) => {
    ana.move([item], GARDEN)
    ana.doIn(GARDEN, patchItems, { items: [item], fields: { points: 5 } })
  },
  ben: (ben, { item }) => {
    ben.move([item], CELLAR)
    ben.doIn(CELLAR, patchItems, { items: [item], fields: { title: "old van" } })
  },
  outcome: ({ person, later }, { item }) => {
    const space = later === "ana" ? GARDEN : CELLAR
    expect(person.placesOf(item)).toEqual([space])
    expect(row(person, item, space)).toMatchObject({ title: "old van", points: 5, movedTo: null })
    expect(living(person.in(space).labels).map(({ name }) => name)).toEqual(["heavy"])
    expect(person.in(space).statuses.get(row(person, item, space).status!)?.category).toBe("done")
  },
})

movingScenario("B14 an item is moved, while it is deleted: it is in the trash of its new space, and comes back there", {
  given: furnish,
  ana: (ana, { item }) => void ana.move([item], GARDEN),
  ben: (ben, { item }) => void ben.do(trashItems, { items: [item] }),
  outcome: ({ person }, { item }) => {
    expect(person.placesOf(item)).toEqual([])
    expect(row(person, item)).toMatchObject({ movedTo: null, deleted: { by: "ben" } })
    person.doIn(GARDEN, restoreItems, { items: [item] })
    expect(person.placesOf(item)).toEqual([GARDEN])
    expect(row(person, item).labels).toHaveLength(1)
    person.outbox = []
  },
})

movingScenario(
  "B15 a move is taken back, while somebody works on the item in the new space: it is back with their work",
  {
    given: ana => {
      const furnished = furnish(ana)
      return { ...furnished, moved: ana.move([furnished.item], GARDEN) }
    },
    ana: (ana, { moved }) => void ana.takeBack(moved),
    ben: (ben, { item }) => {
      ben.doIn(GARDEN, patchItems, { items: [item], fields: { title: "red van" } })
      ben.doIn(GARDEN, setStatus, { items: [item], status: statusNamed(ben.in(GARDEN), "Doing") })
    },
    outcome: ({ person }, { item }) => {
      expect(person.placesOf(item)).toEqual([SPACE])
      expect(row(person, item, SPACE).title).toBe("red van")
      expect(person.in(SPACE).statuses.get(row(person, item, SPACE).status!)?.name).toBe("Doing")
    },
  },
)

const checksIn = (person: Mover, document: string) =>
  [...(person.replica.document(document)?.rows("checks").values() ?? [])].length

function longAgo(person: Mover): void {
  person.now += 200 * 86_400_000
}

movingScenario(
  "A1 two replicas archive the same finished item: it is in the archive once, with all that belongs to it",
  {
    given: furnish,
    ana: ana => {
      longAgo(ana)
      ana.do(keepArchive, {})
      ana.carry()
    },
    ben: ben => {
      longAgo(ben)
      ben.do(keepArchive, {})
      ben.carry()
    },
    outcome: ({ person }, { item, other }) => {
      expect(row(person, item, SPACE)).toMatchObject({ archived: true, archivedIn: "2026-Q4", conflicts: [] })
      expect(row(person, other, SPACE).archived).toBe(false)
      expect([checksIn(person, `space/${SPACE}`), checksIn(person, `archive/${SPACE}/2026-Q4`)]).toEqual([0, 2])
    },
  },
)

movingScenario("A2 an item goes to the archive, while somebody works on it: it is there with their work", {
  given: furnish,
  ana: ana => {
    longAgo(ana)
    ana.do(keepArchive, {})
    ana.carry()
  },
  ben: (ben, { item }) => {
    ben.do(patchItems, { items: [item], fields: { title: "sold van" } })
    const [fuel] = living(ben.snapshot.checks).sort((left, right) => (left.title < right.title ? -1 : 1))
    ben.do(patchCheck, { check: fuel!.id, fields: { done: true } })
  },
  outcome: ({ person }, { item }) => {
    expect(row(person, item, SPACE)).toMatchObject({ archived: true, title: "sold van" })
    const checks = [...person.replica.document(`archive/${SPACE}/2026-Q4`)!.rows("checks").values()]
    expect(checks.map(check => [check["title"], check["done"]]).sort()).toEqual([
      ["fuel", true],
      ["tyres", false],
    ])
    expect(checksIn(person, `space/${SPACE}`)).toBe(0)
  },
})

movingScenario("A3 an item goes to the archive, while somebody takes it up again: the next look brings it back", {
  given: furnish,
  ana: ana => {
    longAgo(ana)
    ana.do(keepArchive, {})
    ana.carry()
  },
  ben: (ben, { item }) => void ben.do(setStatus, { items: [item], status: statusNamed(ben.snapshot, "Doing") }),
  outcome: ({ person }, { item }) => {
    person.do(keepArchive, {})
    person.carry()
    expect(row(person, item, SPACE)).toMatchObject({ archived: false })
    expect([checksIn(person, `space/${SPACE}`), checksIn(person, `archive/${SPACE}/2026-Q4`)]).toEqual([2, 0])
  },
})

movingScenario(
  "A4 an item is brought back by two people at once: it is back once, and stays for as long as any other",
  {
    given: ana => {
      const furnished = furnish(ana)
      ana.do(archiveItems, { items: [furnished.item], archived: true })
      ana.carry()
      return furnished
    },
    ana: (ana, { item }) => {
      longAgo(ana)
      ana.do(archiveItems, { items: [item], archived: false })
      ana.carry()
    },
    ben: (ben, { item }) => {
      longAgo(ben)
      ben.do(archiveItems, { items: [item], archived: false })
      ben.carry()
    },
    outcome: ({ person }, { item }) => {
      expect(row(person, item, SPACE)).toMatchObject({ archived: false })
      expect([checksIn(person, `space/${SPACE}`), checksIn(person, `archive/${SPACE}/2026-Q4`)]).toEqual([2, 0])
      person.now += 10 * 86_400_000
      person.do(keepArchive, {})
      expect(row(person, item, SPACE).archived).toBe(false)
      person.outbox = []
    },
  },
)

test("B12 somebody comments where the item has gone, before what they had said of it is there: both are", () => {
  const [ana, ben] = [new Mover("ana", 1), new Mover("ben", 2)]
  const [left, arrived] = [`comments/${SPACE}/I1`, `comments/${GARDEN}/I1`]
  const say = (document: string, id: string) =>
    ana.replica.write([{ do: "create", document, kind: "comments", id, seed: { author: "ana", text: id } }], ana.me)
  say(left, "M1")
  const said = Y.encodeStateAsUpdate(ana.replica.open(left).doc)
  // Comments are copied as they are.
  ben.replica.open(arrived).receive(said)
  say(arrived, "M2")
  for (const [one, other] of [
    [ana, ben],
    [ben, ana],
  ] as const)
    one.replica.open(arrived).receive(Y.encodeStateAsUpdate(other.replica.open(arrived).doc))
  for (const person of [ana, ben])
    expect([...person.replica.open(arrived).rows("comments").keys()].sort()).toEqual(["M1", "M2"])
})

/** Brings everything of the item's checklist from one document to another, and goes no further: then somebody was offline. */
function bringHalf({ replica }: Mover, from: string, to: string): void {
  const entries = (["checklists", "checks", "transitions"] as const).flatMap(kind =>
    [...replica.open(from).rows(kind).values()].flatMap(({ id }) => replica.open(from).storedOf(kind, id)),
  )
  replica.open(to).merge({ path: to, entries })
}

const [HERE, ARCHIVE] = [`space/${SPACE}`, `archive/${SPACE}/2026-Q4`]

movingScenario("A5 an item is brought back, while somebody finishes putting it in the archive: nothing of it is lost", {
  given: ana => {
    const furnished = furnish(ana)
    ana.do(archiveItems, { items: [furnished.item], archived: true })
    bringHalf(ana, HERE, ARCHIVE)
    return furnished
  },
  ana: ana => ana.carry(),
  ben: (ben, { item }) => {
    ben.do(archiveItems, { items: [item], archived: false })
    ben.carry()
  },
  outcome: ({ person }) => {
    expect([checksIn(person, HERE), checksIn(person, ARCHIVE)]).toEqual([2, 0])
    expect(living(person.in(SPACE).transitions)).toHaveLength(3)
  },
})

movingScenario("A5 an item is archived again, while somebody finishes bringing it back: nothing of it is lost", {
  given: ana => {
    const furnished = furnish(ana)
    ana.do(archiveItems, { items: [furnished.item], archived: true })
    ana.carry()
    ana.do(archiveItems, { items: [furnished.item], archived: false })
    bringHalf(ana, ARCHIVE, HERE)
    return furnished
  },
  ana: ana => ana.carry(),
  ben: (ben, { item }) => {
    ben.do(archiveItems, { items: [item], archived: true })
    ben.carry()
  },
  outcome: ({ person }) => {
    expect([checksIn(person, HERE), checksIn(person, ARCHIVE)]).toEqual([0, 2])
    expect(person.replica.document(ARCHIVE)!.rows("transitions").size).toBe(2)
  },
})

movingScenario("F21 a type is changed, while a field is written that the new type does not show: the value is kept", {
  given: ana => {
    const { item } = furnish(ana)
    const [field, plain, special] = [
      ana.newId<CustomFieldId>(),
      living(ana.snapshot.itemTypes)[0]!.id,
      "T9" as ItemTypeId,
    ]
    ana.do(createItemType, { id: special, name: "Offer", behaviour: "task" })
    ana.do(createCustomField, { id: field, name: "Price", type: "number" })
    ana.do(showFieldFor, { field, type: plain, shown: false })
    ana.do(patchItems, { items: [item], fields: { type: special } })
    return { item, field, plain, special }
  },
  ana: (ana, { item, plain }) => void ana.do(patchItems, { items: [item], fields: { type: plain } }),
  ben: (ben, { item, field }) => void ben.do(setCustomValue, { items: [item], field, value: 120 }),
  outcome: ({ person }, { item, field, plain, special }) => {
    const { custom, type } = row(person, item, SPACE)
    expect([type, custom[field]]).toEqual([plain, 120])
    const shown = person.snapshot.customFields.get(field)!
    expect([showsField(shown, plain), showsField(shown, special)]).toEqual([false, true])
    person.do(patchItems, { items: [item], fields: { type: special } })
    expect(row(person, item, SPACE).custom[field]).toBe(120)
    person.outbox = []
  },
})
