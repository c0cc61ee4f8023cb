import type { WorkspaceId } from "@weft/model/base/ids"
import { forgetKnown } from "./known-workspaces.ts"
import { openData } from "./open-data.ts"

/**
 * Removes a workspace from this device: its documents, its files, and what this browser remembers of it. Resolves when
 * its database is gone. There is no way back to what no relay has.
 */
export async function forgetWorkspace(storage: Storage, workspace: WorkspaceId): Promise<void> {
  const port = await openData()
  await new Promise<void>((resolve, reject) => {
    port.listen(message => {
      if (message.tell === "answer") resolve()
      else if (message.tell === "refused") reject(new Error(message.detail))
    })
    port.post({ do: "forget", request: 1, workspace })
  })
  port.close()
  forgetKnown(storage, workspace)
  // Drafts and recent places bear its name.
  for (const key of Object.keys(storage)) if (key.includes(workspace)) storage.removeItem(key)
}
