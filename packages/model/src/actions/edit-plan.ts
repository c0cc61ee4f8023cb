import type { AssignmentId, ItemId, MemberId, ResourceId } from "../base/ids.ts"
import { refuse, type Refusal } from "../base/result.ts"
import type { Item } from "../schema/item.ts"
import type { DurationUnit } from "../schema/plan-values.ts"
import { assignmentId } from "../schema/planning.ts"
import { living } from "../schema/snapshot.ts"
import type { Instant, Tenths } from "../time/instant.ts"
import { assign, unassign } from "./assignment.ts"
import { defineAction, type ActionContext } from "./define.ts"
import { setPredecessors, type NewLink } from "./dependency.ts"
import { decideInTurn } from "./in-turn.ts"
import { createItem, patchItems, type ItemPatch } from "./item.ts"
import { moveItems } from "./move-items.ts"
import { reportProgress } from "./progress.ts"
import { readLeaves, type ReadPlan } from "./plan-items.ts"
import { moveBar, patchPlanning, setConstraint, setDeadline, setDuration, setSchedulingMode } from "./schedule-items.ts"

/** One value of one activity as somebody wants it, as a cell of the outline has it. */
export type PlanWrite =
  | { readonly set: "title"; readonly title: string }
  | { readonly set: "wbs"; readonly wbs: string }
  | { readonly set: "duration"; readonly duration: Tenths; readonly isElapsed: boolean; readonly unit: DurationUnit }
  | { readonly set: "start"; readonly start: Instant }
  /** Where it ends; its duration follows. */
  | { readonly set: "finish"; readonly finish: Instant }
  | { readonly set: "predecessors"; readonly links: readonly Omit<NewLink, "to">[] }
  | {
      readonly set: "people"
      readonly people: readonly { readonly resource: MemberId | ResourceId; readonly units: number }[]
    }
  | { readonly set: "percent"; readonly percent: number }
  | { readonly set: "constraint"; readonly kind: Item["constraint"]; readonly date: Instant | null }
  | { readonly set: "deadline"; readonly date: Instant | null }
  | { readonly set: "mode"; readonly mode: Item["schedulingMode"] }

export interface PlanEditOf {
  readonly item: ItemId
  readonly write: PlanWrite
}

/** An activity that is made with an edit, with the values that are known of it. */
export interface MadeActivity {
  readonly id: ItemId
  readonly title: string
  /** The activity to lie under, which may be made before it in the same edit. */
  readonly parent: ItemId | null
  readonly writes: readonly PlanWrite[]
}

export interface EditPlan {
  readonly edits: readonly PlanEditOf[]
  readonly made?: readonly MadeActivity[]
  /** Where those at the top of what is made are put: directly before or after an activity; at the end where nothing is said. */
  readonly place?: { readonly before: ItemId } | { readonly after: ItemId } | null
}

/**
 * Writes many values of many activities as one step, each on what those before have written, and makes activities: what is
 * pasted into an outline, filled down, or inserted. Where one is refused, all are.
 */
export const editPlan = defineAction<EditPlan>("plan.edit", (context, { edits, made = [], place = null }) => {
  if (edits.length === 0 && made.length === 0) return refuse("not-found")
  const later = made.flatMap(({ id, writes }) => writes.filter(isLater).map(write => ({ item: id, write })))
  const all = [...later, ...edits]
  const of = all.flatMap(({ item, write }) => (write.set === "predecessors" ? [{ item, links: write.links }] : []))
  return decideInTurn(context, [
    ...made.map(one => (now: ActionContext) => makeOne(now, one)),
    ...placing(made, place),
    ...together(all).map(
      ([write, items]) =>
        (now: ActionContext) =>
          writeOne(now, items, write),
    ),
    ...(of.length === 0 ? [] : [(now: ActionContext) => setPredecessors.decide(now, { of })]),
  ])
})

/** Values with the items that get them: what is filled down is written at once, links are drawn together at the end. */
function together(edits: readonly PlanEditOf[]): readonly (readonly [OneByOne, ItemId[]])[] {
  const groups = new Map<string, [OneByOne, ItemId[]]>()
  for (const { item, write } of edits) {
    if (write.set === "predecessors") continue
    const key = JSON.stringify(write)
    const standing = groups.get(key)
    if (standing === undefined) groups.set(key, [write, [item]])
    else standing[1].push(item)
  }
  return [...groups.values()]
}

