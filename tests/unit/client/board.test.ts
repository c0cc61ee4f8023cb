import { describe, expect, test } from "vitest"
import { addCards, moveCards, patchBoard } from "@weft/model/actions/board"
import type { ItemId } from "@weft/model/base/ids"
import { below, seededRandom } from "@weft/model/base/random"
import { createBoardMemory } from "../../../packages/client/src/data/board-memory.ts"
import { CARD_GAP, dropIndexAt, offsetsOf, rangeIn } from "../../../packages/client/src/views/board/virtual-list.ts"
import { boardIdOf, column, foundSpace, itemOf, MORNING, Person, statusNamed } from "../../support/person.ts"

function founder(): Person {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  return ana
}

function add(person: Person, columnName: string, ...titles: string[]): ItemId[] {
  const { snapshot } = person
  const cards = titles.map(title => ({ id: person.newId<ItemId>(), title }))
  person.do(addCards, { board: boardIdOf(snapshot), column: statusNamed(snapshot, columnName), cards })
  return cards.map(({ id }) => id)
}

describe("cards made on a board", () => {
  test("stand at the column's end in the order they were given, however its cards came to stand there", () => {
    const ana = founder()
    const [first] = add(ana, "Doing", "a", "b", "c")
    expect(column(ana.snapshot, "Doing")).toEqual(["a", "b", "c"])
    ana.do(moveCards, {
      board: boardIdOf(ana.snapshot),
      items: [first!],
      column: statusNamed(ana.snapshot, "Doing"),
    })
    add(ana, "Doing", "d", "e")
    expect(column(ana.snapshot, "Doing")).toEqual(["b", "c", "a", "d", "e"])
  })

  test("have the values that their column and lane show", () => {
    const ana = founder()
    const board = boardIdOf(ana.snapshot)
    ana.do(patchBoard, { board, fields: { columnsBy: "priority", lanesBy: "owner" } })
    const id = ana.newId<ItemId>()
    ana.do(addCards, { board, column: "high", lane: "ben", cards: [{ id, title: "a" }] })
    const { priority, owner, assignees } = itemOf(ana.snapshot, id)
    expect([priority, owner, assignees]).toEqual(["high", "ben", ["ben"]])
  })
})

describe("the cards that are drawn", () => {
  const random = seededRandom(11)
  const unseen = offsetsOf(["a card never drawn"], new Map())[1]!
  const columns = Array.from({ length: 60 }, (_, count) => {
    const ids = Array.from({ length: count }, (_, index) => `card${index}`)
    const heights = new Map(ids.filter(() => below(2, random) === 0).map(id => [id, 40 + below(90, random)] as const))
    const tops = [0]
    for (const id of ids) tops.push(tops.at(-1)! + (heights.has(id) ? heights.get(id)! + CARD_GAP : unseen))
    return { ids, tops, offsets: offsetsOf(ids, heights) }
  })

  test("lie below each other by their heights, known or estimated", () => {
    for (const { tops, offsets } of columns) expect([...offsets]).toEqual(tops)
  })

  test("hold every card of which a pixel is in view", () => {
    for (const { ids, tops, offsets } of columns) {
      for (let top = -50; top < tops.at(-1)! + 50; top += 37) {
        const { start, end } = rangeIn(offsets, top, top + 300, 2)
        const seen = ids.map((_, index) => index).filter(index => tops[index + 1]! > top && tops[index]! < top + 300)
        expect(seen.every(index => index >= start && index < end)).toBe(true)
        expect(end - start).toBeLessThanOrEqual(seen.length + 8)
      }
    }
  })

  test("take a drop before the first card whose middle lies below it", () => {
    for (const { ids, tops, offsets } of columns) {
      for (let y = -20; y < tops.at(-1)! + 20; y += 13) {
        const next = ids.findIndex((_, index) => y < (tops[index]! + tops[index + 1]! - CARD_GAP) / 2)
        expect(dropIndexAt(offsets, y)).toBe(next < 0 ? ids.length : next)
      }
    }
  })
})

describe("what a person chose for a board", () => {
  test("is there again when the board is opened anew, and damaged storage reads as nothing chosen", () => {
    const stored = new Map<string, string>()
    const storage = {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, text: string) => void stored.set(key, text),
    }
    const memory = createBoardMemory(storage, "b1")
    memory.foldColumn("done", true)
    memory.foldLane("ben", true)
    memory.foldLane("ben", false)
    memory.setSort("due")
    const again = createBoardMemory(storage, "b1")
    expect([[...again.foldedColumns()], [...again.foldedLanes()], again.sort()]).toEqual([["done"], [], "due"])
    expect(createBoardMemory(storage, "b2").sort()).toBe("hand")
    stored.set("weft-board-b1", '{"columns":7,"sort":"sideways"')
    expect([...createBoardMemory(storage, "b1").foldedColumns()]).toEqual([])
  })
})
