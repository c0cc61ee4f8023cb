import { sameValue } from "../../schema/row.ts"
import { arrangeTasks } from "./arrange-tasks.ts"
import type { FileLink, PlanFile } from "./plan-file.ts"

export type MergedKind = "tasks" | "links" | "resources" | "assignments" | "calendars"

/** Whose value is taken where both sides changed a field, or for a row that one side took out. */
export type Side = "ours" | "theirs"

/** Something that differs between the plan and the file and that somebody may want to decide. */
export interface MergeNote {
  readonly kind: MergedKind
  readonly id: string
  readonly what:
    /** Only the file changed the field: it is taken. */
    | "updated"
    /** Only the plan changed the field: it stands. */
    | "kept"
    /** Both changed the field: `taken` says whose stands. */
    | "conflict"
    /** The row is new in the file. */
    | "added"
    /** The file has the row no more. It stays, unless theirs is chosen. */
    | "gone"
    /** The row was taken out here. It stays out, unless theirs is chosen. */
    | "taken-out"
  /** The group of fields; empty for a whole row. */
  readonly field: string
  readonly ours: unknown
  readonly theirs: unknown
  readonly taken: Side
}

export interface Merging {
  /** The file as it was last imported. */
  readonly base: PlanFile
  /** The plan as it stands. */
  readonly ours: PlanFile
  /** The file as it is now. */
  readonly theirs: PlanFile
  /** Decides a note that is a conflict, gone or taken out; without a decision ours stands, and of links the later one. */
  readonly choose?: (note: Omit<MergeNote, "taken">) => Side | null
  /** Whether a link was changed here after the file was saved. */
  readonly isLaterHere?: (link: FileLink) => boolean
  /** Whether what is really done is compared like all else, rather than ours alone. */
  readonly comparesProgress?: boolean
}

export interface MergedPlan {
  readonly plan: PlanFile
  readonly notes: readonly MergeNote[]
}

/**
 * Imports a file again: what only the file changed is updated, what only the plan changed stands, and of what both
 * changed ours stands unless somebody chooses otherwise. Nothing comes twice, as rows are told apart by their ids, and
 * links by the tasks that they join. What was really worked is never taken from a file that is imported again.
 *
 * The result is written into the new file, so that what nobody here understands is that of the file.
 */
export function mergePlans(merging: Merging): MergedPlan {
  const { ours, theirs } = merging
  const notes: MergeNote[] = []
  const merger = new Merger(merging, notes)
  const tasks = merger.rows("tasks", TASK_GROUPS, ({ id }) => id)
  const resources = merger.rows("resources", RESOURCE_GROUPS, ({ id }) => id)
  const calendars = merger.rows("calendars", CALENDAR_GROUPS, ({ id }) => id)
  const taskIds = new Set(tasks.map(({ id }) => id))
  const resourceIds = new Set(resources.map(({ id }) => id))
  const links = merger.rows("links", LINK_GROUPS, ({ from, to }) => JSON.stringify([from, to]))
  const assignments = merger.rows("assignments", ASSIGNMENT_GROUPS, ({ task, resource }) =>
    JSON.stringify([task, resource]),
  )
  return {
    plan: {
      ...theirs,
      project: merger.project(),
      calendars,
      tasks: arrangeTasks(tasks, theirs.tasks, ours.tasks),
      links: withOwnIds(links.filter(({ from, to }) => taskIds.has(from) && taskIds.has(to))),
      resources,
      assignments: withOwnIds(
        assignments.filter(
          ({ task, resource }) => taskIds.has(task) && (resource === null || resourceIds.has(resource)),
        ),
      ),
    },
    notes,
  }
}

/** Fields that make sense only together change together. */
type Groups = Readonly<Record<string, readonly string[]>>

