import { computedId, type MemberId } from "@weft/model/base/ids"
import type { LostWrite } from "@weft/model/replica/document-replica"
import type { Change, DocumentPath } from "@weft/model/schema/change"
import type { ReceiptId } from "@weft/model/schema/conversation"

/** Where a member's receipts lie. */
export function receiptsOf(me: MemberId): DocumentPath {
  return `personal/${me}`
}

/**
 * The record that tells a member that something they wrote was set aside. Its id comes from what was lost, so that it is
 * told once, whichever of their devices notices. `by` is the member who wrote what stands, or empty.
 */
export function receiptFor(
  path: DocumentPath,
  write: LostWrite,
  me: MemberId,
  by: string,
  at: number,
): Change & { do: "create" } {
  const { kind, id: record, field, lost, standing } = write
  return {
    do: "create",
    document: receiptsOf(me),
    kind: "receipts",
    id: computedId<ReceiptId>("receipt", path, kind, record, field, String(lost.stamp)),
    seed: {
      document: path,
      kind,
      record,
      field,
      reason: "overwritten",
      at,
      values: { lost: lost.value, standing: standing.value, by },
    },
  }
}
