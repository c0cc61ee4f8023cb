import type { ItemTypeId, TicketCategoryId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import { CategoryTree } from "../service/category-tree.ts"
import { defineAction } from "./define.ts"
import { rankBefore } from "./rank-before.ts"

/** How many levels the category tree has at most: whoever chooses one has to find it. */
const MOST_CATEGORY_LEVELS = 6

export interface CreateTicketCategory {
  readonly id: TicketCategoryId
  readonly name: string
  readonly parent: TicketCategoryId | null
}

/** Makes a category, last under another or at the top. */
export const createTicketCategory = defineAction<CreateTicketCategory>(
  "ticket-category.create",
  ({ snapshot, write, random }, { id, name, parent }) => {
    if (name.trim() === "") return refuse("name-missing")
    if (snapshot.ticketCategories.has(id)) return refuse("exists")
    if (parent !== null && snapshot.ticketCategories.get(parent)?.deleted !== null) return refuse("not-found")
    const tree = new CategoryTree(snapshot.ticketCategories)
    if (isTooDeep(tree, parent, 0)) return refuse("category-too-deep", { most: MOST_CATEGORY_LEVELS })
    const rank = rankBefore(tree.children(parent), null, null, random)
    write.create("ticketCategories", id, { name: name.trim(), parent, rank })
  },
)

export const renameTicketCategory = defineAction<{ readonly id: TicketCategoryId; readonly name: string }>(
  "ticket-category.rename",
  ({ snapshot, write }, { id, name }) => {
    if (snapshot.ticketCategories.get(id)?.deleted !== null) return refuse("not-found")
    if (name.trim() === "") return refuse("name-missing")
    write.patch("ticketCategories", id, { name: name.trim() })
  },
)

/** Says whether tickets of a type may have a category and those under it. Once one type is named, only named ones may. */
export const allowCategoryFor = defineAction<{
  readonly id: TicketCategoryId
  readonly type: ItemTypeId
  readonly allowed: boolean
}>("ticket-category.allow", ({ snapshot, write }, { id, type, allowed }) => {
  if (snapshot.ticketCategories.get(id)?.deleted !== null || !snapshot.itemTypes.has(type)) return refuse("not-found")
  if (allowed) write.add("ticketCategories", id, "types", type)
  else write.remove("ticketCategories", id, "types", type)
})

export interface MoveTicketCategory {
  readonly id: TicketCategoryId
  readonly parent: TicketCategoryId | null
  /** The one that it shall stand before, or nothing for the end. */
  readonly before: TicketCategoryId | null
}

/** Moves a category under another or to the top; refused under itself. A ring that a merge makes is cut on reading (MERGE T15). */
export const moveTicketCategory = defineAction<MoveTicketCategory>(
  "ticket-category.move",
  ({ snapshot, write, random }, { id, parent, before }) => {
    if (snapshot.ticketCategories.get(id)?.deleted !== null) return refuse("not-found")
    const tree = new CategoryTree(snapshot.ticketCategories)
    if (parent !== null && snapshot.ticketCategories.get(parent)?.deleted !== null) return refuse("not-found")
    if (parent !== null && tree.isWithin(parent, id)) return refuse("category-in-itself")
    if (isTooDeep(tree, parent, tree.heightOf(id))) return refuse("category-too-deep", { most: MOST_CATEGORY_LEVELS })
    write.patch("ticketCategories", id, { parent, rank: rankBefore(tree.children(parent), before, id, random) })
  },
)

function isTooDeep(tree: CategoryTree, parent: TicketCategoryId | null, height: number): boolean {
  const above = parent === null ? 0 : tree.pathOf(parent).length
  return above + 1 + height > MOST_CATEGORY_LEVELS
}

/** Puts a category in the trash; what lies under it stands under the one above, and tickets keep it. */
export const trashTicketCategory = defineAction<{ readonly id: TicketCategoryId }>(
  "ticket-category.trash",
  ({ snapshot, write, me }, { id }) => {
    if (!snapshot.ticketCategories.has(id)) return refuse("not-found")
    write.trash("ticketCategories", id, me)
  },
)

export const restoreTicketCategory = defineAction<{ readonly id: TicketCategoryId }>(
  "ticket-category.restore",
  ({ snapshot, write }, { id }) => {
    if (!snapshot.ticketCategories.has(id)) return refuse("not-found")
    write.restore("ticketCategories", id)
  },
)
