import type {
  AssignmentId,
  BaselinePartId,
  CalendarExceptionId,
  CalendarId,
  CalendarWeekId,
  MemberId,
} from "../../base/ids.ts"
import { familyField } from "../../schema/change.ts"
import { assignmentId, dependencyId, planId } from "../../schema/planning.ts"
import type { SpaceWords } from "../../actions/space.ts"
import { living, type Snapshot } from "../../schema/snapshot.ts"
import type { WeekPattern } from "../../time/calendar-definition.ts"
import { writeDay } from "../../time/instant.ts"
import { rankOfPosition } from "../board/position.ts"
import { personOf } from "../../plan/plan-of-space.ts"
import type { FileAssignment, FileResource, FileTask, PlanFile } from "../plan-file/plan-file.ts"
import { markOf, type ForeignRecord } from "../three-way.ts"
import { baselinesIn, ROWS_OF_A_PART } from "./baselines-in-file.ts"
import { beginningOf, isOwnSpace, ownSpaceRecords } from "./own-space.ts"
import type { RowsHere } from "./rows-here.ts"

/** A record of a plan's file, and the notes that become the description of an item. */
export interface PlanRecord {
  readonly record: ForeignRecord
  readonly notes: string
}

/** Who people of a file are, by the file's ids: a member, a placeholder that can join later, or a resource of the space. */
export type FilePeople = Readonly<Record<string, MemberId | typeof PLACEHOLDER | null>>
export const PLACEHOLDER = "placeholder"

/**
 * Every record that a plan's file becomes in a space, those that others name first. What is really done, who is matched
 * and in which status an item begins is written once and never compared: importing again takes no progress from a file.
 */
export function* planRecords(
  file: PlanFile,
  snapshot: Snapshot,
  here: RowsHere,
  { people = {}, words }: { readonly people?: FilePeople; readonly words?: SpaceWords } = {},
): Generator<PlanRecord> {
  const records = new RecordMaker(file, snapshot, here, people)
  if (words !== undefined && isOwnSpace(file, snapshot.space))
    for (const record of ownSpaceRecords(file, snapshot.space, words)) yield plain(record)
  if (file.silent === undefined) yield* records.calendars()
  yield { record: records.plan(), notes: "" }
  yield* records.resources()
  yield* records.items()
  yield* records.dependencies()
  yield* records.assignments()
  yield* records.baselines()
}

class RecordMaker {
  readonly #file: PlanFile
  readonly #snapshot: Snapshot
  readonly #here: RowsHere
  readonly #people: FilePeople
  readonly #calendars: ReadonlySet<string>
  readonly #tasks: readonly FileTask[]
  readonly #taskIds: ReadonlySet<string>
  /** What lies above others takes as long as they do, whatever a file says. */
  readonly #summaries: ReadonlySet<string | null>
  readonly #unsaid: readonly string[]
  readonly #names: ReadonlyMap<string, string>

  constructor(file: PlanFile, snapshot: Snapshot, here: RowsHere, people: FilePeople) {
    this.#file = file
    this.#snapshot = snapshot
    this.#here = here
    this.#people = people
    this.#calendars = new Set(file.calendars.map(({ id }) => id))
    this.#tasks = file.tasks.filter(({ id }) => id !== file.project.wholeTask)
    this.#taskIds = new Set(this.#tasks.map(({ id }) => id))
    this.#names = new Map(this.#tasks.map(({ id, name }) => [id, name]))
    this.#summaries = new Set(this.#tasks.map(({ parent }) => parent))
    this.#unsaid = (file.silent ?? []).flatMap(field => WRITTEN_AS[field] ?? [])
  }

