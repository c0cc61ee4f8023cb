import { createMemo, type Accessor } from "solid-js"
import type { Peer } from "../../data/presence.ts"
import type { QueueState } from "./queue-state.ts"

/** Who else is at which ticket, by its id; whoever writes comes first. Followed. */
export function createQueuePeers({ workspace, space }: QueueState): Accessor<ReadonlyMap<string, Peer>> {
  return createMemo(() => {
    const found = new Map<string, Peer>()
    for (const peer of workspace.presence.peers(`space/${space.id}`)) {
      if (peer.typing != null) found.set(peer.typing.item, peer)
      for (const item of peer.items) if (!found.has(item)) found.set(item, peer)
    }
    return found
  })
}
