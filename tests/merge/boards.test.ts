import { expect } from "vitest"
import { moveCards, patchBoard, setLimit } from "@weft/model/actions/board"
import { createItem, patchItems, reparentItem, restoreItems, trashItems } from "@weft/model/actions/item"
import { createStatus, moveStatus, patchStatus, restoreStatus, trashStatus } from "@weft/model/actions/workflow"
import type { ItemId, MemberId, StatusId } from "@weft/model/base/ids"
import { cardsOf, loadOf } from "@weft/model/tasks/board"
import { overloadsBy } from "@weft/model/tasks/person-limit"
import { shownStatus, workflowOf } from "@weft/model/tasks/workflow"
import { boardIdOf, boardOf, column, itemOf, statusNamed, type Person } from "../support/person.ts"
import { scenario } from "../support/two-replicas.ts"

const EVE = "eve" as MemberId

/** Makes one card a title in a column, in that order. */
function makeCards(person: Person, columnName: string, ...titles: string[]): ItemId[] {
  const items = titles.map(title => {
    const id = person.newId<ItemId>()
    person.do(createItem, { id, title })
    return id
  })
  move(person, items, columnName)
  return items
}

function move(person: Person, items: readonly ItemId[], columnName: string, before: ItemId | null = null): void {
  const { snapshot } = person
  person.do(moveCards, { board: boardIdOf(snapshot), items, column: statusNamed(snapshot, columnName), before })
}

function makeChild(person: Person, title: string, parent: ItemId | null): ItemId {
  const id = person.newId<ItemId>()
  person.do(createItem, { id, title, ...(parent === null ? {} : { parent }) })
  return id
}

scenario("B1 one card is moved to two columns: one column wins, at the place that the winner chose", {
  given: ana => {
    const [, doing] = makeCards(ana, "Doing", "first", "second")
    const [, done] = makeCards(ana, "Done", "one", "two")
    const [card] = makeCards(ana, "To do", "card")
    return { card: card!, doing: doing!, done: done! }
  },
  ana: (ana, { card, doing }) => move(ana, [card], "Doing", doing),
  ben: (ben, { card, done }) => move(ben, [card], "Done", done),
  outcome: ({ snapshot, later }) => {
    const ana = later === "ana"
    expect(column(snapshot, "To do")).toEqual([])
    expect(column(snapshot, "Doing")).toEqual(ana ? ["first", "card", "second"] : ["first", "second"])
    expect(column(snapshot, "Done")).toEqual(ana ? ["one", "two"] : ["one", "card", "two"])
  },
  afterwards: ({ ana, ben, later }) => {
    const [winner, loser] = later === "ana" ? [ana, ben] : [ben, ana]
    expect(winner.lost).toEqual([])
    expect(loser.lost.map(({ field }) => field)).toContain("status")
  },
})

scenario("B2 different cards are put in the same place: both are there, a block stays together", {
  given: ana => {
    const [, second] = makeCards(ana, "Doing", "first", "second")
    return { second: second!, block: makeCards(ana, "To do", "p", "q", "r"), single: makeCards(ana, "Ideas", "x") }
  },
  ana: (ana, { block, second }) => move(ana, block, "Doing", second),
  ben: (ben, { single, second }) => move(ben, single, "Doing", second),
  outcome: ({ snapshot }) => {
    const order = column(snapshot, "Doing").join(" ")
    expect(["first p q r x second", "first x p q r second"]).toContain(order)
  },
})

scenario("B2 cards are made at the same place: both are there", {
  given: ana => makeCards(ana, "To do", "first"),
  ana: ana => void makeCards(ana, "To do", "by ana"),
  ben: ben => void makeCards(ben, "To do", "by ben"),
  outcome: ({ snapshot }) => {
    const [first, ...others] = column(snapshot, "To do")
    expect(first).toBe("first")
    expect(others.sort()).toEqual(["by ana", "by ben"])
  },
})

scenario("B3 a card is moved and edited: both stand", {
  given: ana => makeCards(ana, "To do", "card")[0]!,
  ana: (ana, card) => move(ana, [card], "Doing"),
  ben: (ben, card) => ben.do(patchItems, { items: [card], fields: { title: "edited", points: 3 } }),
  outcome: ({ snapshot }, card) => {
    expect(column(snapshot, "Doing")).toEqual(["edited"])
    expect(itemOf(snapshot, card)).toMatchObject({ points: 3, conflicts: [] })
  },
})

