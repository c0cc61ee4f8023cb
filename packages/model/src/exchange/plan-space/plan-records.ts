import {
  computedId,
  type Id,
  type AssignmentId,
  type BaselineId,
  type BaselinePartId,
  type CalendarExceptionId,
  type CalendarId,
  type CalendarWeekId,
  type ItemId,
  type MemberId,
  type ResourceId,
} from "../../base/ids.ts"
import { compareRanked } from "../../base/rank.ts"
import { familyField } from "../../schema/change.ts"
import type { StoredBaselineRow } from "../../schema/plan-values.ts"
import { assignmentId, dependencyId, planId } from "../../schema/planning.ts"
import { living, type Snapshot } from "../../schema/snapshot.ts"
import { startingStatus } from "../../tasks/workflow.ts"
import type { WeekPattern } from "../../time/calendar-definition.ts"
import { writeDay } from "../../time/instant.ts"
import { rankOfPosition } from "../board/position.ts"
import type { FileAssignment, FileResource, FileTask, PlanFile } from "../plan-file/plan-file.ts"
import type { ForeignRecord } from "../three-way.ts"
import { childOf, leafText } from "../xml/element.ts"

/** A record of a plan's file, and the notes that become the description of an item. */
export interface PlanRecord {
  readonly record: ForeignRecord
  readonly notes: string
}

/** What tells a plan's file from others: the id that its program gave it, else its name. Part of every id (MERGE P3). */
export function keyOfPlan(file: PlanFile): string {
  const given = file.source === null ? null : leafText(childOf(file.source, "GUID"))
  return given ?? file.project.name
}

/** Rows of a baseline to a part, as when one is taken. */
const ROWS_OF_A_PART = 500

/**
 * Every record that a plan's file becomes in a space, those that others name first. What is really done, who is matched
 * and in which status an item begins is written once and never compared: importing again takes no progress from a file.
 */
export function* planRecords(file: PlanFile, snapshot: Snapshot): Generator<PlanRecord> {
  const records = new RecordMaker(file, snapshot)
  yield* records.calendars()
  yield { record: records.plan(), notes: "" }
  for (const resource of file.resources) yield { record: records.resource(resource), notes: resource.notes }
  yield* records.items()
  yield* records.dependencies()
  yield* records.assignments()
  yield* records.baselines()
}

class RecordMaker {
  readonly #file: PlanFile
  readonly #snapshot: Snapshot
  readonly #key: string
  readonly #calendars: ReadonlySet<string>
  readonly #tasks: readonly FileTask[]
  readonly #taskIds: ReadonlySet<string>

  constructor(file: PlanFile, snapshot: Snapshot) {
    this.#file = file
    this.#snapshot = snapshot
    this.#key = keyOfPlan(file)
    this.#calendars = new Set(file.calendars.map(({ id }) => id))
    this.#tasks = file.tasks.filter(({ id }) => id !== file.project.wholeTask)
    this.#taskIds = new Set(this.#tasks.map(({ id }) => id))
  }

