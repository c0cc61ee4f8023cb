import { describe, expect, test } from "vitest"
import { below, seededRandom } from "./random.ts"
import { compareRanked, compareText, isRank, rankBetween, ranksBetween } from "./rank.ts"

describe("ranks", () => {
  test("RANK-1 between any two ranks there is another, wherever one inserts", () => {
    const random = seededRandom(5)
    const ranks: string[] = []
    for (let count = 0; count < 4000; count++) {
      // Often the same gap, which is what makes ranks grow.
      const at = below(2, random) === 0 ? Math.min(3, ranks.length) : below(ranks.length + 1, random)
      const [lower, upper] = [ranks[at - 1] ?? null, ranks[at] ?? null]
      const rank = rankBetween(lower, upper, random)
      expect(isRank(rank)).toBe(true)
      if (lower !== null) expect(rank > lower).toBe(true)
      if (upper !== null) expect(rank < upper).toBe(true)
      ranks.splice(at, 0, rank)
    }
    expect(ranks).toEqual([...ranks].sort(compareText))
  })

  test("RANK-1 neighbours that differ in the last digit, or only in length, leave room", () => {
    const random = seededRandom(6)
    for (const [lower, upper] of [
      ["A", "B"],
      ["A", "A1"],
      ["Az", "B"],
      ["zzzzzzzz", null],
      [null, "000001"],
      ["A", "A01"],
    ] as const) {
      for (let round = 0; round < 100; round++) {
        const rank = rankBetween(lower, upper, random)
        expect([lower ?? "", rank, upper ?? "~"]).toEqual([lower ?? "", rank, upper ?? "~"].sort(compareText))
        expect(rank).not.toBe(lower)
      }
    }
  })

  test("RANK-2 a hundred thousand appends, or insertions at the start, stay short", () => {
    const random = seededRandom(7)
    let [last, first] = [rankBetween(null, null, random), rankBetween(null, null, random)]
    for (let count = 0; count < 100_000; count++) {
      const [next, earlier] = [rankBetween(last, null, random), rankBetween(null, first, random)]
      if (next <= last || earlier >= first) expect.unreachable(`${last} ${next} ${earlier} ${first}`)
      ;[last, first] = [next, earlier]
    }
    expect(Math.max(last.length, first.length)).toBeLessThanOrEqual(8)
  })

  test("RANK-2 where the leading digits are used up, ranks go on by halving", () => {
    const random = seededRandom(8)
    let last = "zzzzy"
    for (let count = 0; count < 200; count++) {
      const next = rankBetween(last, null, random)
      expect(next > last).toBe(true)
      last = next
    }
  })

  test("RANK-3 a block is one ascending run, and nobody else's insertion into the gap falls inside", () => {
    const random = seededRandom(9)
    for (let round = 0; round < 500; round++) {
      const [lower, upper] = [rankBetween(null, null, random), null]
      const block = ranksBetween(lower, upper, 1 + below(200, random), random)
      expect(block).toEqual([...new Set(block)].sort(compareText))
      expect(block[0]! > lower).toBe(true)
      const other = rankBetween(lower, upper, random)
      expect(other > block[0]! && other < block.at(-1)!, `${block[0]} ${other} ${block.at(-1)}`).toBe(false)
    }
    expect(ranksBetween(null, null, 0, random)).toEqual([])
  })

  test("RANK-4 order is by bytes, and equal ranks go by id", () => {
    const rows = [
      { rank: "a", id: "1" },
      { rank: "Z", id: "2" },
      { rank: "a", id: "0" },
    ]
    expect(rows.sort(compareRanked).map(({ id }) => id)).toEqual(["2", "0", "1"])
    expect(compareRanked(rows[0]!, rows[0]!)).toBe(0)
  })

  test("RANK-5 neighbours that are equal or the wrong way round count as an open end", () => {
    const random = seededRandom(10)
    expect(rankBetween("B", "B", random) > "B").toBe(true)
    expect(rankBetween("C", "B", random) > "C").toBe(true)
  })

  test("RANK-1 what ends in zero or has other letters is no rank", () => {
    expect(["V", "a1", "001"].every(isRank)).toBe(true)
    for (const text of ["", "0", "a0", "a b", "ä"]) expect(isRank(text), text).toBe(false)
  })
})
