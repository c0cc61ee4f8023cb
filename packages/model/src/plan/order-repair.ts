import type { Network } from "./network.ts"

/**
 * Moves tasks in the order of a network so that one comes before another. Answers false, and moves nothing, where that
 * closes a ring.
 *
 * Only what lies between the two places and is reached from either moves: Pearce and Kelly, "A dynamic topological sort
 * algorithm for directed acyclic graphs" (2006).
 */
export function putBefore(net: Network, from: number, to: number): boolean {
  if (from === to) return false
  if (net.rank[from]! < net.rank[to]!) return true
  const after = reach(net, to, net.rank[from]!, 1)
  if (after.includes(from)) return false
  const before = reach(net, from, net.rank[to]!, -1)
  const byRank = (one: number, other: number) => net.rank[one]! - net.rank[other]!
  const tasks = [...before.toSorted(byRank), ...after.toSorted(byRank)]
  const places = tasks.map(task => net.rank[task]!).toSorted((one, other) => one - other)
  for (let index = 0; index < tasks.length; index += 1) {
    net.rank[tasks[index]!] = places[index]!
    net.order[places[index]!] = tasks[index]!
  }
  return true
}

/** What is reached from a task along the order (1) or against it (-1), no further than a rank. */
function reach(net: Network, from: number, furthest: number, direction: 1 | -1): number[] {
  const found = [from]
  const seen = new Set(found)
  const visit = (task: number) => {
    if (task < 0 || seen.has(task) || (furthest - net.rank[task]!) * direction < 0) return
    seen.add(task)
    found.push(task)
  }
  for (let next = 0; next < found.length; next += 1) {
    const task = found[next]!
    if (direction === 1) {
      visit(net.parent[task]!)
      for (let slot = net.links.outFirst[task]!; slot >= 0; slot = net.links.outNext[slot]!) visit(net.links.to[slot]!)
    } else {
      for (let child = net.childStart[task]!; child < net.childStart[task + 1]!; child += 1) visit(net.child[child]!)
      for (let slot = net.links.inFirst[task]!; slot >= 0; slot = net.links.inNext[slot]!) visit(net.links.from[slot]!)
    }
  }
  return found
}
