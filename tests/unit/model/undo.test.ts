import { expect, test } from "vitest"
import { patchCharter } from "@weft/model/actions/charter"
import { setCurrency } from "@weft/model/actions/cost"
import { patchPlan } from "@weft/model/actions/plan-settings"
import { createItem, patchItems, setItemMember, setStatus, trashItems } from "@weft/model/actions/item"
import { moveCards } from "@weft/model/actions/board"
import type { ItemId, MemberId } from "@weft/model/base/ids"
import { bringBack } from "@weft/model/actions/bring-back"
import { perform } from "@weft/model/actions/define"
import { DESCRIPTION } from "@weft/model/replica/prose"
import { buildProse, readProse } from "@weft/model/replica/prose-tree"
import { plainTextOf } from "@weft/model/schema/prose"
import { proseSaying } from "@weft/model/schema/prose-saying"
import type * as Y from "yjs"
import { isRefusal } from "@weft/model/base/result"
import { charterOf } from "@weft/model/plan/charter-of-space"
import { planRow } from "@weft/model/plan/plan-of-space"
import { patchesOf } from "@weft/model/schema/apply"
import { applyPatches } from "@weft/model/schema/patch"
import { living } from "@weft/model/schema/snapshot"
import { canonical } from "../../support/canonical.ts"
import { boardIdOf, column, foundSpace, itemOf, MORNING, Person, SPACE, statusNamed } from "../../support/person.ts"

function founder(): Person {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  return ana
}

function makeItem(person: Person): ItemId {
  const id = person.newId<ItemId>()
  person.do(createItem, { id, title: "card" })
  return id
}

/** Gives each of two people what the other has. */
function share(left: Person, right: Person): void {
  for (const update of left.stored()) right.receive(update)
  for (const update of right.stored()) left.receive(update)
}

test("UNDO-1 what somebody has written since is left alone, and the rest of the action is taken back", () => {
  const [ana, ben] = [founder(), new Person("ben", 2, MORNING)]
  const item = makeItem(ana)
  const written = ana.do(patchItems, { items: [item], fields: { title: "by ana", points: 3 } })
  share(ana, ben)
  // The same value, but theirs.
  ben.do(patchItems, { items: [item], fields: { title: "other" } })
  ben.do(patchItems, { items: [item], fields: { title: "by ana" } })
  share(ana, ben)
  const { leftAlone } = ana.undo(written)
  expect(leftAlone).toMatchObject([{ field: "title" }])
  expect(itemOf(ana.snapshot, item)).toMatchObject({ title: "by ana", points: null })
})

test("UNDO-2 undoing an addition takes out one's own entry, and only if it was one", () => {
  const [ana, ben] = [founder(), new Person("ben", 2, MORNING)]
  const item = makeItem(ana)
  const membership = { items: [item], field: "watchers", member: "eve" } as const
  share(ana, ben)
  const byAna = ana.do(setItemMember, { ...membership, inside: true })
  ben.do(setItemMember, { ...membership, inside: true })
  share(ana, ben)
  ana.undo(byAna)
  expect(itemOf(ana.snapshot, item).watchers).toEqual(["eve"])
  const again = ana.do(setItemMember, { ...membership, inside: true })
  ana.undo(again)
  expect(itemOf(ana.snapshot, item).watchers, "who was in stays in").toEqual(["eve"])
  const removed = ana.do(setItemMember, { ...membership, member: "ben", inside: false })
  ana.undo(removed)
  expect(itemOf(ana.snapshot, item).watchers, "who was not in stays out").toEqual(["eve"])
})

test("UNDO-3 a creation goes to the trash while nobody else has written to it", () => {
  const [ana, ben] = [founder(), new Person("ben", 2, MORNING - 3_600_000)]
  const [mine, theirs] = [ana.newId<ItemId>(), ana.newId<ItemId>()]
  const [first, second] = [
    ana.do(createItem, { id: mine, title: "mine" }),
    ana.do(createItem, { id: theirs, title: "theirs" }),
  ]
  ana.do(patchItems, { items: [mine], fields: { points: 1 } })
  share(ana, ben)
  ben.do(patchItems, { items: [theirs], fields: { points: 2 } })
  share(ana, ben)
  expect(ana.undo(first).leftAlone).toEqual([])
  expect(ana.undo(second).leftAlone).toMatchObject([{ do: "create", id: theirs }])
  expect(living(ana.snapshot.items).map(({ id }) => id)).toEqual([theirs])
})

test("UNDO-4 undo and redo come back to the same rows, over a stack of actions", () => {
  const ana = founder()
  const item = makeItem(ana)
  const plain = () => canonical(ana.snapshot).replaceAll(/"at":\d{16},/g, "")
  const states = [plain()]
  const stack = [
    () => ana.do(patchItems, { items: [item], fields: { title: "x", due: "2026-12-01", owner: "ben" as MemberId } }),
    () => ana.do(setStatus, { items: [item], status: statusNamed(ana.snapshot, "Doing") }),
    () =>
      ana.do(moveCards, { board: boardIdOf(ana.snapshot), items: [item], column: statusNamed(ana.snapshot, "Done") }),
    () => ana.do(trashItems, { items: [item] }),
  ].map(act => {
    const written = act()
    states.push(plain())
    return written
  })
  const undone = stack.toReversed().map((written, index) => {
    const back = ana.undo(written)
    if (index === 0) expect(plain()).toBe(states.at(-2))
    return back
  })
  expect(itemOf(ana.snapshot, item)).toMatchObject({ title: "card", due: null, owner: null, deleted: null, place: {} })
  expect(column(ana.snapshot, "To do")).toEqual(["card"])
  expect(living(ana.snapshot.transitions)).toHaveLength(1)
  for (const back of undone.toReversed()) ana.undo(back)
  expect(plain()).toBe(states.at(-1))
})

