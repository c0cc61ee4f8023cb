import {
  isKeySegment,
  type ItemTypeId,
  type LabelId,
  type MacroId,
  type MemberId,
  type SentDraftId,
  type StatusId,
  type TeamId,
  type TextModuleId,
  type TicketCategoryId,
} from "../base/ids.ts"
import { count, family, MAX_TEXT, rank, ref, structured, text } from "./fields.ts"
import { PRIORITIES, type Priority } from "./item.ts"
import { defineRecord, type Row } from "./record.ts"

/**
 * That a draft of the reply on a ticket was sent: what is written from then on is the next one. Drafts of a ticket are
 * counted from 0, see `replica/reply-draft`.
 */
const sentDraftFields = {
  draft: count(),
  by: ref<MemberId>(),
  /** Milliseconds since 1970. */
  at: count(),
}
export const sentDrafts = defineRecord<SentDraftId, typeof sentDraftFields>("sentDrafts", "comments", sentDraftFields)
export type SentDraft = Row<SentDraftId, typeof sentDraftFields>

/** The languages that the words for requesters are kept in, in the order in which they stand in for one another. */
export const MODULE_LANGUAGES = ["en", "de"] as const
export type ModuleLanguage = (typeof MODULE_LANGUAGES)[number]

/** Words that agents use again and again, in several languages, with variables such as `{number}`; see `service/text-module`. */
const textModuleFields = {
  name: text(),
  rank: rank(),
  /** What it says, by language. */
  text: family<string>(structured("module-text", parseWords)),
}
export const textModules = defineRecord<TextModuleId, typeof textModuleFields>("textModules", "setup", textModuleFields)
export type TextModule = Row<TextModuleId, typeof textModuleFields>

function parseWords(raw: unknown): string | null {
  return typeof raw === "string" ? raw.slice(0, MAX_TEXT) : null
}

/** One step of a macro. `me` is whoever runs it. */
export type MacroStep =
  | { readonly does: "status"; readonly status: StatusId }
  | { readonly does: "priority"; readonly priority: Priority }
  | { readonly does: "type"; readonly type: ItemTypeId }
  | { readonly does: "owner"; readonly owner: MemberId | "me" | null }
  | { readonly does: "team"; readonly team: TeamId | null }
  | { readonly does: "add-label" | "remove-label"; readonly label: LabelId }
  | { readonly does: "category"; readonly category: TicketCategoryId | null }
  /** Writes a text module behind what stands in the draft of the reply. */
  | { readonly does: "reply"; readonly module: TextModuleId }
  /** Notes something for the team alone; variables are filled in it as well. */
  | { readonly does: "note"; readonly text: string }

/** The most steps of a macro. */
export const MOST_MACRO_STEPS = 20

/** Steps in their order; one that this build does not know makes the whole unreadable, so that no half of it ever runs. */
function parseMacroSteps(raw: unknown): readonly MacroStep[] | null {
  if (!Array.isArray(raw) || raw.length > MOST_MACRO_STEPS) return null
  const steps = raw.map(parseMacroStep)
  return steps.some(step => step === null) ? null : (steps as readonly MacroStep[])
}

function parseMacroStep(raw: unknown): MacroStep | null {
  if (typeof raw !== "object" || raw === null) return null
  const { does, ...given } = raw as Record<string, unknown>
  const id = <I extends string>(name: string): I | null => {
    const value = given[name]
    return typeof value === "string" && isKeySegment(value) ? (value as I) : null
  }
  switch (does) {
    case "status": {
      const status = id<StatusId>("status")
      return status === null ? null : { does, status }
    }
    case "priority": {
      const priority = PRIORITIES.find(one => one === given["priority"])
      return priority === undefined ? null : { does, priority }
    }
    case "type": {
      const type = id<ItemTypeId>("type")
      return type === null ? null : { does, type }
    }
    case "owner":
      return { does, owner: id<MemberId>("owner") }
    case "team":
      return { does, team: id<TeamId>("team") }
    case "add-label":
    case "remove-label": {
      const label = id<LabelId>("label")
      return label === null ? null : { does, label }
    }
    case "category":
      return { does, category: id<TicketCategoryId>("category") }
    case "reply": {
      const module = id<TextModuleId>("module")
      return module === null ? null : { does, module }
    }
    case "note":
      return typeof given["text"] === "string" ? { does, text: given["text"].slice(0, MAX_TEXT) } : null
    default:
      return null
  }
}

/** What is done to a ticket in one go, in this order. */
const macroFields = { name: text(), rank: rank(), steps: structured("macro-steps", parseMacroSteps) }
export const macros = defineRecord<MacroId, typeof macroFields>("macros", "setup", macroFields)
export type Macro = Row<MacroId, typeof macroFields>
