import { WorkspaceReplica } from "@weft/model/replica/workspace-replica"
import type { Rooms } from "../rooms/rooms.ts"
import { HOLDING_NOTHING, Visit } from "./visit.ts"

/** Whether the set-up of a space holds a promise, by its document's name; not where it cannot be read. */
export async function promisesSomething(rooms: Rooms, document: string): Promise<boolean> {
  const { peer } = new Visit()
  const joined = await rooms.join(document, peer, HOLDING_NOTHING, () => true)
  if (joined.state !== "joined") return false
  const { bytes } = joined.entry
  joined.room.leave(peer)
  if (bytes.length === 0) return false
  const replica = new WorkspaceReplica({ now: () => 0, random: () => 0, clientId: 1 })
  const path = document.slice(document.indexOf("/") + 1)
  const { size } = replica.open(path, [bytes]).rows("policyVersions")
  replica.close(path)
  return size > 0
}
