import { CONSTRAINTS, LINK_KINDS } from "../../plan/input.ts"
import type { PlanSchedule, ScheduledTask } from "../../plan/schedule-rows.ts"
import { CalendarSet } from "../../time/calendar-set.ts"
import { readInstant, writeInstant, type Instant } from "../../time/instant.ts"
import { outlineNumbers } from "../plan-file/outline-numbers.ts"
import type { FileBaseline, FileLink, FileTask, PlanFile } from "../plan-file/plan-file.ts"
import { childOf, element, elementsIn, leafText, type XmlElement } from "../xml/element.ts"
import type { PlanIds } from "./plan-ids.ts"
import { bySource, changed, insert, withFields, type Written, type WrittenRow } from "./record.ts"
import { textFieldsOf, type TextField } from "./text-fields.ts"
import { formatCode, lagFormatCode, writeDuration } from "./values.ts"

const EFFORTS = { "fixed-units": "0", "fixed-duration": "1", "fixed-work": "2" } as const

/** Writes the tasks of a plan with their links and the dates of the schedule. */
export class TaskWriter {
  readonly #file: PlanFile
  readonly #ids: PlanIds
  readonly #dates: ReadonlyMap<string, ScheduledTask>
  readonly #before: ReadonlyMap<XmlElement | null, FileTask>
  readonly #links: ReadonlyMap<string, readonly FileLink[]>
  readonly #linksBefore: ReadonlyMap<XmlElement | null, FileLink>
  readonly #calendars: CalendarSet
  readonly #textFields: readonly TextField[]
  /** Whether the outline is another than that of the file, so that every row says its place anew. */
  readonly isRearranged: boolean

  constructor(file: PlanFile, schedule: PlanSchedule, ids: PlanIds, before: PlanFile | null) {
    this.#file = file
    this.#ids = ids
    this.#dates = new Map(schedule.tasks.map(task => [task.id, task]))
    this.#before = bySource(before?.tasks)
    this.#links = Map.groupBy(file.links, ({ to }) => to)
    this.#linksBefore = bySource(before?.links)
    this.#calendars = new CalendarSet(file.calendars)
    const outlineOf = (tasks: readonly FileTask[]) => JSON.stringify(tasks.map(({ id, parent }) => [id, parent]))
    this.isRearranged = before === null || outlineOf(before.tasks) !== outlineOf(file.tasks)
    this.#textFields = file.source === null ? textFieldsOf(file) : []
  }

  /** The dates of a task, for its assignments. */
  datesOf(task: string): ScheduledTask | null {
    return this.#dates.get(task) ?? null
  }

