import type { Receipt } from "@weft/model/schema/conversation"
import { createSignal } from "solid-js"
import type { MetChange } from "../data/met-changes.ts"
import type { Workspace } from "../data/workspace.ts"

/** What others changed in what this person changed, with who did it, since this page was opened. */
export interface ToldChange extends MetChange {
  /** The member, or empty. */
  readonly by: string
}

const [met, setMet] = createSignal<readonly ToldChange[]>([])
const [isMergedOpen, setMergedOpen] = createSignal(false)

export { isMergedOpen, met, setMergedOpen, setMet }

/** The receipts of this person that nobody has dismissed, the latest first. Followed. */
export function openReceipts(workspace: Workspace): readonly Receipt[] {
  return [...workspace.live.table("receipts").values()]
    .filter(receipt => receipt.deleted === null && isTold(receipt.field))
    .sort((left, right) => right.at - left.at)
}

/** Places and ranks go with what was dropped there, which is told. */
function isTold(field: string): boolean {
  return field !== "rank" && field !== "parentBefore" && field !== "claimed" && !field.startsWith("place-")
}

/** How many changes of others met this person's. Followed. */
export function mergedAmount(workspace: Workspace): number {
  return openReceipts(workspace).length + met().length
}
