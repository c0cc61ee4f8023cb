import type { ChecklistId, ChecklistTemplateId, ItemId } from "../base/ids.ts"
import { compareRanked, rankBetween } from "../base/rank.ts"
import { refuse } from "../base/result.ts"
import { living } from "../schema/snapshot.ts"
import { defineAction } from "./define.ts"
import { addChecks, createChecklist } from "./work.ts"

export interface SaveChecklistTemplate {
  readonly id: ChecklistTemplateId
  readonly item: ItemId
  /** One of the item's checklists, or `null` for its rows that are on none. */
  readonly checklist: ChecklistId | null
  readonly name: string
}

/** Keeps what the rows of a checklist are called for other items of the space; who does them, and by when, is not kept. */
export const saveChecklistTemplate = defineAction<SaveChecklistTemplate>(
  "checklist-template.save",
  ({ snapshot, write, random }, { id, item, checklist, name }) => {
    if (name.trim() === "") return refuse("name-missing")
    const rows = living(snapshot.checks).filter(check => check.item === item && check.checklist === checklist)
    if (rows.length === 0) return refuse("checklist-empty")
    const titles = rows.sort(compareRanked).map(({ title }) => title)
    const last = living(snapshot.checklistTemplates).sort(compareRanked).at(-1)?.rank ?? null
    write.create("checklistTemplates", id, { name: name.trim(), titles, rank: rankBetween(last, null, random) })
  },
)

export interface InsertChecklistTemplate {
  readonly template: ChecklistTemplateId
  readonly item: ItemId
  /** The id of the new checklist. */
  readonly checklist: ChecklistId
}

/** Gives an item a checklist of its own as a template has it. */
export const insertChecklistTemplate = defineAction<InsertChecklistTemplate>(
  "checklist-template.insert",
  (context, { template, item, checklist }) => {
    const row = context.snapshot.checklistTemplates.get(template)
    if (row === undefined) return refuse("not-found")
    const answer = createChecklist.decide(context, { id: checklist, item, name: row.name })
    return answer ?? addChecks.decide(context, { item, checklist, titles: row.titles ?? [] })
  },
)

export interface RenameChecklistTemplate {
  readonly template: ChecklistTemplateId
  readonly name: string
}

export const renameChecklistTemplate = defineAction<RenameChecklistTemplate>(
  "checklist-template.rename",
  ({ snapshot, write }, { template, name }) => {
    if (!snapshot.checklistTemplates.has(template)) return refuse("not-found")
    if (name.trim() === "") return refuse("name-missing")
    write.patch("checklistTemplates", template, { name: name.trim() })
  },
)

/** Deletes a template; the checklists that were made from it stay. */
export const trashChecklistTemplate = defineAction<{ readonly template: ChecklistTemplateId }>(
  "checklist-template.trash",
  ({ snapshot, write, me }, { template }) => {
    if (!snapshot.checklistTemplates.has(template)) return refuse("not-found")
    write.trash("checklistTemplates", template, me)
  },
)
