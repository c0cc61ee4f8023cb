import type { DependencyId, ItemId, SpaceId } from "@weft/model/base/ids"
import { profileKey } from "@weft/model/base/item-key"
import type { Lag, LinkKind } from "@weft/model/plan/input"
import { farSpaceOf } from "@weft/model/plan/plan-of-space"
import { living } from "@weft/model/schema/snapshot"
import { createMemo } from "solid-js"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import { spaceName } from "../../parts/space-link.ts"

/** A link whose predecessor lies in another space. */
export interface FarPredecessor {
  readonly id: DependencyId
  readonly from: ItemId
  readonly space: SpaceId
  readonly kind: LinkKind
  readonly lag: Lag
  /** The day on which somebody saw last when the other lies; nothing where nobody has. */
  readonly seenOn: string | null
  /** Whether the other space is on this device, so that what is shown of it is how it is. */
  readonly isHere: boolean
}

/** What the activities of a plan wait for in other spaces. Followed. */
export interface FarPredecessors {
  readonly into: (task: string) => readonly FarPredecessor[]
  /** What people call an activity of another space: its key there. */
  readonly keyOf: (item: string) => string | undefined
  readonly called: (key: string) => ItemId | undefined
  readonly titleOf: (link: FarPredecessor) => string | undefined
  readonly spaceOf: (link: FarPredecessor) => string
}

const NO_LAG: Lag = { kind: "working", amount: 0 }
const NONE: readonly FarPredecessor[] = []

export function createFarPredecessors(workspace: Workspace, space: SpaceData): FarPredecessors {
  const isReadable = (id: SpaceId) => workspace.right(`space/${id}`) !== "none"
  const itemOf = (id: SpaceId, item: ItemId) =>
    isReadable(id) ? workspace.space(id).live.table("items").get(item) : undefined
  const links = createMemo(() => {
    const { items } = space.live.plain
    const found = new Map<string, FarPredecessor[]>()
    for (const row of living(space.live.table("dependencies"))) {
      const far = farSpaceOf({ items, space: space.id }, row)
      if (far === null || row.from === null || row.to === null) continue
      const isHere = isReadable(far) && workspace.space(far).ready()
      const { id, from, kind, seen } = row
      const link = { id, from, space: far, kind, lag: row.lag ?? NO_LAG, seenOn: seen?.on ?? null, isHere }
      found.set(row.to, [...(found.get(row.to) ?? []), link])
    }
    return found
  })
  const keys = createMemo(() => {
    const found = new Map<string, string>()
    for (const { from, space: id } of [...links().values()].flat()) {
      const prefix = isReadable(id) ? (workspace.setup(id).live.table("profiles").get(id)?.prefix ?? "") : ""
      found.set(from, profileKey(prefix, itemOf(id, from) ?? { id: from, number: null }))
    }
    return found
  })
  const byKey = createMemo(() => new Map(Array.from(keys(), ([item, key]) => [key.toLowerCase(), item as ItemId])))
  return {
    into: task => links().get(task) ?? NONE,
    keyOf: item => keys().get(item),
    called: key => byKey().get(key.trim().toLowerCase()),
    titleOf: ({ space: id, from }) => itemOf(id, from)?.title,
    spaceOf: ({ space: id }) => (isReadable(id) ? spaceName(workspace, id) : ""),
  }
}
