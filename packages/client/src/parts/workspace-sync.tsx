import { createMemo, type JSX } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import { fileCounts } from "../data/files/resume-files.ts"
import { SyncIndicator } from "./sync-indicator.tsx"
import { sameSyncState, syncStateOf } from "./sync-state.ts"

/** How far the changes of this workspace have come. `onOpen` says more: what waits, or what was refused and why. */
export function WorkspaceSync(props: { readonly onOpen: () => void }): JSX.Element {
  const workspace = useWorkspace()
  // Several reports come with every key; what is shown of them is mostly the same.
  const sync = createMemo(() => syncStateOf(workspace.sync(), fileCounts()), undefined, { equals: sameSyncState })
  return <SyncIndicator sync={sync()} onOpen={() => props.onOpen()} />
}
