import { toCsv } from "@weft/model/exchange/delimited"
import {
  SPLITS,
  valueOf,
  type Counted,
  type Reason,
  type Split,
  type Verdict,
} from "@weft/model/service/evaluation/counted"
import type { Audience } from "@weft/model/schema/service"
import type { TargetKind } from "@weft/model/service/policy"
import { zoneClock } from "@weft/model/service/zone-clock"
import type { ListedLine } from "./report-messages.ts"

/** Columns of a file beside those of the splits; each line fills those that what it counts has. */
export const FILE_COLUMNS = [
  "ticket",
  "title",
  "counted",
  "at",
  "audience",
  "promise",
  "cycle",
  "outcome",
  "reasons",
  "start",
  "due",
  "stopped",
  "elapsed",
  "paused",
  "work",
  "replies",
  "reopened",
  "firstContact",
  "age",
] as const
export type FileColumn = (typeof FILE_COLUMNS)[number]

/** What a file says, in the language of whoever saves it. */
export interface FileWords {
  readonly columns: Readonly<Record<FileColumn, string>>
  readonly splits: Readonly<Record<Split, string>>
  readonly counted: Readonly<Record<Counted["of"], string>>
  readonly audiences: Readonly<Record<Audience, string>>
  readonly promises: Readonly<Record<TargetKind, string>>
  readonly outcomes: Readonly<Record<Verdict, string>>
  readonly reasons: Readonly<Record<Reason, string>>
  readonly yes: string
  readonly no: string
  /** What values of splits are called, by id or word. */
  readonly names: Readonly<Record<string, string>>
  /** The zone that times are written in. */
  readonly zone: string
}

/**
 * What was counted as comma-separated values, a line each, so that every figure can be counted again from it. Times are of
 * the zone, lengths are hours of working time or working days as the promise is, ages are days of 24 hours.
 */
export function reportFile(lines: readonly ListedLine[], words: FileWords): string {
  const heads = [...FILE_COLUMNS.map(column => words.columns[column]), ...SPLITS.map(split => words.splits[split])]
  return toCsv([heads, ...lines.map(line => cellsOf(line, words))])
}

function cellsOf({ counted, ticket }: ListedLine, words: FileWords): string[] {
  const cells: Partial<Record<FileColumn, string>> = {
    ticket: ticket.key,
    title: ticket.title,
    counted: words.counted[counted.of],
    at: wallTime(counted.at, words.zone),
    ...ownCells(counted, words),
  }
  const values = SPLITS.map(split => {
    const value = valueOf(counted, split)
    return words.names[value] ?? value
  })
  return [...FILE_COLUMNS.map(column => cells[column] ?? ""), ...values]
}

function ownCells(counted: Counted, words: FileWords): Partial<Record<FileColumn, string>> {
  const truth = (is: boolean) => (is ? words.yes : words.no)
  const time = (instant: number | null) => (instant === null ? "" : wallTime(instant, words.zone))
  if (counted.of === "open") return { age: (counted.age / DAY).toFixed(2) }
  if (counted.of === "answered") return { work: hours(counted.work) }
  if (counted.of === "solved")
    return {
      work: hours(counted.work),
      replies: String(counted.replies),
      reopened: truth(counted.isReopened),
      firstContact: truth(counted.isFirstContact),
    }
  if (counted.of !== "promise") return {}
  const length = (amount: number) => (counted.promise.unit === "days" ? String(amount) : hours(amount))
  return {
    audience: words.audiences[counted.audience],
    promise: counted.kind === "held" ? counted.target : words.promises[counted.kind],
    cycle: String(counted.cycle),
    outcome: words.outcomes[counted.verdict],
    reasons: counted.reasons.map(reason => words.reasons[reason]).join("; "),
    start: time(counted.start),
    due: time(counted.due),
    stopped: time(counted.stoppedAt),
    elapsed: length(counted.elapsed),
    paused: length(counted.paused),
  }
}

const DAY = 86_400_000
const HOUR = 3_600_000

function hours(milliseconds: number | null): string {
  return milliseconds === null ? "" : (milliseconds / HOUR).toFixed(2)
}

/** A time on the wall of a zone, as spreadsheets read it: `2026-11-23 16:00`. */
export function wallTime(instant: number, zone: string): string {
  return new Date(zoneClock(zone).wallAt(instant)).toISOString().slice(0, 16).replace("T", " ")
}
