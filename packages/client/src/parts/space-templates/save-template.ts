import { saveBoardTemplate, saveSpaceTemplate } from "@weft/model/actions/space-template"
import { newId, type BoardId, type SpaceTemplateId } from "@weft/model/base/ids"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import { t } from "../../text/index.ts"
import { spaceTemplateWords } from "../../text/space-templates.ts"
import { copyIcon } from "../../ui/icons.ts"
import type { Anchor } from "../../ui/overlays.tsx"
import { showToast } from "../../ui/toast.tsx"
import { sayRefusal, undoLast } from "../acting.ts"
import { openSmallForm } from "../small-form.tsx"

export interface SaveSpaceTemplateOptions {
  readonly anchor: Anchor
  readonly workspace: Workspace
  readonly space: SpaceData
}

/** Asks what a template of a space is to be called and whether its items are kept, and saves it. */
export function openSaveSpaceTemplate({ anchor, workspace, space }: SaveSpaceTemplateOptions): void {
  const words = spaceTemplateWords()
  openSmallForm({
    anchor,
    label: words.name,
    value: space.live.plain.profiles.get(space.id)?.name ?? "",
    choice: {
      label: words.saveWithItems,
      value: "without",
      options: [
        { value: "without", label: words.withoutItems },
        { value: "with", label: words.withItems },
      ],
    },
    done: t().general.save,
    onDone: (name, kept) => {
      const id = newId<SpaceTemplateId>(workspace.random)
      const args = { id, name, withItems: kept === "with" }
      return said(workspace.run(space.id, saveSpaceTemplate, args, words.step(name)), name, workspace)
    },
  })
}

/** Asks what a template of a board is to be called, and saves it. */
export function openSaveBoardTemplate({ anchor, workspace, space }: SaveSpaceTemplateOptions, board: BoardId): void {
  const words = spaceTemplateWords()
  openSmallForm({
    anchor,
    label: words.name,
    value: space.live.plain.boards.get(board)?.name ?? "",
    done: t().general.save,
    onDone: name => {
      const id = newId<SpaceTemplateId>(workspace.random)
      const args = { id, name, board }
      return said(workspace.run(space.id, saveBoardTemplate, args, words.step(name)), name, workspace)
    },
  })
}

function said(refusal: ReturnType<Workspace["run"]>, name: string, workspace: Workspace): boolean {
  if (refusal !== null) {
    sayRefusal(refusal)
    return false
  }
  showToast({
    text: spaceTemplateWords().saved(name.trim()),
    icon: copyIcon,
    action: { label: t().general.undo, run: () => void undoLast(workspace) },
  })
  return true
}
