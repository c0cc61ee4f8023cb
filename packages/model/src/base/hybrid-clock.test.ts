import { describe, expect, test } from "vitest"
import { HybridClock, isStamp, MAX_PULL_MS, stampAt, stampTime } from "./hybrid-clock.ts"
import { below, seededRandom } from "./random.ts"

const NOON = Date.UTC(2026, 10, 23, 12)

describe("the hybrid clock", () => {
  test("CLOCK-1 each stamp is later than all before, even while the watch stands still or goes back", () => {
    const random = seededRandom(3)
    let now = NOON
    const clock = new HybridClock(() => now)
    let last = 0
    for (let round = 0; round < 5000; round++) {
      now += below(7, random) - 3
      if (below(3, random) === 0) clock.observe(stampAt(now + below(20_000, random)))
      const floor = clock.last
      const stamp = clock.next()
      expect(stamp).toBeGreaterThan(Math.max(last, floor))
      last = stamp
    }
  })

  test("CLOCK-1 a stamp says when it was made, and a watch that was set back repeats none", () => {
    const clock = new HybridClock(() => NOON)
    expect(stampTime(clock.next())).toBe(NOON)
    const last = stampAt(NOON + 1000)
    expect(new HybridClock(() => NOON, last).next()).toBe(last + 1)
  })

  test("CLOCK-2 a remote stamp moves the clock up to five minutes ahead, and not beyond", () => {
    const clock = new HybridClock(() => NOON)
    clock.observe(stampAt(NOON + MAX_PULL_MS))
    expect(clock.next()).toBe(stampAt(NOON + MAX_PULL_MS) + 1)
    const other = new HybridClock(() => NOON)
    other.observe(stampAt(NOON + MAX_PULL_MS + 1))
    expect(other.next()).toBe(stampAt(NOON))
  })

  test("CLOCK-3 stamps are exact integers until 2248", () => {
    const late = new HybridClock(() => Date.UTC(2248, 0, 1))
    expect(late.next() + 1).toBe(late.next())
    expect([isStamp(late.last), isStamp(-1), isStamp(0.5), isStamp("1"), isStamp(2 ** 53)]).toEqual([
      true,
      false,
      false,
      false,
      false,
    ])
  })
})
