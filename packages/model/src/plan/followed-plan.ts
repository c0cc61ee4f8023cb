import type { AssignmentId, ItemId } from "../base/ids.ts"
import type { Item } from "../schema/item.ts"
import type { KindName } from "../schema/kinds.ts"
import type { Dependency } from "../schema/planning.ts"
import { sameValue } from "../schema/row.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import type { PlanLink } from "./input.ts"
import { knowingPlan } from "./known-plan.ts"
import { LivePlan, type PlanEdit } from "./live-plan.ts"
import { assignmentOf, farSpaceOf, firstDateOf, isOlder, linkOf, planOf, planRow, taskOf } from "./plan-of-space.ts"

/** Rows that may be others than before, by kind. */
export type ChangedRows = ReadonlyMap<KindName, ReadonlySet<string>>

/** What a change of rows was for a plan. */
export interface Followed {
  /** Whether any date, length or other value may be another. */
  readonly values: boolean
  /** Whether there are other links, or the same between other tasks. */
  readonly links: boolean
  /** Whether there are other tasks, or in another order or depth, or with other codes. */
  readonly outline: boolean
}

const NOTHING: Followed = { values: false, links: false, outline: false }
const EVERYTHING: Followed = { values: true, links: true, outline: true }

/** What of a space says when its work is done. */
export const OWN_PLAN_KINDS: readonly KindName[] = [
  "items",
  "plans",
  "dependencies",
  "resources",
  "assignments",
  "calendars",
  "calendarWeeks",
  "calendarExceptions",
]
/** What of the workspace does: the hours of its people. */
export const SHARED_PLAN_KINDS: readonly KindName[] = ["members", "workPatterns", "absences"]

/** Kinds whose rows each say something of one task or link; all others say something of many. */
const ROW_BY_ROW: ReadonlySet<KindName> = new Set(["items", "dependencies", "assignments"])

/** Beyond this part of the tasks it is quicker to read everything. */
const MOST_BY_ROW = 0.2

/**
 * The plan of a space that is followed row by row: what a changed row says goes into the plan alone, and everything is
 * read again only where the outline, the calendars or the people are others. Whatever changed, the plan is that of
 * `planOf` for the same snapshot.
 */
