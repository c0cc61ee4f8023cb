import type { Tenths } from "../time/instant.ts"
import type { BaselineRow } from "./baseline.ts"
import type { PlanInput, PlanTask } from "./input.ts"
import { schedulePlan } from "./schedule-plan.ts"
import type { PlanSchedule, ScheduledTask } from "./schedule-rows.ts"

/** The checks of the DCMA 14-point assessment. */
export type HealthCheck =
  /** Unfinished tasks without a predecessor or without a successor; the first and the last do without. */
  | "missing-logic"
  | "leads"
  | "lags"
  /** Links that are not from finish to start. */
  | "other-links"
  | "hard-constraints"
  /** Tasks with more slack, or a longer duration, than 44 days of work. */
  | "high-slack"
  | "negative-slack"
  | "high-duration"
  /** Planned work before the data date, or actual dates after it. */
  | "invalid-dates"
  /** Work that nobody is assigned to. */
  | "no-resources"
  /** Tasks that should be finished by the data date, and are not or were late. */
  | "missed"

export interface HealthFinding {
  readonly check: HealthCheck
  /** The tasks or links that it is about. */
  readonly found: readonly string[]
  /** The part of all that could be, 0 to 1, and the most that is healthy. */
  readonly share: number
  readonly limit: number
}

export interface Health {
  readonly findings: readonly HealthFinding[]
  /** (Length of the critical path + total slack) over its length: below 1 the end is in danger. Null without any length. */
  readonly criticalPathIndex: number | null
  /** Whether the end moves when the first critical task takes 600 days longer; null where nothing is critical. */
  readonly isPathWhole: boolean | null
  /** Tasks finished over tasks that should be, by the baseline. Null where none should be. */
  readonly baselineExecutionIndex: number | null
}

/** 44 working days. */
const LONG: Tenths = 44 * 4800
const HARD = ["MSO", "MFO", "SNLT", "FNLT"]

/** Checks a plan as an auditor would. The data date is that of the project; without it nothing is checked against it. */
export function planHealth(input: PlanInput, schedule: PlanSchedule, baseline: readonly BaselineRow[] = []): Health {
  const rows = rowsOf(input, schedule)
  const open = rows.filter(({ task }) => task.actualFinish === null)
  const linkIds = (isFound: (link: PlanInput["links"][number]) => boolean) =>
    input.links.filter(isFound).map(({ id }) => id)
  const taskIds = (isFound: (row: Row) => boolean) => open.filter(isFound).map(({ task }) => task.id)
  const of = (check: HealthCheck, found: readonly string[], all: number, limit: number): HealthFinding => ({
    check,
    found,
    share: all === 0 ? 0 : found.length / all,
    limit,
  })
  const links = input.links.length
  return {
    findings: [
      of("missing-logic", missingLogic(input, open), open.length, 0.05),
      of(
        "leads",
        linkIds(({ lag }) => lag.amount < 0),
        links,
        0,
      ),
      of(
        "lags",
        linkIds(({ lag }) => lag.amount > 0),
        links,
        0.05,
      ),
      of(
        "other-links",
        linkIds(({ kind }) => kind !== "FS"),
        links,
        0.1,
      ),
      of(
        "hard-constraints",
        taskIds(({ task }) => HARD.includes(task.constraint.kind)),
        open.length,
        0.05,
      ),
      of(
        "high-slack",
        taskIds(({ row }) => row.totalSlack > LONG),
        open.length,
        0.05,
      ),
      of(
        "negative-slack",
        taskIds(({ row }) => row.totalSlack < 0),
        open.length,
        0,
      ),
      of(
        "high-duration",
        taskIds(({ task }) => task.duration > LONG && !task.isElapsed),
        open.length,
        0.05,
      ),
      of("invalid-dates", invalidDates(input, rows), rows.length, 0),
      of("no-resources", withoutPeople(input, open), open.length, 0),
      of("missed", missed(input, rows, baseline), rows.length, 0.05),
    ],
    isPathWhole: isPathWhole(input, schedule, open),
    criticalPathIndex: criticalPathIndex(open),
    baselineExecutionIndex: executionIndex(input, rows, baseline),
  }
}

interface Row {
  readonly task: PlanTask
  readonly row: ScheduledTask
}