test("UNDO-5 what was written before a reload can be undone after it", () => {
  const ana = founder()
  const item = ana.newId<ItemId>()
  const made = ana.do(createItem, { id: item, title: "card", owner: "ben" as MemberId })
  const edited = ana.do(patchItems, { items: [item], fields: { title: "edited" } })
  const labelled = ana.do(setItemMember, { items: [item], field: "labels", member: "l1", inside: true })
  ana.reload()
  for (const written of [labelled, edited, made]) expect(ana.undo(written).leftAlone).toEqual([])
  expect(itemOf(ana.snapshot, item)).toMatchObject({ title: "card", labels: [], deleted: { by: "ana" } })
})

test("UNDO-6 several writes of one field are undone one after the other, also after a reload", () => {
  const ana = founder()
  const item = makeItem(ana)
  const membership = { items: [item], field: "watchers", member: "eve" } as const
  const stack = [
    ...["one", "two", "three"].map(title => ana.do(patchItems, { items: [item], fields: { title } })),
    ...[true, false, true].map(inside => ana.do(setItemMember, { ...membership, inside })),
  ]
  const shown = () => [itemOf(ana.snapshot, item).title, itemOf(ana.snapshot, item).watchers.length]
  const states = stack.toReversed().map((written, index) => {
    if (index % 2 === 1) ana.reload()
    expect(ana.undo(written).leftAlone).toEqual([])
    return shown()
  })
  expect(states).toEqual([
    ["three", 0],
    ["three", 1],
    ["three", 0],
    ["two", 0],
    ["one", 0],
    ["card", 0],
  ])
})

test("ACTION-7 what is shown in the same frame is what the replica then reads", () => {
  const ana = founder()
  const item = makeItem(ana)
  const acting = { me: ana.me, now: ana.now, random: ana.random }
  const { snapshot: before } = ana
  const changes = perform(trashItems, before, { items: [item] }, acting)
  if (isRefusal(changes)) expect.unreachable()
  const written = ana.replica.write(changes, ana.me)
  const shown = applyPatches(before, patchesOf(before, changes, written.stamp))
  expect(canonical(shown)).toBe(canonical(ana.snapshot))
  expect(canonical(applyPatches(before, written.patches.get(`space/${SPACE}`)!))).toBe(canonical(ana.snapshot))
})

test("UNDO-7 what was first said of a space is taken back value by value, and can be said again", () => {
  const ana = founder()
  const goal = ana.do(patchCharter, { goal: "Move house", sponsor: ana.me })
  const currency = ana.do(setCurrency, { currency: "USD" })
  const start = ana.do(patchPlan, { minutesPerDay: 420 })
  ana.do(patchCharter, { lessons: "Begin earlier" })
  for (const step of [start, currency, goal]) expect(ana.undo(step).leftAlone).toEqual([])
  expect(charterOf(ana.snapshot)).toMatchObject({ goal: "", sponsor: null, lessons: "Begin earlier", deleted: null })
  expect(living(ana.snapshot.costPlans)).toMatchObject([{ currency: "EUR" }])
  expect(planRow(ana.snapshot).minutesPerDay).toBe(480)
  ana.do(setCurrency, { currency: "CHF" })
  expect(living(ana.snapshot.costPlans)).toMatchObject([{ currency: "CHF" }])
})

test("UNDO-8 a text that was written over another comes back with all that stood in it, and goes again by redo", () => {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana"])
  const item = ana.newId<ItemId>()
  ana.do(createItem, { id: item, title: "Paint" })
  const prose = () => ana.replica.open(`text/${SPACE}/${item}`).doc.getXmlFragment(DESCRIPTION)
  const line = (element: string, text: string, marks = {}, attributes = {}) => ({
    element,
    attributes,
    content: [{ text, marks }],
  })
  const list = { element: "bulletList", attributes: {}, content: [{ ...line("listItem", ""), content: [] }] }
  const standing = [
    line("heading", "The doors", {}, { level: 2 }),
    line("paragraph", "Red, and twice", { bold: {} }),
    list,
    line("paragraph", "By Friday"),
  ]
  prose().insert(0, buildProse(standing) as Y.XmlElement[])
  const before = readProse(prose())
  const wanted = proseSaying(before, "The doors\nGreen, and twice")
  const written = ana.do(bringBack, { records: [], text: { item, standing: before, wanted } })
  expect(readProse(prose())).toEqual([
    standing[0],
    {
      ...standing[1],
      content: [
        { text: "Green", marks: {} },
        { text: ", and twice", marks: { bold: {} } },
      ],
    },
  ])
  const undone = ana.undo(written)
  expect(readProse(prose())).toEqual(before)
  ana.undo(undone)
  expect(plainTextOf(readProse(prose()))).toBe("The doors\nGreen, and twice")
})