export class FollowedPlan {
  readonly live: LivePlan
  #snapshot: Snapshot
  /** Assignments by item; made when the first is asked for. */
  #assignments: Map<string, Set<AssignmentId>> | null = null
  #newestLink: PlanLinkAge | null

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot
    this.live = new LivePlan(planOf(snapshot))
    this.#newestLink = newestLink(snapshot)
  }

  /** Does some work on a snapshot, whose plan need not be computed in it where it is the one that was followed last. */
  knownDuring<Result>(snapshot: Snapshot, work: () => Result): Result {
    const isSame = [...OWN_PLAN_KINDS, ...SHARED_PLAN_KINDS].every(kind => snapshot[kind] === this.#snapshot[kind])
    return isSame ? knowingPlan(snapshot, this.live, work) : work()
  }

  /** Brings the plan in step with a later snapshot, of which only these rows are others. */
  follow(snapshot: Snapshot, changed: ChangedRows): Followed {
    const before = this.#snapshot
    this.#snapshot = snapshot
    const edits = this.#edits(before, changed)
    if (edits === null) {
      this.live.apply({ edit: "plan", input: planOf(snapshot) })
      this.#assignments = null
      this.#newestLink = newestLink(snapshot)
      return EVERYTHING
    }
    const outline = this.#changesCodes(before, changed)
    if (edits.length === 0) return { ...NOTHING, outline }
    this.live.apply(...edits)
    return { values: true, links: edits.some(({ edit }) => edit.endsWith("link")), outline }
  }

  /** The edits that changed rows come to; null where everything has to be read again. */
  #edits(before: Snapshot, changed: ChangedRows): PlanEdit[] | null {
    let amount = 0
    for (const [kind, ids] of changed) {
      if (!ROW_BY_ROW.has(kind)) return null
      amount += ids.size
    }
    if (amount > 50 + this.live.size * MOST_BY_ROW) return null
    const edits: PlanEdit[] = []
    const touched = new Set<string>()
    for (const id of changed.get("items") ?? []) {
      const edit = this.#itemEdit(before, id as ItemId)
      if (edit === "everything") return null
      if (edit === null) continue
      edits.push(edit)
      if (this.#assignmentsOf(id).size > 0) touched.add(id)
    }
    if (changed.has("items") && this.#beginsElsewhere(before, changed.get("items")!)) return null
    for (const id of changed.get("dependencies") ?? []) {
      const edit = this.#linkEdit(before, id)
      if (edit === "everything") return null
      if (edit !== null) edits.push(edit)
    }
    for (const id of changed.get("assignments") ?? [])
      for (const item of this.#moveAssignment(before, id as AssignmentId)) touched.add(item)
    for (const id of touched) {
      const edit = this.#assignmentsEdit(id, edits)
      if (edit === "everything") return null
      if (edit !== null) edits.push(edit)
    }
    return edits
  }

  #itemEdit(before: Snapshot, id: ItemId): PlanEdit | "everything" | null {
    const [was, is] = [before.items.get(id), this.#snapshot.items.get(id)]
    const wasHere = was !== undefined && was.deleted === null
    if (is === undefined || is.deleted !== null) return wasHere ? "everything" : null
    if (!wasHere || was.parent !== is.parent || was.rank !== is.rank) return "everything"
    const standing = this.live.taskOf(id)
    if (standing === undefined) return "everything"
    const placed = { ...is, parent: standing.parent as ItemId | null }
    const task = taskOf(this.#snapshot, planRow(this.#snapshot), placed, this.live.isSummary(id), standing.farLinks)
    return sameValue(task, standing) ? null : { edit: "task", task }
  }

  /** Whether a plan that nobody gave a start begins with another date now. */
  #beginsElsewhere(before: Snapshot, items: ReadonlySet<string>): boolean {
    if (planRow(this.#snapshot).start !== null) return false
    const dates = (item: Item) => [item.startedAt, item.plannedStart, item.constraintAt, item.start, item.createdAt]
    for (const id of items) {
      const [was, is] = [before.items.get(id as ItemId), this.#snapshot.items.get(id as ItemId)]
      if (was !== undefined && is !== undefined && sameValue(dates(was), dates(is))) continue
      return firstDateOf(this.#snapshot) !== this.live.project.start
    }
    return false
  }

  #linkEdit(before: Snapshot, id: string): PlanEdit | "everything" | null {
    if (this.#isFar(before, id) || this.#isFar(this.#snapshot, id)) return "everything"
    const [was, is] = [this.#link(before, id), this.#link(this.#snapshot, id)]
    if (was === null && is === null) return null
    if (is === null) return { edit: "remove-link", link: was! }
    const row = this.#snapshot.dependencies.get(is.id as Dependency["id"])!
    if (was === null) {
      // A link that is not the newest may suspend one that is, where they close a ring.
      if (this.#newestLink !== null && !isOlder(this.#newestLink, row)) return "everything"
      this.#newestLink = row
      return { edit: "add-link", link: is }
    }
    const old = before.dependencies.get(row.id)!
    if (old.madeAt !== row.madeAt || was.from !== is.from || was.to !== is.to) return "everything"
    return sameValue(was, is) ? null : { edit: "change-link", link: is }
  }

  /** Whether a link comes from another space: what it says goes to all below its successor. */
  #isFar(snapshot: Snapshot, id: string): boolean {
    const row = snapshot.dependencies.get(id as Dependency["id"])
    return row !== undefined && row.deleted === null && farSpaceOf(snapshot, row) !== null
  }

  #link(snapshot: Snapshot, id: string): PlanLink | null {
    const row = snapshot.dependencies.get(id as Dependency["id"])
    return row === undefined || row.deleted !== null ? null : linkOf(row, item => this.live.taskOf(item) !== undefined)
  }

  /** Keeps in mind whose an assignment is now, and answers the items that have one more or less, or another. */
  #moveAssignment(before: Snapshot, id: AssignmentId): string[] {
    const [was, is] = [before.assignments.get(id)?.item, this.#snapshot.assignments.get(id)?.item]
    const items = [was, is].filter(item => item != null)
    for (const item of items) this.#assignmentsOf(item)
    if (was != null && was !== is) this.#assignments!.get(was)?.delete(id)
    if (is != null) this.#assignments!.set(is, this.#assignmentsOf(is).add(id))
    return items
  }

  #assignmentsEdit(id: string, edits: readonly PlanEdit[]): PlanEdit | "everything" | null {
    const edited = edits.findLast(edit => edit.edit === "task" && edit.task.id === id)
    const task = edited?.edit === "task" ? edited.task : this.live.taskOf(id)
    if (task === undefined) return null
    const assignments = [...this.#assignmentsOf(id)].sort().flatMap(assignment => {
      const row = this.#snapshot.assignments.get(assignment)
      return row === undefined || row.deleted !== null ? [] : (assignmentOf(this.#snapshot, row, task) ?? [])
    })
    if (!assignments.every(({ resource }) => this.live.hasResource(resource))) return "everything"
    return { edit: "assignments", task: id, assignments }
  }

  #assignmentsOf(item: string): Set<AssignmentId> {
    if (this.#assignments === null) {
      this.#assignments = new Map()
      for (const { id, item: its } of this.#snapshot.assignments.values())
        if (its !== null) this.#assignments.set(its, (this.#assignments.get(its) ?? new Set()).add(id))
    }
    return this.#assignments.get(item) ?? new Set()
  }

  #changesCodes(before: Snapshot, changed: ChangedRows): boolean {
    for (const id of changed.get("items") ?? [])
      if (before.items.get(id as ItemId)?.wbs !== this.#snapshot.items.get(id as ItemId)?.wbs) return true
    return false
  }
}

type PlanLinkAge = Pick<Dependency, "id" | "madeAt">

function newestLink(snapshot: Snapshot): PlanLinkAge | null {
  let newest: PlanLinkAge | null = null
  for (const row of snapshot.dependencies.values())
    if (row.deleted === null && (newest === null || isOlder(newest, row))) newest = row
  return newest
}
