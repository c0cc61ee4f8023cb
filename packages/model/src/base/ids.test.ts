import { describe, expect, test } from "vitest"
import {
  computedClientId,
  computedId,
  isComputedId,
  isKeySegment,
  newId,
  newWorkspaceId,
  provisionalMark,
} from "./ids.ts"
import { seededRandom } from "./random.ts"

describe("ids", () => {
  test("ID-1 random ids have sixteen letters and never the first of a computed one", () => {
    const random = seededRandom(1)
    const ids = Array.from({ length: 20_000 }, () => newId(random))
    expect(ids.filter(id => id.length !== 16 || isComputedId(id) || !isKeySegment(id))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
    expect(newWorkspaceId(random)).toHaveLength(32)
  })

  test("ID-1 a generator that only draws the letter of computed ids cannot make one", () => {
    const letters = [33.5 / 62, 59.5 / 62]
    let turn = 0
    const id = newId(() => letters[turn++ % 2]!)
    expect(isComputedId(id)).toBe(false)
    expect(id).toHaveLength(16)
  })

  test("ID-2 the same parts give the same id, and parts split otherwise another", () => {
    const id = computedId("trello", "card", "5fcb")
    expect(id).toBe("xo2eLkIg2NBtQKTVNorDpV")
    expect(computedId("trello", "card", "5fcb")).toBe(id)
    const others = [
      ["trello", "card5", "fcb"],
      ["trello", "card", "5fc", "b"],
      ["card", "trello", "5fcb"],
      ["trellocard5fcb"],
    ]
    expect(new Set([id, ...others.map(parts => computedId(...parts))]).size).toBe(5)
    expect([isComputedId(id), isKeySegment(id)]).toEqual([true, true])
  })

  test("ID-2 the same parts give the same number of 32 bits", () => {
    expect(computedClientId("a", "b")).toBe(computedClientId("a", "b"))
    expect(computedClientId("a", "b")).not.toBe(computedClientId("ab"))
    expect(computedClientId("a")).toBeLessThan(2 ** 32)
  })

  test("ID-3 a key segment has letters, digits, dashes and underscores, and no dot", () => {
    expect(["a", "Z9", "a-b_c", "0"].every(isKeySegment)).toBe(true)
    for (const text of ["", "a.b", "a b", "ä", "a/b", "a\n"])
      expect(isKeySegment(text), JSON.stringify(text)).toBe(false)
  })

  test("ID-4 a mark has four letters or digits, from the end of the id", () => {
    expect(provisionalMark("abcdefghijkl7k3q")).toBe("Q3K7")
    expect(provisionalMark("a-_b")).toBe("BA00")
    expect(provisionalMark("")).toBe("0000")
  })
})
