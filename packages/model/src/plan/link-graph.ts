/** A directed graph in arrays: the edges out of node i are `to` from start[i] to start[i + 1]. */
export interface Edges {
  readonly start: Int32Array
  readonly to: Int32Array
  /** The edge's place in the list that it was made from. */
  readonly edge: Int32Array
}

/** Sorts edges by their first node, keeping their order otherwise. */
export function edgesBy(count: number, from: ArrayLike<number>, to: ArrayLike<number>): Edges {
  const start = new Int32Array(count + 1)
  for (let edge = 0; edge < from.length; edge += 1) start[from[edge]! + 1]! += 1
  for (let node = 0; node < count; node += 1) start[node + 1]! += start[node]!
  const next = start.slice(0, count)
  const sorted = new Int32Array(from.length)
  const places = new Int32Array(from.length)
  for (let edge = 0; edge < from.length; edge += 1) {
    const place = next[from[edge]!]!
    next[from[edge]!] = place + 1
    sorted[place] = to[edge]!
    places[place] = edge
  }
  return { start, to: sorted, edge: places }
}

/** Nodes such that every edge leads forward; shorter than the graph where rings keep nodes out. */
export function topologicalOrder(count: number, { start, to }: Edges): Int32Array {
  const waiting = new Int32Array(count)
  for (let edge = 0; edge < to.length; edge += 1) waiting[to[edge]!]! += 1
  const order = new Int32Array(count)
  let end = 0
  for (let node = 0; node < count; node += 1) if (waiting[node] === 0) order[end++] = node
  for (let next = 0; next < end; next += 1) {
    const node = order[next]!
    for (let edge = start[node]!; edge < start[node + 1]!; edge += 1) {
      const follower = to[edge]!
      waiting[follower]! -= 1
      if (waiting[follower] === 0) order[end++] = follower
    }
  }
  return end === count ? order : order.slice(0, end)
}
