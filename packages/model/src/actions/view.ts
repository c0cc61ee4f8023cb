import type { BoardId, SpaceId, ViewId } from "../base/ids.ts"
import { compareRanked, rankBetween, type Rank } from "../base/rank.ts"
import { refuse } from "../base/result.ts"
import { familyField } from "../schema/change.ts"
import { living } from "../schema/snapshot.ts"
import { listOf, planSheetOf, type SortStep } from "../schema/view.ts"
import { defineAction, type ActionContext } from "./define.ts"
import type { Where } from "./writer.ts"

/** Whose a view is: everybody's of the space, or one's own. */
export type ViewOwner = "shared" | "own"

/** What a view says beside its name; what is left out stays. */
export interface ViewSettings {
  /** The board that it shows; `null` for a list. */
  readonly board?: BoardId | null
  readonly queue?: boolean
  readonly pinned?: boolean
  readonly groupBy?: string
  readonly filter?: string
  readonly sort?: readonly SortStep[] | null
  /** By column: where it stands, `false` to hide it, `null` for where lists usually have it. */
  readonly columns?: Readonly<Record<string, Rank | false | null>>
  /** By column, in px; `null` for the usual width. */
  readonly widths?: Readonly<Record<string, number | null>>
}

export interface OneView {
  readonly owner: ViewOwner
  readonly view: ViewId
}

export interface CreateView extends OneView {
  readonly name: string
  readonly settings: ViewSettings
}

/** Saves what a list shows under a name, after the other views. */
export const createView = defineAction<CreateView>("view.create", (context, { owner, view, name, settings }) => {
  const { snapshot, random } = context
  if (name.trim() === "") return refuse("name-missing")
  const kind = kindOf(owner)
  if (snapshot[kind].has(view)) return refuse("exists")
  const last = living<{ rank: Rank; id: string; deleted: unknown }>(snapshot[kind]).sort(compareRanked).at(-1)
  create(context, { owner, view }, { name: name.trim(), rank: rankBetween(last?.rank ?? null, null, random) })
  writeSettings(context, { owner, view }, settings)
})

export interface PatchView extends OneView {
  readonly name?: string
  readonly settings?: ViewSettings
}

/**
 * Changes what a view shows, column by column, so that two people who arrange different ones do not meet. A member's own
 * list of a space, and the outline of its plan, need not be there yet.
 */
export const patchView = defineAction<PatchView>("view.patch", (context, { owner, view, name, settings = {} }) => {
  const { snapshot, write } = context
  if (name !== undefined && name.trim() === "") return refuse("name-missing")
  if (!snapshot[kindOf(owner)].has(view)) {
    const isOwnUnnamed = view === listOf(snapshot.space) || view === planSheetOf(snapshot.space)
    if (owner !== "own" || !isOwnUnnamed) return refuse("not-found")
    create(context, { owner, view }, {})
  }
  if (name !== undefined) write.set(kindOf(owner), view, "name", name.trim(), whereOf(context, owner))
  writeSettings(context, { owner, view }, settings)
})

/** Puts a view in the trash; what it showed stays as it is. */
export const trashView = defineAction<OneView>("view.trash", (context, { owner, view }) => {
  if (!context.snapshot[kindOf(owner)].has(view)) return refuse("not-found")
  context.write.trash(kindOf(owner), view, context.me, whereOf(context, owner))
})

/** Takes a view out of the trash, with all that it showed. */
export const restoreView = defineAction<OneView>("view.restore", (context, { owner, view }) => {
  if (!context.snapshot[kindOf(owner)].has(view)) return refuse("not-found")
  context.write.restore(kindOf(owner), view, whereOf(context, owner))
})

function kindOf(owner: ViewOwner): "views" | "ownViews" {
  return owner === "shared" ? "views" : "ownViews"
}

function whereOf({ me }: ActionContext, owner: ViewOwner): Where {
  return owner === "shared" ? {} : { member: me }
}

function create(
  context: ActionContext,
  { owner, view }: OneView,
  fields: { readonly name?: string; readonly rank?: Rank },
): void {
  const { snapshot, write } = context
  if (owner === "shared") write.create("views", view, fields)
  else write.create("ownViews", view, { ...fields, space: snapshot.space as SpaceId }, whereOf(context, owner))
}

function writeSettings(context: ActionContext, { owner, view }: OneView, settings: ViewSettings): void {
  const { write } = context
  const [kind, where] = [kindOf(owner), whereOf(context, owner)]
  for (const field of ["board", "queue", "pinned", "groupBy", "filter", "sort"] as const) {
    const value = settings[field]
    if (value !== undefined) write.set(kind, view, field, value, where)
  }
  for (const family of ["columns", "widths"] as const) {
    for (const [column, value] of Object.entries(settings[family] ?? {}))
      write.set(kind, view, familyField(family, column), value, where)
  }
}
