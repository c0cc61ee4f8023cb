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

/**
 * Nodes such that every edge leads forward; shorter than the graph where rings keep nodes out. What follows a node comes
 * soon after it, so that passes find in the cache what they just wrote.
 */
export function topologicalOrder(count: number, { start, to }: Edges): Int32Array {
  const waiting = new Int32Array(count)
  for (let edge = 0; edge < to.length; edge += 1) waiting[to[edge]!]! += 1
  const ready = new Int32Array(count)
  let top = 0
  for (let node = count - 1; node >= 0; node -= 1) if (waiting[node] === 0) ready[top++] = node
  const order = new Int32Array(count)
  let end = 0
  while (top > 0) {
    const node = ready[--top]!
    order[end++] = node
    for (let edge = start[node + 1]! - 1; edge >= start[node]!; edge -= 1) {
      const follower = to[edge]!
      waiting[follower]! -= 1
      if (waiting[follower] === 0) ready[top++] = follower
    }
  }
  return end === count ? order : order.slice(0, end)
}
