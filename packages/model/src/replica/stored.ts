import * as Y from "yjs"
import type { Stamp } from "../base/hybrid-clock.ts"
import { sameValue } from "../schema/row.ts"
import type { StoredEntry } from "../schema/stored.ts"
import { firstReplica, readEntry, recordOf, type Entry, type Key } from "./entry.ts"

/** What taking in another copy did that the document does not say any more. */
export interface Merged {
  readonly setAside: readonly SetAside[]
  /** The entries that were taken out or written over, as they stood: without them, it could not be done again elsewhere. */
  readonly removed: readonly StoredEntry[]
}

/** A value that another copy's later one replaced, or that an earlier one of the other copy could not replace. */
export interface SetAside {
  readonly kind: string
  readonly id: string
  readonly field: string
  readonly value: unknown
  readonly stamp: Stamp
  /** Which copy it came from. */
  readonly from: "here" | "there"
}

type Stored = Y.Map<unknown>
type Cell = Extract<Entry, { entry: "cell" }>

/** Every stored entry of a document, exactly as it lies there, kinds that this build does not know included. */
export function storedIn(doc: Y.Doc): StoredEntry[] {
  const entries: StoredEntry[] = []
  for (const kind of [...doc.share.keys()].sort())
    doc.getMap(kind).forEach((stored, key) => entries.push({ kind, key, stored }))
  return entries
}

/**
 * Takes in entries of another copy of a document, within a transaction of the caller. Merging the same entries again
 * changes nothing.
 *
 * - A cell stands as the copy has it that holds the later entry; the other copy's differing values are answered. An entry
 *   that both copies hold stays as it lies here.
 * - A member comes in, unless it is in already or this very entry was seen and removed here.
 * - A seed comes in where it is lacking; keys that this build does not know are kept as they are.
 *
 * Stamps stay as they are. The replica in a key does not: two replicas that write one key concurrently leave the choice to
 * Yjs, which does not look at stamps, so what is taken over is written as `<replica>_<this replica>`.
 */
export function mergeEntries(doc: Y.Doc, here: string, entries: readonly StoredEntry[]): Merged {
  const setAside: SetAside[] = []
  const removed: StoredEntry[] = []
  for (const [kind, records] of grouped(entries)) {
    const shelf = { kind, map: doc.getMap<unknown>(kind), here, removed }
    const standing = cellsOf(shelf.map, new Set(records.keys()))
    for (const theirs of records.values()) setAside.push(...mergeRecord(shelf, theirs, standing))
  }
  return { setAside, removed }
}

/** Puts entries that stand in a document in their own place once more, under names of the replica `here`. */
export function rewriteEntries(doc: Y.Doc, here: string, entries: readonly StoredEntry[]): void {
  for (const { kind, key, stored } of entries) {
    const map = doc.getMap<unknown>(kind)
    const replica = readEntry(key, stored)?.replica
    const own = replica === undefined ? key : key.slice(0, key.lastIndexOf(".") + 1) + nameHere(replica, here)
    if (own !== key) map.delete(key)
    map.set(own, stored)
  }
}

function grouped(entries: readonly StoredEntry[]): Map<string, Map<string, StoredEntry[]>> {
  const kinds = new Map<string, Map<string, StoredEntry[]>>()
  for (const entry of entries) {
    const records = kinds.get(entry.kind) ?? new Map<string, StoredEntry[]>()
    kinds.set(entry.kind, records)
    const id = recordOf(entry.key)
    const record = records.get(id)
    if (record === undefined) records.set(id, [entry])
    else record.push(entry)
  }
  return kinds
}

/** The records of one kind that take another copy in, by the replica `here`. */
interface Shelf {
  readonly kind: string
  readonly map: Stored
  readonly here: string
  /** Collects what goes. */
  readonly removed: StoredEntry[]
}

interface Standing {
  /** Cells by `id.field`. */
  readonly cells: Map<string, { readonly key: Key; readonly cell: Cell }[]>
  /** Members that are in, as `id.field.member`. */
  readonly members: ReadonlySet<string>
}

function cellsOf(map: Stored, ids: ReadonlySet<string>): Standing {
  const cells = new Map<string, { key: Key; cell: Cell }[]>()
  const members = new Set<string>()
  map.forEach((stored, key) => {
    const id = recordOf(key)
    if (!ids.has(id)) return
    const entry = readEntry(key, stored)
    if (entry?.entry === "member") members.add(`${id}.${entry.field}.${entry.member}`)
    if (entry?.entry !== "cell") return
    const place = `${id}.${entry.field}`
    const others = cells.get(place)
    if (others === undefined) cells.set(place, [{ key, cell: entry }])
    else others.push({ key, cell: entry })
  })
  return { cells, members }
}

