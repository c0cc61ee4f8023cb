import type { DependencyId, ItemId, SpaceId } from "../base/ids.ts"
import { refuse, type Refusal } from "../base/result.ts"
import { closesFarRing } from "../plan/far-rings.ts"
import type { PlanLink } from "../plan/input.ts"
import { livePlanOf } from "../plan/known-plan.ts"
import { LivePlan, type PlanEdit } from "../plan/live-plan.ts"
import { farSpaceOf, planOf } from "../plan/plan-of-space.ts"
import type { PlanWarning } from "../plan/warning.ts"
import type { StoredLag } from "../schema/plan-values.ts"
import { dependencyId, type Dependency, type DependencyKind } from "../schema/planning.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { defineAction, type ActionContext } from "./define.ts"
import { isWithin } from "./item.ts"

export interface NewLink {
  /** The predecessor. */
  readonly from: ItemId
  /** The successor. */
  readonly to: ItemId
  readonly kind?: DependencyKind
  readonly lag?: StoredLag | null
}

/**
 * Draws links, one after another, as one step. Manual items stay where they are. Refused whole where a link would join an
 * item with itself or with what it lies in, or would close a ring; rings that two people make together are suspended
 * instead (MERGE S1). A link that is there already gets the lag.
 */
export const linkItems = defineAction<{ readonly links: readonly NewLink[] }>("link.add", (context, { links }) =>
  links.length === 0 ? refuse("not-found") : drawLinks(context, links),
)

/** Draws links in the place of those that are taken away in the same step. */
function drawLinks(
  context: ActionContext,
  links: readonly NewLink[],
  gone: ReadonlySet<string> = NONE,
): Refusal | undefined {
  for (const link of links) {
    const answer = refusalOf(context.snapshot, link)
    if (answer !== undefined) return answer
  }
  const ring = closedRing(context.snapshot, links, gone)
  if (ring !== undefined) return ring
  const first = nextAge(context)
  links.forEach((link, index) => writeLink(context, link, first + index))
  return undefined
}

/** A link that is made now is younger than all that are known. */
function nextAge({ snapshot, now }: ActionContext): number {
  let last = 0
  for (const { madeAt } of snapshot.dependencies.values()) last = Math.max(last, madeAt)
  return Math.max(now, last + 1)
}

const NONE: ReadonlySet<string> = new Set()

export interface FarPredecessor extends NewLink {
  /** The space in which the predecessor lies; the successor lies in this one. */
  readonly fromSpace: SpaceId
  /** The other space as it is known, so that no two activities wait for each other. */
  readonly other: Snapshot
}

/**
 * Has an item wait for one of another space. It goes by when that one was last seen (MERGE S9), from when somebody who has
 * both spaces has noted it. Refused where the two would wait for each other.
 */
export const linkFar = defineAction<FarPredecessor>("link.add-far", (context, { fromSpace, other, ...link }) => {
  const { snapshot } = context
  if (snapshot.items.get(link.to)?.deleted !== null || other.items.get(link.from)?.deleted !== null)
    return refuse("not-found")
  if (fromSpace === snapshot.space || other.space !== fromSpace) return refuse("not-found")
  if (closesFarRing(snapshot, link.to, other, link.from)) {
    const titles = [link.from, link.to, link.from].map(id => (other.items.get(id) ?? snapshot.items.get(id))?.title)
    return refuse("link-closes-ring", { ring: titles.join(" → ") })
  }
  writeLink(context, link, nextAge(context), { fromSpace, seen: null })
})

/** What is known of a predecessor that lies in another space. */
type FarEnd = Pick<Dependency, "fromSpace" | "seen">

/** What links of a space say of predecessors in other spaces. */
function farEndsOf(snapshot: Snapshot): ReadonlyMap<string, FarEnd> {
  const ends = new Map<string, FarEnd>()
  for (const row of living(snapshot.dependencies)) {
    const space = farSpaceOf(snapshot, row)
    if (space !== null && row.from !== null) ends.set(row.from, { fromSpace: space, seen: row.seen })
  }
  return ends
}

function refusalOf(snapshot: Snapshot, { from, to }: NewLink): Refusal | undefined {
  if (snapshot.items.get(from)?.deleted !== null || snapshot.items.get(to)?.deleted !== null) return refuse("not-found")
  if (from === to) return refuse("same-item")
  if (isWithin(snapshot, from, to) || isWithin(snapshot, to, from)) return refuse("link-to-own-summary")
  return undefined
}

