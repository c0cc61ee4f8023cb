import type { Instant } from "@weft/model/time/instant"
import { createEffect, createMemo, on, onCleanup, type Accessor } from "solid-js"
import { MOST_BARS, type Peer, type PeerBars } from "../../data/presence.ts"
import type { Workspace } from "../../data/workspace.ts"
import type { Held } from "./plan-state.ts"

/** The others on this plan, as it draws them. */
export interface PlanPeers {
  /** Who has selected or opened a row; the first one who came. */
  readonly on: (item: string) => Peer | undefined
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
  return { on: item => byItem().get(item), drags }
}

/** The least time between two tellings. */
const TELL_EVERY_MS = 50
/** As many as others read. */
const MOST_ITEMS = 50

/** Tells the others which activities are selected and open here, and which one the keyboard is on. */
export function tellPlanPeers(
  workspace: Workspace,
  space: string,
  here: {
    readonly selected: Accessor<ReadonlySet<string>>
    readonly active: Accessor<string | null>
    readonly openItem: Accessor<string | null>
    readonly held: Accessor<Held | null>
  },
): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = () => {
    timer = undefined
    const items = new Set(here.selected())
    for (const item of [here.active(), here.openItem()]) if (item !== null) items.add(item)
    workspace.presence.show(`space/${space}`, {
      member: workspace.me,
      name: workspace.live.plain.members.get(workspace.me)?.name ?? "",
      items: [...items].slice(0, MOST_ITEMS),
      drag: null,
    })
  }
  createEffect(on([here.selected, here.active, here.openItem], () => void (timer ??= setTimeout(tell, TELL_EVERY_MS))))
  // How often it is told is bounded by presence itself.
  createEffect(
    on(here.held, held => workspace.presence.tell(`space/${space}`, { bars: barsOf(held) }), { defer: true }),
  )
  onCleanup(() => {
    clearTimeout(timer)
    workspace.presence.tell(`space/${space}`, { bars: null })
  })
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
