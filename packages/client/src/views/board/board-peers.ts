import { createEffect, createMemo, on, onCleanup } from "solid-js"
import type { Peer } from "../../data/presence.ts"
import type { Workspace } from "../../data/workspace.ts"
import type { BoardState } from "./board-context.ts"

/** The others on this board, as it draws them. */
export interface BoardPeers {
  /** Who has selected or opened a card; the first one who came. */
  readonly on: (id: string) => Peer | undefined
  /** Who has a card in their hand now. */
  readonly holding: (id: string) => Peer | undefined
  /** Who hovers over a cell with cards in the hand. */
  readonly hovering: (column: string, lane: string) => readonly Peer[]
}

export function createBoardPeers(workspace: Workspace, space: string): BoardPeers {
  const peers = createMemo(() => workspace.presence.peers(`space/${space}`))
  const selections = createMemo(() => byItem(peers(), peer => peer.items), new Map<string, Peer>(), {
    equals: samePeers,
  })
  const holds = createMemo(() => byItem(peers(), peer => peer.drag?.items ?? []), new Map<string, Peer>(), {
    equals: samePeers,
  })
  const hovers = createMemo(() => peers().filter(peer => peer.drag !== null))
  return {
    on: id => selections().get(id),
    holding: id => holds().get(id),
    hovering: (column, lane) => hovers().filter(({ drag }) => drag?.column === column && drag.lane === lane),
  }
}

function byItem(peers: readonly Peer[], itemsOf: (peer: Peer) => readonly string[]): Map<string, Peer> {
  const found = new Map<string, Peer>()
  for (const peer of peers) for (const item of itemsOf(peer)) if (!found.has(item)) found.set(item, peer)
  return found
}

function samePeers(left: ReadonlyMap<string, Peer>, right: ReadonlyMap<string, Peer>): boolean {
  return left.size === right.size && [...left].every(([item, peer]) => right.get(item)?.peer === peer.peer)
}

/** As many as others read. */
const MOST_ITEMS = 50

/** Tells the others what is selected, open and in the hand here. */
export function tellPeers(
  workspace: Workspace,
  space: string,
  { selection, drag, openItem }: Pick<BoardState, "selection" | "drag" | "openItem">,
): void {
  const tell = () => {
    const held = drag.held()
    const items = new Set(selection.selected())
    const opened = openItem()
    if (opened !== null) items.add(opened)
    workspace.presence.tell(`space/${space}`, {
      items: [...items].slice(0, MOST_ITEMS),
      drag: held === null ? null : { items: held.items.slice(0, MOST_ITEMS), ...held.target },
    })
  }
  createEffect(on([selection.selected, drag.held, openItem], tell))
  onCleanup(() => workspace.presence.tell(`space/${space}`, { items: [], drag: null }))
}