  plan(): ForeignRecord {
    const { project, silent, hasNoStart } = this.#file
    const own = { kind: "plans" as const, id: planId(this.#snapshot.space), name: project.name }
    // Of how a plan is computed a table says only when it begins.
    if (silent !== undefined) {
      const start = { start: project.start }
      return hasNoStart === true ? { ...own, fields: {}, first: start } : { ...own, fields: start }
    }
    const isFromFinish = project.scheduleFrom === "finish" && project.finish !== null
    return {
      ...own,
      fields: {
        start: project.start,
        // Scheduled from the start, the finish is computed.
        finish: isFromFinish ? project.finish : null,
        scheduleFrom: isFromFinish ? "finish" : "start",
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
      const calendar = this.#here.calendar(id)
      if (calendar === null) continue
      const own = this.#calendar(base)
      // A base calendar works on no day of which it says nothing; here the standard week would stand in.
      const isBase = own === null && pattern.some(shifts => shifts !== null)
      const days = daysOf(isBase ? (pattern.map(shifts => shifts ?? []) as unknown as WeekPattern) : pattern)
      yield plain({ kind: "calendars", id: calendar, name, fields: { name, base: own, ...days } })
      for (const [index, week] of weeks.entries()) {
        const fields = { calendar, name: week.name, from: writeDay(week.from), to: writeDay(week.to) }
        const weekId = this.#here.id<CalendarWeekId>("calendar-week", id, String(index))
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
          id: this.#here.id<CalendarExceptionId>("calendar-exception", id, String(index)),
          name: title,
          fields: { calendar, name: title, from: writeDay(from), to: writeDay(to), recurrence, shifts },
        })
    }
  }

  *resources(): Generator<PlanRecord> {
    const named = new Set<MemberId>()
    for (const resource of this.#file.resources) {
      const { id, name, initials, group, email, notes, kind, maxUnits, calendar } = resource
      const own = this.#here.resource(id)
      if (this.#snapshot.members.has(own)) continue
      const chosen = this.#people[id]
      const placeholder = chosen === PLACEHOLDER ? this.#here.id<MemberId>("member", id) : null
      if (placeholder !== null) yield plain(placeholderRecord(placeholder, resource))
      const matched = chosen === undefined ? memberOf(this.#snapshot, resource) : chosen
      const member = placeholder ?? (matched as MemberId | null)
      const isFirst = member !== null && !named.has(member)
      if (isFirst) named.add(member)
      const said = { initials, group, mail: email, notes, maxUnits, calendar: this.#calendar(calendar) }
      const isTable = this.#file.silent !== undefined
      yield plain({
        kind: "resources",
        id: own,
        name,
        fields: { name, kind, ...(isTable ? {} : said) },
        // Two resources that are one person would be one person twice.
        first: { ...(isTable ? said : {}), member: isFirst ? member : null },
      })
    }
  }

  *items(): Generator<PlanRecord> {
    const begin = beginningOf(this.#file, this.#snapshot)
    const split = new Map(
      this.#file.assignments.flatMap(({ resource, task, segments }) =>
        resource === null && segments !== undefined ? [[task, segments] as const] : [],
      ),
    )
    for (const [index, task] of this.#tasks.entries()) {
      const segments = split.get(task.id) ?? task.segments ?? null
      const name = task.name === "" ? task.wbs || task.id : task.name
      const fields = { ...this.#itemFields(task), title: name, rank: rankOfPosition(index + 1), segments }
      const first = { type: begin.type, status: begin.statusOf(task), ...progressOf(task) }
      const id = this.#here.item(task.id)
      const unsaid = this.#summaries.has(task.id) ? [...this.#unsaid, "durationTenths"] : this.#unsaid
      const noted = task.notes === "" ? {} : { notes: markOf(task.notes) }
      const record = withoutUnsaid({ kind: "items", id, name, fields, first, noted }, unsaid)
      yield { record, notes: task.notes }
    }
  }

  #itemFields(task: FileTask): Readonly<Record<string, unknown>> {
    const isManual = task.mode !== "auto"
    const effort = task.effort === "fixed-duration" ? "fixed-units" : task.effort
    return {
      parent: task.parent !== null && this.#taskIds.has(task.parent) ? this.#here.item(task.parent) : null,
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
      const ends = { from: this.#here.item(from), to: this.#here.item(to), kind }
      yield plain({
        kind: "dependencies",
        id: dependencyId(ends.from, ends.to, kind),
        name: `${this.#nameOf(from)} → ${this.#nameOf(to)}`,
        fields: { lag: lag.amount === 0 ? null : { ...lag, unit: lagUnit } },
        // Links of a file are older than all that people draw.
        first: { ...ends, madeAt: index + 1 },
      })
    }
  }

  *assignments(): Generator<PlanRecord> {
    const taken = new Set<string>()
    const tasks = new Map(this.#tasks.map(task => [task.id, task]))
    const standing = standingShares(this.#snapshot)
    const resources = new Map(this.#file.resources.map(({ id, name }) => [id, name]))
    for (const row of this.#file.assignments) {
      const task = tasks.get(row.task)
      if (row.resource === null || task === undefined) continue
      const [item, resource] = [this.#here.item(row.task), this.#here.resource(row.resource)]
      const own = assignmentId(item, resource)
      // Whoever works on an item already is not assigned twice, be it as a member or as a resource.
      const known = standing.get(shareKey(item, personOf(this.#snapshot, resource)))
      const usual = this.#snapshot.assignments.has(own) ? own : (known ?? own)
      const id = taken.has(usual) ? this.#here.id<AssignmentId>("assignment", row.id) : usual
      taken.add(id)
      const ends = { item, resource }
      yield plain({
        kind: "assignments",
        id,
        name: `${this.#nameOf(row.task)}: ${resources.get(row.resource) ?? row.resource}`,
        fields: shareFields(row),
        first: { ...ends, ...workOf(row, task) },
        partOf: item,
      })
    }
  }

  *baselines(): Generator<PlanRecord> {
    for (const { id: baseline, number, rows, content } of baselinesIn(this.#file, this.#here)) {
      const name = number === 0 ? "Baseline" : `Baseline ${number}`
      yield plain({ kind: "baselines", id: baseline, name, fields: {}, first: { name, takenAt: number } })
      for (let begin = 0; begin < rows.length; begin += ROWS_OF_A_PART)
        yield plain({
          kind: "baselineParts",
          id: this.#here.id<BaselinePartId>("baseline-part", String(number), String(begin), content),
          name,
          fields: {},
          first: { baseline, rows: rows.slice(begin, begin + ROWS_OF_A_PART) },
        })
    }
  }

  /** What people call a task, for reports. */
  #nameOf(task: string): string {
    return this.#names.get(task) ?? task
  }

  #calendar(calendar: string | null): CalendarId | null {
    return calendar !== null && this.#calendars.has(calendar) ? this.#here.calendar(calendar) : null
  }
}

/** What a file says nothing of is written once, as it is usual, and never compared. */
function withoutUnsaid(record: ForeignRecord, unsaid: readonly string[]): ForeignRecord {
  if (unsaid.length === 0) return record
  const fields: Record<string, unknown> = {}
  const first: Record<string, unknown> = { ...record.first }
  for (const [field, value] of Object.entries(record.fields)) (unsaid.includes(field) ? first : fields)[field] = value
  return { ...record, fields, first }
}

/** The fields of items in which those of a task are written. */
const WRITTEN_AS: Readonly<Partial<Record<keyof FileTask, readonly string[]>>> = {
  parent: ["parent"],
  wbs: ["wbs"],
  name: ["title"],
  duration: ["durationTenths", "durationElapsed", "durationUnit", "durationEstimated"],
  isMilestone: ["milestone"],
  mode: ["schedulingMode", "plannedStart", "plannedFinish"],
  isActive: ["inactive"],
  constraint: ["constraint", "constraintAt"],
  deadline: ["deadlineAt"],
  effort: ["effort"],
  priority: ["levellingPriority"],
  levelingDelay: ["levellingDelay"],
  calendar: ["calendar"],
  ignoresResourceCalendars: ["ignoresResourceCalendars"],
  isEffortDriven: ["effortDriven"],
  segments: ["segments"],
}

/** The one member with the mail of a resource, else with its name. */
export function memberOf(snapshot: Snapshot, { name, email, kind }: FileResource): MemberId | null {
  if (kind !== "work") return null
  const members = living(snapshot.members).filter(({ placeholder }) => !placeholder)
  const same = (left: string, right: string) => left !== "" && left.toLowerCase() === right.toLowerCase()
  const byMail = members.filter(({ mail }) => same(mail, email))
  const found = byMail.length > 0 ? byMail : members.filter(member => same(member.name, name))
  return found.length === 1 ? found[0]!.id : null
}

function placeholderRecord(id: MemberId, { name, email }: FileResource): ForeignRecord {
  return { kind: "members", id, name, fields: { name }, first: { placeholder: true, mail: email } }
}

const shareKey = (item: string, person: string) => `${item} ${person}`

/** Who is assigned to what, by whom a resource stands for. */
function standingShares(snapshot: Snapshot): ReadonlyMap<string, AssignmentId> {
  return new Map(
    living(snapshot.assignments).flatMap(({ id, item, resource }) =>
      item === null || resource === null ? [] : [[shareKey(item, personOf(snapshot, resource)), id] as const],
    ),
  )
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
