import type { Measured, StoredMeasure } from "@weft/model/schema/improvement"
import { readMeasure, unitOf, type ReportMeasure } from "@weft/model/service/evaluation/measure"
import { format } from "../../../text/index.ts"
import { serviceWords } from "../../../text/service.ts"
import { reportWords } from "../../../text/service-report.ts"
import type { ReportState } from "../report-state.ts"
import { inHours, workWords } from "../shown-figures.ts"

const HOUR = 3_600_000

/** What a measure is called, with where it is taken. Followed. */
export function measureName(state: ReportState, stored: StoredMeasure | null): string {
  const measure = readMeasure(stored)
  if (measure === null) return reportWords().unknown
  const words = reportWords().improvements
  const where =
    measure.split === null
      ? words.everywhere
      : `${reportWords().splits[measure.split]}: ${state.names.nameOf(measure.split, measure.value)}`
  return words.measured(figureName(measure), where)
}

function figureName({ measure, target, percentile }: ReportMeasure): string {
  const name = reportWords().improvements.measures[measure]
  if (measure === "kept") return `${name} (${serviceWords().targets[target]})`
  if (measure !== "first-response" && measure !== "resolution") return name
  return `${name} (${reportWords().times.percentiles[percentile]})`
}

/** A value of a measure in its unit; of nothing, that there was nothing to measure. Followed. */
export function measuredWords(measure: ReportMeasure, value: number | null): string {
  if (value === null) return reportWords().improvements.noValue
  const unit = unitOf(measure)
  return unit === "share" ? format().percent(value) : unit === "count" ? format().number(value) : workWords(value)
}

/** A measured value with the days it was taken in. Followed. */
export function takenWords(measure: ReportMeasure, { value, from, to }: Measured, today: string): string {
  return reportWords().improvements.takenFrom(measuredWords(measure, value), format().dateRange(from, to, today))
}

/** A goal as somebody types it: per cent, a number, or hours. Followed. */
export function goalText(measure: ReportMeasure, goal: number | null): string {
  if (goal === null) return ""
  const unit = unitOf(measure)
  if (unit === "share") return `${round(100 * goal)} %`
  return unit === "count" ? String(round(goal)) : `${round(inHours(goal))} h`
}

const round = (amount: number) => Math.round(100 * amount) / 100

/** The goal that somebody typed, `null` for none; `undefined` where it is no number. */
export function readGoal(measure: ReportMeasure, text: string): number | null | undefined {
  const typed = text.replaceAll(/[%h\s]/g, "").replace(",", ".")
  if (typed === "") return null
  const amount = Number(typed)
  if (!Number.isFinite(amount)) return undefined
  const unit = unitOf(measure)
  return unit === "share" ? amount / 100 : unit === "count" ? amount : amount * HOUR
}
