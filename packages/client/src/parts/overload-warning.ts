import type { Snapshot } from "@weft/model/schema/snapshot"
import { overloadsBy } from "@weft/model/tasks/person-limit"
import { boardMenuWords } from "../text/board-menu.ts"
import { format, t } from "../text/index.ts"
import { triangleAlertIcon } from "../ui/icons.ts"
import { showToast } from "../ui/toast.tsx"

/** Says of everybody whom an edit brought over a board's limit per person how much they have in progress now. */
export function warnOfOverloads(before: Snapshot, after: Snapshot): void {
  for (const { member, board, load, limit } of overloadsBy(before, after)) {
    const amount = board.limitBy === "count" ? format().number : format().duration
    const who = after.members.get(member)?.name ?? t().people.nobody
    showToast({ text: boardMenuWords().personOver(who, amount(load), amount(limit)), icon: triangleAlertIcon })
  }
}
