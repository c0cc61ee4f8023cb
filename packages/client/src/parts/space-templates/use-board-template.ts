import { applyBoardTemplate } from "@weft/model/actions/space-template"
import type { BoardId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import type { SpaceTemplate } from "@weft/model/schema/space-template"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import { t } from "../../text/index.ts"
import { spaceTemplateWords } from "../../text/space-templates.ts"
import { squareKanbanIcon } from "../../ui/icons.ts"
import { openMenu } from "../../ui/menu.tsx"
import type { Anchor } from "../../ui/overlays.tsx"
import { showToast } from "../../ui/toast.tsx"
import { sayRefusal, undoLast } from "../acting.ts"

/** Asks for a template of a board and sets the board up as it says. */
export function openUseBoardTemplate(anchor: Anchor, workspace: Workspace, space: SpaceData, board: BoardId): void {
  const templates = () =>
    living(workspace.live.table("spaceTemplates"))
      .filter(({ of }) => of === "board")
      .sort(compareRanked)
  if (templates().length === 0) return void showToast({ text: spaceTemplateWords().noBoards })
  const use = ({ name, contents }: SpaceTemplate) => {
    if (contents === null) return
    const refusal = workspace.run(space.id, applyBoardTemplate, { board, contents }, spaceTemplateWords().used(name))
    if (refusal !== null) return sayRefusal(refusal)
    showToast({
      text: spaceTemplateWords().used(name),
      icon: squareKanbanIcon,
      action: { label: t().general.undo, run: () => void undoLast(workspace) },
    })
  }
  openMenu({
    anchor,
    label: spaceTemplateWords().useBoard,
    entries: () =>
      templates().map(template => ({ label: template.name, icon: squareKanbanIcon, onSelect: () => use(template) })),
  })
}
