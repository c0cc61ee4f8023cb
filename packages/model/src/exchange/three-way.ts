import type { ChangeWriter, Patch, Where } from "../actions/writer.ts"
import { computedId, type Id, type MemberId } from "../base/ids.ts"
import { DELETED, splitFamily } from "../schema/change.ts"
import { kindNamed, type KindName } from "../schema/kinds.ts"
import type { AnyRow } from "../schema/record.ts"
import { fieldOf, sameValue } from "../schema/row.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { ADOPTS } from "../schema/work.ts"

/**
 * A record as a foreign file describes it. Its id is computed from the file's own, so that the same file makes the same
 * record on every device. Field names are stored names: a plain field, or `<family>-<key>`.
 */
export interface ForeignRecord {
  readonly kind: KindName
  readonly id: string
  /** What people call it, for reports. */
  readonly name: string
  /** What the file says and may say otherwise next time. */
  readonly fields: Readonly<Record<string, unknown>>
  readonly sets?: Readonly<Record<string, readonly string[]>>
  /** Written once with the record and never compared. */
  readonly first?: Readonly<Record<string, unknown>>
  /** What the file says that no field holds: kept with the base, never written to the record. */
  readonly noted?: Readonly<Record<string, unknown>>
  /** A record that stands in Weft already and is used in its place; nothing of it is written. */
  readonly adopts?: string
  /** Whether the file has it put away; such a record lies in the trash, where its name stays readable. */
  readonly away?: boolean
  readonly where?: Where
  /** The imported item that it belongs to: what lies in the trash keeps its parts there. */
  readonly partOf?: string
  /** Whether entries of families that it does not name are none of its business, rather than emptied. */
  readonly keepsEntries?: boolean
}

export type RecordState = "new" | "updated" | "unchanged" | "trashed" | "restored" | "adopted"

/** A field whose value in Weft is not the file's, because somebody changed it in Weft. */
export interface KeptField {
  readonly field: string
  readonly ours: unknown
  readonly theirs: unknown
  /** Whether the file changed it too since it was last imported; else the change is Weft's alone. */
  readonly changedInBoth: boolean
}

export interface UpdatedField {
  readonly field: string
  readonly from: unknown
  readonly to: unknown
}

/** What importing one record comes to. */
export interface Outcome {
  readonly record: ForeignRecord
  readonly state: RecordState
  readonly updated: readonly UpdatedField[]
  readonly kept: readonly KeptField[]
  /** Members to add to sets and to take out, by field. */
  readonly adds: readonly (readonly [field: string, member: string])[]
  readonly removes: readonly (readonly [field: string, member: string])[]
  /** What the file says now, where that differs from what is kept of the last import; `null` where it does not. */
  readonly base: Readonly<Record<string, unknown>> | null
}

/** What the file said of a record when it was last imported, or nothing. The base counts even while it lies in the trash. */
export function baseOf(snapshot: Snapshot, id: string): Readonly<Record<string, unknown>> | null {
  return snapshot.importBases.get(id)?.values ?? null
}

/** The standing record that an earlier import used in place of a foreign one. */
export function adoptedBefore(snapshot: Snapshot, id: string): string | null {
  const adopted = baseOf(snapshot, id)?.[ADOPTS]
  return typeof adopted === "string" ? adopted : null
}

/**
 * Compares what the file says (theirs), what it said last time (the base) and what stands in Weft (ours), field by field
 * and member by member: what only the file changed is updated, what Weft changed stands and is listed, what lies in the
 * trash stays there unless `restore` asks for it. What a field `means` here, as a file would say it, counts as what
 * stands in it.
 */
export function compare(record: ForeignRecord, snapshot: Snapshot, restore: boolean, means: Means = NOTHING): Outcome {
  const base = baseOf(snapshot, record.id)
  const said = saidOf(record)
  if (record.adopts !== undefined) return { ...nothing(record, "adopted"), base: changedBase(base, said) }
  const row = snapshot[record.kind].get(record.id) as AnyRow | undefined
  const isUnseen = row === undefined && base !== null && record.where !== undefined
  if (row === undefined && !isUnseen) return { ...nothing(record, "new"), base: changedBase(base, said) }
  const isTrashed = isUnseen
    ? snapshot.importBases.get(record.id)?.deleted != null
    : row!.deleted !== null && base?.["away"] !== true
  if (isTrashed && !restore) return nothing(record, "trashed")
  return compareStanding(record, row, base, said, isTrashed, means)
}

