import * as Y from "yjs"
import type { Stamp } from "../base/hybrid-clock.ts"
import { sameValue } from "../schema/row.ts"
import type { StoredEntry } from "../schema/stored.ts"
import { firstReplica, readEntry, recordOf, type Entry, type Key } from "./entry.ts"

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
 * - A cell stands as the copy has it that holds the later entry; the other copy's differing values are answered.
 * - A member comes in, unless it is in already or this very entry was seen and removed here.
 * - A seed comes in where it is lacking; keys that this build does not know are kept as they are.
 *
 * Stamps stay as they are. The replica in a key does not: two replicas that write one key concurrently leave the choice to
 * Yjs, which does not look at stamps, so what is taken over is written as `<replica>_<this replica>`.
 */
export function mergeEntries(doc: Y.Doc, here: string, entries: readonly StoredEntry[]): SetAside[] {
  const setAside: SetAside[] = []
  for (const [kind, records] of grouped(entries)) {
    const map = doc.getMap<unknown>(kind)
    const standing = cellsOf(map, new Set(records.keys()))
    for (const theirs of records.values()) setAside.push(...mergeRecord(map, kind, here, theirs, standing))
  }
  return setAside
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

function mergeRecord(
  map: Stored,
  kind: string,
  here: string,
  theirs: readonly StoredEntry[],
  standing: Standing,
): SetAside[] {
  const cells = new Map<string, { key: Key; cell: Cell }[]>()
  for (const { key, stored } of theirs) {
    const entry = readEntry(key, stored)
    if (entry?.entry === "cell") {
      const place = `${recordOf(key)}.${entry.field}`
      const others = cells.get(place)
      if (others === undefined) cells.set(place, [{ key, cell: entry }])
      else others.push({ key, cell: entry })
    } else if (entry?.entry === "member") mergeMember(map, here, key, entry, standing)
    else if (entry?.entry === "seed") mergeSeed(map, here, key, entry, stored)
    else if (!map.has(key)) map.set(key, stored)
  }
  const setAside: SetAside[] = []
  for (const [place, there] of cells)
    setAside.push(...mergeCell(map, kind, here, place, there, standing.cells.get(place) ?? []))
  return setAside
}

function mergeCell(
  map: Stored,
  kind: string,
  here: string,
  place: string,
  there: readonly { readonly cell: Cell }[],
  ours: readonly { readonly key: Key; readonly cell: Cell }[],
): SetAside[] {
  const [id, field] = place.split(".") as [string, string]
  const [latestThere, latestHere] = [latestOf(there), latestOf(ours)]
  if (latestThere.stamp <= latestHere.stamp)
    return differing(there, latestHere, latestThere.stamp).map(aside => ({ kind, id, field, ...aside, from: "there" }))
  for (const { key } of ours) map.delete(key)
  for (const { cell } of there) map.set(`${place}.${nameHere(cell.replica, here)}`, [cell.value, cell.stamp])
  return differing(ours, latestThere, latestHere.stamp).map(aside => ({ kind, id, field, ...aside, from: "here" }))
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
  map: Stored,
  here: string,
  key: Key,
  entry: Extract<Entry, { entry: "seed" }>,
  stored: unknown,
): void {
  const own = `${recordOf(key)}..${nameHere(entry.replica, here)}`
  const isKnown = [key, own].some(known => (readEntry(known, map.get(known))?.stamp ?? -1) >= entry.stamp)
  if (!isKnown) map.set(own, stored)
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
