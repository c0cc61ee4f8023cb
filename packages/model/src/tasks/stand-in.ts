import type { TeamId } from "../base/ids.ts"
import type { Item } from "../schema/item.ts"

/**
 * The team that stands in for whoever will be accountable (FEATURES T3). A person takes its place, also one who was
 * chosen at the same time as the team (MERGE P8).
 */
export function standInOf({ owner, team }: Pick<Item, "owner" | "team">): TeamId | null {
  return owner === null ? team : null
}
