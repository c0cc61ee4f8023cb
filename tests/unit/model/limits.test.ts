import { describe, expect, test } from "vitest"
import { moveCards, patchBoard, setLimit } from "@weft/model/actions/board"
import { createItem, patchItems, setStatus } from "@weft/model/actions/item"
import type { ItemId, MemberId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { limitKey } from "@weft/model/tasks/board"
import { overloadsBy } from "@weft/model/tasks/person-limit"
import { boardIdOf, boardOf, foundSpace, MORNING, Person, statusNamed } from "../../support/person.ts"

const BEN = "ben" as MemberId

function founder(): Person {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  return ana
}

/** Makes items of ben's in a state. */
function give(person: Person, state: string, ...titles: string[]): ItemId[] {
  return titles.map(title => {
    const id = person.newId<ItemId>()
    person.do(createItem, { id, title, owner: BEN, status: statusNamed(person.snapshot, state) })
    return id
  })
}

/** Whom something that was done brought over a limit: the person, what they have in progress, and the limit. */
function overloads(person: Person, work: () => unknown): (readonly [string, number, number])[] {
  const before = person.snapshot
  work()
  return overloadsBy(before, person.snapshot).map(({ member, load, limit }) => [member, load, limit])
}

describe("BOARD-6 a limit", () => {
  test("of the lane for nobody is not one of the lane without a priority or of a type", () => {
    const ana = founder()
    const board = boardIdOf(ana.snapshot)
    ana.do(patchBoard, { board, fields: { lanesBy: "owner" } })
    ana.do(setLimit, { board, of: "lane", key: "", limit: 3 })
    ana.do(setLimit, { board, of: "lane", key: "ben", limit: 2 })
    const { laneLimits, limits } = boardOf(ana.snapshot)
    expect(limits).toEqual({})
    expect([limitKey("owner", ""), limitKey("owner", "ben")].map(key => laneLimits[key])).toEqual([3, 2])
    expect([limitKey("priority", "none"), limitKey("type", "")].map(key => laneLimits[key])).toEqual([
      undefined,
      undefined,
    ])
  })

  test("is taken away as it was set, and is one or more", () => {
    const ana = founder()
    const board = boardIdOf(ana.snapshot)
    for (const limited of [
      { of: "column", key: statusNamed(ana.snapshot, "Doing") },
      { of: "lane", key: "ben" },
      { of: "person" },
    ] as const) {
      const standing = boardOf(ana.snapshot)
      ana.do(setLimit, { board, limit: 2, ...limited })
      expect(boardOf(ana.snapshot)).not.toEqual(standing)
      for (const limit of [0, -1, 1.5, NaN])
        expect(isRefusal(ana.try(setLimit, { board, limit, ...limited }))).toBe(true)
      ana.do(setLimit, { board, limit: null, ...limited })
      expect(boardOf(ana.snapshot)).toEqual(standing)
    }
  })
})

describe("BOARD-7 somebody with more in progress than a board says", () => {
  test("is told of at each edit that adds to it, however it is done, and at no other", () => {
    const ana = founder()
    const board = boardIdOf(ana.snapshot)
    const [doing, done] = [statusNamed(ana.snapshot, "Doing"), statusNamed(ana.snapshot, "Done")]
    ana.do(setLimit, { board, of: "person", limit: 2 })
    give(ana, "Doing", "a", "b")
    const [c, d] = give(ana, "To do", "c", "d")
    const free = ana.newId<ItemId>()
    ana.do(createItem, { id: free, title: "free", status: doing })
    expect(overloads(ana, () => ana.do(moveCards, { board, items: [c!], column: doing }))).toEqual([["ben", 3, 2]])
    expect(overloads(ana, () => ana.do(patchItems, { items: [c!], fields: { title: "renamed" } }))).toEqual([])
    expect(overloads(ana, () => ana.do(patchItems, { items: [free], fields: { owner: BEN } }))).toEqual([["ben", 4, 2]])
    expect(overloads(ana, () => ana.do(setStatus, { items: [free], status: done }))).toEqual([])
    expect(overloads(ana, () => ana.do(patchItems, { items: [d!], fields: { estimateMinutes: 60 } }))).toEqual([])
  })

  test("is measured by the estimate where the board limits by it", () => {
    const ana = founder()
    const board = boardIdOf(ana.snapshot)
    ana.do(patchBoard, { board, fields: { limitBy: "estimate" } })
    ana.do(setLimit, { board, of: "person", limit: 120 })
    const [a] = give(ana, "Doing", "a", "b", "c")
    const estimate = (estimateMinutes: number) => ana.do(patchItems, { items: [a!], fields: { estimateMinutes } })
    expect(overloads(ana, () => estimate(120))).toEqual([])
    expect(overloads(ana, () => estimate(180))).toEqual([["ben", 180, 120]])
  })
})
