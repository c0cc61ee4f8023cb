import type { KindName } from "../../schema/kinds.ts"
import { living, type Snapshot } from "../../schema/snapshot.ts"
import { sameValue } from "../../schema/row.ts"
import type { SpaceWords } from "../../actions/space.ts"
import type { ImportProgress } from "../board/import.ts"
import type { PlanFile } from "../plan-file/plan-file.ts"
import { baseOf, compare, markOf, takingTheirs, type Means, type Outcome } from "../three-way.ts"
import { keyHere, keyOfPlan, sourceOfPlan } from "./plan-key.ts"
import { planFileOf } from "./plan-file-of-space.ts"
import { planRecords, type FilePeople, type PlanRecord } from "./plan-records.ts"
import { RowsHere, type GuessedRow } from "./rows-here.ts"

/** What a person chooses before a plan is imported; everything has a sound default. */
export interface PlanChoices {
  /** Takes out of the trash what the file has, for example after an import was undone. */
  readonly restore?: boolean
  /** Of records that lie in the trash, those that come back although the others stay. */
  readonly restores?: readonly string[]
  /** Fields that were changed here and are taken from the file all the same, by record. */
  readonly takes?: Readonly<Record<string, readonly string[]>>
  /** Of what the file has no more, what goes to the trash; of the rest links go and all else stays. */
  readonly removes?: Readonly<Record<string, boolean>>
  readonly people?: FilePeople
  /** What a space of the plan's own begins with is called. */
  readonly words?: SpaceWords
}

export interface FoundOutcome {
  readonly outcome: Outcome
  readonly notes: PlanRecord["notes"]
  /** The file has other notes than were imported: the description that stands here stays. */
  readonly hasOtherNotes: boolean
}

/** A record of an earlier import that the file has no more. */
export interface GoneRow {
  readonly kind: "items" | "dependencies" | "assignments"
  readonly id: string
  readonly name: string
  /** Whether it goes to the trash. */
  readonly goes: boolean
}

/** What importing a plan's file into a space comes to, record by record. */
export interface ComparedPlan {
  readonly key: string
  readonly source: string
  readonly outcomes: readonly FoundOutcome[]
  readonly gone: readonly GoneRow[]
  readonly guesses: readonly GuessedRow[]
}

/** Records between two reports of progress: a few milliseconds of work. */
const STEP = 100

/** Compares every record of a plan's file with what stands in the space, step by step. */
export function* comparePlan(
  snapshot: Snapshot,
  file: PlanFile,
  choices: PlanChoices,
): Generator<ImportProgress, ComparedPlan> {
  const key = keyHere(file, snapshot)
  const source = sourceOfPlan(key)
  const here = new RowsHere(file, snapshot, key)
  const { tasks, links, resources, assignments } = file
  const total = [tasks, links, resources, assignments].reduce((sum, rows) => sum + rows.length, 0)
  const means = meaningsOf(snapshot)
  const restores = new Set(choices.restores)
  const trashed = new Set<string>()
  const outcomes: FoundOutcome[] = []
  const records: PlanRecord[] = []
  for (const found of planRecords(file, snapshot, here, choices)) {
    const { record, notes } = found
    const restore = choices.restore === true || restores.has(record.id)
    const isWithTrashed = record.partOf !== undefined && trashed.has(record.partOf)
    const outcome: Outcome = isWithTrashed
      ? { record, state: "trashed", updated: [], kept: [], adds: [], removes: [], base: null }
      : takingTheirs(
          compare(record, snapshot, restore, means.get(record.id)),
          choices.takes?.[record.id] ?? [],
          snapshot,
        )
    if (record.kind === "items" && outcome.state === "trashed") trashed.add(record.id)
    const before = baseOf(snapshot, record.id)?.["notes"] ?? null
    const hasOtherNotes = outcome.state !== "new" && notes !== "" && before !== null && before !== markOf(notes)
    outcomes.push({ outcome, notes, hasOtherNotes })
    records.push(found)
    if (records.length % STEP === 0) yield { done: Math.min(records.length, total), total }
  }
  yield { done: total, total }
  const gone = goneFrom(snapshot, file, source, records, choices.removes ?? {})
  return { key, source, outcomes, gone, guesses: here.guesses }
}

/** What records of a space say that a file of it would say, where that is not what is stored in them. */
function meaningsOf(snapshot: Snapshot): ReadonlyMap<string, Means> {
  if (living(snapshot.items).length === 0) return new Map()
  const file = planFileOf(snapshot)
  const here = new RowsHere(file, snapshot, keyOfPlan(file))
  const means = new Map<string, Means>()
  for (const { record } of planRecords(file, snapshot, here))
    if (MEANT.has(record.kind)) means.set(record.id, record.fields)
  return means
}

/** The kinds of which something is computed where nobody has said it. */
const MEANT: ReadonlySet<KindName> = new Set(["plans", "items", "dependencies", "assignments"])

/**
 * What an earlier import made and the file has no more. Links go by the last change: one that nobody has touched here
 * goes with the file, and one whose kind the file has changed makes room for the other. All else stays unless somebody
 * lets it go.
 */
function goneFrom(
  snapshot: Snapshot,
  file: PlanFile,
  source: string,
  records: readonly PlanRecord[],
  removes: Readonly<Record<string, boolean>>,
): GoneRow[] {
  const there = new Set(records.map(({ record }) => record.id))
  const wasImported = (id: string) => snapshot.importBases.get(id)?.source === source && !there.has(id)
  const titleOf = (item: string | null) => snapshot.items.get(item ?? "")?.title ?? ""
  const goes = (id: string, usual: boolean) => removes[id] ?? usual
  const items = living(snapshot.items)
    .filter(({ id }) => wasImported(id))
    .map(({ id, title }): GoneRow => ({ kind: "items", id, name: title, goes: goes(id, false) }))
  const isTable = file.silent !== undefined
  const isGone = new Set(items.map(({ id }) => id))
  /** What belongs to a task that is gone goes or stays with it. */
  const stands = (item: string | null) => snapshot.items.get(item ?? "")?.deleted === null && !isGone.has(item ?? "")
  const links = living(snapshot.dependencies)
    .filter(({ id, from, to }) => wasImported(id) && stands(from) && stands(to))
    .map(({ id, from, to, lag }): GoneRow => {
      const isAsImported = sameValue(lag, baseOf(snapshot, id)?.["lag"] ?? null)
      return {
        kind: "dependencies",
        id,
        name: `${titleOf(from)} → ${titleOf(to)}`,
        goes: goes(id, isAsImported),
      }
    })
  const assignments = living(snapshot.assignments)
    .filter(({ id, item }) => !isTable && wasImported(id) && stands(item))
    .map(({ id, item, resource }): GoneRow => {
      const who = snapshot.resources.get(resource ?? "")?.name ?? snapshot.members.get(resource ?? "")?.name ?? ""
      return { kind: "assignments", id, name: `${titleOf(item)}: ${who}`, goes: goes(id, false) }
    })
  return [...items, ...links, ...assignments]
}
