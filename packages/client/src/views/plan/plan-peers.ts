import type { Instant } from "@weft/model/time/instant"
import { createEffect, createMemo, on, onCleanup, type Accessor } from "solid-js"
import { MOST_BARS, type Peer, type PeerBars } from "../../data/presence.ts"
import type { Workspace } from "../../data/workspace.ts"
import type { Held } from "./plan-state.ts"

/** The others on this plan, as it draws them. */
export interface PlanPeers {
  /** Who has selected or opened a row; the first one who came. */
  readonly on: (item: string) => Peer | undefined
  /** The cell of a row that somebody is in; the first one who came. */
  readonly cellOf: (item: string) => { readonly column: string; readonly peer: Peer } | undefined
  /** What they hold in their hands, as they pull it. */
  readonly drags: Accessor<readonly PeerBarDrag[]>
}

export interface PeerBarDrag {
  readonly peer: Peer
  /** The bar that is in their hand. */
  readonly item: string
  readonly moved: ReadonlyMap<string, { readonly start: Instant; readonly finish: Instant }>
}

export function createPlanPeers(workspace: Workspace, space: string): PlanPeers {
  const byItem = createMemo(() => {
    const found = new Map<string, Peer>()
    for (const peer of workspace.presence.peers(`space/${space}`))
      for (const item of peer.items) if (!found.has(item)) found.set(item, peer)
    return found
  })
  const drags = createMemo(() =>
    workspace.presence.peers(`space/${space}`).flatMap((peer): PeerBarDrag[] => {
      const [first] = peer.bars ?? []
      if (first === undefined) return []
      const moved = new Map(peer.bars!.map(([item, start, finish]) => [item, { start, finish }]))
      return [{ peer, item: first[0], moved }]
    }),
  )
  const cells = createMemo(() => {
    const found = new Map<string, { column: string; peer: Peer }>()
    for (const peer of workspace.presence.peers(`space/${space}`)) {
      const { cell } = peer
      if (cell != null && !found.has(cell.item)) found.set(cell.item, { column: cell.column, peer })
    }
    return found
  })
  return {
    on: item => byItem().get(item),
    cellOf: item => cells().get(item),
    drags,
  }
}

/** As many as others read. */
const MOST_ITEMS = 50

/** Tells the others what is selected and open here, where the keyboard is, and what is pulled. How often is bounded by presence. */
export function tellPlanPeers(
  workspace: Workspace,
  space: string,
  here: {
    readonly selected: Accessor<ReadonlySet<string>>
    readonly active: Accessor<string | null>
    readonly column: Accessor<string | null>
    readonly openItem: Accessor<string | null>
    readonly held: Accessor<Held | null>
  },
): void {
  const tell = () => {
    const items = new Set(here.selected())
    const active = here.active()
    for (const item of [active, here.openItem()]) if (item !== null) items.add(item)
    const column = here.column()
    workspace.presence.tell(`space/${space}`, {
      items: [...items].slice(0, MOST_ITEMS),
      cell: active === null || column === null ? null : { item: active, column },
      bars: barsOf(here.held()),
    })
  }
  createEffect(on([here.selected, here.active, here.column, here.openItem, here.held], tell))
  onCleanup(() => workspace.presence.tell(`space/${space}`, { items: [], cell: null, bars: null }))
}

/** The bars that a drag moves as others are told of them: the one in the hand first, and no more than they draw. */
function barsOf(held: Held | null): PeerBars | null {
  if (held === null || held.kind === "assign") return null
  const { moved } = held.ghost
  const first = moved.get(held.item)
  if (first === undefined) return null
  const others = [...moved].filter(([id]) => id !== held.item).slice(0, MOST_BARS - 1)
  const bars: (typeof others)[number][] = [[held.item, first], ...others]
  return bars.map(([id, { start, finish }]) => [id, start, finish] as const)
}
