import type { ItemId, ItemTemplateId, MemberId } from "../base/ids.ts"
import { compareRanked, rankBetween, ranksBetween } from "../base/rank.ts"
import { refuse } from "../base/result.ts"
import type { Item } from "../schema/item.ts"
import { living, type Snapshot, type Table } from "../schema/snapshot.ts"
import { MOST_STEPS, type TemplateStep } from "../schema/template.ts"
import { addDays, dayNumber, type CalendarDate } from "../time/calendar-date.ts"
import { dayOf, type Moment } from "../time/moment.ts"
import { defineAction } from "./define.ts"
import { createItem } from "./item.ts"

export interface SaveItemTemplate {
  readonly id: ItemTemplateId
  readonly item: ItemId
  readonly name: string
}

/**
 * Keeps an item with all that is below it for making others like it. Days are kept as they are told from its start, or
 * from the first day that it or any below it has; states, numbers and what was written about it are not kept.
 */
export const saveItemTemplate = defineAction<SaveItemTemplate>(
  "item-template.save",
  ({ snapshot, write, random }, { id, item, name }) => {
    if (name.trim() === "") return refuse("name-missing")
    const root = snapshot.items.get(item)
    if (root === undefined) return refuse("not-found")
    const tree = treeOf(root, snapshot)
    if (tree.length > MOST_STEPS) return refuse("too-many")
    const start = firstDayOf(tree.map(({ item: one }) => one))
    const last = living(snapshot.itemTemplates).sort(compareRanked).at(-1)?.rank ?? null
    const steps = tree.map(({ item: one, depth }) => stepOf(one, depth, start))
    write.create("itemTemplates", id, { name: name.trim(), steps, rank: rankBetween(last, null, random) })
  },
)

interface Branch {
  readonly item: Item
  readonly depth: number
}

/** An item and all living ones below it, as a list has them. */
function treeOf(root: Item, { items }: Snapshot): readonly Branch[] {
  const below = Map.groupBy(living(items), ({ parent }) => parent)
  const tree: Branch[] = []
  const visit = (item: Item, depth: number) => {
    tree.push({ item, depth })
    for (const child of (below.get(item.id) ?? []).sort(compareRanked)) visit(child, depth + 1)
  }
  visit(root, 0)
  return tree
}

function firstDayOf(items: readonly Item[]): CalendarDate | null {
  const rootStart = items[0]?.start
  if (rootStart != null) return dayOf(rootStart)
  const days = items.flatMap(({ start, due }) => [start, due].flatMap(day => (day === null ? [] : [dayOf(day)])))
  return days.sort()[0] ?? null
}

function stepOf(item: Item, depth: number, start: CalendarDate | null): TemplateStep {
  const after = (moment: Moment | null) =>
    moment === null || start === null ? null : dayNumber(dayOf(moment)) - dayNumber(start)
  return {
    title: item.title,
    depth,
    type: item.type,
    priority: item.priority,
    labels: item.labels,
    estimateMinutes: item.estimateMinutes,
    startAfter: after(item.start),
    dueAfter: after(item.due),
    role: item.owner,
    category: item.category,
    service: item.service,
    impact: item.impact,
    urgency: item.urgency,
  }
}

export interface MakeFromTemplate {
  readonly template: ItemTemplateId
  /** A new id for each of its items, in order. */
  readonly items: readonly ItemId[]
  /** The day that its days are told from. */
  readonly start: CalendarDate
  /** Who takes the place of whom; whoever is not named has nobody in their place. */
  readonly people: Readonly<Record<string, MemberId | null>>
}

/** Makes the items of a template at the end of the space, as one step. */
export const makeFromTemplate = defineAction<MakeFromTemplate>(
  "item-template.make",
  (context, { template, items, start, people }) => {
    const { snapshot, write, random } = context
    const steps = snapshot.itemTemplates.get(template)?.steps ?? null
    if (steps === null || steps.length === 0 || items.length !== steps.length) return refuse("not-found")
    let last: string | null = null
    for (const { rank } of snapshot.items.values()) if (last === null || rank > last) last = rank
    const ranks = ranksBetween(last, null, steps.length, random)
    const above: ItemId[] = []
    for (const [index, step] of steps.entries()) {
      const id = items[index]!
      const owner = step.role === null ? null : (people[step.role] ?? null)
      const answer = createItem.decide(context, {
        id,
        title: step.title.trim() === "" ? "…" : step.title,
        labels: step.labels.filter(label => snapshot.labels.get(label)?.deleted === null),
        fields: {
          priority: step.priority,
          estimateMinutes: step.estimateMinutes,
          category: standing(snapshot.ticketCategories, step.category),
          service: standing(snapshot.services, step.service),
          impact: step.impact,
          urgency: step.urgency,
          ...(step.startAfter === null ? {} : { start: addDays(start, step.startAfter) }),
          ...(step.dueAfter === null ? {} : { due: addDays(start, step.dueAfter) }),
        },
        ...(step.type === null ? {} : { type: step.type }),
        ...(owner === null ? {} : { owner }),
      })
      if (answer !== undefined) return answer
      above.length = Math.min(above.length, step.depth)
      write.always("items", id, "rank", ranks[index])
      if (above.length > 0) write.always("items", id, "parent", above.at(-1))
      above.push(id)
    }
  },
)

/** What a template names, as long as it is there. */
function standing<I extends string>(rows: Table<{ readonly deleted: unknown }>, id: I | null): I | null {
  return id !== null && rows.get(id)?.deleted === null ? id : null
}

export interface RenameItemTemplate {
  readonly template: ItemTemplateId
  readonly name: string
}

export const renameItemTemplate = defineAction<RenameItemTemplate>(
  "item-template.rename",
  ({ snapshot, write }, { template, name }) => {
    if (!snapshot.itemTemplates.has(template)) return refuse("not-found")
    if (name.trim() === "") return refuse("name-missing")
    write.patch("itemTemplates", template, { name: name.trim() })
  },
)

/** Deletes a template; what was made of it stays. */
export const trashItemTemplate = defineAction<{ readonly template: ItemTemplateId }>(
  "item-template.trash",
  ({ snapshot, write, me }, { template }) => {
    if (!snapshot.itemTemplates.has(template)) return refuse("not-found")
    write.trash("itemTemplates", template, me)
  },
)
