import { createEffect, createMemo, on, onCleanup, type Accessor } from "solid-js"
import type { Peer } from "../../data/presence.ts"
import type { Workspace } from "../../data/workspace.ts"

/** The others on this plan, as it draws them. */
export interface PlanPeers {
  /** Who has selected or opened a row; the first one who came. */
  readonly on: (item: string) => Peer | undefined
}

export function createPlanPeers(workspace: Workspace, space: string): PlanPeers {
  const byItem = createMemo(() => {
    const found = new Map<string, Peer>()
    for (const peer of workspace.presence.peers(`space/${space}`))
      for (const item of peer.items) if (!found.has(item)) found.set(item, peer)
    return found
  })
  return { on: item => byItem().get(item) }
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
  onCleanup(() => clearTimeout(timer))
}
