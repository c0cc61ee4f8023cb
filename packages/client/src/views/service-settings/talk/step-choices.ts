import { compareRanked } from "@weft/model/base/rank"
import { PRIORITIES } from "@weft/model/schema/item"
import { living } from "@weft/model/schema/snapshot"
import type { MacroStep } from "@weft/model/schema/talk"
import { CategoryTree } from "@weft/model/service/category-tree"
import type { SpaceData, Workspace } from "../../../data/workspace.ts"
import { t } from "../../../text/index.ts"
import { talkSettingsWords } from "../../../text/talk-settings.ts"
import type { SelectOption } from "../../../ui/field.tsx"

export type Does = MacroStep["does"]

/** What steps can do, in the order in which it is offered. */
export const ALL_DOES: readonly Does[] = [
  "status",
  "priority",
  "type",
  "owner",
  "team",
  "add-label",
  "remove-label",
  "category",
  "reply",
  "note",
]

/** Stands for nobody, and for no category, in a choice. */
const NONE = ""

/** With what each step can be done in a service. Followed. */
export function choicesOf(workspace: Workspace, space: SpaceData, does: Does): readonly SelectOption<string>[] {
  const { live } = space
  const named = (rows: readonly { readonly id: string; readonly name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }))
  const byName = (rows: readonly { readonly id: string; readonly name: string }[]) =>
    named(rows.toSorted((one, other) => one.name.localeCompare(other.name)))
  const none = { value: NONE, label: talkSettingsWords().nobody }
  switch (does) {
    case "status":
      return named(living(live.table("statuses")).sort(compareRanked))
    case "priority":
      return PRIORITIES.map(priority => ({ value: priority, label: t().priorities[priority] }))
    case "type":
      return named(living(live.table("itemTypes")).sort(compareRanked))
    case "owner":
      return [{ value: "me", label: talkSettingsWords().me }, none, ...byName(living(workspace.live.table("members")))]
    case "team":
      return [none, ...byName(living(workspace.live.table("teams")))]
    case "add-label":
    case "remove-label":
      return byName(living(live.table("labels")))
    case "category":
      return [
        { value: NONE, label: talkSettingsWords().noCategory },
        ...new CategoryTree(live.table("ticketCategories")).outline().map(({ category, depth }) => ({
          value: category.id,
          label: `${"\u2003".repeat(depth)}${category.name}`,
        })),
      ]
    case "reply":
      return named(living(live.table("textModules")).sort(compareRanked))
    case "note":
      return []
  }
}

/** What a step is done with, as a choice has it. */
export function valueOf(step: MacroStep): string {
  switch (step.does) {
    case "status":
      return step.status
    case "priority":
      return step.priority
    case "type":
      return step.type
    case "owner":
      return step.owner ?? NONE
    case "team":
      return step.team ?? NONE
    case "add-label":
    case "remove-label":
      return step.label
    case "category":
      return step.category ?? NONE
    case "reply":
      return step.module
    case "note":
      return step.text
  }
}

/** A step that is done with what was chosen. */
export function stepWith(does: Does, value: string): MacroStep {
  const id = value === NONE ? null : value
  switch (does) {
    case "status":
      return { does, status: value as never }
    case "priority":
      return { does, priority: value as never }
    case "type":
      return { does, type: value as never }
    case "owner":
      return { does, owner: id as never }
    case "team":
      return { does, team: id as never }
    case "add-label":
    case "remove-label":
      return { does, label: value as never }
    case "category":
      return { does, category: id as never }
    case "reply":
      return { does, module: value as never }
    case "note":
      return { does, text: value }
  }
}

/** What a step does, in words, for a line that says what a macro does. Followed. */
export function stepWords(workspace: Workspace, space: SpaceData, step: MacroStep): string {
  const value = valueOf(step)
  if (step.does === "note") return talkSettingsWords().does.note
  const found = choicesOf(workspace, space, step.does).find(choice => choice.value === value)
  return `${talkSettingsWords().does[step.does]}: ${found?.label.trim() ?? talkSettingsWords().gone}`
}
