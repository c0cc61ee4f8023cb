import type {
  ConstraintKind,
  Lag,
  LinkKind,
  PlanAssignment,
  PlanInput,
  PlanLink,
  PlanTask,
} from "@weft/model/plan/input"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import type { PlanSchedule, ScheduledTask } from "@weft/model/plan/schedule-rows"
import { ROUND_THE_CLOCK, STANDARD_WEEK, type CalendarDefinition } from "@weft/model/time/calendar-definition"
import { weeklyCalendar } from "@weft/model/time/calendar-set"
import { dateOfDay, dayOf, dayOfDate, TENTHS_PER_DAY, weekdayOf, type Instant } from "@weft/model/time/instant"

/*
 * Plans as a planner would note them down, a task a line; what is indented stands below the summary above it:
 *
 *   Phase:
 *     Design 3d
 *     Build 5d after Design, no earlier than Mon 12 Jan
 *   Test 2d after Build SS+1d, Design FF-50%
 *   Cure 3ed after Build                      three days by the clock
 *   Launch milestone after Test, deadline Fri 30 Jan
 *
 * Further words after commas: finish no earlier than, no later than, finish no later than, must start, must finish,
 * as late as possible, as late as successors allow, started, finished, done 2d, left 3d, resumes, delayed 1ed, manual Mon 5 Jan [to Tue 6 Jan],
 * external …, inactive, fixed duration, ignoring resource calendars, on NIGHTS (a calendar), by Ana 50% [4h].
 *
 * Days without a year are of 2026. A day without a time is its 08:00 where work begins, its 17:00 where it ends. The
 * project begins Mon 5 Jan unless told otherwise, and works 08:00–12:00 and 13:00–17:00 from Monday to Friday.
 */

export interface PlanOptions {
  readonly start?: string
  readonly finish?: string
  readonly project?: Partial<PlanInput["project"]>
  readonly calendars?: readonly CalendarDefinition[]
  /** The hours of people by their names; those not named work as the project does. */
  readonly people?: Readonly<Record<string, string>>
}

export const STANDARD = weeklyCalendar("standard", STANDARD_WEEK)
export const ALL_HOURS = weeklyCalendar("24h", ROUND_THE_CLOCK)
const NIGHT = [
  { from: 0, to: 18_00 },
  { from: 22_0 * 60, to: TENTHS_PER_DAY },
]
/** From 22:00 to 03:00, every night. */
export const NIGHTS = weeklyCalendar("nights", [NIGHT, NIGHT, NIGHT, NIGHT, NIGHT, NIGHT, NIGHT])

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
const DATE = /^([A-Z][a-z]{2}) (\d{1,2}) ([A-Z][a-z]{2})(?: (\d{4}))?(?: (\d{2}):(\d{2}))?$/

/** Reads `Mon 12 Jan`, `Mon 12 Jan 2026 13:30`; throws where the weekday is another. */
export function instantOf(text: string, hour: number): Instant {
  const parts = DATE.exec(text.trim())
  if (parts === null) throw new Error(`"${text}" is no day`)
  const day = dayOfDate(Number(parts[4] ?? 2026), MONTHS.indexOf(parts[3]!) + 1, Number(parts[2]))
  if (WEEKDAYS[weekdayOf(day)] !== parts[1]) throw new Error(`${text} is a ${WEEKDAYS[weekdayOf(day)]}`)
  const minutes = parts[5] === undefined ? hour * 60 : Number(parts[5]) * 60 + Number(parts[6])
  return day * TENTHS_PER_DAY + minutes * 10
}

const UNITS: Readonly<Record<string, number>> = {
  m: 10,
  h: 600,
  d: 4800,
  w: 24_000,
  em: 10,
  eh: 600,
  ed: 14_400,
  ew: 100_800,
}
const LENGTH = /^([+-]?\d+(?:\.\d+)?)(em|eh|ed|ew|m|h|d|w|e%|%)$/

interface Length {
  readonly tenths: number
  readonly isElapsed: boolean
}

/** Reads `3d`, `90m`, `2ed`. */
function lengthOf(text: string): Length {
  const parts = LENGTH.exec(text.trim())
  const unit = UNITS[parts?.[2] ?? ""]
  if (parts === null || unit === undefined) throw new Error(`"${text}" is no length of time`)
  return { tenths: Math.round(Number(parts[1]) * unit), isElapsed: parts[2]!.startsWith("e") }
}

function lagOf(text: string | undefined): Lag {
  if (text === undefined || text === "") return { kind: "working", amount: 0 }
  if (text.endsWith("e%")) return { kind: "elapsed-percent", amount: Number(text.slice(0, -2)) }
  if (text.endsWith("%")) return { kind: "percent", amount: Number(text.slice(0, -1)) }
  const { tenths, isElapsed } = lengthOf(text)
  return { kind: isElapsed ? "elapsed" : "working", amount: tenths }
}

