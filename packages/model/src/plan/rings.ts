import { edgesBy } from "./link-graph.ts"

/** A link that closes a ring with links before it, and the nodes of the shortest such ring, beginning at its target. */
export interface ClosingLink {
  readonly link: number
  readonly ring: readonly number[]
}

/** How many rings are told in full; in larger numbers nobody reads them. */
const RINGS_TOLD = 100

/**
 * Finds the links that close rings, as if links were drawn one after another and each that would close a ring with
 * those before it were left out. Fixed edges come first and close none among themselves.
 *
 * Only links within a knot (nodes that reach each other) can close anything; those are added one by one to an order
 * that is kept topological, after Pearce and Kelly, "A dynamic topological sort algorithm for directed acyclic graphs"
 * (2006), so that a plan with a few rings costs little more than one without.
 */
export function closingLinks(
  count: number,
  fixed: { readonly from: ArrayLike<number>; readonly to: ArrayLike<number> },
  links: { readonly from: ArrayLike<number>; readonly to: ArrayLike<number> },
): ClosingLink[] {
  const { knot: knots, place } = knotsOf(
    count,
    [...Array.from(fixed.from), ...Array.from(links.from)],
    [...Array.from(fixed.to), ...Array.from(links.to)],
  )
  const growing = new GrowingOrder(place)
  for (let edge = 0; edge < fixed.from.length; edge += 1)
    if (knots[fixed.from[edge]!] === knots[fixed.to[edge]!]) growing.add(fixed.from[edge]!, fixed.to[edge]!)
  const closing: ClosingLink[] = []
  for (let link = 0; link < links.from.length; link += 1) {
    const [from, to] = [links.from[link]!, links.to[link]!]
    if (knots[from] !== knots[to] || growing.add(from, to)) continue
    closing.push({ link, ring: closing.length < RINGS_TOLD ? growing.path(to, from) : [] })
  }
  return closing
}

/** An order of nodes that stays topological while edges are added. */
class GrowingOrder {
  readonly #followers: number[][] = []
  readonly #leaders: number[][] = []
  readonly #place: Int32Array
  readonly #seen: Int32Array
  #search = 0

  /** Begins with any order; the fewer edges lead back in it, the less has to move. */
  constructor(place: Int32Array) {
    this.#place = place
    this.#seen = new Int32Array(place.length)
  }

  /** Adds an edge, or answers false where it would close a ring. */
  add(from: number, to: number): boolean {
    if (from === to) return false
    if (this.#place[to]! < this.#place[from]!) {
      const after = this.#reach(this.#followers, to, node => this.#place[node]! <= this.#place[from]!)
      if (this.#seen[from] === this.#search) return false
      const before = this.#reach(this.#leaders, from, node => this.#place[node]! >= this.#place[to]!)
      this.#reorder(before, after)
    }
    ;(this.#followers[from] ??= []).push(to)
    ;(this.#leaders[to] ??= []).push(from)
    return true
  }

  /** The shortest way from one node to another; there must be one. */
  path(from: number, to: number): number[] {
    const cameFrom = new Map<number, number>([[from, -1]])
    const queue = [from]
    for (let next = 0; next < queue.length && !cameFrom.has(to); next += 1)
      for (const follower of this.#followers[queue[next]!] ?? [])
        if (!cameFrom.has(follower)) {
          cameFrom.set(follower, queue[next]!)
          queue.push(follower)
        }
    const path: number[] = []
    for (let node = to; node >= 0; node = cameFrom.get(node) ?? -1) path.push(node)
    return path.reverse()
  }

  #reach(neighbours: readonly (readonly number[] | undefined)[], from: number, isNear: (node: number) => boolean) {
    this.#search += 1
    const found = [from]
    this.#seen[from] = this.#search
    for (let next = 0; next < found.length; next += 1)
      for (const neighbour of neighbours[found[next]!] ?? []) {
        if (this.#seen[neighbour] === this.#search || !isNear(neighbour)) continue
        this.#seen[neighbour] = this.#search
        found.push(neighbour)
      }
    return found
  }

  /** Puts what leads to the edge before what follows it, within the places that both have. */
  #reorder(before: number[], after: number[]): void {
    const byPlace = (one: number, other: number) => this.#place[one]! - this.#place[other]!
    const nodes = [...before.toSorted(byPlace), ...after.toSorted(byPlace)]
    const places = nodes.map(node => this.#place[node]!).toSorted((one, other) => one - other)
    for (const [index, node] of nodes.entries()) this.#place[node] = places[index]!
  }
}

/**
 * A number for each node, the same for nodes that reach each other: Tarjan's components, without recursion. And a place
 * for each, in which all edges but those that close something lead forward: the way back of the same search.
 */
function knotsOf(count: number, from: readonly number[], to: readonly number[]) {
  const edges = edgesBy(count, from, to)
  const knot = new Int32Array(count).fill(-1)
  const place = new Int32Array(count)
  let left = count
  const found = new Int32Array(count).fill(-1)
  const low = new Int32Array(count)
  const nextEdge = edges.start.slice(0, count)
  const open: number[] = []
  const way: number[] = []
  let counter = 0
  let knots = 0
  const enter = (node: number) => {
    found[node] = low[node] = counter
    counter += 1
    open.push(node)
    way.push(node)
  }
  for (let root = 0; root < count; root += 1) {
    if (found[root]! >= 0) continue
    enter(root)
    while (way.length > 0) {
      const node = way.at(-1)!
      if (nextEdge[node]! < edges.start[node + 1]!) {
        const follower = edges.to[nextEdge[node]!]!
        nextEdge[node]! += 1
        if (found[follower]! < 0) enter(follower)
        else if (knot[follower]! < 0) low[node] = Math.min(low[node]!, found[follower]!)
        continue
      }
      way.pop()
      left -= 1
      place[node] = left
      const above = way.at(-1)
      if (above !== undefined) low[above] = Math.min(low[above]!, low[node]!)
      if (low[node] !== found[node]) continue
      let member: number
      do {
        member = open.pop()!
        knot[member] = knots
      } while (member !== node)
      knots += 1
    }
  }
  return { knot, place }
}