scenario("B4 a column is deleted while a card is moved into it: the card shows in the nearest of its category", {
  given: ana => {
    const review = ana.newId<StatusId>()
    ana.do(createStatus, { id: review, name: "Review", category: "active", before: statusNamed(ana.snapshot, "Done") })
    return { card: makeCards(ana, "To do", "card")[0]!, doing: statusNamed(ana.snapshot, "Doing") }
  },
  ana: (ana, { doing }) => ana.do(trashStatus, { status: doing }),
  ben: (ben, { card }) => move(ben, [card], "Doing"),
  outcome: ({ snapshot }, { card, doing }) => {
    expect(column(snapshot, "Review")).toEqual(["card"])
    const standing = workflowOf(snapshot).filter(({ id }) => cardsOf(snapshot, boardOf(snapshot), id, null).length > 0)
    expect(standing.map(({ name }) => name)).toEqual(["Review"])
    expect(itemOf(snapshot, card).status).toBe(doing)
    expect(shownStatus(itemOf(snapshot, card), snapshot)?.name).toBe("Review")
  },
  afterwards: ({ ana, ben, share }, { doing }) => {
    ana.do(restoreStatus, { status: doing })
    share()
    expect(column(ben.snapshot, "Doing")).toEqual(["card"])
  },
})

scenario("B5 the last free place of a limit is filled twice: both cards are there and it is over its limit", {
  given: ana => {
    makeCards(ana, "Doing", "first")
    const { snapshot } = ana
    ana.do(setLimit, { board: boardIdOf(snapshot), of: "column", key: statusNamed(snapshot, "Doing"), limit: 2 })
    return { a: makeCards(ana, "To do", "a"), b: makeCards(ana, "Ideas", "b") }
  },
  ana: (ana, { a }) => move(ana, a, "Doing"),
  ben: (ben, { b }) => move(ben, b, "Doing"),
  outcome: ({ snapshot }) => {
    const doing = statusNamed(snapshot, "Doing")
    const board = boardOf(snapshot)
    expect(column(snapshot, "Doing").sort()).toEqual(["a", "b", "first"])
    expect(loadOf(cardsOf(snapshot, board, doing, null), board)).toBeGreaterThan(board.limits[doing]!)
  },
})

scenario("B5 the last free place of a person is filled twice: both items are there and theirs", {
  given: ana => {
    const { snapshot } = ana
    ana.do(setLimit, { board: boardIdOf(snapshot), of: "person", limit: 1 })
    const [a, b] = makeCards(ana, "Doing", "a", "b")
    return { a: a!, b: b!, before: ana.snapshot }
  },
  ana: (ana, { a }) => ana.do(patchItems, { items: [a], fields: { owner: EVE } }),
  ben: (ben, { b }) => ben.do(patchItems, { items: [b], fields: { owner: EVE } }),
  outcome: ({ snapshot }, { before }) => {
    expect(overloadsBy(before, snapshot)).toMatchObject([{ member: EVE, load: 2, limit: 1 }])
  },
})

const drag = (person: Person, item: ItemId, [column, lane]: readonly [string, string]) =>
  void person.do(moveCards, { board: boardIdOf(person.snapshot), items: [item], column, lane })

for (const [anas, bens] of [
  [
    ["high", "high"],
    ["low", "low"],
  ],
  [
    ["low", "high"],
    ["high", "low"],
  ],
] as const)
  scenario(`B10 one card is dragged to ${anas.join()} and ${bens.join()}: it lies where the later move put it`, {
    given: ana => {
      ana.do(patchBoard, { board: boardIdOf(ana.snapshot), fields: { columnsBy: "urgency", lanesBy: "importance" } })
      const item = makeChild(ana, "card", null)
      drag(ana, item, [anas[0], bens[1]])
      return item
    },
    ana: (ana, item) => drag(ana, item, anas),
    ben: (ben, item) => drag(ben, item, bens),
    outcome: ({ snapshot, later }, item) => {
      const [urgency, importance] = later === "ana" ? anas : bens
      expect(itemOf(snapshot, item)).toMatchObject({ urgency, importance })
    },
  })

const workflowNames = (person: { snapshot: Person["snapshot"] }) => workflowOf(person.snapshot).map(({ name }) => name)

