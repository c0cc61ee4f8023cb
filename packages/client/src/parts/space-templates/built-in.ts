import { newId, type Id } from "@weft/model/base/ids"
import type { Random } from "@weft/model/base/random"
import { ranksBetween } from "@weft/model/base/rank"
import type { SpaceKind } from "@weft/model/schema/space"
import type { TemplateContents, TemplateKind, TemplateRecord } from "@weft/model/schema/space-template"
import type { Behaviour, Category } from "@weft/model/schema/workflow"
import { addWorkingDays } from "@weft/model/time/working-days"
import { spaceTemplateWords } from "../../text/space-templates.ts"

export const BUILT_IN = ["kanban", "project", "desk", "list"] as const
export type BuiltIn = (typeof BUILT_IN)[number]

/** What is the same of a built-in template in every language. */
interface Outline {
  readonly kind: SpaceKind
  readonly behaviour: Behaviour
  /** By state, in order. */
  readonly categories: readonly Category[]
  /** By state: how many items it should hold at the most. */
  readonly limits: readonly (number | null)[]
  readonly lanesBy?: string
  /** By item: the working day that it is due on, told from the first day. */
  readonly due?: readonly number[]
}

const OUTLINES: Readonly<Record<BuiltIn, Outline>> = {
  kanban: {
    kind: "project",
    behaviour: "task",
    categories: ["backlog", "waiting", "active", "active", "done"],
    limits: [null, 10, 5, 3, null],
  },
  project: {
    kind: "project",
    behaviour: "plannable",
    categories: ["waiting", "active", "paused", "done"],
    limits: [null, null, null, null],
    due: [0, 5, 20, 40],
  },
  desk: {
    kind: "service",
    behaviour: "ticket",
    categories: ["waiting", "active", "paused", "done", "cancelled"],
    limits: [null, null, null, null, null],
    lanesBy: "priority",
  },
  list: {
    kind: "list",
    behaviour: "task",
    categories: ["backlog", "waiting", "active", "done"],
    limits: [null, null, 3, null],
  },
}

/** The day that days of built-in templates are told from. Any Monday does: only their distances count. */
const FROM = "2024-01-01"

/** A built-in template in the chosen language. */
export function builtInContents(which: BuiltIn, random: Random): TemplateContents {
  const outline = OUTLINES[which]
  const words = spaceTemplateWords().builtIn[which]
  const records: TemplateRecord[] = []
  const add = (kind: TemplateKind, values: Readonly<Record<string, unknown>>): string => {
    const id = newId<Id<string>>(random)
    records.push({ kind, id, values })
    return id
  }
  const inOrder = (names: readonly string[]) => {
    const ranks = ranksBetween(null, null, names.length, random)
    return names.map((name, index) => ({ name, rank: ranks[index]! }))
  }
  add("profiles", { kind: outline.kind, description: words.description })
  const statuses = inOrder(words.statuses).map((status, index) =>
    add("statuses", { ...status, category: outline.categories[index] }),
  )
  for (const type of inOrder(words.types)) add("itemTypes", { ...type, behaviour: outline.behaviour })
  for (const label of inOrder(words.labels)) add("labels", label)
  const limits = Object.fromEntries(
    statuses.flatMap((status, index) => (outline.limits[index] == null ? [] : [[status, outline.limits[index]]])),
  )
  add("boards", { name: words.board, limits, lanesBy: outline.lanesBy ?? "" })
  const titles = "items" in words ? words.items : []
  for (const [index, { name, rank }] of inOrder(titles).entries())
    add("items", { title: name, rank, due: addWorkingDays(FROM, outline.due?.[index] ?? 0) })
  return { records, from: titles.length === 0 ? null : FROM }
}