  plan(): ForeignRecord {
    const { project } = this.#file
    return {
      kind: "plans",
      id: planId(this.#snapshot.space),
      name: project.name,
      fields: {
        start: project.start,
        finish: project.finish,
        scheduleFrom: project.scheduleFrom === "finish" && project.finish !== null ? "finish" : "start",
        calendar: this.#calendar(project.calendar),
        dataDate: project.dataDate ?? project.statusDate,
        dataDateHolds: (project.dataDate ?? null) !== null,
        progress: project.progress ?? "retained-logic",
        minutesPerDay: project.minutesPerDay,
        minutesPerWeek: project.minutesPerWeek,
        daysPerMonth: project.daysPerMonth,
        honorConstraints: project.honorConstraints,
        criticalSlackLimit: project.criticalSlackLimit,
        multipleCriticalPaths: project.multipleCriticalPaths,
        totalSlack: project.totalSlack,
      },
    }
  }

  *calendars(): Generator<PlanRecord> {
    for (const { id, name, base, pattern, weeks, exceptions } of this.#file.calendars) {
      const calendar = this.#id<CalendarId>("calendar", id)
      const own = this.#calendar(base)
      // A base calendar works on no day of which it says nothing; here the standard week would stand in.
      const isBase = own === null && pattern.some(shifts => shifts !== null)
      const days = daysOf(isBase ? (pattern.map(shifts => shifts ?? []) as unknown as WeekPattern) : pattern)
      yield plain({ kind: "calendars", id: calendar, name, fields: { name, base: own, ...days } })
      for (const [index, week] of weeks.entries()) {
        const fields = { calendar, name: week.name, from: writeDay(week.from), to: writeDay(week.to) }
        const weekId = this.#id<CalendarWeekId>("calendar-week", id, String(index))
        yield plain({
          kind: "calendarWeeks",
          id: weekId,
          name: week.name,
          fields: { ...fields, ...daysOf(week.pattern) },
        })
      }
      for (const [index, { name: title, from, to, recurrence, shifts }] of exceptions.entries())
        yield plain({
          kind: "calendarExceptions",
          id: this.#id<CalendarExceptionId>("calendar-exception", id, String(index)),
          name: title,
          fields: { calendar, name: title, from: writeDay(from), to: writeDay(to), recurrence, shifts },
        })
    }
  }

  resource(resource: FileResource): ForeignRecord {
    const { id, name, initials, group, email, notes, kind, maxUnits, calendar } = resource
    return {
      kind: "resources",
      id: this.#resource(id),
      name,
      fields: { name, initials, group, mail: email, notes, kind, maxUnits, calendar: this.#calendar(calendar) },
      first: { member: this.#memberOf(resource) },
    }
  }

  /** The one member with the mail of a resource, else with its name. */
  #memberOf({ name, email, kind }: FileResource): MemberId | null {
    if (kind !== "work") return null
    const members = living(this.#snapshot.members)
    const same = (left: string, right: string) => left !== "" && left.toLowerCase() === right.toLowerCase()
    const byMail = members.filter(({ mail }) => same(mail, email))
    const found = byMail.length > 0 ? byMail : members.filter(member => same(member.name, name))
    return found.length === 1 ? found[0]!.id : null
  }

  *items(): Generator<PlanRecord> {
    const type = living(this.#snapshot.itemTypes).sort(compareRanked)[0]
    const status = startingStatus(this.#snapshot, type)?.id ?? null
    const split = new Map(
      this.#file.assignments.flatMap(({ resource, task, segments }) =>
        resource === null && segments !== undefined ? [[task, segments] as const] : [],
      ),
    )
    for (const [index, task] of this.#tasks.entries()) {
      const segments = split.get(task.id) ?? task.segments ?? null
      const name = task.name === "" ? task.wbs || task.id : task.name
      const fields = { ...this.#itemFields(task), title: name, rank: rankOfPosition(index + 1), segments }
      const first = { type: type?.id ?? null, status, ...progressOf(task) }
      const id = this.#item(task.id)
      yield { record: { kind: "items", id, name, fields, first }, notes: task.notes }
    }
  }

  #itemFields(task: FileTask): Readonly<Record<string, unknown>> {
    const isManual = task.mode !== "auto"
    const effort = task.effort === "fixed-duration" ? "fixed-units" : task.effort
    return {
      parent: task.parent !== null && this.#taskIds.has(task.parent) ? this.#item(task.parent) : null,
      schedulingMode: isManual ? "manual" : "auto",
      plannedStart: isManual ? task.start : null,
      plannedFinish: isManual ? task.finish : null,
      durationTenths: task.duration,
      durationElapsed: task.isElapsed,
      durationUnit: task.durationUnit,
      durationEstimated: task.isEstimated,
      milestone: task.isMilestone,
      inactive: !task.isActive,
      constraint: task.constraint.kind.toLowerCase(),
      constraintAt: task.constraint.date,
      deadlineAt: task.deadline,
      calendar: this.#calendar(task.calendar),
      ignoresResourceCalendars: task.ignoresResourceCalendars,
      effort: task.hasFixedDuration ? "fixed-duration" : effort,
      effortDriven: task.isEffortDriven,
      levellingDelay: task.levelingDelay,
      levellingPriority: task.priority,
      wbs: task.wbs,
    }
  }

  *dependencies(): Generator<PlanRecord> {
    for (const [index, { from, to, kind, lag, lagUnit }] of this.#file.links.entries()) {
      const ends = { from: this.#item(from), to: this.#item(to), kind }
      yield plain({
        kind: "dependencies",
        id: dependencyId(ends.from, ends.to, kind),
        name: `${from} → ${to}`,
        fields: { lag: lag.amount === 0 ? null : { ...lag, unit: lagUnit } },
        // Links of a file are older than all that people draw.
        first: { ...ends, madeAt: index + 1 },
      })
    }
  }

  *assignments(): Generator<PlanRecord> {
    const taken = new Set<string>()
    const tasks = new Map(this.#tasks.map(task => [task.id, task]))
    for (const row of this.#file.assignments) {
      const task = tasks.get(row.task)
      if (row.resource === null || task === undefined) continue
      const [item, resource] = [this.#item(row.task), this.#resource(row.resource)]
      const usual = assignmentId(item, resource)
      const id = taken.has(usual) ? this.#id<AssignmentId>("assignment", row.id) : usual
      taken.add(id)
      const ends = { item, resource }
      yield plain({
        kind: "assignments",
        id,
        name: `${row.task}: ${row.resource}`,
        fields: shareFields(row),
        first: { ...ends, ...workOf(row, task) },
        partOf: item,
      })
    }
  }

  /** A baseline that the file has changed is another one: what was once taken stays. */
  *baselines(): Generator<PlanRecord> {
    const rows = new Map<number, StoredBaselineRow[]>()
    for (const { id, baselines } of this.#tasks)
      for (const { number, start, finish, duration, work, cost } of baselines) {
        if (start === null || finish === null) continue
        const row = { item: this.#item(id), start, finish, duration: duration ?? 0, work: work ?? 0, cost: cost ?? 0 }
        rows.set(number, [...(rows.get(number) ?? []), row])
      }
    for (const [number, own] of rows) {
      const content = JSON.stringify(own)
      const baseline = this.#id<BaselineId>("baseline", String(number), content)
      const name = number === 0 ? "Baseline" : `Baseline ${number}`
      yield plain({ kind: "baselines", id: baseline, name, fields: {}, first: { name } })
      for (let begin = 0; begin < own.length; begin += ROWS_OF_A_PART)
        yield plain({
          kind: "baselineParts",
          id: this.#id<BaselinePartId>("baseline-part", String(number), String(begin), content),
          name,
          fields: {},
          first: { baseline, rows: own.slice(begin, begin + ROWS_OF_A_PART) },
        })
    }
  }

  #item(task: string): ItemId {
    return this.#id<ItemId>("item", task)
  }

  #resource(resource: string): ResourceId {
    return this.#id<ResourceId>("resource", resource)
  }

  #calendar(calendar: string | null): CalendarId | null {
    return calendar !== null && this.#calendars.has(calendar) ? this.#id<CalendarId>("calendar", calendar) : null
  }

  #id<I extends Id<string>>(...parts: readonly string[]): I {
    return computedId<I>("plan", this.#key, ...parts)
  }
}

const plain = (record: ForeignRecord): PlanRecord => ({ record, notes: "" })

function daysOf(pattern: WeekPattern): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    pattern.flatMap((shifts, weekday) => (shifts === null ? [] : [[familyField("days", String(weekday)), shifts]])),
  )
}

function progressOf(task: FileTask): Readonly<Record<string, unknown>> {
  if (task.actualStart === null && task.actualFinish === null) return {}
  const isToldApart = task.actualFinish === null && task.remainingDuration !== task.duration - task.actualDuration
  return {
    startedAt: task.actualStart,
    finishedAt: task.actualFinish,
    percentComplete: Math.min(100, Math.max(0, Math.round(task.percentComplete))),
    actualTenths: task.actualDuration,
    remainingTenths: isToldApart ? task.remainingDuration : null,
    resumeAt: task.resume ?? null,
  }
}

function shareFields(row: FileAssignment): Readonly<Record<string, unknown>> {
  return {
    units: row.units,
    workTenths: row.work,
    overtimeTenths: row.overtimeWork ?? 0,
    delayTenths: row.delay ?? 0,
    segments: row.segments ?? null,
  }
}

/** What is done of a share, where its item has begun. */
function workOf(row: FileAssignment, { actualStart }: FileTask): Readonly<Record<string, unknown>> {
  if (actualStart === null && row.actualWork === 0 && row.remainingWork === row.work) return {}
  return {
    actualWorkTenths: row.actualWork,
    remainingWorkTenths: row.remainingWork,
    actualOvertimeTenths: row.actualOvertimeWork ?? 0,
  }
}
