import type { SpaceId } from "@weft/model/base/ids"
import type { Workspace } from "../workspace.ts"

/**
 * Gives a space a file that another space has, for an attachment that came along with an item. Answers whether the relay
 * has it there now; the bytes are not sent.
 */
export async function shareFile(workspace: Workspace, from: SpaceId, to: SpaceId, hash: string): Promise<boolean> {
  const reply = await fetch(`/api/files/${workspace.id}/${to}/shared`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ hash, from }),
  }).catch(() => null)
  return reply?.ok === true
}

/** Looks for a file in the other spaces that the person may open, and gives it to this one. */
export async function findFile(workspace: Workspace, space: SpaceId, hash: string): Promise<boolean> {
  for (const other of workspace.spaces())
    if (other !== space && (await shareFile(workspace, other, space, hash))) return true
  return false
}