type Draft = { -readonly [Field in keyof PlanTask]: PlanTask[Field] }

interface Reading {
  readonly tasks: Draft[]
  readonly links: PlanLink[]
  readonly assignments: PlanAssignment[]
}

const LINE = /^( *)(.+?)(?::$| (?:(\d+(?:\.\d+)?e?[mhdw])|milestone)(?= |,|$)[ ,]*(.*))$/

/** Reads a plan in the notation above. */
export function planInput(text: string, options: PlanOptions = {}): PlanInput {
  const reading: Reading = { tasks: [], links: [], assignments: [] }
  const rows = text.split("\n").filter(line => line.trim() !== "")
  const margin = Math.min(...rows.map(line => line.length - line.trimStart().length))
  const lines = rows.map(line => {
    const parts = LINE.exec(line.slice(margin).trimEnd())
    if (parts === null) throw new Error(`cannot read "${line}"`)
    return { indent: parts[1]!.length, name: parts[2]!, duration: parts[3], rest: parts[4] ?? "" }
  })
  const above: { readonly indent: number; readonly id: string }[] = []
  for (const { indent, name, duration } of lines) {
    while (above.length > 0 && above.at(-1)!.indent >= indent) above.pop()
    reading.tasks.push(draft(name, above.at(-1)?.id ?? null, duration))
    above.push({ indent, id: name })
  }
  for (const [index, { rest }] of lines.entries()) {
    let verb = ""
    for (const clause of rest
      .split(",")
      .map(part => part.trim())
      .filter(part => part !== ""))
      verb = readClause(reading, reading.tasks[index]!, clause, verb)
  }
  return finished(reading, options)
}

function draft(name: string, parent: string | null, duration: string | undefined): Draft {
  const length = duration === undefined ? { tenths: 0, isElapsed: false } : lengthOf(duration)
  return {
    id: name,
    parent,
    duration: length.tenths,
    isElapsed: length.isElapsed,
    isMilestone: duration === undefined,
    mode: "auto",
    isActive: true,
    constraint: { kind: "ASAP", date: null },
    deadline: null,
    calendar: null,
    ignoresResourceCalendars: false,
    hasFixedDuration: false,
    actualStart: null,
    actualFinish: null,
    actualDuration: 0,
    remainingDuration: length.tenths,
    levelingDelay: 0,
    start: null,
    finish: null,
  }
}

const CONSTRAINT_WORDS: readonly (readonly [string, ConstraintKind, number])[] = [
  ["finish no earlier than ", "FNET", 17],
  ["finish no later than ", "FNLT", 17],
  ["no earlier than ", "SNET", 8],
  ["no later than ", "SNLT", 8],
  ["must start ", "MSO", 8],
  ["must finish ", "MFO", 17],
]

/** Reads one clause; what none of the words begin with is another predecessor. Answers what the clause was about. */
function readClause(reading: Reading, task: Draft, clause: string, verb: string): string {
  const after = (words: string) => (clause.startsWith(words) ? clause.slice(words.length) : null)
  for (const [words, kind, hour] of CONSTRAINT_WORDS) {
    const date = after(words)
    if (date === null) continue
    task.constraint = { kind, date: instantOf(date, hour) }
    return words
  }
  const word = clause.split(" ")[0]!
  const rest = clause.slice(word.length + 1)
  switch (word) {
    case "as":
      task.constraint = { kind: rest === "late as successors allow" ? "ZFF" : "ALAP", date: null }
      return word
    case "deadline":
      task.deadline = instantOf(rest, 17)
      return word
    case "started":
      task.actualStart = instantOf(rest, 8)
      return word
    case "finished":
      task.actualFinish = instantOf(rest, 17)
      task.actualDuration = task.duration
      task.remainingDuration = 0
      return word
    case "done":
      task.actualDuration = lengthOf(rest).tenths
      task.remainingDuration = Math.max(0, task.duration - task.actualDuration)
      return word
    case "left":
      task.remainingDuration = lengthOf(rest).tenths
      return word
    case "resumes":
      task.resume = instantOf(rest, 8)
      return word
    case "delayed":
      task.levelingDelay = lengthOf(rest).tenths
      return word
    case "inactive":
      task.isActive = false
      return word
    case "fixed":
      task.hasFixedDuration = true
      return word
    case "ignoring":
      task.ignoresResourceCalendars = true
      return word
    case "on":
      task.calendar = rest
      return word
    case "manual":
    case "external": {
      const [start, finish] = rest.split(" to ")
      task.mode = word
      task.start = start === undefined || start === "" ? null : instantOf(start, 8)
      task.finish = finish === undefined ? null : instantOf(finish, 17)
      return word
    }
    case "by":
      assign(reading, task, rest)
      return word
    case "after":
      link(reading, task, rest)
      return word
    default:
      if (verb === "by") assign(reading, task, clause)
      else if (verb === "after") link(reading, task, clause)
      else throw new Error(`cannot read "${clause}"`)
      return verb
  }
}

