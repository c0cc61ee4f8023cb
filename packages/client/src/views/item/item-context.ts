import type { ItemId, MemberId } from "@weft/model/base/ids"
import type { Item } from "@weft/model/schema/item"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { createContext, useContext, type Accessor } from "solid-js"
import type { LiveRow } from "../../data/row.ts"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import type { Act } from "../../parts/acting.ts"

/** What every section of the item panel shares: whose item it is, how to read it and how to act on it. */
export interface OpenItem {
  readonly workspace: Workspace
  readonly space: SpaceData
  readonly id: ItemId
  /** The item's row; its fields are followed one by one. */
  readonly row: LiveRow<Item>
  /** The key that people call it by. */
  readonly key: Accessor<string>
  readonly today: Accessor<string>
  /** Workflow, types, fields, labels and people of the space, followed; items as they were when one of those changed. */
  readonly setup: Accessor<Snapshot>
  readonly act: Act
  /** Whether the person may change the item, as far as is known. */
  readonly mayWrite: Accessor<boolean>
  readonly me: MemberId
  readonly open: (item: ItemId) => void
}

const ItemContext = createContext<OpenItem>()

export const ItemProvider = ItemContext.Provider

/** The item that is open. Only below the item panel. */
export function useItem(): OpenItem {
  const item = useContext(ItemContext)
  if (item === undefined) throw new Error("Broken invariant: this part stands outside the item panel")
  return item
}
