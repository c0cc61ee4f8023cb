import { archivePath } from "@weft/model/schema/archive-path"
import type { RowPatch } from "@weft/model/schema/patch"
import { batch } from "solid-js"
import type { SpaceData, Workspace } from "./workspace.ts"

/** What lies in an archive document beside the items. */
const KINDS = ["checklists", "checks", "transitions", "ticketEvents", "escalations", "requests"] as const

/**
 * Shows what an archive document holds among the rows of its space, until the answered function is called. What goes
 * there meanwhile stays on the screen; what comes back is told by the space itself.
 */
export function showArchive(workspace: Workspace, space: SpaceData, quarter: string): () => void {
  const { live, release } = workspace.watched(archivePath(space.id, quarter))
  const show = (patches: readonly RowPatch[]): void => batch(() => space.live.patch(patches))
  const stops = KINDS.flatMap(kind => [
    live.observe(kind, changed =>
      show(
        Array.from(changed, ([id, row]) =>
          row === undefined ? { kind, id, gone: true } : { kind, id, set: { ...row } },
        ),
      ),
    ),
    space.live.observe(kind, changed => {
      const kept = [...changed].filter(([, row]) => row === undefined).map(([id]) => live.plain[kind].get(id))
      const patches = kept.flatMap(row => (row === undefined ? [] : [{ kind, id: row.id, set: { ...row } }]))
      // Whoever is being told of the going hears of it first.
      if (patches.length > 0) queueMicrotask(() => show(patches))
    }),
  ])
  return () => {
    for (const stop of stops) stop()
    release()
  }
}
