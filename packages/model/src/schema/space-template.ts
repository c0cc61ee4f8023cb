import { isKeySegment, type SpaceTemplateId } from "../base/ids.ts"
import { isCalendarDate, type CalendarDate } from "../time/calendar-date.ts"
import { oneOf, rank, structured, text } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"

/** The kinds of records that a template of a space may hold, in the order in which they are made. */
export const TEMPLATE_KINDS = [
  "profiles",
  "statuses",
  "itemTypes",
  "customFields",
  "options",
  "checklistTemplates",
  "itemTemplates",
  "labels",
  "boards",
  "views",
  "items",
  "checklists",
  "checks",
  "relations",
  "dependencies",
] as const
export type TemplateKind = (typeof TEMPLATE_KINDS)[number]

/** A record of a template: its values as a reader has them, without what a fallback says. */
export interface TemplateRecord {
  readonly kind: TemplateKind
  /** What other records of the same template name it by; what is made of it gets an id of its own. */
  readonly id: string
  readonly values: Readonly<Record<string, unknown>>
}

export interface TemplateContents {
  readonly records: readonly TemplateRecord[]
  /** The day that its days are told from; nothing where it has none. */
  readonly from: CalendarDate | null
}

/** The most letters of a template, as it is stored: the document that it lies in is read by everybody at the start. */
export const MOST_LETTERS = 60_000

function parseContents(raw: unknown): TemplateContents | null {
  if (typeof raw !== "object" || raw === null) return null
  const { records, from } = raw as Record<string, unknown>
  if (!Array.isArray(records) || !records.every(isRecord)) return null
  return { records, from: typeof from === "string" && isCalendarDate(from) ? from : null }
}

function isRecord(raw: unknown): raw is TemplateRecord {
  if (typeof raw !== "object" || raw === null) return false
  const { kind, id, values } = raw as Record<string, unknown>
  const isNamed = typeof id === "string" && isKeySegment(id) && (TEMPLATE_KINDS as readonly unknown[]).includes(kind)
  return isNamed && typeof values === "object" && values !== null && !Array.isArray(values)
}

/** A space, or the set-up of a board, to begin others with. What is made of it is nobody's but its own. */
const spaceTemplateFields = {
  name: text(),
  rank: rank(),
  of: oneOf(["space", "board"], "space"),
  contents: structured("contents", parseContents),
}
export const spaceTemplates = defineRecord<SpaceTemplateId, typeof spaceTemplateFields>(
  "spaceTemplates",
  "directory",
  spaceTemplateFields,
)
export type SpaceTemplate = Row<SpaceTemplateId, typeof spaceTemplateFields>
