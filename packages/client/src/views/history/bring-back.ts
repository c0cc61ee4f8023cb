import { bringBack, type BringBack, type LeftOut } from "@weft/model/actions/bring-back"
import type { ItemId, SpaceId } from "@weft/model/base/ids"
import type { PastItems } from "../../data/history/history-messages.ts"
import type { Workspace } from "../../data/workspace.ts"
import { sayRefusal, undoLast } from "../../parts/acting.ts"
import { history } from "../../text/history.ts"
import { t } from "../../text/index.ts"
import { rotateCcwIcon, triangleAlertIcon } from "../../ui/icons.ts"
import { showToast } from "../../ui/toast.tsx"

type Records = BringBack["records"]

/** Writes records back as one step; answers whether anything changed, and what was left out. */
function writeBack(workspace: Workspace, space: SpaceId, records: Records, says: string): LeftOut[] | null {
  const leftOut: LeftOut[] = []
  const refusal = workspace.run(space, bringBack, { records, leftOut: left => leftOut.push(left) }, says)
  if (refusal !== null) sayRefusal(refusal)
  return refusal === null ? leftOut : null
}

/** Brings records back, and says so with the way out. */
export function bringBackRecords(workspace: Workspace, space: SpaceId, records: Records, what: string): void {
  const says = history().did(what)
  const leftOut = writeBack(workspace, space, records, says)
  if (leftOut === null) return
  sayDone([says, ...saidOf(leftOut, 0)], () => void undoLast(workspace))
}

/** Brings items back as they stood, with what the one item said, and says what was left as it is. */
export async function bringBackPast(workspace: Workspace, space: SpaceId, past: PastItems): Promise<void> {
  const { records, absent, text } = past
  const items = records.filter(({ kind }) => kind === "items")
  if (items.length === 0) return void showToast({ text: history().absent(absent.length), icon: triangleAlertIcon })
  const says = history().didItems(items.length)
  const leftOut = writeBack(workspace, space, records, says)
  if (leftOut === null) return
  const former = text === null ? null : await writeText(workspace, space, items[0]!.id, text)
  sayDone([says, ...saidOf(leftOut, absent.length)], () => {
    void undoLast(workspace)
    if (former !== null) void writeText(workspace, space, items[0]!.id, former)
  })
}

/** Brings back what a description said, and says so with the way out. */
export async function bringBackDescription(
  workspace: Workspace,
  space: SpaceId,
  item: string,
  text: string,
): Promise<void> {
  const former = await writeText(workspace, space, item, text)
  if (former === text) return void showToast({ text: history().alreadySo })
  sayDone([history().did(history().description)], () => void writeText(workspace, space, item, former))
}

/** Writes the text; answers what stood there. The editor's part of the model comes only now: few ever bring text back. */
async function writeText(workspace: Workspace, space: SpaceId, item: string, text: string): Promise<string> {
  const { bringBackText } = await import("../../data/history/bring-back-text.ts")
  return bringBackText(workspace, space, item as ItemId, text)
}

function saidOf(leftOut: readonly LeftOut[], absent: number): string[] {
  return [
    ...(leftOut.length > 0 ? [history().leftOut(leftOut.length)] : []),
    ...(absent > 0 ? [history().absent(absent)] : []),
  ]
}

function sayDone(parts: readonly string[], undo: () => void): void {
  showToast({ text: parts.join(" · "), icon: rotateCcwIcon, action: { label: t().general.undo, run: undo } })
}
