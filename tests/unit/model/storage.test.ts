import { describe, expect, test } from "vitest"
import * as Y from "yjs"
import { createItem, patchItems, reparentItem, setItemMember, trashItems } from "@weft/model/actions/item"
import { computedId, type ItemId } from "@weft/model/base/ids"
import { below, seededRandom } from "@weft/model/base/random"
import { DocumentReplica } from "@weft/model/replica/document-replica"
import type { AnyRow } from "@weft/model/schema/record"
import { canonical } from "../../support/canonical.ts"
import { foundSpace, itemOf, MINUTE, MORNING, Person, SPACE } from "../../support/person.ts"

const PATH = `space/${SPACE}`

/** A document whose maps were written by hand, read as a replica reads it. */
function read(stored: Readonly<Record<string, unknown>>, id = "i1"): AnyRow | undefined {
  const doc = new Y.Doc()
  const items = doc.getMap("items")
  for (const [key, value] of Object.entries(stored)) items.set(key, value)
  return new DocumentReplica(PATH, doc, new Set(), () => {}).rows("items").get(id)
}

function founder(): Person {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  return ana
}

function makeItem(person: Person, title = "card"): ItemId {
  const id = person.newId<ItemId>()
  person.do(createItem, { id, title })
  return id
}

/** The keys and values that are stored of a record. */
function storedOf(person: Person, id: string): Record<string, unknown> {
  const entries = Object.entries(person.replica.document(PATH)!.doc.getMap("items").toJSON())
  return Object.fromEntries(entries.filter(([key]) => key.split(".")[0] === id))
}

describe("seeds", () => {
  test("SEED-1 a record is there once it was created; what was written before waits", () => {
    expect(read({ "i1.title.r1": ["early", 5] })).toBeUndefined()
    expect(read({ "i1.title.r1": ["early", 5], i1: { title: "seed", points: 2 } })).toMatchObject({
      title: "early",
      points: 2,
    })
  })

  test("SEED-2 a random id has one plain seed, a computed one a stamped seed of each replica", () => {
    const ana = founder()
    const [random, computed] = [makeItem(ana), computedId<ItemId>("file", "1")]
    ana.do(createItem, { id: computed, title: "imported" })
    expect(storedOf(ana, random)[random]).toMatchObject({ title: "card" })
    const key = `${computed}..${ana.replica.name}`
    expect(storedOf(ana, computed)).toEqual({
      [key]: [expect.objectContaining({ title: "imported" }), expect.any(Number)],
    })
  })

  test("SEED-3 a cell is read before any seed, whatever their stamps", () => {
    expect(read({ "x1..r1": [{ title: "seed" }, 9], "x1.title.r2": ["cell", 1] }, "x1")).toMatchObject({
      title: "cell",
    })
  })

  test("SEED-4 of several seeds the latest is read field by field, and they are never in conflict", () => {
    const row = read({ "x1..r1": [{ title: "old", points: 3 }, 1], "x1..r2": [{ title: "new" }, 2] }, "x1")
    expect(row).toMatchObject({ title: "new", points: 3, conflicts: [] })
  })
})

