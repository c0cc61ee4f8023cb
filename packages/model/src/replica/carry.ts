import type { SpaceId } from "../base/ids.ts"
import type { KindName } from "../schema/kinds.ts"
import { composed, parseMapping, reversed, type Mapping } from "../schema/mapping.ts"
import type { RowPatch } from "../schema/patch.ts"
import type { StoredEntry } from "../schema/stored.ts"
import type { DocumentReplica } from "./document-replica.ts"
import { firstReplica, readEntry, winsOver, type Entry } from "./entry.ts"
import { translated } from "./translate.ts"

/*
 * Items that were moved between spaces (MERGE B10). Moving writes where an item lies, in the space that it leaves, and
 * nothing else; its entries are brought to the new space by any replica that has both documents open and may write in
 * them, also what was edited in the old space without knowing of the move. Bringing them again changes nothing.
 */

/** The kinds of records that go with an item. */
const BELONGINGS = [
  "checklists",
  "checks",
  "transitions",
  "ticketEvents",
  "escalations",
  "requests",
  "attachments",
  "assignments",
] as const satisfies readonly KindName[]

/** The kinds of records that join two items, which may come to lie in two spaces. */
const JOINING = ["relations", "dependencies"] as const satisfies readonly KindName[]

/** What bringing things between two documents changed in the rows of either. */
export interface Carried {
  readonly here: readonly RowPatch[]
  readonly there: readonly RowPatch[]
}

type Move = Extract<Entry, { entry: "cell" }>

/** The ids of the items that the document knows to have been moved, from it or to it. A move never goes without its mapping. */
export function movedItems(document: DocumentReplica): string[] {
  const ids: string[] = []
  for (const row of document.rows("items").values())
    if (row["movedTo"] !== null || row["movedAs"] !== null) ids.push(row.id)
  return ids
}

/**
 * Brings two spaces level about the items that were moved between them: both know the latest move, and where it leads is
 * everything that the other has and it has not.
 */
export function carryMoved(here: DocumentReplica, there: DocumentReplica): Carried {
  const ids = new Set([...movedItems(here), ...movedItems(there)])
  const patches = { here: [] as RowPatch[], there: [] as RowPatch[] }
  const [toThere, toHere] = [new Map<string, Mapping>(), new Map<string, Mapping>()]
  for (const id of ids) {
    const place = latestPlace(here, there, id)
    if (place === null) continue
    patches.here.push(...tellMove(here, place, id))
    patches.there.push(...tellMove(there, place, id))
    if (place.space === spaceOf(there)) toThere.set(id, mappingBetween(here, there, id))
    if (place.space === spaceOf(here)) toHere.set(id, mappingBetween(there, here, id))
  }
  patches.there.push(...bring(here, there, toThere))
  patches.here.push(...bring(there, here, toHere))
  return patches
}

interface Place {
  readonly space: string
  readonly move: Move
}

/**
 * Where the later of two documents' moves leads, which is to where it was made if it was taken back; `null` where the two
 * have nothing to tell each other.
 */
function latestPlace(here: DocumentReplica, there: DocumentReplica, id: string): Place | null {
  const [ours, theirs] = [moveOf(here, id), moveOf(there, id)]
  const isOurs = theirs === null || (ours !== null && winsOver(ours, theirs))
  const [move, document] = isOurs ? [ours, here] : [theirs, there]
  if (move === null) return null
  const space = typeof move.value === "string" ? move.value : spaceOf(document)
  const isBetween = space === spaceOf(here) || space === spaceOf(there)
  const isInBoth = here.rows("items").has(id) && there.rows("items").has(id)
  return isBetween || isInBoth ? { space, move } : null
}

/** Tells a document that has the item of a later move than it knows. */
function tellMove(document: DocumentReplica, { move, space }: Place, id: string): readonly RowPatch[] {
  const known = moveOf(document, id)
  if (!document.rows("items").has(id) || (known !== null && known.stamp >= move.stamp)) return []
  const key = `${id}.movedTo.${firstReplica(move.replica)}`
  const entry: StoredEntry = { kind: "items", key, stored: [space, move.stamp] }
  return document.merge({ path: document.path, entries: [entry] }).patches
}

/**
 * What stands in the one space for what the other has. A move brings its mapping; where another move of the same item led
 * here, it is the way back along the one and on along the other.
 */
