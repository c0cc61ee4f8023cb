import type { LabelId } from "../base/ids.ts"
import { compareRanked } from "../base/rank.ts"
import type { Item } from "../schema/item.ts"
import type { Mapping } from "../schema/mapping.ts"
import { ticketEventId } from "../schema/service.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import type { Label } from "../schema/work.ts"
import { CATEGORIES, type CustomField, type ItemType, type Status } from "../schema/workflow.ts"
import { startingStatus, workflowOf } from "./workflow.ts"

/** What stands in one space for the set-up of another, and what people should be told before it is used. */
export interface SpaceMapping {
  readonly mapping: Mapping
  /** Statuses in use that have no namesake there, and what stands for them. */
  readonly statuses: readonly { readonly from: Status; readonly to: Status }[]
  /** Labels in use that the other space has not. */
  readonly labels: readonly Label[]
  /** Fields with values that the other space has not: the values stay with the item and are hidden there. */
  readonly fields: readonly CustomField[]
}

/**
 * Finds what stands in the space `to` for what the items use in `from`: states of the same name or else category, types of
 * the same name or else behaviour, labels, fields and options of the same name.
 */
export function mapSpace(from: Snapshot, to: Snapshot, items: ReadonlySet<string>): SpaceMapping {
  const mapping: Record<string, string> = {}
  const used = [...items].flatMap(id => from.items.get(id) ?? [])
  const statuses = mapStatuses(from, to, mapping).filter(pair => used.some(item => item.status === pair.from.id))
  mapTypes(from, to, mapping)
  mapFormerTickets(from, to, used, mapping)
  const lacking = mapLabels(from, to, mapping)
  const hidden = mapFields(from, to, mapping)
  return {
    mapping,
    statuses,
    labels: lacking.filter(({ id }) => used.some(({ labels }) => labels.includes(id as LabelId))),
    fields: hidden.filter(({ id }) => used.some(({ custom }) => Object.hasOwn(custom, id))),
  }
}

/** What stands in the space `to` for the set-up of another, whatever items use of it. */
export function mappingBetween(from: Snapshot, to: Snapshot): Mapping {
  return mapSpace(from, to, new Set()).mapping
}

/** Whether two things are called the same; on every device alike, whatever its language. */
export function sameName(left: { readonly name: string }, right: { readonly name: string }): boolean {
  return left.name.trim().toLowerCase() === right.name.trim().toLowerCase()
}

function mapStatuses(from: Snapshot, to: Snapshot, mapping: Record<string, string>) {
  const there = workflowOf(to)
  const unlike: { readonly from: Status; readonly to: Status }[] = []
  for (const status of from.statuses.values()) {
    const namesake = there.find(other => sameName(other, status) && other.category === status.category)
    const match = namesake ?? nearest(status, there) ?? startingStatus(to, undefined)
    if (match == null) continue
    mapping[status.id] = match.id
    if (namesake === undefined) unlike.push({ from: status, to: match })
  }
  return unlike
}

/** The first state of the category that is the same, or nearest in the order of work. */
function nearest(status: Status, there: readonly Status[]): Status | undefined {
  const distance = (other: Status) => Math.abs(CATEGORIES.indexOf(other.category) - CATEGORIES.indexOf(status.category))
  return [...there].sort((left, right) => distance(left) - distance(right))[0]
}

function mapTypes(from: Snapshot, to: Snapshot, mapping: Record<string, string>): void {
  const there: readonly ItemType[] = living(to.itemTypes).sort(compareRanked)
  for (const type of from.itemTypes.values()) {
    const match =
      there.find(other => sameName(other, type)) ?? there.find(other => other.behaviour === type.behaviour) ?? there[0]
    if (match !== undefined) mapping[type.id] = match.id
  }
}

/** What left a service as a ticket comes back as one, whatever it was called meanwhile; the type that it had stands then. */
function mapFormerTickets(from: Snapshot, to: Snapshot, used: readonly Item[], mapping: Record<string, string>): void {
  const ticketType = living(to.itemTypes)
    .sort(compareRanked)
    .find(({ behaviour }) => behaviour === "ticket")
  if (ticketType === undefined) return
  const wasTicket = ({ id }: Item) => from.ticketEvents.has(ticketEventId(id, "opened"))
  for (const [type, items] of Map.groupBy(used, item => item.type))
    if (type !== null && to.itemTypes.get(mapping[type] ?? "")?.behaviour !== "ticket" && items.every(wasTicket))
      mapping[type] = ticketType.id
}

function mapLabels(from: Snapshot, to: Snapshot, mapping: Record<string, string>): Label[] {
  const there = living(to.labels)
  return [...from.labels.values()].filter(label => {
    const match = there.find(other => sameName(other, label))
    if (match !== undefined) mapping[label.id] = match.id
    // It may have come along before, under the id that it has here.
    return match === undefined && !to.labels.has(label.id)
  })
}

function mapFields(from: Snapshot, to: Snapshot, mapping: Record<string, string>): CustomField[] {
  const there = living(to.customFields)
  return [...from.customFields.values()].filter(field => {
    const match = there.find(other => sameName(other, field) && other.type === field.type)
    if (match === undefined) return true
    mapping[field.id] = match.id
    const options = living(to.options).filter(option => option.field === match.id)
    for (const option of from.options.values()) {
      const same = option.field === field.id ? options.find(other => sameName(other, option)) : undefined
      if (same !== undefined) mapping[option.id] = same.id
    }
    return false
  })
}
