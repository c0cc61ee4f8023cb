import { isKeySegment, type SpaceTemplateId } from "../base/ids.ts"
import { isCalendarDate, type CalendarDate } from "../time/calendar-date.ts"
import { oneOf, rank, structured, text, type Field } from "./fields.ts"
import { items } from "./item.ts"
import { dependencies } from "./planning.ts"
import { defineRecord, type AnyRecordKind, type Row } from "./record.ts"
import { profiles } from "./space.ts"
import { itemTemplates } from "./template.ts"
import { views } from "./view.ts"
import { boards, checklists, checks, labels, relations } from "./work.ts"
import { checklistTemplates, customFields, itemTypes, options, statuses } from "./workflow.ts"

const TABLES = {
  profiles,
  statuses,
  itemTypes,
  customFields,
  options,
  checklistTemplates,
  itemTemplates,
  labels,
  boards,
  views,
  items,
  checklists,
  checks,
  relations,
  dependencies,
} satisfies Readonly<Record<string, AnyRecordKind>>
export type TemplateKind = keyof typeof TABLES

/** The kinds of records that a template of a space may hold, in the order in which they are made. */
export const TEMPLATE_KINDS = Object.keys(TABLES) as readonly TemplateKind[]

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
  if (!Array.isArray(records)) return null
  const read = (records as unknown[]).map(parseRecord)
  if (!read.every(record => record !== null)) return null
  return { records: read, from: typeof from === "string" && isCalendarDate(from) ? from : null }
}

/**
 * A record with what fits of its values: what is made of it has to be sound, whoever wrote the template. Fields that this
 * build does not know are kept as they are.
 */
function parseRecord(raw: unknown): TemplateRecord | null {
  if (typeof raw !== "object" || raw === null) return null
  const { kind, id, values } = raw as Record<string, unknown>
  if (typeof kind !== "string" || !Object.hasOwn(TABLES, kind) || typeof id !== "string" || !isKeySegment(id))
    return null
  if (typeof values !== "object" || values === null || Array.isArray(values)) return null
  const { fields }: AnyRecordKind = TABLES[kind as TemplateKind]
  const said = Object.entries(values).map(
    ([name, value]: [string, unknown]) =>
      [name, Object.hasOwn(fields, name) ? readValue(fields[name]!, value) : value] as const,
  )
  return { kind: kind as TemplateKind, id, values: Object.fromEntries(said) }
}

function readValue(field: Field<unknown>, raw: unknown): unknown {
  switch (field.storage) {
    case "cell":
      return field.read(raw)
    case "set":
      return (field.read(raw) as readonly unknown[]).filter(
        member => typeof member === "string" && isKeySegment(member),
      )
    case "family": {
      const entries = Object.entries(field.read(raw) as Readonly<Record<string, unknown>>)
      const fitting = entries.map(([key, entry]) => [key, isKeySegment(key) ? field.readEntry(entry) : null] as const)
      return Object.fromEntries(fitting.filter(([, entry]) => entry !== null && entry !== undefined))
    }
  }
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
