import { expect, test } from "vitest"
import { below, seededRandom } from "@weft/model/base/random"
import { closingLinks } from "@weft/model/plan/rings"

interface Links {
  readonly from: number[]
  readonly to: number[]
}

/** The links that close a ring when they are drawn one after another, by looking whether each leads back. */
function closingOneByOne(links: Links): number[] {
  const followers = new Map<number, number[]>()
  const reaches = (from: number, to: number) => {
    const open = [from]
    const seen = new Set(open)
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (node === to) return true
      for (const next of followers.get(node) ?? []) {
        if (seen.has(next)) continue
        seen.add(next)
        open.push(next)
      }
    }
    return false
  }
  return links.from.flatMap((from, link) => {
    const to = links.to[link]!
    if (reaches(to, from)) return [link]
    followers.set(from, [...(followers.get(from) ?? []), to])
    return []
  })
}

test("SCHEDULE-46 suspended are the links that close a ring when all are drawn one after another", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = seededRandom(seed)
    const count = 2 + below(12, random)
    const size = below(40, random)
    const draw = () => Array.from({ length: size }, () => below(count, random))
    const links = { from: draw(), to: draw() }
    const found = closingLinks(count, { from: [], to: [] }, links)
    expect(
      found.map(({ link }) => link),
      `seed ${seed}`,
    ).toEqual(closingOneByOne(links))
    for (const { link, ring } of found)
      expect([ring[0], ring.at(-1)], `seed ${seed}`).toEqual([links.to[link], links.from[link]])
  }
})

test("SCHEDULE-46 a ring of fifty thousand tasks is found at once, in whatever order it was drawn", () => {
  const count = 50_000
  const nodes = Array.from({ length: count }, (_, node) => node)
  const orders = [nodes, nodes.toReversed()]
  for (const order of orders) {
    const links = { from: order, to: order.map(node => (node + 1) % count) }
    const started = performance.now()
    const found = closingLinks(count, { from: [], to: [] }, links)
    expect(performance.now() - started).toBeLessThan(2000)
    expect(found.map(({ link }) => link)).toEqual([count - 1])
    expect(found[0]?.ring).toHaveLength(count)
  }
})
