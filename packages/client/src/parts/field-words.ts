import type { CustomFieldId } from "@weft/model/base/ids"
import { CHANNELS, LEVELS, PRIORITIES, type Priority } from "@weft/model/schema/item"
import { splitFamily } from "@weft/model/schema/change"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { dayOf, isMoment, minuteOf } from "@weft/model/time/moment"
import { itemPanel } from "../text/item-panel.ts"
import { format, t } from "../text/index.ts"

/** What people call a stored field of an item; `null` for one that no screen shows, such as a place on a board. */
export function fieldWords(field: string, snapshot: Snapshot): string | null {
  const words = t().item
  switch (field) {
    case "title":
    case "status":
    case "parent":
    case "priority":
    case "start":
    case "due":
    case "type":
    case "assignees":
    case "watchers":
    case "labels":
      return words[field]
    case "team":
      return t().people.standIn
    case "owner":
      return itemPanel().owner
    case "estimateMinutes":
      return words.estimate
    case "urgency":
    case "importance":
      return t().boards.attributes[field] ?? field
    case "requester":
      return t().people.requesterRole
    case "impact":
    case "service":
    case "channel":
      return t().boards.fields[field]
    case "category":
      return t().boards.fields.topic
    case "archived":
      return itemPanel().archived
    case "source":
      return itemPanel().source
    default: {
      const ofTicket = ticketFieldWords(field)
      if (ofTicket !== null) return ofTicket
      const entry = splitFamily(field)
      if (entry === null || entry[0] !== "custom") return null
      return snapshot.customFields.get(entry[1] as CustomFieldId)?.name ?? itemPanel().unknown
    }
  }
}

function ticketFieldWords(field: string): string | null {
  const words: Readonly<Record<string, string>> = itemPanel().ticketFields
  return Object.hasOwn(words, field) ? words[field]! : null
}

/** Fields that are told in somebody's own words. */
const OWN_WORDS: ReadonlySet<string> = new Set([
  "title",
  "source",
  "workaround",
  "changePlan",
  "backOutPlan",
  "reviewNote",
])

/** A stored value of a field as people read it; whatever it is, there are words. */
export function valueWords(field: string, value: unknown, snapshot: Snapshot, today: string): string {
  if (value === null || value === undefined || value === "") return t().general.none
  if (typeof value === "boolean") return value ? itemPanel().yes : itemPanel().no
  if (typeof value === "number") return field === "estimateMinutes" ? format().duration(value) : format().number(value)
  if (Array.isArray(value)) return value.map(entry => valueWords(field, entry, snapshot, today)).join(", ")
  if (typeof value !== "string") return itemPanel().unknown
  if (OWN_WORDS.has(field)) return value
  if (field === "changeRisk") return itemPanel().risks[LEVELS.find(level => level === value) ?? "medium"]
  if (field === "priority" && PRIORITIES.includes(value as Priority)) return t().priorities[value as Priority]
  if (field === "channel") return t().boards.channels[CHANNELS.find(channel => channel === value) ?? "none"]
  if (field === "impact" || (field === "urgency" && value === "medium"))
    return t().filters.levels[LEVELS.find(level => level === value) ?? "medium"]
  if (field === "urgency" || field === "importance") return t().boards.matrix[field][value === "high" ? "high" : "low"]
  if (isMoment(value)) {
    const [day, minute] = [format().shortDate(dayOf(value), today), minuteOf(value)]
    return minute === null ? day : itemPanel().dateAt(day, minute)
  }
  return nameOf(value, snapshot) ?? (field.startsWith("custom-") ? value : itemPanel().unknown)
}

function nameOf(id: string, snapshot: Snapshot): string | undefined {
  return (
    snapshot.statuses.get(id)?.name ??
    snapshot.members.get(id)?.name ??
    snapshot.teams.get(id)?.name ??
    snapshot.itemTypes.get(id)?.name ??
    snapshot.options.get(id)?.name ??
    snapshot.labels.get(id)?.name ??
    snapshot.ticketCategories.get(id)?.name ??
    snapshot.services.get(id)?.name ??
    snapshot.contacts.get(id)?.name ??
    snapshot.items.get(id)?.title
  )
}
