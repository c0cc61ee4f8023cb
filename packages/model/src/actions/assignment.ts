import type { AssignmentId, ItemId, MemberId, ResourceId } from "../base/ids.ts"
import { refuse, type Refusal } from "../base/result.ts"
import { withoutPerson, withPerson, withUnits, withWork, type Staffing } from "../plan/effort.ts"
import type { PlanTask } from "../plan/input.ts"
import { planOf, shareOf, taskOfItem } from "../plan/plan-of-space.ts"
import type { Item } from "../schema/item.ts"
import { assignmentId, type Assignment, type Resource } from "../schema/planning.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import type { Tenths } from "../time/instant.ts"
import { defineAction, type ActionContext } from "./define.ts"
import { setItemMember } from "./item.ts"
import type { Patch } from "./writer.ts"

/** Who works on an item, with the assignments' ids in the place of people, so that everybody is told apart. */
export function staffingOf(snapshot: Snapshot, item: Item, task: PlanTask): Staffing {
  const shares = assignmentsOf(snapshot, item.id).map(row => {
    const { units, work } = shareOf(row, task)
    return { resource: row.id as string, units, work }
  })
  return { effort: item.effort, isEffortDriven: item.effortDriven, duration: task.duration, shares }
}

function assignmentsOf(snapshot: Snapshot, item: ItemId): Assignment[] {
  return living(snapshot.assignments)
    .filter(row => row.item === item && row.resource !== null)
    .sort((left, right) => (left.id < right.id ? -1 : 1))
}

/** Writes the work and units that differ after an edit. Work that follows from units and duration stays unwritten. */
export function writeShares({ snapshot, write }: ActionContext, before: Staffing, after: Staffing): void {
  for (const share of after.shares) {
    const row = snapshot.assignments.get(share.resource)
    if (row === undefined) continue
    const was = before.shares.find(({ resource }) => resource === share.resource)
    if (was !== undefined && was.units !== share.units) write.patch("assignments", row.id, { units: share.units })
    const follows = row.workTenths === null && share.work === Math.round(after.duration * share.units)
    if (was?.work === share.work || follows) continue
    write.patch("assignments", row.id, { workTenths: share.work })
    if (row.remainingWorkTenths !== null)
      write.patch("assignments", row.id, { remainingWorkTenths: Math.max(0, share.work - row.actualWorkTenths) })
  }
}

function writeStaffing(context: ActionContext, item: Item, before: Staffing, after: Staffing): void {
  writeShares(context, before, after)
  if (after.duration !== before.duration) context.write.patch("items", item.id, { durationTenths: after.duration })
}

interface Staffed {
  readonly item: Item
  readonly task: PlanTask
  readonly staffing: Staffing
}

function readStaffing(snapshot: Snapshot, id: ItemId | null): Staffed | Refusal {
  const item = id === null ? undefined : snapshot.items.get(id)
  const task = item === undefined ? undefined : taskOfItem(planOf(snapshot), item.id)
  if (item === undefined || task === undefined) return refuse("not-found")
  return { item, task, staffing: staffingOf(snapshot, item, task) }
}

const isStaffed = (value: Staffed | Refusal): value is Staffed => "staffing" in value

export interface Assign {
  readonly item: ItemId
  readonly resource: MemberId | ResourceId
  /** 1 is full time. */
  readonly units?: number
}

/**
 * Assigns a member or a resource of the space to an item. Where work is effort-driven the others do less of it. Who is
 * assigned already gets the units. A member is among the assignees of the item then.
 */
export const assign = defineAction<Assign>("assignment.add", (context, { item: id, resource, units = 1 }) => {
  const { snapshot, write } = context
  if (!(units > 0) || !Number.isFinite(units)) return refuse("units-not-positive")
  const isMember = snapshot.members.get(resource)?.deleted === null
  if (!isMember && snapshot.resources.get(resource)?.deleted !== null) return refuse("not-found")
  const read = readStaffing(snapshot, id)
  if (!isStaffed(read)) return read
  const { item, staffing } = read
  const known = assignmentsOf(snapshot, id).find(row => row.resource === resource)
  if (known !== undefined) return setUnits.decide(context, { assignment: known.id, units })
  const assignment = assignmentId(id, resource)
  const standing = snapshot.assignments.get(assignment)
  // Under this id somebody else may stand who was a placeholder once.
  if (standing?.deleted === null) return refuse("exists")
  if (standing === undefined) write.create("assignments", assignment, { item: id, resource })
  else {
    write.restore("assignments", assignment)
    write.patch("assignments", assignment, { workTenths: null, actualWorkTenths: 0, remainingWorkTenths: null })
  }
  write.always("assignments", assignment, "units", units)
  const after = withPerson(staffing, assignment, units)
  const own = after.shares.find(share => share.resource === assignment)!
  if (own.work !== Math.round(after.duration * own.units))
    write.patch("assignments", assignment, { workTenths: own.work })
  if (own.units !== units) write.always("assignments", assignment, "units", own.units)
  writeStaffing(context, item, staffing, { ...after, shares: after.shares.filter(share => share !== own) })
  if (isMember)
    return setItemMember.decide(context, { items: [id], field: "assignees", member: resource, inside: true })
})

