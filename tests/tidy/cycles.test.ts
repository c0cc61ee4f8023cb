import { expect, test } from "vitest"
import { importsOf } from "./imports.ts"
import { shippedSources } from "./source.ts"

/** The first ring of each knot in a graph, as the way round it. */
function ringsOf(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const rings: string[][] = []
  const done = new Set<string>()
  const walk = (node: string, way: readonly string[]) => {
    const from = way.indexOf(node)
    if (from >= 0) rings.push([...way.slice(from), node])
    if (from >= 0 || done.has(node)) return
    for (const next of graph.get(node) ?? []) walk(next, [...way, node])
    done.add(node)
  }
  for (const node of graph.keys()) walk(node, [])
  return rings
}

test("a ring of three is found, and a diamond is none", () => {
  const graph = (edges: Record<string, string[]>) => new Map(Object.entries(edges))
  expect(ringsOf(graph({ a: ["b"], b: ["c"], c: ["a"] }))).toEqual([["a", "b", "c", "a"]])
  expect(ringsOf(graph({ a: ["b", "c"], b: ["d"], c: ["d"], d: [] }))).toEqual([])
})

test("no module waits for itself to load", () => {
  const valueImports = new Map(
    shippedSources.map(source => [
      source.path,
      importsOf(source)
        .filter(({ kind }) => kind === "value")
        .map(({ target }) => target),
    ]),
  )
  expect(ringsOf(valueImports).map(ring => ring.join(" → "))).toEqual([])
})