/** The tasks that are checked: what takes part, and is no summary. */
function rowsOf({ tasks }: PlanInput, schedule: PlanSchedule): Row[] {
  return tasks.flatMap((task, index) => {
    const row = schedule.tasks[index]!
    return row.isSummary || !task.isActive || task.mode === "external" ? [] : [{ task, row }]
  })
}

function missingLogic({ links }: PlanInput, open: readonly Row[]): string[] {
  const driven = new Set(links.map(({ to }) => to))
  const driving = new Set(links.map(({ from }) => from))
  const start = open.reduce((least, { row }) => Math.min(least, row.start), Number.POSITIVE_INFINITY)
  const finish = open.reduce((most, { row }) => Math.max(most, row.finish), Number.NEGATIVE_INFINITY)
  return open
    .filter(
      ({ task: { id }, row }) => (row.start > start && !driven.has(id)) || (row.finish < finish && !driving.has(id)),
    )
    .map(({ task }) => task.id)
}

function invalidDates({ project }: PlanInput, rows: readonly Row[]): string[] {
  const dataDate = project.dataDate ?? null
  if (dataDate === null) return []
  return rows
    .filter(({ task: { actualStart, actualFinish }, row }) => {
      const isAhead = (actualStart ?? dataDate) > dataDate || (actualFinish ?? dataDate) > dataDate
      const isBehind =
        (actualStart === null && row.start < dataDate) || (actualFinish === null && row.finish < dataDate)
      return isAhead || isBehind
    })
    .map(({ task }) => task.id)
}

function withoutPeople({ assignments }: PlanInput, open: readonly Row[]): string[] {
  const assigned = new Set(assignments.map(({ task }) => task))
  return open.filter(({ task }) => task.duration > 0 && !assigned.has(task.id)).map(({ task }) => task.id)
}

/** Tasks that should have been finished by the data date. */
function due({ project }: PlanInput, rows: readonly Row[], baseline: readonly BaselineRow[]) {
  const dataDate = project.dataDate ?? null
  const finishOf = new Map(baseline.map(({ task, finish }) => [task, finish]))
  return rows.flatMap(({ task }) => {
    const finish = finishOf.get(task.id)
    return dataDate === null || finish === undefined || finish > dataDate ? [] : [{ task, finish }]
  })
}

function missed(input: PlanInput, rows: readonly Row[], baseline: readonly BaselineRow[]): string[] {
  return due(input, rows, baseline)
    .filter(({ task, finish }) => task.actualFinish === null || task.actualFinish > finish)
    .map(({ task }) => task.id)
}

function executionIndex(input: PlanInput, rows: readonly Row[], baseline: readonly BaselineRow[]): number | null {
  const planned = due(input, rows, baseline).length
  return planned === 0 ? null : rows.filter(({ task }) => task.actualFinish !== null).length / planned
}

/** 600 working days, by which the critical path is tested. */
const TEST_DELAY: Tenths = 600 * 4800

/** The critical path test: where the end stays, something holds it, or the path to it is broken. */
function isPathWhole(input: PlanInput, schedule: PlanSchedule, open: readonly Row[]): boolean | null {
  const critical = open.filter(({ row }) => row.isCritical)
  if (critical.length === 0) return null
  const { task, row } = critical.reduce((first, one) => (one.row.start < first.row.start ? one : first))
  const longer = {
    ...task,
    duration: task.duration + TEST_DELAY,
    remainingDuration: task.remainingDuration + TEST_DELAY,
    hasFixedDuration: true,
  }
  const after = schedulePlan({ ...input, tasks: input.tasks.map(one => (one === task ? longer : one)) })
  const slip = after.tasks[input.tasks.indexOf(task)]!.finish - row.finish
  // What ends last now has to end later: not just the delayed task after it.
  const ends = schedule.tasks.flatMap(({ finish, isSummary }, place) =>
    !isSummary && finish === schedule.finish ? [after.tasks[place]!.finish] : [],
  )
  return slip > 0 && Math.max(...ends) - schedule.finish >= slip * MOST_OF_DELAY
}

/** Calendars differ: what the end moves is not to the day what the task does. */
const MOST_OF_DELAY = 0.9

function criticalPathIndex(open: readonly Row[]): number | null {
  const critical = open.filter(({ row }) => row.isCritical)
  const length = critical.reduce((sum, { task }) => sum + task.remainingDuration, 0)
  const slack = critical.reduce((least, { row }) => Math.min(least, row.totalSlack), 0)
  return length === 0 ? null : (length + slack) / length
}