/** Takes somebody off an item. Where work is effort-driven the others do theirs as well. */
export const unassign = defineAction<{ readonly assignment: AssignmentId }>(
  "assignment.remove",
  (context, { assignment }) => {
    const { snapshot, write, me } = context
    const row = snapshot.assignments.get(assignment)
    if (row === undefined || row.resource === null) return refuse("not-found")
    const read = readStaffing(snapshot, row.item)
    if (!isStaffed(read)) return read
    write.trash("assignments", assignment, me)
    writeStaffing(context, read.item, read.staffing, withoutPerson(read.staffing, assignment))
    if (!read.item.assignees.includes(row.resource as MemberId)) return
    return setItemMember.decide(context, {
      items: [read.item.id],
      field: "assignees",
      member: row.resource,
      inside: false,
    })
  },
)

export interface SetUnits {
  readonly assignment: AssignmentId
  readonly units: number
}

/** Says how much of their time somebody gives; the duration or the work follows, as the item's effort rule says. */
export const setUnits = defineAction<SetUnits>("assignment.units", (context, { assignment, units }) => {
  if (!(units > 0) || !Number.isFinite(units)) return refuse("units-not-positive")
  return changeStaffing(context, assignment, staffing => withUnits(staffing, assignment, units))
})

export interface SetWork {
  readonly assignment: AssignmentId
  readonly work: Tenths
}

/** Says how much somebody has to do; the duration or the units follow, as the item's effort rule says. */
export const setWork = defineAction<SetWork>("assignment.work", (context, { assignment, work }) => {
  if (!Number.isSafeInteger(work) || work < 0) return refuse("duration-negative")
  return changeStaffing(context, assignment, staffing => withWork(staffing, assignment, work))
})

function changeStaffing(
  context: ActionContext,
  assignment: AssignmentId,
  change: (staffing: Staffing) => Staffing,
): Refusal | void {
  const row = context.snapshot.assignments.get(assignment)
  if (row?.deleted !== null) return refuse("not-found")
  const read = readStaffing(context.snapshot, row.item)
  if (!isStaffed(read)) return read
  writeStaffing(context, read.item, read.staffing, change(read.staffing))
}

export interface CreateResource {
  readonly id: ResourceId
  readonly name: string
  readonly kind?: Resource["kind"]
  readonly maxUnits?: number
  readonly member?: MemberId
}

/** Adds to a space somebody or something that can be assigned: a role, a machine, material, or a member with hours of this space. */
export const createResource = defineAction<CreateResource>(
  "resource.create",
  ({ snapshot, write }, { id, ...resource }) => {
    const { name, maxUnits = 1, member } = resource
    if (name.trim() === "") return refuse("name-missing")
    if (snapshot.resources.has(id)) return refuse("exists")
    if (!(maxUnits > 0)) return refuse("units-not-positive")
    if (member !== undefined && !snapshot.members.has(member)) return refuse("not-found")
    write.create("resources", id, { ...resource, name: name.trim() })
  },
)

export type ResourcePatch = Omit<Patch<"resources">, "id" | "deleted" | "conflicts" | "marks">

export const patchResource = defineAction<{ readonly resource: ResourceId; readonly fields: ResourcePatch }>(
  "resource.patch",
  ({ snapshot, write }, { resource, fields }) => {
    if (!snapshot.resources.has(resource)) return refuse("not-found")
    if (fields.name?.trim() === "") return refuse("name-missing")
    if (fields.maxUnits !== undefined && !(fields.maxUnits > 0)) return refuse("units-not-positive")
    write.patch("resources", resource, fields)
  },
)

/** Puts a resource in the trash; its assignments keep naming it. */
export const trashResource = defineAction<{ readonly resource: ResourceId }>(
  "resource.trash",
  ({ snapshot, write, me }, { resource }) => {
    if (!snapshot.resources.has(resource)) return refuse("not-found")
    write.trash("resources", resource, me)
  },
)
