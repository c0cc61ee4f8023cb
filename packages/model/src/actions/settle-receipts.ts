import type { ItemId } from "../base/ids.ts"
import { kindNamed, type KindName, KIND_NAMES } from "../schema/kinds.ts"
import type { Receipt, ReceiptId } from "../schema/conversation.ts"
import { splitFamily } from "../schema/change.ts"
import { defineAction, type ActionContext } from "./define.ts"
import { dismissReceipt, useLost } from "./receipt.ts"
import { isRefusal } from "../base/result.ts"

export interface SettleReceipts {
  /** Receipts whose lost values are written again, over what stands. */
  readonly take: readonly Receipt[]
  /** Receipts that are dismissed; what stands is kept. */
  readonly keep: readonly ReceiptId[]
  /** Is told of a value that no edit may set any more; its receipt stays. */
  readonly refused?: (receipt: Receipt, reason: string) => void
}

/** Settles several receipts as one step: takes what was lost again, or keeps what stands. Undo brings the receipts back. */
export const settleReceipts = defineAction<SettleReceipts>("receipt.settle", (context, { take, keep, refused }) => {
  for (const receipt of take) {
    const reason = takeAgain(context, receipt)
    if (reason !== null) refused?.(receipt, reason)
  }
  for (const receipt of keep) dismissReceipt.decide(context, { receipt })
})

/** Writes a lost value again; answers why not. */
function takeAgain(context: ActionContext, receipt: Receipt): string | null {
  const { record, field, kind: name } = receipt
  const value = receipt.values?.lost ?? null
  if (name === "items") {
    const answer = useLost.decide(context, { receipt: receipt.id, item: record as ItemId, field, value })
    return isRefusal(answer) ? answer.reason : null
  }
  const kind = KIND_NAMES.find(own => own === name)
  if (kind === undefined || !mayTake(context, kind, record, field)) return "not-found"
  context.write.always(kind, record, field, value)
  dismissReceipt.decide(context, { receipt: receipt.id })
  return null
}

/** Only what lies in the space acted in can be found by its kind and id alone. */
function mayTake({ snapshot }: ActionContext, kind: KindName, record: string, field: string): boolean {
  const { document, fields } = kindNamed(kind)
  const isOfSpace = document === "space" || document === "setup"
  return isOfSpace && snapshot[kind].has(record as never) && (splitFamily(field)?.[0] ?? field) in fields
}
