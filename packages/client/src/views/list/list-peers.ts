import { createEffect, createMemo, on, onCleanup, type Accessor } from "solid-js"
import type { Peer } from "../../data/presence.ts"
import type { Workspace } from "../../data/workspace.ts"
import type { Cursor } from "./cursor.ts"

/** The others on this list, as it draws them. */
export interface ListPeers {
  /** Who has selected or opened a row, or is in one of its cells; the first one who came. */
  readonly on: (item: string) => Peer | undefined
}

export function createListPeers(workspace: Workspace, space: string): ListPeers {
  const byItem = createMemo(
    () => {
      const found = new Map<string, Peer>()
      for (const peer of workspace.presence.peers(`space/${space}`)) {
        const items = peer.cell == null ? peer.items : [peer.cell.item, ...peer.items]
        for (const item of items) if (!found.has(item)) found.set(item, peer)
      }
      return found
    },
    new Map<string, Peer>(),
    { equals: samePeers },
  )
  return { on: item => byItem().get(item) }
}

function samePeers(left: ReadonlyMap<string, Peer>, right: ReadonlyMap<string, Peer>): boolean {
  if (left.size !== right.size) return false
  return [...left].every(([item, peer]) => {
    const other = right.get(item)
    return other?.peer === peer.peer && other.cell?.item === peer.cell?.item && other.cell?.column === peer.cell?.column
  })
}

/** As many as others read. */
const MOST_ITEMS = 50

/** Tells the others what is selected and open here, and the cell that the cursor is in. */
export function tellListPeers(
  workspace: Workspace,
  space: string,
  {
    selected,
    openItem,
    cursor,
  }: {
    readonly selected: Accessor<ReadonlySet<string>>
    readonly openItem: Accessor<string | null>
    readonly cursor: Cursor
  },
): void {
  const tell = () => {
    const items = new Set(selected())
    const opened = openItem()
    if (opened !== null) items.add(opened)
    const { line, column } = cursor.at()
    workspace.presence.tell(`space/${space}`, {
      items: [...items].slice(0, MOST_ITEMS),
      drag: null,
      cell: line === null || column === null || line.includes(":") ? null : { item: line, column },
    })
  }
  createEffect(on([selected, openItem, cursor.at], tell))
  onCleanup(() => workspace.presence.tell(`space/${space}`, { items: [], cell: null }))
}
