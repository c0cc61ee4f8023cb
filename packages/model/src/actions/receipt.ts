import type { ItemId, StatusId } from "../base/ids.ts"
import { refuse, type Refusal } from "../base/result.ts"
import type { ReceiptId } from "../schema/conversation.ts"
import { defineAction, type ActionContext } from "./define.ts"
import { reparentItem, writeStatus } from "./item.ts"

export interface OneReceipt {
  readonly receipt: ReceiptId
}

/** Dismisses a receipt of one's own: it goes to the trash of the personal document. */
export const dismissReceipt = defineAction<OneReceipt>("receipt.dismiss", (context, { receipt }) =>
  dismiss(context, receipt),
)

export interface UseLost extends OneReceipt {
  readonly item: ItemId
  /** The stored name of the field in which the value lost. */
  readonly field: string
  readonly value: unknown
}

/**
 * Writes the value that lost over the one that stands, and dismisses its receipt. A status and a parent go the way of
 * every other change of them: with a transition, and refused where the workflow or the tree forbids it.
 */
export const useLost = defineAction<UseLost>("receipt.use", (context, { receipt, item, field, value }) => {
  const answer = writeField(context, { item, field, value })
  if (answer !== undefined) return answer
  dismiss(context, receipt)
})

export interface RestoreField {
  readonly item: ItemId
  /** The stored name of the field. */
  readonly field: string
  readonly value: unknown
}

/** Brings back a value that a field had before: an edit like any other, with what that brings along. */
export const restoreField = defineAction<RestoreField>("item.restore-field", writeField)

function writeField(context: ActionContext, { item, field, value }: RestoreField): Refusal | undefined {
  const { snapshot, write } = context
  const row = snapshot.items.get(item)
  if (row === undefined) return refuse("not-found")
  if (field === "status") return writeStatus(context, row, value as StatusId) ?? undefined
  if (field === "parent") return reparentItem.decide(context, { item, parent: value as ItemId | null }) ?? undefined
  write.always("items", item, field, value)
  return undefined
}

function dismiss({ write, me }: ActionContext, receipt: ReceiptId): void {
  write.trash("receipts", receipt, me, { member: me })
}
