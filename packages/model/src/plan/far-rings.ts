import type { ItemId, SpaceId } from "../base/ids.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { farSpaceOf } from "./plan-of-space.ts"

/**
 * Which items of another space something in this one waits for, over links and summaries: what must not wait for it in turn.
 * Only what joins these two spaces is known; a ring over a third is not found.
 */
function waitsFor(snapshot: Snapshot, item: ItemId, space: SpaceId): ReadonlySet<string> {
  const into = Map.groupBy(living(snapshot.dependencies), ({ to }): string | null => to)
  const far = new Set<string>()
  // What lies below a summary says when it ends, and what a summary waits for all below it do.
  reach(snapshot, item, id => {
    const links = into.get(id) ?? []
    for (const link of links) if (farSpaceOf(snapshot, link) === space) far.add(link.from!)
    return links.flatMap(({ from }) => from ?? [])
  })
  return far
}

/** All that a link to an item moves in its space, itself included. */
function movedBy(snapshot: Snapshot, item: ItemId): ReadonlySet<string> {
  const outOf = Map.groupBy(living(snapshot.dependencies), ({ from }): string | null => from)
  return reach(snapshot, item, id => (outOf.get(id) ?? []).flatMap(({ to }) => to ?? []))
}

/** Whether a link into `to` from an item of another space would have the two wait for each other. */
export function closesFarRing(here: Snapshot, to: ItemId, other: Snapshot, from: ItemId): boolean {
  const waited = waitsFor(other, from, here.space)
  if (waited.size === 0) return false
  const moved = movedBy(here, to)
  return [...waited].some(id => moved.has(id))
}

function childrenOf({ items }: Pick<Snapshot, "items">): ReadonlyMap<string, readonly string[]> {
  const below = new Map<string, string[]>()
  for (const { id, parent } of living(items)) {
    if (parent === null) continue
    const standing = below.get(parent)
    if (standing === undefined) below.set(parent, [id])
    else standing.push(id)
  }
  return below
}

/**
 * What is reached from an item along its links. With an item comes all below it, and the links of what it lies in, but
 * nothing else that lies there.
 */
function reach(
  { items }: Pick<Snapshot, "items">,
  from: string,
  linked: (id: string) => readonly string[],
): ReadonlySet<string> {
  const below = childrenOf({ items })
  const [whole, above] = [new Set<string>(), new Set<string>()]
  const open: (readonly [id: string, isWhole: boolean])[] = [[from, true]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [id, isWhole] = next
    if (whole.has(id) || (!isWhole && above.has(id))) continue
    ;(isWhole ? whole : above).add(id)
    for (const other of linked(id)) open.push([other, true])
    const parent = items.get(id)?.parent ?? null
    if (parent !== null) open.push([parent, false])
    if (isWhole) for (const child of below.get(id) ?? []) open.push([child, true])
  }
  return new Set([...whole, ...above])
}
