import type { ItemId, LabelId, SpaceId } from "../base/ids.ts"
import { splitFamily } from "../schema/change.ts"
import type { Item } from "../schema/item.ts"
import { blankRow } from "../schema/row.ts"
import type { Mapping } from "../schema/mapping.ts"
import type { Placement } from "../schema/placement.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { mappingBetween } from "./space-mapping.ts"
import { shownStatus } from "./workflow.ts"

/*
 * Guests: items that lie in one space, their home, and are shown in another as well, where a placement says where they
 * stand (MERGE B16 to B20). What a guest says is its home's; its column, its place on boards and its place in the list
 * are the placement's.
 */

/** What a reader has of another space: its rows, or why it has none. */
export type KnownSpace = Snapshot | "withheld" | "not-here"

/** An item of another space as it is shown here. */
export interface Guest {
  /** The item as this space reads it. Of one that cannot be read nothing is known but where it stands here. */
  readonly item: Item
  /** Where it lies, as far as that can be followed from here. */
  readonly home: SpaceId
  /** `withheld`: the person may not open its home; `not-here`: its home, or it, has not arrived on this device. */
  readonly state: "shown" | "withheld" | "not-here"
  /** What stands here for what its home has. */
  readonly mapping: Mapping
  /** Whether it is done or cancelled where it lies, which it then is everywhere. */
  readonly isSettled: boolean
}

const NOTHING: Mapping = {}

/** The guests of a space by id, those that are in the trash of their home among them. */
export function guestsOf(here: Snapshot, known: (space: SpaceId) => KnownSpace): ReadonlyMap<ItemId, Guest> {
  const mappings = new Map<SpaceId, Mapping>()
  const mappingFrom = (home: Snapshot): Mapping => {
    const standing = mappings.get(home.space) ?? mappingBetween(home, here)
    mappings.set(home.space, standing)
    return standing
  }
  const guests = new Map<ItemId, Guest>()
  for (const placement of living(here.placements)) {
    if (placement.item === null || here.items.get(placement.item)?.deleted === null) continue
    const guest = guestOf(placement, placement.item, here, known, mappingFrom)
    if (guest !== null) guests.set(placement.item, guest)
  }
  return guests
}

/** A space with its guests among its items: what its boards and lists show, and what is acted on there. */
export function withGuests(here: Snapshot, guests: ReadonlyMap<ItemId, Guest>): Snapshot {
  if (guests.size === 0) return here
  return { ...here, items: here.items.withAll([...guests].map(([id, { item }]) => [id, item] as const)) }
}

function guestOf(
  placement: Placement,
  id: ItemId,
  here: Snapshot,
  known: (space: SpaceId) => KnownSpace,
  mappingFrom: (home: Snapshot) => Mapping,
): Guest | null {
  const { home, rows } = homeOf(id, placement.home, here.space, known)
  if (home === null || home === here.space) return null
  const item = typeof rows === "string" ? undefined : rows.items.get(id)
  if (typeof rows === "string" || item === undefined) {
    const state = rows === "withheld" ? rows : "not-here"
    return { item: asPlaced(blankItem(id), placement), home, state, mapping: NOTHING, isSettled: false }
  }
  const mapping = mappingFrom(rows)
  const category = shownStatus(item, rows)?.category
  const isSettled = category === "done" || category === "cancelled"
  return { item: asGuest(item, placement, mapping, isSettled), home, state: "shown", mapping, isSettled }
}

/** Follows an item from the space that it lay in when it was placed to the one that it lies in now. */
function homeOf(
  id: ItemId,
  from: SpaceId | null,
  here: SpaceId,
  known: (space: SpaceId) => KnownSpace,
): { readonly home: SpaceId | null; readonly rows: KnownSpace } {
  const seen = new Set<SpaceId>()
  let [home, rows]: [SpaceId | null, KnownSpace] = [from, "not-here"]
  while (home !== null && home !== here && !seen.has(home)) {
    seen.add(home)
    rows = known(home)
    const movedTo: SpaceId | null = typeof rows === "string" ? null : (rows.items.get(id)?.movedTo ?? null)
    if (movedTo === null) break
    home = movedTo
  }
  return { home, rows }
}

function blankItem(id: ItemId): Item {
  return blankRow("items", id) as unknown as Item
}

/** Where an item stands here is what its placement says; its home's tree is not this space's. */
function asPlaced(item: Item, { status, rank, place }: Placement): Item {
  return { ...item, status: status ?? item.status, rank, place, parent: null, parentBefore: null, marks: [] }
}

/** An item as this space reads it: what its own set-up calls by a name that this one knows goes by that. */
function asGuest(item: Item, placement: Placement, mapping: Mapping, isSettled: boolean): Item {
  const translated = item.status === null ? null : ((mapping[item.status] ?? null) as Item["status"])
  const placed = asPlaced({ ...item, status: translated }, placement)
  return {
    ...placed,
    // Finished is finished everywhere: whoever looks here is not told of work that is over.
    status: isSettled ? translated : placed.status,
    type: item.type === null ? null : ((mapping[item.type] ?? null) as Item["type"]),
    labels: item.labels.flatMap(label => (mapping[label] as LabelId | undefined) ?? []),
    custom: customAs(item.custom, mapping),
    conflicts: item.conflicts.filter(({ field }) => !isOfPlacement(field)),
  }
}

function customAs(custom: Item["custom"], mapping: Mapping): Item["custom"] {
  const mapped: Record<string, Item["custom"][string]> = {}
  for (const field of Object.keys(custom)) {
    const [there, value] = [mapping[field], custom[field]!]
    if (there === undefined) continue
    if (typeof value === "string") mapped[there] = mapping[value] ?? value
    else mapped[there] = typeof value === "object" ? value.map(option => mapping[option] ?? option) : value
  }
  return mapped
}

const OF_PLACEMENT: ReadonlySet<string> = new Set(["status", "rank", "place", "parent", "parentBefore"])

/** Whether a stored field of an item is its placement's where it is a guest. */
export function isOfPlacement(field: string): boolean {
  return OF_PLACEMENT.has(splitFamily(field)?.[0] ?? field)
}