/** The first of the links that the engine would have to suspend if they were drawn now. */
function closedRing(snapshot: Snapshot, links: readonly NewLink[], gone: ReadonlySet<string>): Refusal | undefined {
  const live = livePlanOf(snapshot)
  const drawn = links.map(({ from, to, kind = "FS" }): PlanLink => {
    return { id: dependencyId(from, to, kind), from, to, kind, lag: { kind: "working", amount: 0 } }
  })
  const ids = new Set(drawn.map(({ id }) => id))
  // What is drawn again is there already, with the age that it has.
  const added = drawn.filter(({ id }, place) => !live.hasLink(id) && drawn.findIndex(one => one.id === id) === place)
  live.apply(...added.map((link): PlanEdit => ({ edit: "add-link", link })))
  let closing = live.suspended.find(({ about }) => about !== null && ids.has(about))
  // Without those that go there may be no ring, or one with a link that was suspended until then.
  if (gone.size > 0 && live.suspended.length > 0) closing = closingWithout(snapshot, gone, added, ids)
  live.apply(...added.toReversed().map((link): PlanEdit => ({ edit: "remove-link", link })))
  if (closing === undefined) return undefined
  const titles = closing.ring.map(id => snapshot.items.get(id)?.title ?? id)
  return refuse("link-closes-ring", { ring: titles.join(" → ") })
}

/** The first of the links with some ids that would have to be suspended once some are gone and others are drawn. */
function closingWithout(
  snapshot: Snapshot,
  gone: ReadonlySet<string>,
  added: readonly PlanLink[],
  ids: ReadonlySet<string>,
): PlanWarning | undefined {
  const input = planOf(snapshot)
  const links = [...input.links.filter(({ id }) => !gone.has(id)), ...added]
  return new LivePlan({ ...input, links }).suspended.find(({ about }) => about !== null && ids.has(about))
}

/** The lag is a cell even of a new link, so that two people who draw it with different lags both see them (MERGE S3). */
function writeLink({ snapshot, write }: ActionContext, link: NewLink, madeAt: number, far?: FarEnd): void {
  const { from, to, kind = "FS", lag } = link
  const id = dependencyId(from, to, kind)
  const standing = snapshot.dependencies.get(id)
  const end = far === undefined ? {} : { fromSpace: far.fromSpace }
  if (standing === undefined) write.create("dependencies", id, { from, to, kind, madeAt, ...end })
  else if (standing.deleted !== null) {
    write.restore("dependencies", id)
    write.patch("dependencies", id, { madeAt, ...end })
  }
  if (far?.seen != null) write.patch("dependencies", id, { seen: far.seen })
  if (standing === undefined || standing.deleted !== null) write.always("dependencies", id, "lag", lag ?? null)
  else if (lag !== undefined) write.patch("dependencies", id, { lag })
}

export const unlinkItems = defineAction<{ readonly links: readonly DependencyId[] }>(
  "link.remove",
  ({ snapshot, write, me }, { links }) => {
    if (links.length === 0 || links.some(id => !snapshot.dependencies.has(id))) return refuse("not-found")
    for (const id of links) write.trash("dependencies", id, me)
  },
)

export interface ChangeLink {
  readonly link: DependencyId
  readonly kind?: DependencyKind
  readonly lag?: StoredLag | null
  /** Another predecessor or successor, as when an arrow's end is put on another bar. */
  readonly from?: ItemId
  readonly to?: ItemId
}

/** Gives a link another kind, lag or end. A link of another kind or end is another record, and takes the place of the first. */
export const changeLink = defineAction<ChangeLink>("link.change", (context, { link, ...wanted }) => {
  const { snapshot, write, me } = context
  const row = snapshot.dependencies.get(link)
  if (row?.deleted !== null || row.from === null || row.to === null) return refuse("not-found")
  const { from = row.from, to = row.to, kind = row.kind, lag = row.lag } = wanted
  if (from === row.from && to === row.to && kind === row.kind) return write.patch("dependencies", link, { lag })
  const far = farSpaceOf(snapshot, row)
  write.trash("dependencies", link, me)
  if (far !== null && from === row.from)
    return writeLink(context, { from, to, kind, lag }, nextAge(context), { fromSpace: far, seen: row.seen })
  return drawLinks(context, [{ from, to, kind, lag }], new Set([link]))
})

export interface Predecessors {
  readonly item: ItemId
  /** All that it waits for. */
  readonly links: readonly Omit<NewLink, "to">[]
}

/**
 * Says all that some items wait for, as one step: links that are not named are taken away, the others drawn or given their
 * lag. Of other spaces only what a link of this one waits for already can be named.
 */
export const setPredecessors = defineAction<{ readonly of: readonly Predecessors[] }>("link.set", (context, { of }) => {
  const { snapshot, write, me } = context
  const wanted = new Map(
    of.map(({ item, links }) => [
      item,
      new Set<string>(links.map(({ from, kind = "FS" }) => dependencyId(from, item, kind))),
    ]),
  )
  for (const item of wanted.keys()) if (snapshot.items.get(item)?.deleted !== null) return refuse("not-found")
  const gone = new Set<string>()
  for (const { id, to, deleted } of snapshot.dependencies.values())
    if (to !== null && deleted === null && wanted.get(to)?.has(id) === false) gone.add(id)
  for (const id of gone) write.trash("dependencies", id, me)
  const links = of.flatMap(({ item, links }) => links.map((link): NewLink => ({ lag: null, ...link, to: item })))
  const ends = farEndsOf(snapshot)
  for (const link of links.filter(({ from }) => ends.has(from)))
    writeLink(context, link, nextAge(context), ends.get(link.from)!)
  const near = links.filter(({ from }) => !ends.has(from))
  if (near.length > 0) return drawLinks(context, near, gone)
})
