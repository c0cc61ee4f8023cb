import { isStamp, type Stamp } from "../base/hybrid-clock.ts"
import { DELETED, splitFamily } from "../schema/change.ts"
import type { AnyRecordKind, AnyRow, Conflict, Deletion } from "../schema/record.ts"
import { sameValue } from "../schema/row.ts"
import { isValues, readEntry, standingCell, winsOver, type Cell, type Entry } from "./entry.ts"

type Seed = Extract<Entry, { entry: "seed" }>

/** The stored entries of one record, as a document's map gives them. */
export interface StoredRecord {
  readonly id: string
  /** The unstamped seed, or `undefined`. */
  readonly seed: unknown
  /** All other keys of the record with their values. */
  readonly entries: Iterable<readonly [key: string, stored: unknown]>
  /** The member who works in a replica, or empty. */
  readonly authorOf: (replica: string) => string
}

/**
 * The row that stored entries mean, or `undefined` where there is no seed: a record is there only once it was created,
 * cells that came before it wait.
 *
 * Reading forgives: what is absent or ill-typed reads as its fallback, and unknown fields stay where they are. Cells beat
 * seeds whatever their stamps: who creates a record again (a second import) has edited nothing (decision 0003).
 */
export function readRecord(kind: AnyRecordKind, record: StoredRecord, before: AnyRow | undefined): AnyRow | undefined {
  const { cells, members, seeds } = sorted(record.entries)
  if (!isValues(record.seed) && seeds.length === 0) return undefined
  const row: Record<string, unknown> = { ...kind.blank, id: record.id }
  if (isValues(record.seed)) readValues(kind, row, record.seed)
  // The least stamp first, so that the greatest is read last and stands.
  for (const seed of seeds.sort((left, right) => (winsOver(left, right) ? 1 : -1))) readValues(kind, row, seed.values)
  const conflicts: Conflict[] = []
  for (const [field, standing] of cells) {
    const claimedWith = kind.fields[field]?.claimedWith
    const winner = standingCell(standing, claimedWith === undefined ? [] : cells.get(claimedWith))
    if (field === DELETED) row[DELETED] = readDeletion(winner, record.entries)
    else readField(kind, row, field, winner.value)
    const conflict = conflictOf(field, winner, standing, record.authorOf)
    if (conflict !== null) conflicts.push(conflict)
  }
  for (const [field, inside] of members) {
    if (kind.fields[field]?.storage === "set") row[field] = [...inside].sort()
  }
  if (conflicts.length > 0) row["conflicts"] = conflicts.sort((left, right) => (left.field < right.field ? -1 : 1))
  return reuse(row, before)
}

function sorted(entries: Iterable<readonly [string, unknown]>) {
  const cells = new Map<string, Cell[]>()
  const members = new Map<string, Set<string>>()
  const seeds: Seed[] = []
  for (const [key, stored] of entries) {
    const entry = readEntry(key, stored)
    if (entry === null) continue
    if (entry.entry === "seed") seeds.push(entry)
    else if (entry.entry === "cell") append(cells, entry.field, entry)
    else (members.get(entry.field) ?? put(members, entry.field, new Set<string>())).add(entry.member)
  }
  return { cells, members, seeds }
}

function append(cells: Map<string, Cell[]>, field: string, cell: Cell): void {
  const standing = cells.get(field)
  if (standing === undefined) cells.set(field, [cell])
  else standing.push(cell)
}

function put<V>(map: Map<string, V>, key: string, value: V): V {
  map.set(key, value)
  return value
}

function readValues(
  kind: AnyRecordKind,
  row: Record<string, unknown>,
  values: Readonly<Record<string, unknown>>,
): void {
  for (const field of Object.keys(values)) readField(kind, row, field, values[field])
}

/** Reads one stored field into a row under construction. */
function readField(kind: AnyRecordKind, row: Record<string, unknown>, field: string, raw: unknown): void {
  const plain = kind.fields[field]
  if (plain !== undefined) {
    if (plain.storage === "cell") row[field] = plain.read(raw)
    return
  }
  const entry = splitFamily(field)
  if (entry === null) return
  const [name, key] = entry
  const family = kind.fields[name]
  if (family?.storage !== "family") return
  const value = family.readEntry(raw)
  const entries = { ...(row[name] as Record<string, unknown>) }
  if (value === null) delete entries[key]
  else entries[key] = value
  row[name] = entries
}

/** A deletion holds the greatest stamp that its author had seen; anything greater marks the record (MERGE B9). */
function readDeletion(cell: Cell, entries: Iterable<readonly [string, unknown]>): Deletion | null {
  if (!Array.isArray(cell.value)) return null
  const [seen, by] = cell.value as unknown[]
  if (!isStamp(seen)) return null
  let editedAfter = false
  for (const [key, stored] of entries) {
    const entry = readEntry(key, stored)
    if (entry === null || entry.stamp <= seen || entry.stamp === cell.stamp) continue
    if (entry.entry === "cell" && entry.field === DELETED) continue
    editedAfter = true
  }
  return { by: typeof by === "string" ? by : "", at: cell.stamp, editedAfter }
}

function conflictOf(
  field: string,
  winner: Cell,
  standing: readonly Cell[],
  authorOf: (replica: string) => string,
): Conflict | null {
  if (standing.length < 2 || standing.every(cell => sameValue(cell.value, winner.value))) return null
  const others = standing.filter(cell => cell !== winner).sort((left, right) => (winsOver(left, right) ? -1 : 1))
  const values = [winner, ...others]
  return {
    field,
    values: values.map(({ value, stamp, replica }) => ({ value, stamp, replica, by: authorOf(replica) })),
  }
}

/** Keeps the old objects where their content is the same, so that versions share structure and comparisons are cheap. */
function reuse(row: Record<string, unknown>, before: AnyRow | undefined): AnyRow {
  if (before === undefined) return row as AnyRow
  let same = true
  for (const field of Object.keys(row)) {
    if (field === "marks") row[field] = before.marks
    else if (sameValue(row[field], before[field])) row[field] = before[field]
    else same = false
  }
  return same ? before : (row as AnyRow)
}

/** The greatest stamp of a record's entries, or 0 where it has none. */
export function greatestStamp(entries: Iterable<readonly [string, unknown]>): Stamp {
  let greatest = 0
  for (const [key, stored] of entries) greatest = Math.max(greatest, readEntry(key, stored)?.stamp ?? 0)
  return greatest
}
