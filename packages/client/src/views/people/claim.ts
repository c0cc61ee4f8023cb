import { perform } from "@weft/model/actions/define"
import { claimMember, joinMember, type ClaimMember } from "@weft/model/actions/people"
import type { SpaceId } from "@weft/model/base/ids"
import { isRefusal, refuse, type Refusal } from "@weft/model/base/result"
import type { Change } from "@weft/model/schema/change"
import { spaceReady } from "../../data/space-ready.ts"
import type { Workspace } from "../../data/workspace.ts"

/**
 * Says who a placeholder is, in every space of the workspace and around them, as one step of undo. Spaces in the trash are
 * included, since they may come back. Answers why not, or nothing.
 */
export async function claimEverywhere(workspace: Workspace, claim: ClaimMember, says: string): Promise<Refusal | null> {
  const ids = [...workspace.live.plain.places.keys()] as SpaceId[]
  await Promise.all(ids.map(id => spaceReady(workspace.space(id))))
  const acting = { me: workspace.me, now: workspace.now(), random: workspace.random }
  const changes: Change[] = []
  for (const id of ids) {
    const own = perform(claimMember, workspace.snapshot(id), claim, acting)
    if (isRefusal(own)) return own
    changes.push(...own)
  }
  const around = perform(joinMember, workspace.snapshot("" as SpaceId), claim, acting)
  if (isRefusal(around)) return around
  try {
    await workspace.write("" as SpaceId, [...changes, ...around], says)
    return null
  } catch {
    return refuse("not-written")
  }
}