describe("cells", () => {
  test("CELL-1 the greatest stamp is read, and of equal ones the greatest replica id", () => {
    const seed = { i1: { title: "seed" } }
    expect(read({ ...seed, "i1.title.r2": ["two", 2], "i1.title.r1": ["one", 1] })?.["title"]).toBe("two")
    expect(read({ ...seed, "i1.title.r1": ["one", 2], "i1.title.r2": ["two", 2] })?.["title"]).toBe("two")
  })

  test("CELL-2 writing a field takes out the entries of it that its writer has seen, and no others", () => {
    const [ana, ben] = [founder(), new Person("ben", 2, MORNING)]
    const item = makeItem(ana)
    ana.do(patchItems, { items: [item], fields: { title: "by ana", points: 1 } })
    for (const update of ana.stored()) ben.receive(update)
    ben.do(patchItems, { items: [item], fields: { title: "by ben" } })
    expect(Object.keys(storedOf(ben, item)).sort()).toEqual(
      [item, `${item}.points.${ana.replica.name}`, `${item}.title.${ben.replica.name}`].sort(),
    )
  })

  test("CELL-3 different concurrent values stand side by side, the one in use first; equal ones are no conflict", () => {
    const both = { i1: {}, "i1.title.r1": ["one", 1], "i1.title.r2": ["two", 2] }
    expect(read(both)?.conflicts).toMatchObject([{ field: "title", values: [{ value: "two" }, { value: "one" }] }])
    expect(read({ ...both, "i1.title.r1": ["two", 1] })?.conflicts).toEqual([])
  })

  test("CELL-3 a conflict tells by whom its values are, also where that is said only later", () => {
    const doc = new Y.Doc()
    const items = doc.getMap("items")
    for (const [key, stored] of [
      ["i1", {}],
      ["i1.title.r1", ["one", 1]],
      ["i1.title.r2_r3", ["two", 2]],
    ] as const)
      items.set(key, stored)
    const document = new DocumentReplica(PATH, doc, new Set(), () => {})
    const authors = () =>
      document
        .rows("items")
        .get("i1")
        ?.conflicts.flatMap(({ values }) => values.map(({ by }) => by))
    expect(authors()).toEqual(["", ""])
    const elsewhere = new Y.Doc()
    elsewhere.getMap("authors").set("r2", "ben")
    document.receive(Y.encodeStateAsUpdate(elsewhere))
    expect(authors()).toEqual(["ben", ""])
  })

  test("CELL-4 a device is told once of a write that lost, also of one from before its reload, and never of one that was seen", () => {
    const [ana, ben] = [founder(), new Person("ben", 2, MORNING + MINUTE)]
    const item = makeItem(ana)
    for (const update of ana.stored()) ben.receive(update)
    ana.do(patchItems, { items: [item], fields: { title: "by ana" } })
    ben.do(patchItems, { items: [item], fields: { title: "by ben" } })
    ana.reload()
    for (let times = 0; times < 2; times++) for (const update of ben.stored()) ana.receive(update)
    expect(ana.lost).toMatchObject([{ field: "title", lost: { value: "by ana" }, standing: { value: "by ben" } }])
    for (const update of ana.stored()) ben.receive(update)
    ana.do(patchItems, { items: [item], fields: { title: "decided" } })
    for (const update of ana.stored()) ben.receive(update)
    expect(ben.lost).toEqual([])
  })

  test("CELL-5 a write without a stamp, or with one that is none, is not read", () => {
    const row = read({
      i1: { title: "seed" },
      "i1.title.r1": "plain",
      "i1.title.r2": ["half", -1],
      "i1.title.r3": ["a", 1, 2],
    })
    expect(row).toMatchObject({ title: "seed", conflicts: [] })
  })
})

describe("sets", () => {
  test("SET-1 a member is in while any entry stands", () => {
    const row = read({
      i1: {},
      "i1.labels.a.r1": 1,
      "i1.labels.a.r2": 2,
      "i1.labels.b.r1": "no stamp",
      "i1.title.c.r1": 3,
    })
    expect(row).toMatchObject({ labels: ["a"], title: "" })
  })

  test("SET-2 adding writes an entry even of who is in; removing takes out all that were seen", () => {
    const [ana, ben] = [founder(), new Person("ben", 2, MORNING)]
    const item = makeItem(ana)
    const membership = { items: [item], field: "watchers", member: "eve" } as const
    ana.do(setItemMember, { ...membership, inside: true })
    for (const update of ana.stored()) ben.receive(update)
    ben.do(setItemMember, { ...membership, inside: true })
    expect(Object.keys(storedOf(ben, item)).filter(key => key.includes(".watchers."))).toHaveLength(2)
    ben.do(setItemMember, { ...membership, inside: false })
    expect(Object.keys(storedOf(ben, item)).filter(key => key.includes(".watchers."))).toEqual([])
  })
})

