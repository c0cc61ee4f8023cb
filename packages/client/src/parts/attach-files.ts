import type { AttachmentId, ItemId, SpaceId } from "@weft/model/base/ids"
import { openFiles } from "../data/files/resume-files.ts"
import type { Workspace } from "../data/workspace.ts"
import { attachmentWords } from "../text/attachments.ts"
import { t } from "../text/index.ts"
import { paperclipIcon, triangleAlertIcon } from "../ui/icons.ts"
import { showToast } from "../ui/toast.tsx"
import { sayRefusal, undoLast } from "./acting.ts"

/** A file that was attached. */
export interface AttachedFile {
  readonly id: AttachmentId
  readonly name: string
}

/**
 * Attaches files to an item, one after the other, and says what could not be, or what was where nothing shows it
 * (`isSeen`). Resolves with those that are attached.
 */
export async function attachFiles(
  workspace: Workspace,
  space: SpaceId,
  item: ItemId,
  files: readonly File[],
  isSeen: boolean,
): Promise<readonly AttachedFile[]> {
  const words = attachmentWords()
  const part = await openFiles(workspace).catch(() => null)
  if (part === null) {
    showToast({ text: t().toast.partMissing, icon: triangleAlertIcon })
    return []
  }
  const attached: AttachedFile[] = []
  for (const file of files) {
    const done = await part.attach(space, item, file, words.did.attach(file.name))
    if (typeof done === "string") {
      attached.push({ id: done, name: file.name })
      if (!isSeen) sayAttached(workspace, file.name)
    } else if ("action" in done) sayRefusal(done.action)
    else showToast({ text: words.notKept[done.kept](file.name), icon: triangleAlertIcon })
  }
  return attached
}

/** Where no list shows it, it is said. */
function sayAttached(workspace: Workspace, name: string): void {
  showToast({
    text: attachmentWords().attached(name),
    icon: paperclipIcon,
    action: { label: t().general.undo, run: () => void undoLast(workspace) },
  })
}
