import type {
  BoardId,
  ChecklistId,
  CheckId,
  ItemId,
  LabelId,
  MemberId,
  RelationId,
  SpaceId,
  StatusId,
  TransitionId,
} from "../base/ids.ts"
import { computedId } from "../base/ids.ts"
import { count, family, flag, maybe, moment, oneOf, rank, ref, setOf, structured, text } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"

const labelFields = { name: text(), rank: rank(), hue: text() }
export const labels = defineRecord<LabelId, typeof labelFields>("labels", "space", labelFields)
export type Label = Row<LabelId, typeof labelFields>

const checklistFields = { item: ref<ItemId>(), name: text(), rank: rank() }
export const checklists = defineRecord<ChecklistId, typeof checklistFields>("checklists", "space", checklistFields)
export type Checklist = Row<ChecklistId, typeof checklistFields>

/** A row of a checklist. */
const checkFields = {
  item: ref<ItemId>(),
  checklist: ref<ChecklistId>(),
  title: text(),
  done: flag(),
  rank: rank(),
  assignee: ref<MemberId>(),
  due: moment(),
}
export const checks = defineRecord<CheckId, typeof checkFields>("checks", "space", checkFields)
export type Check = Row<CheckId, typeof checkFields>

/**
 * Each type has two names, one per end: A blocks B, B is blocked by A. A problem *causes* incidents, a change *resolves*
 * them, and a ticket *becomes* a task.
 */
export const RELATION_TYPES = ["blocks", "relates", "duplicates", "causes", "resolves", "becomes"] as const
export type RelationType = (typeof RELATION_TYPES)[number]

const relationFields = {
  from: ref<ItemId>(),
  to: ref<ItemId>(),
  type: oneOf(RELATION_TYPES, "relates"),
  /** The space in which an end lies that stayed behind when the other was moved; nothing for an end in this space. */
  fromSpace: ref<SpaceId>(),
  toSpace: ref<SpaceId>(),
}
export const relations = defineRecord<RelationId, typeof relationFields>("relations", "space", relationFields)
export type Relation = Row<RelationId, typeof relationFields>

/** The id of a relation: made twice it is one record. A relation without direction has its ends in byte order. */
export function relationId(from: ItemId, to: ItemId, type: RelationType): RelationId {
  const [first, second] = type === "relates" && to < from ? [to, from] : [from, to]
  return computedId<RelationId>("relation", first, second, type)
}

/** Attributes that columns and swimlanes can show; a custom select field is `custom-<id>`. */
export const GROUPINGS = ["status", "owner", "priority", "type", "urgency", "importance"] as const

const limit = maybe(count())
const boardFields = {
  name: text(),
  rank: rank(),
  /** One of `GROUPINGS` or `custom-<field id>`. */
  columnsBy: text("status"),
  /** The same, or empty for no swimlanes. */
  lanesBy: text(),
  /** How many items, or minutes of estimate, a column should hold at the most; by column. Soft: a merge may exceed it. */
  limits: family<number>(limit),
  /** The same by lane. */
  laneLimits: family<number>(limit),
  /** The same of the active items that one person is accountable for, whatever the columns and lanes show. */
  personLimit: limit,
  limitBy: oneOf(["count", "estimate"], "count"),
  hideEmpty: flag(),
  /** Facts that cards show, of `CARD_FACTS`; none means the usual ones. */
  cardFacts: setOf<string>(),
}
export const boards = defineRecord<BoardId, typeof boardFields>("boards", "space", boardFields)
export type Board = Row<BoardId, typeof boardFields>

export const CARD_FACTS = [
  "due",
  "estimate",
  "checks",
  "labels",
  "subitems",
  "blocked",
  "attachments",
  "custom",
] as const

/** That an item went from one status to another: an append-only fact that clocks and metrics read. */
const transitionFields = {
  item: ref<ItemId>(),
  from: ref<StatusId>(),
  to: ref<StatusId>(),
  by: ref<MemberId>(),
  /** Milliseconds since 1970. */
  at: count(),
}
export const transitions = defineRecord<TransitionId, typeof transitionFields>("transitions", "space", transitionFields)
export type Transition = Row<TransitionId, typeof transitionFields>

/**
 * What a foreign file said of a record when it was last imported; importing again compares with it (MERGE P3).
 * Its id is the record's own. Values by field name, as plain data.
 */
const baseFields = {
  kind: text(),
  source: text(),
  values: structured<Readonly<Record<string, unknown>>>("values", raw =>
    typeof raw === "object" && raw !== null && !Array.isArray(raw) ? (raw as Record<string, unknown>) : null,
  ),
}
export const importBases = defineRecord<string, typeof baseFields>("importBases", "space", baseFields)

/** The name under which a base keeps which standing record was used in place of the file's. */
export const ADOPTS = "adopts"
export type ImportBase = Row<string, typeof baseFields>
