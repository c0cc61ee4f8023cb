import type { Condition } from "../policy.ts"
import {
  ageOf,
  passes,
  promiseKey,
  valueOf,
  type Age,
  type Counted,
  type Reason,
  type Split,
  type Verdict,
} from "./counted.ts"
import { openAt, type Evaluation } from "./evaluate.ts"

/** A figure of a report, by what it counts: what is not named may be anything. */
export interface Selection {
  readonly of: Counted["of"]
  readonly value?: string | undefined
  /** See `promiseKey`. */
  readonly promise?: string | undefined
  readonly verdict?: Verdict | undefined
  readonly reason?: Reason | undefined
  readonly age?: Age | undefined
  /** Of what was solved: only what was opened again, or was a first contact. Of times: those that are known, or not. */
  readonly only?: "reopened" | "first-contact" | "measured" | "unmeasured" | undefined
  /** Only what happened from an instant on and before another; of what is open, at that other one. */
  readonly start?: number | undefined
  readonly end?: number | undefined
}

/** What a figure counts, one by one, in the order in which it happened: its length is the figure. */
export function selected(
  evaluation: Evaluation,
  { split, filter }: { readonly split: Split | null; readonly filter: readonly Condition[] },
  selection: Selection,
): readonly Counted[] {
  const { of, value, start = -Infinity, end = Infinity } = selection
  const all =
    of === "open"
      ? openAt(evaluation, selection.end ?? evaluation.end)
      : evaluation.counted.filter(one => one.of === of && one.at >= start && one.at < end)
  return all
    .filter(one => passes(one, filter) && (value === undefined || split === null || valueOf(one, split) === value))
    .filter(one => fits(one, selection))
    .toSorted((one, other) => one.at - other.at || (one.ticket < other.ticket ? -1 : 1))
}

function fits(counted: Counted, { promise, verdict, reason, age, only }: Selection): boolean {
  if (counted.of === "promise")
    return (
      (promise === undefined || promiseKey(counted) === promise) &&
      (verdict === undefined || counted.verdict === verdict) &&
      (reason === undefined || counted.reasons.includes(reason))
    )
  if (counted.of === "open") return age === undefined || ageOf(counted) === age
  if (counted.of !== "solved" && counted.of !== "answered") return true
  if (only === "measured") return counted.work !== null
  if (only === "unmeasured") return counted.work === null
  if (counted.of === "answered" || only === undefined) return true
  return only === "reopened" ? counted.isReopened : counted.isFirstContact
}
