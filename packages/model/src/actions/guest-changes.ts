import type { ItemId, SpaceId } from "../base/ids.ts"
import { refuse, type Refusal } from "../base/result.ts"
import { DELETED, familyField, splitFamily, type Change } from "../schema/change.ts"
import { reversed, type Mapping } from "../schema/mapping.ts"
import { placementId } from "../schema/placement.ts"
import { isOfPlacement, type Guest } from "../tasks/guests.ts"

type Guests = ReadonlyMap<ItemId, Guest>
type ItemChange = Extract<Change, { do: "set" | "add" | "remove" }>

/** What only the home of an item decides: where it lies, and whether it is in an archive. */
const AT_HOME_ONLY: ReadonlySet<string> = new Set(["movedTo", "movedAs", "archived", "archivedIn", "broughtBackAt"])

/** Facts that a space says in words of its own. */
const OF_HERE: ReadonlySet<string> = new Set(["facts-status", "facts-state", "facts-type"])

/** The fields in which a record names the item that it belongs to. */
const NAMES_ITEM = ["item", "from", "to", "parent"] as const

/**
 * The changes that an action decided in a space with guests among its items, as they are written: where a guest stands
 * goes to its placement here, and what it says to its home, in the words of that. Taking a guest off ends its placement
 * and leaves the item alone. All of it is refused where a part of it cannot be said there.
 */
export function withGuestsAtHome(
  changes: readonly Change[],
  here: SpaceId,
  guests: Guests,
): readonly Change[] | Refusal {
  if (guests.size === 0) return changes
  const written: Change[] = []
  for (const change of changes) {
    const answer = change.do === "prose" ? change : redirected(change, here, guests)
    if (answer === null) continue
    if ("refused" in answer) return answer
    written.push(answer)
  }
  return written
}

function redirected(change: Exclude<Change, { do: "prose" }>, here: SpaceId, guests: Guests): Change | Refusal | null {
  const guest = change.kind === "items" ? guests.get(change.id as ItemId) : undefined
  if (guest === undefined) return besideGuests(change, guests)
  if (change.do === "create") return refuse("exists")
  if (change.do === "set" && change.field === "parent" && change.value !== null) return refuse("guest-has-no-parent")
  if (change.do === "set" && (change.field === "parent" || change.field === "parentBefore")) return null
  if (change.do === "set" && change.field === "status" && guest.isSettled)
    return refuse("finished-at-home", { item: guest.item.title })
  if (change.field === DELETED || isOfPlacement(change.field))
    return { ...change, kind: "placements", id: placementId(change.id as ItemId), document: `space/${here}` }
  return guest.state === "shown" ? atHome(change, guest) : refuse("not-readable")
}

/** A change of a record beside a guest: its own moves are no facts of the item, and nothing of this space hangs on it. */
function besideGuests(change: Exclude<Change, { do: "prose" }>, guests: Guests): Change | Refusal | null {
  if (change.do === "set" && change.field === "parent" && guests.has(change.value as ItemId))
    return refuse("guest-has-no-parent")
  if (change.do !== "create" || change.kind === "placements") return change
  if (!NAMES_ITEM.some(field => guests.has(change.seed[field] as ItemId))) return change
  if (change.kind === "ticketEvents") return eventAtHome(change, guests)
  return change.kind === "transitions" ? null : refuse("only-at-home")
}

/** An event of a guest, as its home tells it: its column here is no state of it there, and types have ids of their own. */
function eventAtHome(event: Extract<Change, { do: "create" }>, guests: Guests): Change | null {
  const guest = guests.get(event.seed["item"] as ItemId)
  const seed = Object.fromEntries(Object.entries(event.seed).filter(([field]) => !OF_HERE.has(field)))
  const isEmpty = !Object.keys(seed).some(field => field.startsWith("facts-"))
  return guest === undefined || isEmpty ? null : { ...event, document: `space/${guest.home}`, seed }
}

/** A change of what a guest says, as its home writes it. */
function atHome(change: ItemChange, { home, mapping }: Guest): Change | Refusal {
  if (AT_HOME_ONLY.has(change.field)) return refuse("only-at-home")
  const back = reversed(mapping)
  const document = `space/${home}`
  if (change.do !== "set") {
    const member = change.field === "labels" ? back[change.member] : change.member
    return member === undefined ? refuse("unknown-at-home") : { ...change, document, member }
  }
  const [family, key] = splitFamily(change.field) ?? [change.field, ""]
  if (family === "custom") {
    const field = back[key]
    const value = valueAtHome(change.value, back)
    return field === undefined
      ? refuse("unknown-at-home")
      : { ...change, document, field: familyField(family, field), value }
  }
  if (family !== "type" || change.value === null) return { ...change, document }
  const value = back[change.value as string]
  return value === undefined ? refuse("unknown-at-home") : { ...change, document, value }
}

/** Options go by what stands for them; all else is the same everywhere. */
function valueAtHome(value: unknown, back: Mapping): unknown {
  if (typeof value === "string") return back[value] ?? value
  return Array.isArray(value) ? value.map((part: string) => back[part] ?? part) : value
}
