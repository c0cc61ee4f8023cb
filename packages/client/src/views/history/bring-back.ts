import { bringBack, type BringBack, type LeftOut, type PastText } from "@weft/model/actions/bring-back"
import { bringBackComment } from "@weft/model/actions/work"
import type { CommentId, ItemId, SpaceId } from "@weft/model/base/ids"
import type { PastChangeOfComment } from "@weft/model/history/past-change"
import type { DocumentPath } from "@weft/model/schema/change"
import type { ProseNode } from "@weft/model/schema/prose"
import { proseSaying } from "@weft/model/schema/prose-saying"
import type { PastItems } from "../../data/history/history-messages.ts"
import type { Workspace } from "../../data/workspace.ts"
import { sayRefusal, undoLast } from "../../parts/acting.ts"
import { history } from "../../text/history.ts"
import { t } from "../../text/index.ts"
import { rotateCcwIcon, triangleAlertIcon } from "../../ui/icons.ts"
import { showToast } from "../../ui/toast.tsx"

/** Writes records and a text back as one step; answers whether anything changed, and what was left out. */
function writeBack(workspace: Workspace, space: SpaceId, past: BringBack, says: string): LeftOut[] | null {
  const leftOut: LeftOut[] = []
  const refusal = workspace.run(space, bringBack, { ...past, leftOut: left => leftOut.push(left) }, says)
  if (refusal !== null) sayRefusal(refusal)
  return refusal === null ? leftOut : null
}

/** Brings records back, and says so with the way out. */
export function bringBackRecords(
  workspace: Workspace,
  space: SpaceId,
  records: BringBack["records"],
  what: string,
): void {
  const says = history().did(what)
  const leftOut = writeBack(workspace, space, { records }, says)
  if (leftOut !== null) sayDone(workspace, [says, ...saidOf(leftOut, 0)])
}

/** Brings items back as they stood, with what the one item said, as one step, and says what was left as it is. */
export async function bringBackPast(workspace: Workspace, space: SpaceId, past: PastItems): Promise<void> {
  const { records, absent, text: wanted } = past
  const items = records.filter(({ kind }) => kind === "items")
  if (items.length === 0) return void showToast({ text: history().absent(absent.length), icon: triangleAlertIcon })
  const text = wanted === null ? null : await pastText(workspace, space, items[0]!.id, wanted)
  const says = history().didItems(items.length)
  const leftOut = writeBack(workspace, space, { records, text }, says)
  if (leftOut === null) return
  const isWithoutText = wanted !== null && text === null
  sayDone(workspace, [says, ...saidOf(leftOut, absent.length), ...(isWithoutText ? [history().textNotHere] : [])])
}

/** Brings back what a description said, and says so with the way out. */
export async function bringBackDescription(
  workspace: Workspace,
  space: SpaceId,
  item: string,
  wanted: string,
): Promise<void> {
  const text = await pastText(workspace, space, item, wanted)
  if (text === null) return sayNotHere()
  if (text.standing === text.wanted) return void showToast({ text: history().alreadySo })
  const says = history().did(history().description)
  if (writeBack(workspace, space, { records: [], text }, says) !== null) sayDone(workspace, [says])
}

/** Brings a comment back out of the trash, or what it said before it was edited. */
export async function bringBackSaid(workspace: Workspace, space: SpaceId, change: PastChangeOfComment): Promise<void> {
  const { id, item, before, after } = change
  const path: DocumentPath = `comments/${space}/${item}`
  const standing = after === null ? [] : await standingProse(workspace, path, id)
  if (standing === null) return sayNotHere()
  const text = after === null ? null : { standing, wanted: proseSaying(standing, before ?? "") }
  if (text !== null && text.standing === text.wanted) return void showToast({ text: history().alreadySo })
  const says = history().did(history().comment)
  const said = { item: item as ItemId, comment: id as CommentId, text }
  const refusal = workspace.run(space, bringBackComment, said, says)
  if (refusal === null) sayDone(workspace, [says])
  else sayRefusal(refusal)
}

/** What a comment says is its author's to change; whoever may comment may take one out of the trash. */
export function mayBringBackSaid(workspace: Workspace, space: SpaceId, change: PastChangeOfComment): boolean {
  const { item, by, after } = change
  return workspace.mayWrite(`comments/${space}/${item}`) && (after === null || by === workspace.me)
}

/** What a description is to say, over what it says; `null` where that does not come here. */
async function pastText(workspace: Workspace, space: SpaceId, item: string, wanted: string): Promise<PastText | null> {
  const standing = await standingProse(workspace, `text/${space}/${item}`)
  return standing === null ? null : { item, standing, wanted: proseSaying(standing, wanted) }
}

/** The editor's part of the model comes only now: few ever bring text back. */
async function standingProse(
  workspace: Workspace,
  path: DocumentPath,
  root?: string,
): Promise<readonly ProseNode[] | null> {
  const part = await import("../../data/history/bring-back-text.ts")
  return part.standingProse(workspace, path, root)
}

function saidOf(leftOut: readonly LeftOut[], absent: number): string[] {
  return [
    ...(leftOut.length > 0 ? [history().leftOut(leftOut.length)] : []),
    ...(absent > 0 ? [history().absent(absent)] : []),
  ]
}

function sayNotHere(): void {
  showToast({ text: history().textNotHere, icon: triangleAlertIcon })
}

function sayDone(workspace: Workspace, parts: readonly string[]): void {
  const undo = { label: t().general.undo, run: () => void undoLast(workspace) }
  showToast({ text: parts.join(" · "), icon: rotateCcwIcon, action: undo })
}
