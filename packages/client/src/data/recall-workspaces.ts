import { knownWorkspaces, rememberWorkspace } from "./known-workspaces.ts"
import type { KnownWorkspace, Port, ToTab, ToWorker } from "./messages.ts"
import { openData } from "./open-data.ts"

/** After so long the page goes on without: a worker that does not answer must not keep it empty, in milliseconds. */
const MOST_MILLIS = 1_500

/**
 * Adds to the browser's list of workspaces those that only the data worker knows of.
 *
 * Browsers write that list to disk seconds later, and a crash in between loses it, while the work itself is kept. Without
 * its entry, a workspace that never left the device would look like one that somebody shared, and joining it would.
 */
export async function recallWorkspaces(storage: Storage): Promise<void> {
  const port = await openData()
  const listed = new Set<string>(knownWorkspaces(storage).map(({ id }) => id))
  for (const { me, ...workspace } of await workspacesOf(port))
    if (me !== null && !listed.has(workspace.id)) rememberWorkspace(storage, { ...workspace, me, myName: "" })
  port.close()
}

/** What the data worker knows of workspaces; nothing where it does not answer in time. */
function workspacesOf(port: Port<ToWorker, ToTab>): Promise<readonly KnownWorkspace[]> {
  return new Promise(resolve => {
    setTimeout(() => resolve([]), MOST_MILLIS)
    port.listen(message => {
      if (message.tell === "answer") resolve(message.value as readonly KnownWorkspace[])
      else if (message.tell === "refused") resolve([])
    })
    port.post({ do: "list-workspaces", request: 1 })
  })
}
