import { CONSTRAINTS } from "../../plan/input.ts"
import { readInstant, TENTHS_PER_DAY, type Instant, type Tenths } from "../../time/instant.ts"
import type { WorkingCalendar } from "../../time/working-calendar.ts"
import type { FileProject, FileTask, FileWarning } from "../plan-file/plan-file.ts"
import { COLUMNS, type Column } from "./columns.ts"
import { readDurationText, type WrittenDuration } from "./notation.ts"
import type { OutlineRow } from "./read.ts"

export interface OutlineContext {
  readonly project: FileProject
  readonly hours: WorkingCalendar
  readonly hasConstraints: boolean
  readonly warn: (warning: FileWarning) => void
}

interface Place {
  readonly id: string
  readonly parent: string | null
  readonly isSummary: boolean
}

/** When a day of work begins and ends, for dates without a time. */
const MORNING = 4800
const EVENING = 10_200

/** Reads a row as a task. What cannot be read is told and counts as absent. */
export function readOutlineTask(row: OutlineRow, place: Place, context: OutlineContext): FileTask {
  const cells = new OutlineCells(row, place.id, context)
  const start = cells.date("start", MORNING)
  const finish = cells.date("finish", EVENING)
  const written = durationOf(cells, start, finish, context)
  const duration = written.tenths
  const percentComplete = cells.number("complete", 0, 0, 100)
  const mode = cells.oneOf("mode", ["auto", "manual", "external"])
  const isTyped = mode !== "auto"
  const actualDuration = cells.duration("actualDuration") ?? Math.round((duration * percentComplete) / 100)
  const effort = cells.oneOf("effort", ["fixed-units", "fixed-duration", "fixed-work"])
  return {
    id: place.id,
    parent: place.parent,
    name: row.text("name"),
    wbs: row.text("code") === "" ? row.text("wbs") : row.text("code"),
    notes: row.text("notes"),
    priority: Math.round(cells.number("priority", 500, 0, 1000)),
    duration,
    isElapsed: written.isElapsed,
    durationUnit: written.unit,
    isEstimated: written.isEstimated,
    isMilestone: cells.flag("milestone", duration === 0 && !place.isSummary),
    mode,
    isActive: cells.flag("active", true),
    constraint: constraintOf(cells, row, start, place, context),
    deadline: cells.date("deadline", EVENING),
    calendar: null,
    ignoresResourceCalendars: false,
    effort,
    hasFixedDuration: effort === "fixed-duration",
    isEffortDriven: false,
    percentComplete,
    actualStart: cells.date("actualStart", MORNING),
    actualFinish: cells.date("actualFinish", EVENING),
    actualDuration: Math.min(duration, actualDuration),
    remainingDuration: cells.duration("remainingDuration") ?? Math.max(0, duration - actualDuration),
    levelingDelay: cells.duration("levelingDelay") ?? 0,
    start: isTyped ? start : null,
    finish: isTyped ? finish : null,
    stored: { start, finish },
    baselines: [],
    custom: {},
    source: null,
  }
}

/** The duration that a row gives, or the working time between its dates, or a day. */
function durationOf(
  cells: OutlineCells,
  start: Instant | null,
  finish: Instant | null,
  { hours, project }: OutlineContext,
): WrittenDuration {
  const written = cells.writtenDuration("duration")
  if (written !== null) return written
  const between = start === null || finish === null ? null : Math.max(0, hours.between(start, finish))
  return {
    tenths: between ?? project.minutesPerDay * 10,
    unit: "days",
    isElapsed: false,
    isEstimated: between === null,
  }
}

function constraintOf(
  cells: OutlineCells,
  row: OutlineRow,
  start: Instant | null,
  { isSummary }: Place,
  { hasConstraints }: OutlineContext,
): FileTask["constraint"] {
  if (hasConstraints) {
    const kind = cells.oneOf("constraint", CONSTRAINTS)
    const ends = kind === "MFO" || kind === "FNET" || kind === "FNLT"
    return { kind, date: cells.date("constraintDate", ends ? EVENING : MORNING) }
  }
  const isPinned = start !== null && !isSummary && row.text("predecessors") === ""
  return isPinned ? { kind: "SNET", date: start } : { kind: "ASAP", date: null }
}

const YES = /^(yes|y|true|1|x)$/i
const NO = /^(no|n|false|0)$/i

/** The cells of one row, read by what they should be. */
class OutlineCells {
  readonly #row: OutlineRow
  readonly #task: string
  readonly #context: OutlineContext

  constructor(row: OutlineRow, task: string, context: OutlineContext) {
    this.#row = row
    this.#task = task
    this.#context = context
  }

  /** A date, with a time of day where the cell has none. */
  date(column: Column, time: Tenths): Instant | null {
    const text = this.#row.text(column)
    if (text === "" || text === "NA") return null
    const instant = readInstant(text.replace(" ", "T"))
    if (instant === null) return this.#tell("impossible-date", column, text, "")
    return text.length > 10 ? instant : Math.floor(instant / TENTHS_PER_DAY) * TENTHS_PER_DAY + time
  }

  writtenDuration(column: Column): WrittenDuration | null {
    const text = this.#row.text(column)
    if (text === "") return null
    return readDurationText(text, this.#context.project) ?? this.#tell("impossible-value", column, text, "")
  }

  duration(column: Column): Tenths | null {
    return this.writtenDuration(column)?.tenths ?? null
  }

  number(column: Column, fallback: number, least: number, most: number): number {
    const text = this.#row.text(column)
    if (text === "") return fallback
    const value = Number(text.replace("%", ""))
    if (Number.isFinite(value) && value >= least && value <= most) return value
    this.#tell("impossible-value", column, text, String(fallback))
    return fallback
  }

  flag(column: Column, fallback: boolean): boolean {
    const text = this.#row.text(column)
    if (YES.test(text)) return true
    if (NO.test(text)) return false
    if (text !== "") this.#tell("impossible-value", column, text, fallback ? "yes" : "no")
    return fallback
  }

  /** One of some words, the first where the cell has none. */
  oneOf<W extends string>(column: Column, words: readonly W[]): W {
    const text = this.#row.text(column)
    const known = words.find(word => word.toLowerCase() === text.toLowerCase())
    if (known !== undefined || text === "") return known ?? words[0]!
    this.#tell("impossible-value", column, text, words[0]!)
    return words[0]!
  }

  #tell(code: FileWarning["code"], column: Column, found: string, instead: string): null {
    const { line } = this.#row
    this.#context.warn({ code, task: this.#task, about: COLUMNS[column], found, instead, line, column: 1 })
    return null
  }
}