function mappingBetween(from: DocumentReplica, to: DocumentReplica, id: string): Mapping {
  const [left, arrived] = [mappingOf(from, id), mappingOf(to, id)]
  const isOfThisMove = left !== null && left.stamp === moveOf(from, id)?.stamp
  if (isOfThisMove) return left.mapping
  return composed(reversed(left?.mapping ?? {}), arrived?.mapping ?? {})
}

function mappingOf(
  document: DocumentReplica,
  id: string,
): { readonly mapping: Mapping; readonly stamp: number } | null {
  const standing = document.standing("items", id, "movedAs")
  const mapping = standing?.entry === "cell" ? parseMapping(standing.value) : null
  return standing === null || mapping === null ? null : { mapping, stamp: standing.stamp }
}

/** Brings items with what belongs to them, each read by its own mapping. */
function bring(
  from: DocumentReplica,
  to: DocumentReplica,
  mappings: ReadonlyMap<string, Mapping>,
): readonly RowPatch[] {
  if (mappings.size === 0) return []
  const entries: StoredEntry[] = []
  for (const [id, mapping] of mappings)
    for (const entry of from.storedOf("items", id)) entries.push(settled(translated(entry, mapping), from))
  for (const kind of BELONGINGS)
    for (const row of from.rows(kind).values()) {
      const mapping = mappings.get(String(row["item"]))
      if (mapping === undefined) continue
      for (const entry of from.storedOf(kind, row.id)) entries.push(translated(entry, mapping))
    }
  for (const kind of JOINING)
    for (const row of from.rows(kind).values()) {
      const ends = [String(row["from"]), String(row["to"])] as const
      if (!ends.some(end => mappings.has(end))) continue
      for (const entry of from.storedOf(kind, row.id)) entries.push(withSpaces(entry, ends, mappings, from, to))
    }
  const patches = [...to.merge({ path: to.path, entries }).patches]
  for (const [id, mapping] of mappings) patches.push(...dropRemoved(from, to, id, reversed(mapping)))
  return patches
}

/** A move that was taken back names no space; elsewhere it has to. */
function settled(entry: StoredEntry, from: DocumentReplica): StoredEntry {
  const read = readEntry(entry.key, entry.stored)
  return read?.entry === "cell" && read.field === "movedTo" && read.value === null
    ? { ...entry, stored: [spaceOf(from), read.stamp] }
    : entry
}

/** What joins two items tells in which space an end lies that did not come along. */
function withSpaces(
  entry: StoredEntry,
  [first, second]: readonly [string, string],
  mappings: ReadonlyMap<string, Mapping>,
  from: DocumentReplica,
  to: DocumentReplica,
): StoredEntry {
  const read = readEntry(entry.key, entry.stored)
  if (read?.entry !== "seed") return entry
  const values: Record<string, unknown> = { ...read.values }
  const name = (field: string, end: string): void => {
    if (mappings.has(end) || to.rows("items").has(end)) delete values[field]
    else values[field] ??= spaceOf(from)
  }
  name("fromSpace", first)
  name("toSpace", second)
  return { ...entry, stored: [values, read.stamp] }
}

/**
 * What was taken out of a set in the space that an item has left, by somebody who did not know, is taken out of its set in
 * the new one: the entries that came along with the move, and none that were added since.
 */
function dropRemoved(from: DocumentReplica, to: DocumentReplica, id: string, back: Mapping): RowPatch[] {
  const move = moveOf(to, id)
  if (move === null) return []
  const keys: string[] = []
  for (const { key, stored } of to.storedOf("items", id)) {
    const entry = readEntry(key, stored)
    if (entry?.entry !== "member" || entry.stamp > move.stamp) continue
    const place = `${id}.${entry.field}.${back[entry.member] ?? entry.member}.`
    const stands = from.storedOf("items", id).some(other => other.key.startsWith(place))
    if (!stands && from.wasTakenOut("items", place + firstReplica(entry.replica))) keys.push(key)
  }
  return keys.length === 0 ? [] : to.takeOutEntries("items", keys)
}

function moveOf(document: DocumentReplica, id: string): Move | null {
  const standing = document.standing("items", id, "movedTo")
  return standing?.entry === "cell" ? standing : null
}

function spaceOf(document: DocumentReplica): SpaceId {
  return document.path.split("/")[1] as SpaceId
}