function mergeRecord(shelf: Shelf, theirs: readonly StoredEntry[], standing: Standing): SetAside[] {
  const { map, here } = shelf
  const cells = new Map<string, { key: Key; cell: Cell }[]>()
  for (const { key, stored } of theirs) {
    const entry = readEntry(key, stored)
    if (entry?.entry === "cell") {
      const place = `${recordOf(key)}.${entry.field}`
      const others = cells.get(place)
      if (others === undefined) cells.set(place, [{ key, cell: entry }])
      else others.push({ key, cell: entry })
    } else if (entry?.entry === "member") mergeMember(map, here, key, entry, standing)
    else if (entry?.entry === "seed") mergeSeed(shelf, key, entry, stored)
    else if (!map.has(key)) map.set(key, stored)
  }
  const setAside: SetAside[] = []
  for (const [place, there] of cells) setAside.push(...mergeCell(shelf, place, there, standing.cells.get(place) ?? []))
  return setAside
}

function mergeCell(
  { kind, map, here, removed }: Shelf,
  place: string,
  there: readonly { readonly cell: Cell }[],
  ours: readonly { readonly key: Key; readonly cell: Cell }[],
): SetAside[] {
  const [id, field] = place.split(".") as [string, string]
  const [latestThere, latestHere] = [latestOf(there), latestOf(ours)]
  if (latestThere.stamp <= latestHere.stamp)
    return differing(there, latestHere, latestThere.stamp).map(aside => ({ kind, id, field, ...aside, from: "there" }))
  for (const { key, cell } of ours) {
    if (there.some(other => isSame(other.cell, cell) && sameValue(other.cell.value, cell.value))) continue
    // What is only written anew with another value must not be taken out when all of this is done again.
    if (!there.some(other => isSame(other.cell, cell))) removed.push({ kind, key, stored: map.get(key) })
    map.delete(key)
  }
  const standing = ours.filter(({ key }) => map.has(key))
  for (const { cell } of there) {
    if (standing.some(other => isSame(other.cell, cell))) continue
    const key = `${place}.${nameHere(cell.replica, here)}`
    // One replica's entries of one cell share a name here: the latest of them has it.
    const known = readEntry(key, map.get(key))
    if (known !== null && known.stamp > cell.stamp) continue
    if (known !== null && standing.some(other => other.key === key)) removed.push({ kind, key, stored: map.get(key) })
    map.set(key, [cell.value, cell.stamp])
  }
  return differing(ours, latestThere, latestHere.stamp).map(aside => ({ kind, id, field, ...aside, from: "here" }))
}

/** Whether one replica wrote both cells of one place at once, under whatever name they are kept. */
function isSame(left: Cell, right: Cell): boolean {
  return left.stamp === right.stamp && firstReplica(left.replica) === firstReplica(right.replica)
}

interface Latest {
  readonly stamp: Stamp
  readonly value: unknown
}

function latestOf(cells: readonly { readonly cell: Cell }[]): Latest {
  return cells.reduce<Latest>((latest, { cell }) => (cell.stamp > latest.stamp ? cell : latest), {
    stamp: -1,
    value: null,
  })
}

/** The value that a copy showed and that the other copy's replaced; values that were beaten there already are no news. */
function differing(cells: readonly { readonly cell: Cell }[], winner: Latest, shown: Stamp): Latest[] {
  return cells
    .filter(({ cell }) => cell.stamp === shown && cell.stamp < winner.stamp && !sameValue(cell.value, winner.value))
    .map(({ cell }) => ({ value: cell.value, stamp: cell.stamp }))
}

function mergeMember(
  map: Stored,
  here: string,
  key: Key,
  entry: Extract<Entry, { entry: "member" }>,
  { members }: Standing,
): void {
  const place = `${recordOf(key)}.${entry.field}.${entry.member}`
  const own = `${place}.${nameHere(entry.replica, here)}`
  if (members.has(place) || map.has(own) || wasRemoved(map, key) || wasRemoved(map, own)) return
  map.set(own, entry.stamp)
}

function mergeSeed(
  { kind, map, here, removed }: Shelf,
  key: Key,
  entry: Extract<Entry, { entry: "seed" }>,
  stored: unknown,
): void {
  const own = `${recordOf(key)}..${nameHere(entry.replica, here)}`
  const isKnown = [key, own].some(known => (readEntry(known, map.get(known))?.stamp ?? -1) >= entry.stamp)
  if (isKnown) return
  if (map.has(own)) removed.push({ kind, key: own, stored: map.get(own) })
  map.set(own, stored)
}

/** The name under which this replica keeps an entry of another: its own entries keep their key. */
function nameHere(replica: string, here: string): string {
  const first = firstReplica(replica)
  return first === here ? here : `${first}_${here}`
}

/** Whether this document once held a key and has it no more. A packed document has forgotten that. */
export function wasRemoved(map: Stored, key: Key): boolean {
  return map["_map"].get(key)?.deleted === true
}

/** Whether bytes are a whole document, so that merging them can neither throw nor leave something waiting. */
export function isWholeDocument(bytes: Uint8Array): boolean {
  const scratch = new Y.Doc()
  try {
    Y.applyUpdate(scratch, bytes)
    return scratch.store.pendingStructs === null && scratch.store.pendingDs === null
  } catch {
    return false
  } finally {
    scratch.destroy()
  }
}
