import { newId, type CommentId, type ItemId, type MacroId } from "../base/ids.ts"
import { isRefusal, refuse, type Refusal } from "../base/result.ts"
import type { Item } from "../schema/item.ts"
import type { Snapshot, Table } from "../schema/snapshot.ts"
import type { MacroStep, ModuleLanguage } from "../schema/talk.ts"
import { moduleFactsOf, type ShownFacts } from "../service/module-facts.ts"
import { survivorOf } from "../service/merged-tickets.ts"
import { fillVariables, moduleText } from "../service/text-module.ts"
import { classifyTickets } from "./classification.ts"
import { defineAction, type ActionContext } from "./define.ts"
import { decideInTurn } from "./in-turn.ts"
import { assignTeam, patchItems, setItemMember, setStatus } from "./item.ts"
import { rankBefore } from "./rank-before.ts"
import { addComment } from "./work.ts"

export interface RunMacro {
  readonly macro: MacroId
  readonly items: readonly ItemId[]
  /** What only the screen knows of each item. */
  readonly shown: Readonly<Record<ItemId, ShownFacts>>
  /** The language that text modules speak in. */
  readonly language: ModuleLanguage
}

/**
 * Does the steps of a macro to tickets, in order, as one step. Where one of them cannot be done to one ticket nothing is
 * done to any: the refusal is that of the step, with the ticket (`ticket`, its id) and the step (`step`, from 1).
 */
export const runMacro = defineAction<RunMacro>("macro.run", (context, { macro, items, shown, language }) => {
  const row = context.snapshot.macros.get(macro)
  if (row === undefined || row.deleted !== null || items.length === 0) return refuse("not-found")
  const { steps } = row
  if (steps === null) return refuse("macro-unreadable")
  if (steps.length === 0) return refuse("macro-empty")
  const decisions = items.flatMap(item =>
    steps.map((step, index) => (inTurn: ActionContext): Refusal | void => {
      const known = shown[item] ?? { number: "", due: "", sender: "" }
      const answer = doStep(inTurn, step, { item, shown: known, language })
      return isRefusal(answer) ? refuse(answer.reason, { ...answer.detail, ticket: item, step: index + 1 }) : undefined
    }),
  )
  return decideInTurn(context, decisions)
})

interface Doing {
  readonly item: ItemId
  readonly shown: ShownFacts
  readonly language: ModuleLanguage
}

function doStep(context: ActionContext, step: MacroStep, { item, shown, language }: Doing): Refusal | void {
  const { snapshot, write, random, me } = context
  const items = [item]
  const ticket = snapshot.items.get(item)
  if (ticket === undefined || ticket.deleted !== null) return refuse("not-found")
  switch (step.does) {
    case "status":
      return setStatus.decide(context, { items, status: step.status })
    case "priority":
      return patchItems.decide(context, { items, fields: { priority: step.priority } })
    case "type":
      if (isGone(snapshot.itemTypes, step.type)) return refuse("type-missing")
      return patchItems.decide(context, { items, fields: { type: step.type } })
    case "owner": {
      const owner = step.owner === "me" ? me : step.owner
      if (owner !== null && isGone(snapshot.members, owner)) return refuse("member-missing")
      return patchItems.decide(context, { items, fields: { owner } })
    }
    case "team":
      if (step.team !== null && isGone(snapshot.teams, step.team)) return refuse("team-missing")
      return assignTeam.decide(context, { items, team: step.team })
    case "add-label":
    case "remove-label": {
      const inside = step.does === "add-label"
      if (inside && isGone(snapshot.labels, step.label)) return refuse("label-missing")
      return setItemMember.decide(context, { items, field: "labels", member: step.label, inside })
    }
    case "category":
      if (step.category !== null && isGone(snapshot.ticketCategories, step.category)) return refuse("category-missing")
      return classifyTickets.decide(context, { items, fields: { category: step.category } })
    case "reply": {
      const module = snapshot.textModules.get(step.module)
      const said = module === undefined || module.deleted !== null ? "" : moduleText(module, language)
      if (said === "") return refuse("module-missing")
      const text = filled(said, snapshot, ticket, context, shown)
      if (isRefusal(text)) return text
      return write.draft(survivorOf(snapshot.items, item), text)
    }
    case "note": {
      const text = filled(step.text, snapshot, ticket, context, shown)
      if (isRefusal(text)) return text
      return addComment.decide(context, { id: newId<CommentId>(random), item, text })
    }
  }
}

function filled(
  text: string,
  snapshot: Snapshot,
  ticket: Item,
  { me }: ActionContext,
  shown: ShownFacts,
): string | Refusal {
  const answer = fillVariables(text, moduleFactsOf(snapshot, ticket, me, shown))
  const [unfilled] = answer.unfilled
  return unfilled === undefined ? answer.text : refuse("variable-unfilled", { variable: unfilled })
}

function isGone(rows: Table<{ readonly id: string; readonly deleted: unknown }>, id: string): boolean {
  return rows.get(id)?.deleted !== null
}

export interface SaveMacro {
  readonly id: MacroId
  readonly name: string
  readonly steps: readonly MacroStep[]
}

/** Makes a macro at the end, or says anew what one does. */
export const saveMacro = defineAction<SaveMacro>("macro.save", ({ snapshot, write, random }, { id, name, steps }) => {
  if (name.trim() === "") return refuse("name-missing")
  if (steps.length === 0) return refuse("macro-empty")
  const values = { name: name.trim(), steps }
  if (snapshot.macros.has(id)) return write.patch("macros", id, values)
  const rank = rankBefore([...snapshot.macros.values()], null, null, random)
  write.create("macros", id, { ...values, rank })
})

export interface PlaceMacro {
  readonly macro: MacroId
  /** The one to stand before; nothing for the end. */
  readonly before: MacroId | null
}

/** Puts a macro at another place of the list. */
export const placeMacro = defineAction<PlaceMacro>("macro.place", ({ snapshot, write, random }, { macro, before }) => {
  if (!snapshot.macros.has(macro)) return refuse("not-found")
  write.patch("macros", macro, { rank: rankBefore([...snapshot.macros.values()], before, macro, random) })
})

/** Deletes a macro; what it did stays. */
export const trashMacro = defineAction<{ readonly macro: MacroId }>(
  "macro.trash",
  ({ snapshot, write, me }, { macro }) => {
    if (!snapshot.macros.has(macro)) return refuse("not-found")
    write.trash("macros", macro, me)
  },
)
