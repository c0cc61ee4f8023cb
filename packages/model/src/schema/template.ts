import {
  isKeySegment,
  type ItemTemplateId,
  type ItemTypeId,
  type LabelId,
  type MemberId,
  type ServiceId,
  type TicketCategoryId,
} from "../base/ids.ts"
import { MAX_TEXT, rank, structured, text } from "./fields.ts"
import { LEVELS, PRIORITIES, type Level, type Priority } from "./item.ts"
import { defineRecord, type Row } from "./record.ts"

/** An item of a template, told from the day on which what is made of it starts. */
export interface TemplateStep {
  readonly title: string
  /** 0 is the first; a deeper one is below the last that is less deep. */
  readonly depth: number
  readonly type: ItemTypeId | null
  readonly priority: Priority
  readonly labels: readonly LabelId[]
  readonly estimateMinutes: number | null
  /** In days after the start; 0 is the day itself. */
  readonly startAfter: number | null
  readonly dueAfter: number | null
  /** Who was accountable: whoever makes items of it says who is now. */
  readonly role: MemberId | null
  /** Of a ticket: what it is about, and how much it matters to how many. */
  readonly category: TicketCategoryId | null
  readonly service: ServiceId | null
  readonly impact: Level | null
  readonly urgency: Level | null
}

/** The most items of a template. */
export const MOST_STEPS = 500

/** As far from its start as a template reaches, in days. */
const MOST_DAYS = 36_500

function parseSteps(raw: unknown): readonly TemplateStep[] | null {
  if (!Array.isArray(raw) || raw.length > MOST_STEPS) return null
  const steps = raw.map(parseStep)
  return steps.some(step => step === null) ? null : (steps as readonly TemplateStep[])
}

function parseStep(raw: unknown): TemplateStep | null {
  if (typeof raw !== "object" || raw === null) return null
  const { title, depth, type, priority, labels, estimateMinutes, startAfter, dueAfter, role, ...ticket } =
    raw as Record<string, unknown>
  if (typeof title !== "string") return null
  return {
    title: title.slice(0, MAX_TEXT),
    depth: whole(depth, 0, MOST_STEPS) ?? 0,
    type: reference<ItemTypeId>(type),
    priority: PRIORITIES.find(one => one === priority) ?? "none",
    labels: Array.isArray(labels) ? labels.flatMap(label => reference<LabelId>(label) ?? []) : [],
    estimateMinutes: whole(estimateMinutes, 0, Number.MAX_SAFE_INTEGER),
    startAfter: whole(startAfter, -MOST_DAYS, MOST_DAYS),
    dueAfter: whole(dueAfter, -MOST_DAYS, MOST_DAYS),
    role: reference<MemberId>(role),
    category: reference<TicketCategoryId>(ticket["category"]),
    service: reference<ServiceId>(ticket["service"]),
    impact: LEVELS.find(level => level === ticket["impact"]) ?? null,
    urgency: LEVELS.find(level => level === ticket["urgency"]) ?? null,
  }
}

function whole(raw: unknown, least: number, most: number): number | null {
  return Number.isSafeInteger(raw) && (raw as number) >= least && (raw as number) <= most ? (raw as number) : null
}

function reference<I extends string>(raw: unknown): I | null {
  return typeof raw === "string" && isKeySegment(raw) ? (raw as I) : null
}

/** Items to begin with, one below the other. What is made of it is nobody's but its own. */
const itemTemplateFields = { name: text(), rank: rank(), steps: structured("steps", parseSteps) }
export const itemTemplates = defineRecord<ItemTemplateId, typeof itemTemplateFields>(
  "itemTemplates",
  "setup",
  itemTemplateFields,
)
export type ItemTemplate = Row<ItemTemplateId, typeof itemTemplateFields>