/** Those at the top stand together at the place; siblings below stand as they were made. */
function placing(made: readonly MadeActivity[], place: EditPlan["place"]): ((now: ActionContext) => Refusal | void)[] {
  const ids = new Set<string>(made.map(({ id }) => id))
  const tops = made.filter(({ parent }) => parent === null || !ids.has(parent))
  if (tops.length === 0 || place == null) return []
  return [now => moveItems.decide(now, { items: tops.map(({ id }) => id), place })]
}

function makeOne(context: ActionContext, { id, title, parent, writes }: MadeActivity): Refusal | void {
  const fields: ItemPatch = Object.assign({}, ...writes.map(firstValues)) as ItemPatch
  return createItem.decide(context, { id, title, fields, ...(parent === null ? {} : { parent }) })
}

/** Whether a value is written once the item is there, as one that others take part in. */
function isLater({ set }: PlanWrite): boolean {
  return set === "predecessors" || set === "people" || set === "percent" || set === "finish"
}

/** What a value is at the birth of an item, where nothing else is to be reckoned with. */
function firstValues(write: PlanWrite): ItemPatch {
  switch (write.set) {
    case "wbs":
      return { wbs: write.wbs }
    case "duration":
      return {
        durationTenths: write.duration,
        durationElapsed: write.isElapsed,
        durationUnit: write.unit,
        milestone: write.duration === 0,
      }
    case "start":
      return { constraint: "snet", constraintAt: write.start }
    case "constraint":
      return { constraint: write.kind, constraintAt: write.date }
    case "deadline":
      return { deadlineAt: write.date }
    case "mode":
      return { schedulingMode: write.mode }
    default:
      return {}
  }
}

type OneByOne = Exclude<PlanWrite, { set: "predecessors" }>

function writeOne(context: ActionContext, items: readonly ItemId[], write: OneByOne): Refusal | void {
  const each = (decide: (now: ActionContext, item: ItemId) => Refusal | void) =>
    decideInTurn(
      context,
      items.map(item => (now: ActionContext) => decide(now, item)),
    )
  switch (write.set) {
    case "title":
      return patchItems.decide(context, { items, fields: { title: write.title } })
    case "wbs":
      return patchPlanning.decide(context, { items, fields: { wbs: write.wbs } })
    case "duration": {
      const { duration, isElapsed, unit } = write
      return setDuration.decide(context, { items, duration, isElapsed, unit })
    }
    case "start":
      return each((now, item) => moveBar.decide(now, { item, start: write.start }))
    case "finish":
      return each((now, item) => finishAt(now, item, write.finish))
    case "people":
      return each((now, item) => staff(now, item, write.people))
    case "percent":
      return reportProgress.decide(context, { items, percent: write.percent })
    case "constraint":
      return setConstraint.decide(context, { items, kind: write.kind, date: write.date })
    case "deadline":
      return setDeadline.decide(context, { items, date: write.date })
    case "mode":
      return setSchedulingMode.decide(context, { items, mode: write.mode })
  }
}

function finishAt(context: ActionContext, item: ItemId, finish: Instant): Refusal | void {
  const read: ReadPlan | Refusal = readLeaves(context.snapshot, [item])
  if (!("items" in read)) return read
  const { task, row, calendar } = read.items[0]!
  const duration = task.isElapsed ? finish - row.start : calendar.between(row.start, finish)
  if (duration < 0) return refuse("finish-before-start", { item: read.items[0]!.item.title })
  return setDuration.decide(context, { items: [item], duration })
}

/** Says who works on an item: the others are taken off, and everybody named has the units that are said. */
function staff(
  context: ActionContext,
  item: ItemId,
  people: Extract<PlanWrite, { set: "people" }>["people"],
): Refusal | void {
  const standing = living(context.snapshot.assignments).filter(row => row.item === item && row.resource !== null)
  const named = new Set<string>(people.map(({ resource }) => resource))
  const gone = standing.filter(({ resource }) => !named.has(resource!)).map(({ id }) => id)
  const alsoAssigned = (context.snapshot.items.get(item)?.assignees ?? []).filter(
    member => !named.has(member) && !standing.some(({ resource }) => resource === member),
  )
  return decideInTurn(context, [
    ...gone.map((assignment: AssignmentId) => (now: ActionContext) => unassign.decide(now, { assignment })),
    ...alsoAssigned.map(member => (now: ActionContext) => now.write.remove("items", item, "assignees", member)),
    ...people.map(({ resource, units }) => (now: ActionContext) => {
      const share = now.snapshot.assignments.get(assignmentId(item, resource))
      if (share?.deleted === null && share.units === units) return
      return assign.decide(now, { item, resource, units })
    }),
  ])
}
