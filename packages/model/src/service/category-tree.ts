import type { ItemTypeId, TicketCategoryId } from "../base/ids.ts"
import { compareRanked } from "../base/rank.ts"
import type { TicketCategory } from "../schema/classification.ts"
import { categoryAbove, categoryPath } from "../schema/repair/categories.ts"
import type { Table } from "../schema/snapshot.ts"

/** The categories of a service as a tree of the living ones, as `categoryAbove` repairs it. */
export class CategoryTree {
  readonly #rows: Table<TicketCategory>
  readonly #children = new Map<TicketCategoryId | null, TicketCategory[]>()

  constructor(rows: Table<TicketCategory>) {
    this.#rows = rows
    for (const row of rows.values()) {
      if (row.deleted !== null) continue
      const parent = this.parentOf(row.id)
      const standing = this.#children.get(parent)
      if (standing === undefined) this.#children.set(parent, [row])
      else standing.push(row)
    }
    for (const children of this.#children.values()) children.sort(compareRanked)
  }

  /** Those right under a category, or at the top, in their order. */
  children(parent: TicketCategoryId | null): readonly TicketCategory[] {
    return this.#children.get(parent) ?? []
  }

  /** All of them with how deep they stand, each before what lies under it. */
  outline(): readonly { readonly category: TicketCategory; readonly depth: number }[] {
    const walk = (parent: TicketCategoryId | null, depth: number): { category: TicketCategory; depth: number }[] =>
      this.children(parent).flatMap(category => [{ category, depth }, ...walk(category.id, depth + 1)])
    return walk(null, 0)
  }

  /** Those that tickets of a type may have, as {@link outline} tells them. */
  choicesFor(type: ItemTypeId | null): ReturnType<CategoryTree["outline"]> {
    return this.outline().filter(({ category }) => this.allows(category.id, type))
  }

  /** A category and those above it, itself first. One in the trash, or that nobody knows, is first as well. */
  pathOf(category: TicketCategoryId): readonly TicketCategoryId[] {
    return categoryPath(this.#rows, category)
  }

  /** The living category right above one. */
  parentOf(category: TicketCategoryId): TicketCategoryId | null {
    return categoryAbove(this.#rows, category)
  }

  isWithin(category: TicketCategoryId, above: TicketCategoryId): boolean {
    return this.pathOf(category).includes(above)
  }

  /** Whether tickets of a type may have a category: it and each above it name the type, or no type. */
  allows(category: TicketCategoryId, type: ItemTypeId | null): boolean {
    return this.pathOf(category).every(id => {
      const types = this.#rows.get(id)?.types ?? []
      return types.length === 0 || (type !== null && types.includes(type))
    })
  }

  /** How deep what lies under a category reaches below it: 0 where nothing does. */
  heightOf(category: TicketCategoryId): number {
    return this.children(category).reduce((height, { id }) => Math.max(height, this.heightOf(id) + 1), 0)
  }
}
