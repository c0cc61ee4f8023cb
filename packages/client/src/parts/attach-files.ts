import type { ItemId, SpaceId } from "@weft/model/base/ids"
import { openFiles } from "../data/files/resume-files.ts"
import type { Workspace } from "../data/workspace.ts"
import { attachmentWords } from "../text/attachments.ts"
import { t } from "../text/index.ts"
import { paperclipIcon, triangleAlertIcon } from "../ui/icons.ts"
import { showToast } from "../ui/toast.tsx"
import { sayRefusal, undoLast } from "./acting.ts"

/** Attaches files to an item, one after the other, and says what could not be, or what was where nothing shows it (`isSeen`). */
export async function attachFiles(
  workspace: Workspace,
  space: SpaceId,
  item: ItemId,
  files: readonly File[],
  isSeen: boolean,
): Promise<void> {
  const words = attachmentWords()
  const part = await openFiles(workspace).catch(() => null)
  if (part === null) return void showToast({ text: t().toast.partMissing, icon: triangleAlertIcon })
  for (const file of files) {
    const not = await part.attach(space, item, file, words.did.attach(file.name))
    if (not === null) {
      if (!isSeen) sayAttached(workspace, file.name)
    } else if ("action" in not) sayRefusal(not.action)
    else showToast({ text: words.notKept[not.kept](file.name), icon: triangleAlertIcon })
  }
}

/** Where no list shows it, it is said. */
function sayAttached(workspace: Workspace, name: string): void {
  showToast({
    text: attachmentWords().attached(name),
    icon: paperclipIcon,
    action: { label: t().general.undo, run: () => void undoLast(workspace) },
  })
}
