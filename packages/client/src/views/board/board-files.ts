import type { ItemId } from "@weft/model/base/ids"
import { onCleanup } from "solid-js"
import type { Workspace } from "../../data/workspace.ts"
import { makeFileDrop } from "../../parts/file-drop.ts"
import { t } from "../../text/index.ts"
import { showToast } from "../../ui/toast.tsx"
import type { BoardState } from "./board-context.ts"

/** Attaches files to the cards that they are dropped on. Inside of a computation, until that ends. */
export function makeCardsTakeFiles(root: HTMLElement, { model, mayWrite }: BoardState, workspace: Workspace): void {
  const stop = makeFileDrop(root, {
    target: over => (mayWrite() ? over.closest<HTMLElement>("[data-card]") : null),
    onFiles: (files, card) => void attach(files, card.dataset["card"] as ItemId),
  })
  onCleanup(stop)

  async function attach(files: readonly File[], item: ItemId): Promise<void> {
    const part = await import("../../parts/attach-files.ts").catch(() => null)
    if (part === null) return void showToast({ text: t().toast.partMissing })
    await part.attachFiles(workspace, model.space.guests?.of(item)?.home ?? model.space.id, item, files, false)
  }
}
