import { expect, test } from "vitest"
import { PersistentMap } from "./persistent-map.ts"
import { below, seededRandom } from "./random.ts"

test("a persistent map holds what a Map holds, and its older versions stay as they were", () => {
  const random = seededRandom(11)
  let map = PersistentMap.empty<string, number>()
  const model = new Map<string, number>()
  const versions: (readonly [PersistentMap<string, number>, string])[] = []
  const textOf = (entries: Iterable<readonly [string, number]>) => JSON.stringify([...entries].sort())
  for (let round = 0; round < 3000; round++) {
    const key = `key${below(700, random)}`
    if (below(3, random) === 0) {
      map = map.without(key)
      model.delete(key)
    } else {
      map = map.with(key, round)
      model.set(key, round)
    }
    expect(map.size).toBe(model.size)
    expect(map.get(key)).toBe(model.get(key))
    expect(map.has(key)).toBe(model.has(key))
    if (round % 300 === 0) versions.push([map, textOf(model)])
  }
  expect(textOf(map)).toBe(textOf(model))
  expect([...map.keys()].sort()).toEqual([...model.keys()].sort())
  expect([...map.values()].sort()).toEqual([...model.values()].sort())
  for (const [version, text] of versions) expect(textOf(version)).toBe(text)
})

test("writing nothing gives the same map, and many writes at once count each key once", () => {
  const map = PersistentMap.from<string, number>([
    ["a", 1],
    ["b", 2],
    ["a", 3],
  ])
  expect(map.size).toBe(2)
  expect(map.get("a")).toBe(3)
  expect(map.withAll([])).toBe(map)
  expect(map.without("c")).toBe(map)
  expect(
    map.withAll([
      ["a", undefined],
      ["c", undefined],
      ["d", 4],
    ]).size,
  ).toBe(2)
})
