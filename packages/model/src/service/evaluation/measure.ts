import { unreachable } from "../../base/assert.ts"
import type { StoredMeasure } from "../../schema/improvement.ts"
import { TARGET_KINDS, type Condition, type TargetKind } from "../policy.ts"
import { SPLITS, type Split } from "./counted.ts"
import type { Evaluation } from "./evaluate.ts"
import { keptShare, reportOf, shareOf, type Figures } from "./tables.ts"

/** The figures of a report that can be followed, each a number: shares from 0 to 1, counts, or working ms. */
export const MEASURES = [
  /** The share of promises of a kind to requesters that were kept, of those that were decided. */
  "kept",
  "opened",
  "closed",
  /** What waited at the end. */
  "open",
  /** The share of what was solved that was opened again. */
  "reopened",
  /** The share of what was solved that was solved at the first contact. */
  "first-contact",
  "first-response",
  "resolution",
] as const
export type Measure = (typeof MEASURES)[number]

export const PERCENTILES = ["median", "p85", "p95"] as const
export type Percentile = (typeof PERCENTILES)[number]

/** What an improvement is measured by: one figure of a report, in the whole or for one value of a split. */
export interface ReportMeasure {
  readonly measure: Measure
  /** Of `kept`: which promise. */
  readonly target: TargetKind
  /** Of `first-response` and `resolution`: which percentile. */
  readonly percentile: Percentile
  /** Nothing for the whole. */
  readonly split: Split | null
  readonly value: string
}

/** A measure from what is stored of it; nothing where that names none. */
export function readMeasure(stored: StoredMeasure | null): ReportMeasure | null {
  if (stored === null) return null
  const measure = MEASURES.find(one => one === stored.measure)
  const target = TARGET_KINDS.find(one => one === stored.target)
  const percentile = PERCENTILES.find(one => one === stored.percentile)
  const split = stored.split === "" ? null : SPLITS.find(one => one === stored.split)
  if (measure === undefined || target === undefined || percentile === undefined || split === undefined) return null
  return { measure, target, percentile, split, value: stored.value }
}

/** A measure as it is stored. */
export function storeMeasure({ split, ...measure }: ReportMeasure): StoredMeasure {
  return { ...measure, split: split ?? "" }
}

/** How a measure is told and compared. */
export type MeasureUnit = "share" | "count" | "work"

/** `work` is in milliseconds of working time, `share` from 0 to 1, `count` a number of tickets. */
export function unitOf({ measure }: Pick<ReportMeasure, "measure">): MeasureUnit {
  if (measure === "first-response" || measure === "resolution") return "work"
  return measure === "opened" || measure === "closed" || measure === "open" ? "count" : "share"
}

/** Whether more is better; fewer tickets that come are, and whatever is done sooner. */
export function isMoreBetter({ measure }: Pick<ReportMeasure, "measure">): boolean {
  return measure === "kept" || measure === "closed" || measure === "first-contact"
}

/** A measure as it was in an evaluation; nothing where there was nothing to measure. */
export function measuredIn(evaluation: Evaluation, measure: ReportMeasure): number | null {
  const { split, value } = measure
  const filter: readonly Condition[] =
    split === null ? [] : [{ fact: split, values: value === "" ? ["", "none"] : [value], isNegated: false }]
  const view = { split: null, filter, parts: [], backlogAt: evaluation.end }
  return figureOf(reportOf(evaluation, view).whole, measure)
}

/** The figure that a measure names. */
function figureOf(figures: Figures, { measure, target, percentile }: ReportMeasure): number | null {
  const { flow, solved } = figures
  switch (measure) {
    case "kept": {
      const promise = figures.promises.find(({ kind, audience }) => kind === target && audience === "customer")
      return promise === undefined ? null : keptShare(promise.verdicts)
    }
    case "opened":
    case "closed":
    case "open":
      return flow[measure]
    case "reopened":
      return shareOf(figures.reopened, solved)
    case "first-contact":
      return shareOf(figures.firstContact, solved)
    case "first-response":
      return figures.firstResponse[percentile]
    case "resolution":
      return figures.resolution[percentile]
    default:
      return unreachable(measure)
  }
}