describe("what other builds and other programs wrote", () => {
  test("FIELD-2 what is unknown stays stored through edits of the same record", () => {
    const ana = founder()
    const item = makeItem(ana)
    const map = ana.replica.document(PATH)!.doc.getMap("items")
    map.set(`${item}.mood.r9`, ["fine", 5])
    map.set("a.b.c.d.e", 1)
    ana.do(patchItems, { items: [item], fields: { title: "edited" } })
    ana.reload()
    expect(storedOf(ana, item)).toMatchObject({ [`${item}.mood.r9`]: ["fine", 5] })
    expect(Object.keys(itemOf(ana.snapshot, item))).not.toContain("mood")
  })

  test("FIELD-1 any keys and values are read without a fault, and rows are whole", () => {
    const random = seededRandom(21)
    const parts = [
      "i1",
      "x1",
      "title",
      "due",
      "deleted",
      "labels",
      "parent",
      "custom-a",
      "place-b",
      "__proto__",
      "constructor",
      "",
      "r1",
      "mood",
    ]
    const values: unknown[] = [
      null,
      1,
      "text",
      ["a", 1],
      [["b"], 2],
      [{ title: 1 }, 3],
      [null, 4],
      { title: [] },
      [[1, "ana"], 5],
      ["i1", 6],
      true,
      [["c", "V"], 7],
    ]
    for (let round = 0; round < 2000; round++) {
      const stored: Record<string, unknown> = { i1: { title: "seed" } }
      for (let count = below(8, random); count >= 0; count--) {
        const key = Array.from({ length: 1 + below(5, random) }, () => parts[below(parts.length, random)]!).join(".")
        stored[key] = values[below(values.length, random)]
      }
      const row = read(stored)
      if (row !== undefined) expect(typeof row["title"]).toBe("string")
    }
    expect(({} as Record<string, unknown>)["title"]).toBeUndefined()
  })

  test("bytes that are no update throw, and the rows stay as they were", () => {
    const ana = founder()
    makeItem(ana)
    const before = canonical(ana.snapshot)
    const [update] = ana.stored().filter(({ path }) => path === PATH)
    for (const bytes of [new Uint8Array([7, 7, 7]), update!.bytes.slice(0, 9)]) {
      expect(() => ana.replica.receive(PATH, bytes)).toThrow()
      expect(canonical(ana.snapshot)).toBe(before)
    }
  })
})

test("CLOCK-1 a replica writes later than what it has read, also beside a stamp that lies days ahead", () => {
  const [ana, ben, eve] = [founder(), new Person("ben", 2, MORNING + 2 * MINUTE), new Person("eve", 3, MORNING)]
  const item = makeItem(ana)
  for (const update of ana.stored()) for (const other of [ben, eve]) other.receive(update)
  eve.now += 3 * 24 * 60 * MINUTE
  eve.do(patchItems, { items: [item], fields: { points: 1 } })
  for (const update of eve.stored()) ana.receive(update)
  const byBen = ben.do(patchItems, { items: [item], fields: { title: "by ben" } })
  for (const update of ben.stored()) ana.receive(update)
  const byAna = ana.do(patchItems, { items: [item], fields: { title: "by ana" } })
  expect(byAna.stamp).toBe(byBen.stamp + 1)
})

describe("the trash", () => {
  test("TRASH-1 a deletion says whether something was written that its author had not seen", () => {
    const seed = { i1: {}, "i1.title.r1": ["seen", 5], "i1.deleted.r1": [[5, "ana"], 9] }
    expect(read(seed)?.deleted).toEqual({ by: "ana", at: 9, editedAfter: false })
    expect(read({ ...seed, "i1.due.r2": ["2026-12-01", 7] })?.deleted).toMatchObject({ editedAfter: true })
    expect(read({ ...seed, "i1.labels.a.r2": 12 })?.deleted).toMatchObject({ editedAfter: true })
    expect(read({ ...seed, "i1.due.r1": ["2026-12-01", 9] })?.deleted).toMatchObject({ editedAfter: false })
    expect(read({ i1: {}, "i1.deleted.r1": ["ana", 9] })?.deleted).toBeNull()
  })
})

describe("the tree in a replica", () => {
  test("TREE-4 what is read after any order of updates is what a fresh replica reads", () => {
    const [ana, ben] = [founder(), new Person("ben", 2, MORNING + MINUTE)]
    const [a, b, c] = [makeItem(ana, "a"), makeItem(ana, "b"), makeItem(ana, "c")]
    for (const update of ana.stored()) ben.receive(update)
    ana.outbox = []
    ana.do(reparentItem, { item: a, parent: b })
    ana.do(reparentItem, { item: b, parent: c })
    ben.do(reparentItem, { item: c, parent: a })
    ben.do(trashItems, { items: [c] })
    ben.do(patchItems, { items: [c], fields: { title: "edited" } })
    for (const update of ana.outbox.toReversed()) ben.receive(update)
    for (const update of ben.stored()) ana.receive(update)
    const read = canonical(ana.snapshot)
    expect(canonical(ben.snapshot)).toBe(read)
    ana.reload()
    expect(canonical(ana.snapshot)).toBe(read)
    expect(itemOf(ana.snapshot, c).marks).toEqual([{ mark: "move-set-aside", wanted: a }])
  })
})
