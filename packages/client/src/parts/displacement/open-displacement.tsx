import type { ItemId } from "@weft/model/base/ids"
import { lazy, Suspense } from "solid-js"
import { WorkspaceProvider } from "../../data/context.ts"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import { serviceWords } from "../../text/service.ts"
import { openOverlay, type Anchor } from "../../ui/overlays.tsx"

const DisplacementPanel = lazy(async () => ({ default: (await import("./displacement-panel.tsx")).DisplacementPanel }))

export interface DisplacementOptions {
  readonly anchor: Anchor
  readonly workspace: Workspace
  readonly space: SpaceData
  readonly ticket: ItemId
  /** Called when the person takes the ticket here; whoever asked says what happens next. */
  readonly onTaken?: () => void
}

/** Opens what taking a ticket would do to everything else. Nothing is taken by opening it. */
export function openDisplacement({ anchor, workspace, ...ticket }: DisplacementOptions): void {
  openOverlay({
    anchor,
    label: serviceWords().whatDisplaces,
    content: close => (
      <WorkspaceProvider value={workspace}>
        <Suspense>
          <DisplacementPanel {...ticket} onClose={close} />
        </Suspense>
      </WorkspaceProvider>
    ),
  })
}