  /** The tasks with what they were read from. */
  write(): WrittenRow[] {
    const { tasks, project } = this.#file
    const numbers = outlineNumbers(tasks, project.wholeTask)
    // Number 0 is the row of the whole plan, so that the others count from 1.
    const first = tasks[0]?.id === project.wholeTask && tasks.length > 0 ? 0 : 1
    return tasks.map((task, index) => [task.source, this.#writeTask(task, first + index, numbers.get(task.id)!)])
  }

  #writeTask(task: FileTask, row: number, outline: string): XmlElement {
    const before = this.#before.get(task.source) ?? null
    const fields = changed(taskFields(task, this.#ids), before === null ? null : taskFields(before, this.#ids))
    const dated = this.#dateFields(task, before)
    const first = before === null ? this.#firstFields(task) : {}
    const place = this.isRearranged ? placeFields(row, outline) : {}
    const written = withFields("Task", task.source, { ...first, ...place, ...fields, ...dated })
    return this.#withParts(written, task, before)
  }

  #firstFields(task: FileTask): Written {
    return {
      UID: this.#ids.task(task.id),
      GUID: task.guid ?? null,
      IsNull: "0",
      Summary: this.#dates.get(task.id)?.isSummary === true ? "1" : "0",
      // A text in place of the start, if only an empty one, says that nobody has typed a date.
      StartText: task.mode === "manual" && task.start === null ? "" : null,
      LevelingDelayFormat: "8",
      FixedCostAccrual: "3",
    }
  }

  #dateFields(task: FileTask, before: FileTask | null): Written {
    const dates = this.#dates.get(task.id)
    if (dates === undefined) return {}
    const fields: Record<string, string> = {
      Critical: dates.isCritical ? "1" : "0",
      FreeSlack: String(dates.freeSlack),
      TotalSlack: String(dates.totalSlack),
    }
    for (const [name, instant] of datesOf(dates))
      if (!saysDate(task.source, name, instant)) fields[name] = writeInstant(instant)
    // The duration of a summary follows from its dates.
    const moved = before === null || fields["Start"] !== undefined || fields["Finish"] !== undefined
    if (dates.isSummary && moved && task.mode === "auto") {
      const calendar = this.#calendars.get(task.calendar ?? this.#file.project.calendar)
      fields["Duration"] = writeDuration(Math.max(0, calendar.between(dates.start, dates.finish)))
    }
    return fields
  }

  /** Links, baselines and values of custom fields, where they changed. */
  #withParts(written: XmlElement, task: FileTask, before: FileTask | null): XmlElement {
    const links = (this.#links.get(task.id) ?? []).map(link => this.#writeLink(link))
    const content = this.#withLinks(elementsIn(written), links)
    if (before === null) {
      for (const { id, fieldId } of this.#textFields) {
        const value = task.custom[id]
        if (value !== undefined)
          insert("Task", content, element("ExtendedAttribute", [element("FieldID", fieldId), element("Value", value)]))
      }
    }
    const known = new Set(before?.baselines.map(({ number }) => number))
    for (const baseline of task.baselines)
      if (!known.has(baseline.number)) insert("Task", content, writeBaseline(baseline))
    return { ...written, content }
  }

  /** Links that were not understood stay; those that were are written from their rows. */
  #withLinks(content: readonly XmlElement[], links: readonly XmlElement[]): XmlElement[] {
    const kept = content.filter(child => !this.#linksBefore.has(child))
    for (const link of links) insert("Task", kept, link)
    return kept
  }

  #writeLink(link: FileLink): XmlElement {
    const before = this.#linksBefore.get(link.source) ?? null
    const fields = changed(linkFields(link, this.#ids), before === null ? null : linkFields(before, this.#ids))
    return withFields("PredecessorLink", link.source, fields)
  }
}

function placeFields(row: number, outline: string): Written {
  return {
    ID: String(row),
    OutlineNumber: outline,
    OutlineLevel: outline === "0" ? "0" : String(outline.split(".").length),
  }
}

function datesOf(dates: ScheduledTask): (readonly [name: string, instant: Instant])[] {
  return [
    ["Start", dates.start],
    ["Finish", dates.finish],
    ["EarlyStart", dates.earlyStart],
    ["EarlyFinish", dates.earlyFinish],
    ["LateStart", dates.lateStart],
    ["LateFinish", dates.lateFinish],
  ]
}

/** Whether a record has this date, however it spells it. */
function saysDate(source: XmlElement | null, name: string, instant: Instant): boolean {
  const text = leafText(childOf(source ?? undefined, name))
  return text !== null && readInstant(text) === instant
}

const flag = (value: boolean) => (value ? "1" : "0")
const date = (value: Instant | null | undefined) => (value === null || value === undefined ? null : writeInstant(value))

function taskFields(task: FileTask, ids: PlanIds): Written {
  const { kind, date: constraintDate } = task.constraint
  const duration = writeDuration(task.duration)
  const isManual = task.mode === "manual"
  return {
    Name: task.name,
    Active: flag(task.isActive),
    Manual: flag(isManual),
    Type: EFFORTS[task.effort],
    WBS: task.wbs === "" ? null : task.wbs,
    Priority: String(task.priority),
    Duration: duration,
    ManualStart: isManual ? date(task.start) : null,
    ManualFinish: isManual ? date(task.finish) : null,
    ManualDuration: isManual ? duration : null,
    DurationFormat: String(formatCode(task.durationUnit, task.isElapsed, task.isEstimated)),
    EffortDriven: flag(task.isEffortDriven),
    Estimated: flag(task.isEstimated),
    Milestone: flag(task.isMilestone),
    ExternalTask: flag(task.mode === "external"),
    PercentComplete: String(Math.round(task.percentComplete)),
    ActualStart: date(task.actualStart),
    ActualFinish: date(task.actualFinish),
    ActualDuration: writeDuration(task.actualDuration),
    RemainingDuration: writeDuration(task.remainingDuration),
    Resume: date(task.resume),
    ConstraintType: String(CONSTRAINTS.indexOf(kind === "ZFF" ? "ALAP" : kind)),
    CalendarUID: ids.calendar(task.calendar),
    ConstraintDate: date(constraintDate),
    Deadline: date(task.deadline),
    LevelingDelay: String(task.levelingDelay),
    IgnoreResourceCalendar: flag(task.ignoresResourceCalendars),
    Notes: task.notes === "" ? null : task.notes,
  }
}

function linkFields(link: FileLink, ids: PlanIds): Written {
  return {
    PredecessorUID: ids.task(link.from),
    Type: String(LINK_KINDS.indexOf(link.kind)),
    CrossProject: "0",
    LinkLag: String(link.lag.amount),
    LagFormat: String(lagFormatCode(link.lag.kind, link.lagUnit)),
  }
}

function writeBaseline({ number, start, finish, duration, work, cost }: FileBaseline): XmlElement {
  return withFields("Baseline", null, {
    Number: String(number),
    ...(start === null ? {} : { Start: writeInstant(start) }),
    ...(finish === null ? {} : { Finish: writeInstant(finish) }),
    ...(duration === null ? {} : { Duration: writeDuration(duration) }),
    ...(work === null ? {} : { Work: writeDuration(work) }),
    ...(cost === null ? {} : { Cost: String(cost) }),
  })
}
