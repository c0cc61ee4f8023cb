import type { Id, ItemId, MemberId } from "../base/ids.ts"
import { isCalendarDate } from "../time/calendar-date.ts"
import { count, maybe, moment, oneOf, quantity, ref, setOf, structured, text } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"

export type ImprovementId = Id<"improvement">

/** `idea` is not begun; `kept` and `dropped` are what a review said at last. */
export const IMPROVEMENT_STATES = ["idea", "trying", "kept", "dropped"] as const
export type ImprovementState = (typeof IMPROVEMENT_STATES)[number]

/** A figure of a report as it is stored, by words of the schema and ids; what reads it knows which there are. */
export interface StoredMeasure {
  readonly measure: string
  readonly target: string
  readonly percentile: string
  /** Empty for the whole. */
  readonly split: string
  readonly value: string
}

/** What a measure was in a period of whole days of a zone; both days belong to it. Nothing where there was nothing to measure. */
export interface Measured {
  readonly value: number | null
  readonly zone: string
  readonly from: string
  readonly to: string
}

type Plain = Readonly<Record<string, unknown>>

const plainOf = (raw: unknown): Plain => (typeof raw === "object" && raw !== null ? (raw as Plain) : {})

const MOST_LETTERS = 200
const isWord = (raw: unknown): raw is string => typeof raw === "string" && raw.length <= MOST_LETTERS

function parseMeasure(raw: unknown): StoredMeasure | null {
  const { measure, target, percentile, split, value } = plainOf(raw)
  const words = [measure, target, percentile, split, value]
  return words.every(isWord) ? ({ measure, target, percentile, split, value } as StoredMeasure) : null
}

function parseMeasured(raw: unknown): Measured | null {
  const { value, zone, from, to } = plainOf(raw)
  if (value !== null && (typeof value !== "number" || !Number.isFinite(value))) return null
  if (!isWord(zone) || !isWord(from) || !isWord(to) || !isCalendarDate(from) || !isCalendarDate(to)) return null
  return { value, zone, from, to }
}

/** Something that is tried so that a service gets better, and what came of it. */
const improvementFields = {
  title: text(),
  /** What is thought to help, and why. */
  hypothesis: text(),
  /** What it is measured by, and what that was when it was put down: facts, which never change. */
  measure: structured("measure", parseMeasure),
  baseline: structured("measured", parseMeasured),
  /** What the measure shall become, in its unit; nothing where nobody has said. */
  goal: maybe(quantity()),
  owner: ref<MemberId>(),
  /** The day on which it is looked at; nothing where nobody has said or it is decided. */
  reviewOn: moment(),
  state: oneOf(IMPROVEMENT_STATES, "idea"),
  /** What the last review said, and what the measure was then. Written together. */
  outcome: text(),
  result: structured("measured", parseMeasured),
  /** The items that carry it out. */
  items: setOf<ItemId>(),
  /** Milliseconds since 1970. */
  createdAt: count(),
  createdBy: ref<MemberId>(),
}
export const improvements = defineRecord<ImprovementId, typeof improvementFields>(
  "improvements",
  "space",
  improvementFields,
)
export type Improvement = Row<ImprovementId, typeof improvementFields>