function link({ tasks, links }: Reading, task: Draft, text: string): void {
  const name = tasks
    .map(({ id }) => id)
    .filter(id => text === id || text.startsWith(`${id} `))
    .toSorted((one, other) => other.length - one.length)[0]
  const rest = /^(FF|FS|SF|SS)?([+-].*)?$/.exec(text.slice((name ?? "").length).trim())
  if (name === undefined || rest === null) throw new Error(`cannot read "after ${text}"`)
  const kind = (rest[1] ?? "FS") as LinkKind
  links.push({ id: `${name}→${task.id}`, from: name, to: task.id, kind, lag: lagOf(rest[2]) })
}

/** `Ana`, `Ana 50%`, `Ana 50% 4h`: at full time and for as long as the task says, unless told otherwise. */
function assign({ assignments }: Reading, task: Draft, text: string): void {
  const [resource = "", share = "100%", work] = text.split(" ")
  const units = Number(share.slice(0, -1)) / 100
  const whole = work === undefined ? task.duration * units : lengthOf(work).tenths
  const part = task.duration === 0 ? 0 : task.actualDuration / task.duration
  assignments.push({
    id: `${resource}@${task.id}`,
    task: task.id,
    resource,
    units,
    work: whole,
    actualWork: whole * part,
    remainingWork: whole * (1 - part),
  })
}

function finished({ tasks, links, assignments }: Reading, options: PlanOptions): PlanInput {
  const people = [...new Set(assignments.map(({ resource }) => resource))]
  return {
    project: {
      start: instantOf(options.start ?? "Mon 5 Jan", 8),
      finish: options.finish === undefined ? null : instantOf(options.finish, 17),
      scheduleFrom: options.finish === undefined ? "start" : "finish",
      calendar: "standard",
      honorConstraints: true,
      criticalSlackLimit: 0,
      multipleCriticalPaths: false,
      totalSlack: "smallest",
      ...options.project,
    },
    calendars: [STANDARD, ALL_HOURS, NIGHTS, ...(options.calendars ?? [])],
    tasks,
    links,
    resources: people.map(id => ({ id, calendar: options.people?.[id] ?? null, kind: "work" })),
    assignments,
  }
}

/** A scheduled plan whose dates can be told as a planner would tell them. */
export class PlanReading {
  readonly input: PlanInput
  readonly schedule: PlanSchedule

  constructor(input: PlanInput) {
    this.input = input
    this.schedule = schedulePlan(input)
  }

  task(name: string): ScheduledTask {
    const found = this.schedule.tasks.find(({ id }) => id === name)
    if (found === undefined) throw new Error(`there is no ${name}`)
    return found
  }

  /** When a task is worked, for example `Mon 5 Jan – Wed 7 Jan`, with times where they are not 08:00 and 17:00. */
  when(name: string): string {
    const { start, finish } = this.task(name)
    return spanText(start, finish)
  }

  early(name: string): string {
    const { earlyStart, earlyFinish } = this.task(name)
    return spanText(earlyStart, earlyFinish)
  }

  late(name: string): string {
    const { lateStart, lateFinish } = this.task(name)
    return spanText(lateStart, lateFinish)
  }

  /** The total slack of a task in days. */
  slack(name: string): number {
    return this.task(name).totalSlack / 4800
  }

  /** The free slack of a task in days. */
  free(name: string): number {
    return this.task(name).freeSlack / 4800
  }

  get critical(): string[] {
    return this.schedule.tasks.filter(({ isCritical }) => isCritical).map(({ id }) => id)
  }

  get warnings(): string[] {
    return this.schedule.warnings.map(({ code, task, about }) =>
      [code, task, about].filter(part => part !== null).join(" "),
    )
  }
}

export function plan(text: string, options: PlanOptions = {}): PlanReading {
  return new PlanReading(planInput(text, options))
}

export function spanText(start: Instant, finish: Instant): string {
  if (start === finish) return instantText(start, -1)
  return `${instantText(start, 8)} – ${instantText(finish, 17)}`
}

/** `Mon 5 Jan`, with the time where it is not the given hour, and the year where it is not 2026. */
export function instantText(instant: Instant, hour: number): string {
  const day = dayOf(instant)
  const { year, month, date } = dateOfDay(day)
  const minutes = (instant - day * TENTHS_PER_DAY) / 10
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0")
  const time = minutes === hour * 60 ? "" : ` ${two(minutes / 60)}:${two(minutes % 60)}`
  return `${WEEKDAYS[weekdayOf(day)]} ${date} ${MONTHS[month - 1]}${year === 2026 ? "" : ` ${year}`}${time}`
}
