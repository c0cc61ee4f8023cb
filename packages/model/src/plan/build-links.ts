import { LINK_KINDS, type Lag, type PlanInput, type PlanLink } from "./input.ts"
import { edgesBy, topologicalOrder, type Edges } from "./link-graph.ts"
import { LinkTable } from "./link-table.ts"
import {
  INACTIVE,
  LAG_ELAPSED,
  LAG_ELAPSED_PERCENT,
  LAG_NONE,
  LAG_PERCENT,
  LAG_WORKING,
  SUMMARY,
  wholeTenths,
} from "./network.ts"
import { closingLinks } from "./rings.ts"
import type { PlanWarning } from "./warning.ts"

/** More links than this between single tasks are not held; only links to summaries of thousands of tasks get there. */
const MOST_SPREAD_LINKS = 4_000_000

/** The outline of a plan, as far as links need it. */
interface Outline {
  readonly count: number
  readonly indexOf: ReadonlyMap<string, number>
  readonly flags: Uint8Array
  readonly parent: Int32Array
  readonly children: Edges
}

/** The links of a plan, spread over leaves, and an order in which all lead forward. */
interface SpreadLinks {
  readonly order: Int32Array
  readonly links: LinkTable
}

/** Spreads links over leaves and finds an order; tells what cannot count. */
export function spreadLinks(input: PlanInput, outline: Outline, warn: (warning: PlanWarning) => void): SpreadLinks {
  const ends = linkEnds(input, outline, warn)
  let links = tableOf(input, outline, ends, warn)
  let order = orderOf(outline, links)
  if (order.length < outline.count) {
    suspendClosingLinks(input, outline, ends, warn)
    links = tableOf(input, outline, ends, () => {})
    order = orderOf(outline, links)
  }
  return { order, links }
}

/** The two ends of each link as tasks, and whether it counts. */
interface LinkEnds {
  readonly from: Int32Array
  readonly to: Int32Array
  readonly counts: Uint8Array
}

function linkEnds({ links }: PlanInput, outline: Outline, warn: (warning: PlanWarning) => void): LinkEnds {
  const from = new Int32Array(links.length)
  const to = new Int32Array(links.length)
  const counts = new Uint8Array(links.length)
  for (let index = 0; index < links.length; index += 1) {
    const link = links[index]!
    const first = outline.indexOf.get(link.from)
    const second = outline.indexOf.get(link.to)
    if (first === undefined || second === undefined) {
      warn({ code: "link-to-nowhere", task: second === undefined ? null : link.to, about: link.id, ring: [] })
      continue
    }
    from[index] = first
    to[index] = second
    // An inactive task moves nothing; what would move it is still its own.
    counts[index] = outline.flags[first]! & INACTIVE ? 0 : 1
  }
  return { from, to, counts }
}

function tableOf(
  { links }: PlanInput,
  outline: Outline,
  { from, to, counts }: LinkEnds,
  warn: (warning: PlanWarning) => void,
): LinkTable {
  const table = new LinkTable(outline.count, links.length)
  // From the last to the first: each becomes the first of its lists, so the lists are in the order of the links.
  for (let link = links.length - 1; link >= 0; link -= 1) {
    if (counts[link] === 0) continue
    if (addLinkSlots(table, outline, links[link]!, link, from[link]!, to[link]!)) continue
    counts[link] = 0
    warn({ code: "too-many-links", task: links[link]!.to, about: links[link]!.id, ring: [] })
  }
  return table
}

/** Adds what a link drives to the table. Answers false, and adds nothing, where that would be too much to hold. */
export function addLinkSlots(
  table: LinkTable,
  { flags, children }: Pick<Outline, "flags" | "children">,
  row: PlanLink,
  link: number,
  from: number,
  to: number,
): boolean {
  const kind = LINK_KINDS.indexOf(row.kind)
  const lagKind = lagKindOf(row.lag)
  const lag = wholeTenths(row.lag.amount)
  const isToSummary = (flags[to]! & SUMMARY) !== 0
  const leaves = isToSummary ? leavesBelow(flags, children, to) : null
  if (leaves !== null && table.count + leaves.length > MOST_SPREAD_LINKS) return false
  const drawn = table.take(link, from, to, kind, lagKind, lag)
  table.draw(drawn)
  if (leaves === null) table.drive(drawn)
  else for (const leaf of leaves) table.drive(table.take(link, from, leaf, kind, lagKind, lag))
  return true
}

/** Everything below a summary that is no summary itself, in outline order. */
function leavesBelow(flags: Uint8Array, children: Pick<Edges, "start" | "to">, summary: number): number[] {
  const leaves: number[] = []
  const open = [summary]
  while (open.length > 0) {
    const task = open.pop()!
    if (!(flags[task]! & SUMMARY)) leaves.push(task)
    for (let next = children.start[task + 1]! - 1; next >= children.start[task]!; next -= 1)
      open.push(children.to[next]!)
  }
  return leaves
}

function orderOf({ count, parent, flags }: Outline, links: LinkTable): Int32Array {
  const size = links.count + count
  const from = new Int32Array(size)
  const to = new Int32Array(size)
  let edges = 0
  for (let slot = 0; slot < links.count; slot += 1) {
    if (flags[links.to[slot]!]! & SUMMARY) continue
    from[edges] = links.from[slot]!
    to[edges++] = links.to[slot]!
  }
  for (let task = 0; task < count; task += 1)
    if (parent[task]! >= 0) {
      from[edges] = task
      to[edges++] = parent[task]!
    }
  return topologicalOrder(count, edgesBy(count, from.subarray(0, edges), to.subarray(0, edges)))
}

/**
 * Leaves out each link that closes a ring with older ones. A summary is two nodes for this, one before all that is below
 * it and one after, so a link between a task and its own summary closes a ring as well.
 */
function suspendClosingLinks(
  { links, tasks }: PlanInput,
  { count, flags, parent }: Outline,
  { from, to, counts }: LinkEnds,
  warn: (warning: PlanWarning) => void,
): void {
  const endOf = (task: number) => (flags[task]! & SUMMARY ? 2 * count - 1 - task : task)
  const fixed: { from: number[]; to: number[] } = { from: [], to: [] }
  for (let task = 0; task < count; task += 1) {
    if (parent[task]! < 0) continue
    fixed.from.push(parent[task]!, endOf(task))
    fixed.to.push(task, endOf(parent[task]!))
  }
  const counting = links.flatMap((_, link) => (counts[link] === 1 ? [link] : []))
  const drawn = { from: counting.map(link => endOf(from[link]!)), to: counting.map(link => to[link]!) }
  for (const { link: place, ring } of closingLinks(2 * count, fixed, drawn)) {
    const link = counting[place]!
    counts[link] = 0
    const names = ring.map(node => tasks[node < count ? node : 2 * count - 1 - node]!.id)
    const told = names.filter((name, index) => name !== names[index - 1]).slice(0, 12)
    warn({ code: "suspended-link", task: links[link]!.to, about: links[link]!.id, ring: told })
  }
}

const LAG_KINDS = {
  working: LAG_WORKING,
  elapsed: LAG_ELAPSED,
  percent: LAG_PERCENT,
  "elapsed-percent": LAG_ELAPSED_PERCENT,
} as const satisfies Record<Lag["kind"], number>

function lagKindOf(lag: Lag): number {
  return lag.amount === 0 ? LAG_NONE : LAG_KINDS[lag.kind]
}