/** What fields say where that is not what is stored in them: a duration that nobody typed is a day. */
export type Means = Readonly<Record<string, unknown>>
const NOTHING: Means = {}

function nothing(record: ForeignRecord, state: RecordState): Outcome {
  return { record, state, updated: [], kept: [], adds: [], removes: [], base: null }
}

/** Stands for the fields of a record that the snapshot does not show (a comment): they count as they were imported. */
const UNSEEN = Symbol("unseen")

/** Letters up to which the base keeps a text itself. */
const SHORT = 100

/**
 * A value as the base keeps it: of a long text only its mark, which is enough to tell whether it changed, so that the
 * texts of all comments are not loaded with the space.
 */
function keptForm(value: unknown): unknown {
  return typeof value === "string" && value.length > SHORT ? markOf(value) : value
}

/** A short stand-in for a text: equal texts have equal marks. */
export function markOf(text: string): string {
  return computedId<Id<"text">>("text", text)
}

/** Whether a field says only where something stands: moving things here is no difference that anybody asks about. */
function isPosition(field: string): boolean {
  return field === "rank" || splitFamily(field)?.[0] === "place"
}

function compareStanding(
  record: ForeignRecord,
  row: AnyRow | undefined,
  base: Readonly<Record<string, unknown>> | null,
  said: Readonly<Record<string, unknown>>,
  isTrashed: boolean,
  means: Means,
): Outcome {
  // Without a base nobody can tell who changed what: then what stands in Weft counts as changed there.
  const known: Record<string, unknown> = { ...(base ?? said) }
  const updated: UpdatedField[] = []
  const kept: KeptField[] = []
  const settle = (field: string, theirs: unknown, ours: unknown, fallback: unknown) => {
    const before = base === null ? keptForm(theirs) : (base[field] ?? fallback)
    const changedThere = !sameValue(keptForm(theirs), before)
    const meant = ours !== UNSEEN && field in means ? means[field] : ours
    const changedHere = ours !== UNSEEN && !sameValue(keptForm(ours), before) && !sameValue(keptForm(meant), before)
    if (ours === UNSEEN ? !changedThere : sameValue(ours, theirs) || sameValue(meant, theirs))
      setKnown(known, field, said[field])
    else if (changedThere && !changedHere) {
      updated.push({ field, from: ours === UNSEEN ? null : ours, to: theirs })
      setKnown(known, field, said[field])
    } else if (changedThere || !isPosition(field)) kept.push({ field, ours, theirs, changedInBoth: changedThere })
  }
  const emptied = record.keepsEntries === true ? [] : familyFieldsOf(record, base)
  const names = new Set([...Object.keys(record.fields), ...emptied])
  for (const field of names) {
    const fallback = fallbackOf(record.kind, field)
    const theirs = record.fields[field] ?? fallback
    settle(field, theirs, row === undefined ? UNSEEN : fieldOf(row, field), fallback)
  }
  if (row !== undefined && (record.away === true) !== (base?.["away"] === true) && !isTrashed)
    settle("away", record.away === true, row.deleted !== null, false)
  const { adds, removes } = compareSets(record, row, base, known, kept, updated)
  for (const field of Object.keys(record.noted ?? {})) setKnown(known, field, said[field])
  const isUpdated = updated.length + adds.length + removes.length > 0
  const state = isTrashed ? "restored" : isUpdated ? "updated" : "unchanged"
  return { record, state, updated, kept, adds, removes, base: changedBase(base, known) }
}

function compareSets(
  record: ForeignRecord,
  row: AnyRow | undefined,
  base: Readonly<Record<string, unknown>> | null,
  known: Record<string, unknown>,
  kept: KeptField[],
  updated: readonly UpdatedField[],
) {
  const adds: (readonly [string, string])[] = []
  const removes: (readonly [string, string])[] = []
  for (const [field, theirs] of Object.entries(record.sets ?? {})) {
    const before = membersIn(base?.[field])
    const ours = row === undefined ? before : (row[field] as readonly string[])
    const added = theirs.filter(member => !before.includes(member) && !ours.includes(member))
    const removed = before.filter(member => !theirs.includes(member) && ours.includes(member))
    // Whoever is accountable stays among the assignees (FEATURES T3).
    const newOwner = updated.find(update => update.field === "owner")
    const owner = newOwner === undefined ? row?.["owner"] : newOwner.to
    const needed = field === "assignees" ? removed.filter(member => member === owner) : []
    for (const member of added) adds.push([field, member])
    for (const member of removed) if (!needed.includes(member)) removes.push([field, member])
    const missed = theirs.filter(member => before.includes(member) && !ours.includes(member))
    if (missed.length + needed.length > 0) kept.push({ field, ours, theirs, changedInBoth: needed.length > 0 })
    setKnown(known, field, theirs.length + needed.length === 0 ? undefined : [...theirs, ...needed].sort())
  }
  return { adds, removes }
}

function membersIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as string[]) : []
}

function setKnown(known: Record<string, unknown>, field: string, value: unknown): void {
  if (value === undefined) delete known[field]
  else known[field] = value
}

/** What the base keeps of a record: the values that differ from their fallbacks, sets sorted. */
function saidOf(record: ForeignRecord): Readonly<Record<string, unknown>> {
  if (record.adopts !== undefined) return { [ADOPTS]: record.adopts }
  const said: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(record.fields))
    if (!sameValue(value, fallbackOf(record.kind, field))) said[field] = keptForm(value)
  for (const [field, members] of Object.entries(record.sets ?? {}))
    if (members.length > 0) said[field] = [...members].sort()
  if (record.away === true) said["away"] = true
  return { ...said, ...record.noted }
}

function changedBase(
  before: Readonly<Record<string, unknown>> | null,
  after: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | null {
  return before !== null && sameValue(before, after) ? null : after
}

/** Entries of families that the file had last time and has no more: they are read as emptied. */
function familyFieldsOf(record: ForeignRecord, base: Readonly<Record<string, unknown>> | null): readonly string[] {
  return Object.keys(base ?? {}).filter(field => {
    const entry = splitFamily(field)
    return entry !== null && kindNamed(record.kind).fields[entry[0]]?.storage === "family"
  })
}

function fallbackOf(kind: KindName, field: string): unknown {
  const plain = kindNamed(kind).fields[field]
  return plain === undefined ? null : plain.fallback
}

/** The outcome where somebody takes what the file says in some of the fields that were changed here. */
export function takingTheirs(outcome: Outcome, fields: readonly string[], snapshot: Snapshot): Outcome {
  const taken = outcome.kept.filter(({ field }) => fields.includes(field))
  if (taken.length === 0) return outcome
  const said = saidOf(outcome.record)
  const base: Record<string, unknown> = { ...(outcome.base ?? baseOf(snapshot, outcome.record.id)) }
  for (const { field } of taken) setKnown(base, field, said[field])
  return {
    ...outcome,
    state: outcome.state === "unchanged" ? "updated" : outcome.state,
    updated: [...outcome.updated, ...taken.map(({ field, ours, theirs }) => ({ field, from: ours, to: theirs }))],
    kept: outcome.kept.filter(kept => !taken.includes(kept)),
    base,
  }
}

export interface Importing {
  readonly snapshot: Snapshot
  readonly write: ChangeWriter
  readonly me: MemberId
}

/** Writes what a comparison came to; `source` names the file for people. */
export function writeOutcome({ snapshot, write, me }: Importing, outcome: Outcome, source: string): void {
  const { record, state } = outcome
  const { kind, id, where = {} } = record
  if (state === "new") create(write, record, me)
  if (state === "restored") write.always(kind, id, DELETED, null, where)
  for (const { field, to } of outcome.updated) {
    if (field !== "away") write.always(kind, id, field, to, where)
    else if (to === true) write.trash(kind, id, me, where)
    else write.restore(kind, id, where)
  }
  for (const [field, member] of outcome.adds) write.add(kind, id, field as never, member)
  for (const [field, member] of outcome.removes) write.remove(kind, id, field as never, member)
  if (state === "restored") write.restore("importBases", id)
  if (outcome.base === null) return
  if (snapshot.importBases.has(id)) write.patch("importBases", id, { values: outcome.base })
  else write.create("importBases", id, { kind, source, values: outcome.base })
}

function create(write: ChangeWriter, record: ForeignRecord, me: MemberId): void {
  const values: Record<string, unknown> = { ...record.first, ...record.sets }
  for (const [field, value] of Object.entries(record.fields)) {
    const entry = kindNamed(record.kind).fields[field] === undefined ? splitFamily(field) : null
    if (entry === null) values[field] = value
    else if (value !== null) values[entry[0]] = { ...(values[entry[0]] as object | undefined), [entry[1]]: value }
  }
  write.create(record.kind, record.id, values as Patch<KindName>, record.where)
  if (record.away === true) write.trash(record.kind, record.id, me, record.where)
}
