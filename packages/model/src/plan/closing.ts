import type { ItemId } from "../base/ids.ts"
import { textHash } from "../base/text-hash.ts"
import type { Item } from "../schema/item.ts"
import { kindNamed, type KindName } from "../schema/kinds.ts"
import type { AnyRow } from "../schema/record.ts"
import { sameValue } from "../schema/row.ts"
import { living, type Snapshot, type Table } from "../schema/snapshot.ts"
import { charterId, type RecordName, type SeenRecord } from "../schema/steering.ts"
import { charterOf } from "./charter-of-space.ts"
import { gatesOf } from "./gates-of-space.ts"

/** What is looked at before a project is closed. */
export const CLOSING_CHECKS = ["open-items", "time-left", "open-risks", "open-gates", "no-lessons"] as const
export type ClosingCheck = (typeof CLOSING_CHECKS)[number]

export interface ClosingFinding {
  readonly check: ClosingCheck
  /** What is not settled; of the lessons, the charter. */
  readonly found: readonly RecordName[]
  /** What was noted on leaving it so; nothing where nobody has said that it may stay. */
  readonly left: string | null
}

/** What stands in the way of closing a project; a check that found nothing is not among them. */
export function closingFindings(snapshot: Snapshot): readonly ClosingFinding[] {
  const charter = charterOf(snapshot)
  const items = living(snapshot.items).filter(({ archived }) => !archived)
  const isDone = (item: Item) => {
    const category = item.status === null ? undefined : snapshot.statuses.get(item.status)?.category
    return category === "done" || category === "cancelled"
  }
  const found: Record<ClosingCheck, readonly RecordName[]> = {
    "open-items": named(
      "items",
      items.filter(item => !isDone(item)),
    ),
    "time-left": named(
      "items",
      items.filter(item => isDone(item) && hasTimeLeft(item)),
    ),
    "open-risks": named(
      "risks",
      living(snapshot.risks).filter(({ state }) => state !== "closed"),
    ),
    "open-gates": named(
      "items",
      gatesOf(snapshot)
        .filter(({ isApproved }) => !isApproved)
        .map(({ item }) => item),
    ),
    "no-lessons": (charter?.lessons ?? "").trim() === "" ? [{ kind: "charters", id: charterId(snapshot.space) }] : [],
  }
  return CLOSING_CHECKS.flatMap(check =>
    found[check].length === 0 ? [] : [{ check, found: found[check], left: charter?.left[check] ?? null }],
  )
}

function named(kind: KindName, rows: readonly { readonly id: string }[]): RecordName[] {
  return rows.map(({ id }) => ({ kind, id })).sort((left, right) => (left.id < right.id ? -1 : 1))
}

/** Whether something that counts as done still has time to be worked: as noted on it, or in the plan that it began in. */
function hasTimeLeft({ remainingMinutes, startedAt, finishedAt }: Item): boolean {
  return (remainingMinutes ?? 0) > 0 || (startedAt !== null && finishedAt === null)
}

/** What a closing notes, and late edits are looked for in. */
const NOTED = [
  "items",
  "checklists",
  "checks",
  "relations",
  "dependencies",
  "assignments",
  "risks",
  "gates",
  "approvals",
] as const satisfies readonly KindName[]

/** The records of a space with a sum of what each says, for a closing to keep. */
export function seenRecords(snapshot: Snapshot): readonly SeenRecord[] {
  return NOTED.flatMap(kind =>
    [...(snapshot[kind] as unknown as Table<AnyRow>).values()]
      .map((row): SeenRecord => [kind, row.id, sumOf(kind, row)])
      .sort((left, right) => (left[1] < right[1] ? -1 : 1)),
  )
}

/**
 * What was edited beside the closing of a project (MERGE S10): whatever its author had not seen and has arrived since,
 * whenever it was made, and also where the edit lost. Nothing where the project never was closed.
 */
export function lateEdits(snapshot: Snapshot): readonly RecordName[] {
  const closing = charterOf(snapshot)?.closing ?? null
  if (closing === null) return []
  const parts = living(snapshot.closingParts).filter(part => part.closing === closing)
  if (parts.length === 0) return []
  const seen = new Map(parts.flatMap(({ records }) => records ?? []).map(([kind, id, sum]) => [`${kind} ${id}`, sum]))
  return seenRecords(snapshot).flatMap(([kind, id, sum]) => (seen.get(`${kind} ${id}`) === sum ? [] : [{ kind, id }]))
}

/** The item that a noted record belongs to, or nothing where it belongs to the space. */
export function itemOfRecord(snapshot: Snapshot, { kind, id }: RecordName): ItemId | null {
  if (kind === "items") return id as ItemId
  const row = NOTED.some(noted => noted === kind)
    ? (snapshot[kind as KindName].get(id) as AnyRow | undefined)
    : undefined
  const item = row?.["item"] ?? row?.["from"] ?? null
  return typeof item === "string" && snapshot.items.has(item) ? (item as ItemId) : null
}

/** Where the second half of a sum begins. */
const OTHER_START = 0x01234567

/**
 * A short sum of all that a record says, the same on every replica. What a field's fallback says is left out, so that a
 * build that knows more fields gets the same.
 */
function sumOf(kind: KindName, row: AnyRow): string {
  const { fields } = kindNamed(kind)
  const said = Object.keys(fields)
    .filter(name => !sameValue(row[name], fields[name]!.fallback))
    .sort()
    .map(name => [name, row[name]] as const)
  // What stands beside each other, not who wrote it where: that may be said only later, or anew.
  const beside = row.conflicts.map(({ field, values }) => [field, values.map(({ value }) => value)])
  const text = JSON.stringify([said, row.deleted !== null, beside], inOrder)
  return digits(textHash(text)) + digits(textHash(text, OTHER_START))
}

/** Keys of plain objects in byte order. */
function inOrder(_key: string, value: unknown): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
    : value
}

/** 32 bits in seven digits. */
function digits(hash: number): string {
  return hash.toString(36).padStart(7, "0")
}
