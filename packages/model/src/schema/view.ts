import { computedId, isKeySegment, type BoardId, type SpaceId, type ViewId } from "../base/ids.ts"
import { isRank, type Rank } from "../base/rank.ts"
import { count, family, flag, maybe, rank, ref, structured, text } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"

/** One step of an order: a column, and whether its greatest values come first. */
export interface SortStep {
  readonly column: string
  readonly down: boolean
}

/** As many columns as a list sorts by; by more, nobody sees why a row stands where it does. */
export const MOST_SORT_STEPS = 8

function parseSort(raw: unknown): readonly SortStep[] | null {
  if (!Array.isArray(raw)) return null
  const steps = raw.slice(0, MOST_SORT_STEPS).flatMap(step => {
    if (typeof step !== "object" || step === null) return []
    const { column, down } = step as Record<string, unknown>
    return typeof column === "string" && isKeySegment(column) ? [{ column, down: down === true }] : []
  })
  return steps.length === 0 ? null : steps
}

function parsePlace(raw: unknown): Rank | false | null {
  return raw === false || (typeof raw === "string" && isRank(raw)) ? raw : null
}

/** What a list or a board shows and how. Each column is a cell of its own, so that two people may arrange different ones. */
const viewFields = {
  name: text(),
  rank: rank(),
  /** The board that it shows; nothing for a list. */
  board: ref<BoardId>(),
  /** Whether it shows the queue of a service; it has no board then. */
  queue: flag(),
  /** Whether it stands in the sidebar of whoever sees it. */
  pinned: flag(),
  /** One of `GROUPINGS` or `custom-<field id>`; empty for one group. */
  groupBy: text(),
  /** As it stands in an address, see `query/filter`. */
  filter: text(),
  /** Nothing is the order that people made by hand. */
  sort: structured<readonly SortStep[]>("sort", parseSort),
  /** Where a column stands, or `false` for one that is hidden; a column without an entry stands where lists usually have it. */
  columns: family<Rank | false>(structured("column", parsePlace)),
  /** In px; a column without an entry is as wide as it usually is. */
  widths: family<number>(maybe(count())),
}

/** A view of a space that everybody there shares. */
export const views = defineRecord<ViewId, typeof viewFields>("views", "space", viewFields)

const ownViewFields = { ...viewFields, space: ref<SpaceId>() }

/** A view of a space that only its member sees. */
export const ownViews = defineRecord<ViewId, typeof ownViewFields>("ownViews", "personal", ownViewFields)

export type View = Row<ViewId, typeof viewFields>
export type OwnView = Row<ViewId, typeof ownViewFields>

/** The view that a member's list of a space has until they choose a saved one; the same on all of their devices. */
export function listOf(space: SpaceId): ViewId {
  return computedId<ViewId>("list", space)
}

/** How a member's outline of a space's plan is arranged: its columns and their widths. */
export function planSheetOf(space: SpaceId): ViewId {
  return computedId<ViewId>("plan-sheet", space)
}
