import type { ChangeFreeze } from "../schema/change-freeze.ts"
import type { Item } from "../schema/item.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { dayOf } from "../time/moment.ts"
import { ticketKindOf } from "./ticket-kind.ts"

/**
 * The freezes that a change would fall into by its planned window, the earliest first: nobody is stopped, and whoever
 * plans it is told. A window or a freeze with one end only is that one day.
 */
export function freezesMet(
  snapshot: Pick<Snapshot, "changeFreezes" | "itemTypes">,
  item: Pick<Item, "type" | "start" | "due">,
): readonly ChangeFreeze[] {
  const window = daysOf(item.start, item.due)
  if (window === null || ticketKindOf(snapshot, item) !== "change") return []
  return living(snapshot.changeFreezes)
    .filter(({ start, end }) => {
      const freeze = daysOf(start, end)
      return freeze !== null && freeze.first <= window.last && window.first <= freeze.last
    })
    .sort((one, other) => ((one.start ?? "") + one.id < (other.start ?? "") + other.id ? -1 : 1))
}

function daysOf(start: string | null, end: string | null): { readonly first: string; readonly last: string } | null {
  const [first, last] = [start ?? end, end ?? start]
  if (first === null || last === null) return null
  const days = [dayOf(first), dayOf(last)].sort()
  return { first: days[0]!, last: days[1]! }
}