scenario("B6 a column is moved while it is renamed: both stand", {
  given: ana => statusNamed(ana.snapshot, "Done"),
  ana: (ana, done) => ana.do(moveStatus, { status: done, before: statusNamed(ana.snapshot, "To do") }),
  ben: (ben, done) => ben.do(patchStatus, { status: done, fields: { name: "Shipped" } }),
  outcome: seen => expect(workflowNames(seen)).toEqual(["Ideas", "Shipped", "To do", "Doing", "On hold"]),
})

scenario("B6 two columns are moved: both stand", {
  given: () => null,
  ana: ana => {
    const { snapshot } = ana
    ana.do(moveStatus, { status: statusNamed(snapshot, "Done"), before: statusNamed(snapshot, "Ideas") })
  },
  ben: ben => {
    const { snapshot } = ben
    ben.do(moveStatus, { status: statusNamed(snapshot, "Doing"), before: statusNamed(snapshot, "To do") })
  },
  outcome: seen => expect(workflowNames(seen)).toEqual(["Done", "Ideas", "Doing", "To do", "On hold"]),
})

scenario("B7 a is moved under b and b under a: the later move is set aside, and shown", {
  given: ana => {
    const top = makeChild(ana, "top", null)
    return { top, a: makeChild(ana, "a", top), b: makeChild(ana, "b", top) }
  },
  ana: (ana, { a, b }) => ana.do(reparentItem, { item: a, parent: b }),
  ben: (ben, { a, b }) => ben.do(reparentItem, { item: b, parent: a }),
  outcome: ({ snapshot, later }, { top, a, b }) => {
    const [aside, standing] = later === "ana" ? [a, b] : [b, a]
    expect(itemOf(snapshot, aside).parent).toBe(top)
    expect(itemOf(snapshot, aside).marks).toEqual([{ mark: "move-set-aside", wanted: standing }])
    expect(itemOf(snapshot, standing)).toMatchObject({ parent: aside, marks: [] })
  },
  afterwards: ({ ana, ben, eve, later, share }, { top, a, b }) => {
    const aside = later === "ana" ? a : b
    eve.do(reparentItem, { item: aside, parent: top })
    share()
    for (const { snapshot } of [ana, ben, eve]) {
      expect(itemOf(snapshot, aside)).toMatchObject({ parent: top, marks: [] })
    }
  },
})

scenario("B8 a parent is deleted while a child is added or moved under it: they show under the nearest living one", {
  given: ana => {
    const top = makeChild(ana, "top", null)
    const parent = makeChild(ana, "parent", makeChild(ana, "middle", top))
    return { top, parent, moved: makeChild(ana, "moved", null), middle: itemOf(ana.snapshot, parent).parent! }
  },
  ana: (ana, { middle }) => ana.do(trashItems, { items: [middle] }),
  ben: (ben, { parent, moved }) => {
    ben.do(reparentItem, { item: moved, parent })
    makeChild(ben, "added", parent)
  },
  outcome: ({ snapshot }, { top, parent, moved }) => {
    const added = [...snapshot.items.values()].find(({ title }) => title === "added")!
    for (const row of [itemOf(snapshot, moved), added]) {
      expect(row).toMatchObject({ deleted: null, parent: top, marks: [{ mark: "parent-deleted", wanted: parent }] })
    }
  },
  afterwards: ({ ana, ben, share }, { middle, parent, moved }) => {
    ana.do(restoreItems, { items: [middle] })
    share()
    expect(itemOf(ben.snapshot, moved)).toMatchObject({ parent, marks: [] })
  },
})

scenario("B9 an item is deleted while someone edits it: it is in the trash with the edit, marked", {
  given: ana => {
    const item = makeChild(ana, "card", null)
    ana.do(patchItems, { items: [item], fields: { priority: "high" } })
    return { item, untouched: makeChild(ana, "untouched", null) }
  },
  ana: (ana, { item, untouched }) => ana.do(trashItems, { items: [item, untouched] }),
  ben: (ben, { item }) => ben.do(patchItems, { items: [item], fields: { title: "edited" } }),
  outcome: ({ snapshot }, { item, untouched }) => {
    expect(itemOf(snapshot, item)).toMatchObject({ title: "edited", deleted: { by: "ana", editedAfter: true } })
    expect(itemOf(snapshot, untouched).deleted).toMatchObject({ by: "ana", editedAfter: false })
  },
  afterwards: ({ ana, ben, share }, { item }) => {
    ben.do(restoreItems, { items: [item] })
    share()
    expect(itemOf(ana.snapshot, item)).toMatchObject({ title: "edited", priority: "high", deleted: null })
  },
})
