import { lazy, Show, Suspense, type JSX } from "solid-js"
import { useCommands } from "../commands/command-host.ts"
import { watchMerges } from "./watch-merges.ts"
import { isMergedOpen, setMergedOpen } from "./merged-state.ts"
import { TellPlace } from "./tell-place.tsx"

const MergedDialog = lazy(async () => ({ default: (await import("./merged-dialog.tsx")).MergedDialog }))

/** What goes on beside every screen of a workspace: the others are told where this person is, and the person what merged. */
export function Beside(): JSX.Element {
  watchMerges()
  useCommands({ merged: { run: () => setMergedOpen(true) } })
  return (
    <>
      <TellPlace />
      <Suspense>
        <Show when={isMergedOpen()}>
          <MergedDialog onClose={() => setMergedOpen(false)} />
        </Show>
      </Suspense>
    </>
  )
}