const TASK_GROUPS: Groups = {
  name: ["name"],
  outline: ["parent"],
  wbs: ["wbs"],
  notes: ["notes"],
  priority: ["priority"],
  duration: ["duration", "isElapsed", "durationUnit", "isEstimated"],
  milestone: ["isMilestone"],
  mode: ["mode", "start", "finish"],
  active: ["isActive"],
  constraint: ["constraint"],
  deadline: ["deadline"],
  calendar: ["calendar", "ignoresResourceCalendars"],
  effort: ["effort", "hasFixedDuration", "isEffortDriven"],
  delay: ["levelingDelay"],
  baselines: ["baselines"],
  custom: ["custom"],
}

const LINK_GROUPS: Groups = { link: ["kind", "lag", "lagUnit"] }

const RESOURCE_GROUPS: Groups = {
  name: ["name", "initials"],
  group: ["group"],
  email: ["email"],
  notes: ["notes"],
  units: ["maxUnits"],
  kind: ["kind"],
  calendar: ["calendar"],
}

const ASSIGNMENT_GROUPS: Groups = { work: ["units", "work", "overtimeWork"], delay: ["delay"], segments: ["segments"] }

const CALENDAR_GROUPS: Groups = {
  name: ["name"],
  base: ["base"],
  pattern: ["pattern"],
  weeks: ["weeks"],
  exceptions: ["exceptions"],
}

const PROJECT_FIELDS = [
  "name",
  "start",
  "finish",
  "scheduleFrom",
  "calendar",
  "statusDate",
  "honorConstraints",
  "criticalSlackLimit",
  "multipleCriticalPaths",
  "minutesPerDay",
  "minutesPerWeek",
  "daysPerMonth",
] as const

type AnyRow = PlanFile[MergedKind][number]
type Loose = Readonly<Record<string, unknown>>

class Merger {
  readonly #merging: Merging
  readonly #notes: MergeNote[]

  constructor(merging: Merging, notes: MergeNote[]) {
    this.#merging = merging
    this.#notes = notes
  }

  /** The rows of the file in its order, then those that only the plan has. */
  rows<K extends MergedKind>(
    kind: K,
    groups: Groups,
    keyOf: (row: PlanFile[K][number]) => string,
  ): PlanFile[K][number][] {
    type Row = PlanFile[K][number]
    const table = (plan: PlanFile) => keyed(plan[kind] as readonly Row[], keyOf)
    const [base, ours, theirs] = [this.#merging.base, this.#merging.ours, this.#merging.theirs].map(table) as [
      Map<string, Row>,
      Map<string, Row>,
      Map<string, Row>,
    ]
    const merged: Row[] = []
    for (const [key, row] of theirs) {
      const own = ours.get(key)
      if (own !== undefined) merged.push(this.#merged(kind, groups, base.get(key), own, row))
      else if (this.#takes(kind, row, base.has(key))) merged.push(row)
    }
    for (const [key, own] of ours) {
      if (theirs.has(key)) continue
      if (!base.has(key) || this.#stays(kind, own)) merged.push({ ...own, source: null })
    }
    return merged
  }

  project(): PlanFile["project"] {
    const base = this.#merging.base.project
    const ours = this.#merging.ours.project
    const kept = PROJECT_FIELDS.filter(field => !sameValue(ours[field], base[field]))
    return { ...this.#merging.theirs.project, ...Object.fromEntries(kept.map(field => [field, ours[field]])) }
  }

  /** A row that only the file has: new there, or taken out here. */
  #takes(kind: MergedKind, row: AnyRow, isKnown: boolean): boolean {
    if (!isKnown) {
      this.#notes.push({ kind, id: row.id, what: "added", field: "", ours: null, theirs: row, taken: "theirs" })
      return true
    }
    return this.#decide({ kind, id: row.id, what: "taken-out", field: "", ours: null, theirs: row }, row) === "theirs"
  }

  /** A row that the file has no more. */
  #stays(kind: MergedKind, row: AnyRow): boolean {
    return this.#decide({ kind, id: row.id, what: "gone", field: "", ours: row, theirs: null }, row) === "ours"
  }

  #merged<R extends AnyRow>(kind: MergedKind, groups: Groups, base: R | undefined, ours: R, theirs: R): R {
    const merged: Record<string, unknown> = { ...theirs }
    const before = base as Loose | undefined
    const [own, other] = [ours as unknown as Loose, theirs as unknown as Loose]
    const values = (row: Loose, fields: readonly string[]) => fields.map(field => row[field] ?? null)
    for (const [field, fields] of Object.entries(groups)) {
      const mine = values(own, fields)
      const file = values(other, fields)
      if (sameValue(mine, file)) continue
      const old = before === undefined ? null : values(before, fields)
      const note = { kind, id: ours.id, field, ours: mine, theirs: file }
      let taken: Side
      if (old !== null && sameValue(mine, old)) taken = this.#note({ ...note, what: "updated" }, "theirs")
      else if (old !== null && sameValue(file, old)) taken = this.#note({ ...note, what: "kept" }, "ours")
      else taken = this.#decide({ ...note, what: "conflict" }, ours)
      if (taken === "ours") for (const name of fields) merged[name] = own[name]
    }
    for (const name of OURS_ALONE[kind] ?? []) {
      const isAsBefore = before !== undefined && sameValue(own[name] ?? null, before[name] ?? null)
      if (this.#merging.comparesProgress !== true || !isAsBefore) merged[name] = own[name]
    }
    setLeft(kind, merged, [other, own])
    return merged as unknown as R
  }

  #note(note: Omit<MergeNote, "taken">, taken: Side): Side {
    this.#notes.push({ ...note, taken })
    return taken
  }

  #decide(note: Omit<MergeNote, "taken">, row: AnyRow): Side {
    const { choose, isLaterHere } = this.#merging
    const later =
      note.kind === "links" && isLaterHere !== undefined && !isLaterHere(row as FileLink) ? "theirs" : "ours"
    return this.#note(note, choose?.(note) ?? later)
  }
}

