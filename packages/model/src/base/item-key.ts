import { provisionalMark, type ItemId } from "./ids.ts"

/** The key that people call an item by: `ERP-12`, or `ERP-7K3Q`, a mark of its id, until the relay has given it a number. */
export function profileKey(prefix: string, item: { readonly id: ItemId; readonly number: number | null }): string {
  return `${prefix === "" ? "ITEM" : prefix}-${item.number ?? provisionalMark(item.id)}`
}
