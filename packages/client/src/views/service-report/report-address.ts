import { SPLITS, type Split } from "@weft/model/service/evaluation/counted"
import { STEPS, whyNoPeriod, type Step } from "@weft/model/service/evaluation/period"
import { addDays, addMonths, firstOfMonth, isCalendarDate, type CalendarDate } from "@weft/model/time/calendar-date"
import { isZone } from "@weft/model/time/zone"

export const PRESETS = ["days", "month", "lastMonth", "quarter", "own"] as const
export type Preset = (typeof PRESETS)[number]

/** What somebody chose to see of a report: all that its address names. */
export interface Choice {
  readonly preset: Preset
  /** The days of a period of one's own; both belong to it. */
  readonly days: readonly [from: CalendarDate, to: CalendarDate] | null
  /** Nothing for the zone of the service's hours. */
  readonly zone: string | null
  readonly split: Split | null
  readonly only: { readonly fact: Split; readonly value: string } | null
  /** Nothing for what suits the period. */
  readonly step: Step | null
  /** The day whose backlog is told by age; nothing for the last. */
  readonly backlogOn: CalendarDate | null
}

export const USUAL_CHOICE: Choice = {
  ...{ preset: "days", days: null, zone: null, split: null, only: null, step: null, backlogOn: null },
}

/** A choice as the address names it: what is as usual is left out, so that of the usual report nothing is said. */
export function writeChoice({ preset, days, zone, split, only, step, backlogOn }: Choice): string {
  const parts = {
    period: preset === "own" ? (days?.join("_") ?? "") : preset === "days" ? "" : preset,
    ...{ zone: zone ?? "", by: split ?? "", step: step ?? "", on: backlogOn ?? "" },
    only: only === null ? "" : `${only.fact}=${only.value}`,
  }
  return Object.entries(parts)
    .flatMap(([name, value]) => (value === "" ? [] : [`${name}:${value}`]))
    .join("~")
}

/** The choice that an address names; what does not fit is as usual. */
export function readChoice(text: string): Choice {
  const parts = new Map(
    text.split("~").map(part => [part.slice(0, part.indexOf(":")), part.slice(part.indexOf(":") + 1)] as const),
  )
  const [period = "", zone = "", on = ""] = [parts.get("period"), parts.get("zone"), parts.get("on")]
  const days = daysFrom(period)
  const [fact, value] = splitOnce(parts.get("only") ?? "", "=")
  const filtered = SPLITS.find(split => split === fact)
  return {
    preset: days === null ? (PRESETS.find(preset => preset === period && preset !== "own") ?? "days") : "own",
    days,
    zone: zone !== "" && isZone(zone) ? zone : null,
    split: SPLITS.find(split => split === parts.get("by")) ?? null,
    only: filtered === undefined ? null : { fact: filtered, value },
    step: STEPS.find(step => step === parts.get("step")) ?? null,
    backlogOn: isCalendarDate(on) ? on : null,
  }
}

function daysFrom(text: string): readonly [CalendarDate, CalendarDate] | null {
  const [from, to] = splitOnce(text, "_")
  return whyNoPeriod({ zone: "UTC", from, to }) === null ? [from, to] : null
}

function splitOnce(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)]
}

/** The days that a choice means today; both belong to the period. */
export function daysOfChoice({ preset, days }: Choice, today: CalendarDate): readonly [CalendarDate, CalendarDate] {
  const month = firstOfMonth(today)
  switch (preset) {
    case "own":
      return days ?? [addDays(today, -29), today]
    case "month":
      return [month, today]
    case "lastMonth":
      return [addMonths(month, -1), addDays(month, -1)]
    case "quarter":
      return [addMonths(month, -((Number(month.slice(5, 7)) - 1) % 3)), today]
    case "days":
      return [addDays(today, -29), today]
  }
}
