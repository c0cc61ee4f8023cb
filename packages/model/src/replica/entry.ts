import { isStamp, type Stamp } from "../base/hybrid-clock.ts"

/**
 * The keys of a document's maps. A record kind is one root map; its entries are
 *
 *     id                       the seed of a record with a random id: its first values, never written again
 *     id..replica              a seed of a record with a computed id: [values, stamp]
 *     id.field.replica         a cell: [value, stamp]; the greatest stamp is read
 *     id.field.member.replica  that a member is in a set: stamp; a member is in while any entry stands
 */
export type Key = string

export function recordOf(key: Key): string {
  const dot = key.indexOf(".")
  return dot < 0 ? key : key.slice(0, dot)
}

export function seedKey(id: string, replica: string): Key {
  return `${id}..${replica}`
}

export function cellKey(id: string, field: string, replica: string): Key {
  return `${id}.${field}.${replica}`
}

export function memberKey(id: string, field: string, member: string, replica: string): Key {
  return `${id}.${field}.${member}.${replica}`
}

/** The replica that wrote an entry: what a workspace file brought is kept as `<replica>_<the replica that took it in>`. */
export function firstReplica(replica: string): string {
  const end = replica.indexOf("_")
  return end < 0 ? replica : replica.slice(0, end)
}

/** A stored entry other than an unstamped seed, taken apart; what does not fit is `null` and ignored by readers. */
export type Entry =
  | {
      readonly entry: "seed"
      readonly values: Readonly<Record<string, unknown>>
      readonly stamp: Stamp
      readonly replica: string
    }
  | {
      readonly entry: "cell"
      readonly field: string
      readonly value: unknown
      readonly stamp: Stamp
      readonly replica: string
    }
  | {
      readonly entry: "member"
      readonly field: string
      readonly member: string
      readonly stamp: Stamp
      readonly replica: string
    }

/** One value of one field, as a replica wrote it. */
export type Cell = Extract<Entry, { entry: "cell" }>

export function readEntry(key: Key, stored: unknown): Entry | null {
  const parts = key.split(".")
  if (parts.length === 3) {
    const [, field, replica] = parts as [string, string, string]
    if (!Array.isArray(stored) || stored.length !== 2 || !isStamp(stored[1])) return null
    const [value, stamp] = stored as [unknown, Stamp]
    if (field !== "") return { entry: "cell", field, value, stamp, replica }
    return isValues(value) ? { entry: "seed", values: value, stamp, replica } : null
  }
  if (parts.length === 4 && isStamp(stored)) {
    const [, field, member, replica] = parts as [string, string, string, string]
    return { entry: "member", field, member, stamp: stored, replica }
  }
  return null
}

export function isValues(stored: unknown): stored is Readonly<Record<string, unknown>> {
  return typeof stored === "object" && stored !== null && !Array.isArray(stored)
}

/**
 * Which of the cells that stand side by side in one field is read: the earliest that claims, where the field can be claimed
 * and one does (MERGE T1), else the latest. `claims` are the cells of the flag that claims it; `cells` are not empty.
 */
export function standingCell(cells: readonly Cell[], claims: readonly Cell[] = []): Cell {
  const isClaim = ({ value, stamp, replica }: Cell) =>
    value !== null &&
    claims.some(claim => claim.stamp === stamp && firstReplica(claim.replica) === firstReplica(replica))
  const claiming = cells.filter(isClaim)
  return claiming.length > 0
    ? claiming.reduce((first, cell) => (winsOver(first, cell) ? cell : first))
    : cells.reduce((latest, cell) => (winsOver(cell, latest) ? cell : latest))
}

/** Whether the left of two concurrent entries is read: the greater stamp, then the greater replica id. */
export function winsOver(left: { stamp: Stamp; replica: string }, right: { stamp: Stamp; replica: string }): boolean {
  return left.stamp !== right.stamp ? left.stamp > right.stamp : left.replica > right.replica
}