/** What was really done is counted here, and never taken from a file that comes again. */
const OURS_ALONE: Readonly<Partial<Record<MergedKind, readonly string[]>>> = {
  tasks: ["actualStart", "actualFinish", "actualDuration", "percentComplete", "resume"],
  assignments: ["actualWork", "actualOvertimeWork"],
}

/** Which fields say how much there is, how much of it is done and how much is left. */
const AMOUNTS: Readonly<Partial<Record<MergedKind, readonly [whole: string, done: string, left: string]>>> = {
  tasks: ["duration", "actualDuration", "remainingDuration"],
  assignments: ["work", "actualWork", "remainingWork"],
}

/** What is left follows from the other two, where these are not those of one side together. */
function setLeft(kind: MergedKind, merged: Record<string, unknown>, sides: readonly Loose[]): void {
  const amounts = AMOUNTS[kind]
  if (amounts === undefined) return
  const [whole, done, left] = amounts
  const same = sides.find(side => side[whole] === merged[whole] && side[done] === merged[done])
  if (same !== undefined) merged[left] = same[left]
  else {
    const isFinished = (merged["actualFinish"] ?? null) !== null
    const amount = merged[whole] as number
    merged[done] = isFinished ? amount : Math.min(amount, merged[done] as number)
    merged[left] = amount - (merged[done] as number)
  }
}

/** Rows by their keys; of several with one key each but the first is told apart by its place among them. */
function keyed<R>(rows: readonly R[], keyOf: (row: R) => string): Map<string, R> {
  const table = new Map<string, R>()
  for (const row of rows) {
    const key = keyOf(row)
    let own = key
    for (let copy = 2; table.has(own); copy += 1) own = `${key} ${copy}`
    table.set(own, row)
  }
  return table
}

/** Rows of two files may have one id; the later of them gets another. */
function withOwnIds<R extends { readonly id: string }>(rows: readonly R[]): R[] {
  const seen = new Set<string>()
  return rows.map(row => {
    let id = row.id
    for (let copy = 2; seen.has(id); copy += 1) id = `${row.id}-${copy}`
    seen.add(id)
    return id === row.id ? row : { ...row, id }
  })
}
