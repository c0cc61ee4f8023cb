import { CONSTRAINTS, isDated, LINK_KINDS, type Lag } from "../../plan/input.ts"
import { childOf, elementsIn, leafText, listIn, type XmlElement } from "../xml/element.ts"
import type { FileBaseline, FileLink, FileProject, FileTask } from "../plan-file/plan-file.ts"
import { Fields, type Warn } from "./fields.ts"
import { readFormat } from "./values.ts"

export interface TaskContext {
  readonly project: FileProject
  readonly calendars: ReadonlySet<string>
  readonly warn: Warn
}

const EFFORTS = ["fixed-units", "fixed-duration", "fixed-work"] as const

/** Codes of `DurationFormat` where none is said. */
const NO_FORMAT = 7

/** How deep an outline may be; the number of a task grows with it. */
const MOST_LEVELS = 200

/** Reads the tasks in the order of the file. Blank rows are no tasks. */
export function readTasks(root: XmlElement, context: TaskContext): FileTask[] {
  /** The tasks above, by outline level. */
  const above: { readonly level: number; readonly id: string }[] = []
  const tasks: FileTask[] = []
  for (const element of listIn(root, "Tasks", "Task")) {
    const id = leafText(childOf(element, "UID")) ?? ""
    const fields = new Fields(element, context.warn, id)
    if (fields.flag("IsNull", false)) continue
    const level = outlineLevel(fields)
    while (above.length > 0 && above.at(-1)!.level >= level) above.pop()
    if (above.length > MOST_LEVELS) {
      fields.tell("impossible-value", "OutlineLevel", String(level), `level ${MOST_LEVELS}`)
      above.length = MOST_LEVELS
    }
    tasks.push(readTask(fields, id, above.at(-1)?.id ?? null, context))
    above.push({ level, id })
  }
  return withInsertedProjects(tasks)
}

/**
 * A project that is inserted has its dates from a file of its own. Where that is not opened and nothing drives it, it
 * stands where it stood, like a task that is scheduled by hand.
 */
function withInsertedProjects(tasks: readonly FileTask[]): FileTask[] {
  const summaries = new Set(tasks.map(({ parent }) => parent))
  return tasks.map(task => {
    const isInserted = leafText(childOf(task.source ?? undefined, "IsSubproject")) === "1"
    const isDriven = childOf(task.source ?? undefined, "PredecessorLink") !== undefined
    if (!isInserted || isDriven || task.mode !== "auto" || summaries.has(task.id)) return task
    return { ...task, mode: "manual", ...task.stored }
  })
}

function outlineLevel(fields: Fields): number {
  if (fields.has("OutlineLevel")) return fields.whole("OutlineLevel", 1, 0, 65_535)
  const number = fields.raw("OutlineNumber")
  return number === null ? 1 : number === "0" ? 0 : number.split(".").length
}

function readTask(fields: Fields, id: string, parent: string | null, context: TaskContext): FileTask {
  const isMilestone = fields.flag("Milestone", false)
  const isManual = fields.flag("Manual", false)
  const isExternal = fields.flag("ExternalTask", false)
  // Where a text stands for the start of a manual task, if only an empty one, nobody has typed a date yet.
  const isTyped = isManual && !fields.isThere("StartText")
  const format = readFormat(fields.whole("DurationFormat", NO_FORMAT))
  const stored = { start: fields.date("Start"), finish: fields.date("Finish") }
  const duration =
    fields.maybeDuration(isManual && fields.has("ManualDuration") ? "ManualDuration" : "Duration") ??
    (isMilestone ? 0 : context.project.minutesPerDay * 10)
  const percentComplete = fields.number("PercentComplete", 0, 0, 100)
  const actualDuration = Math.min(
    duration,
    fields.duration("ActualDuration", Math.round((duration * percentComplete) / 100)),
  )
  const effort = EFFORTS[fields.whole("Type", 0, 0, 2)]!
  return {
    id,
    parent,
    name: fields.text("Name"),
    guid: fields.raw("GUID"),
    wbs: fields.raw("WBS") ?? fields.text("OutlineNumber"),
    notes: fields.text("Notes"),
    priority: fields.whole("Priority", 500, 0, 1000),
    duration,
    isElapsed: format.isElapsed,
    durationUnit: format.unit,
    isEstimated: fields.flag("Estimated", format.isEstimated),
    isMilestone,
    mode: isExternal ? "external" : isManual ? "manual" : "auto",
    isActive: fields.flag("Active", true),
    constraint: readConstraint(fields),
    deadline: fields.date("Deadline"),
    calendar: readCalendarOf(fields, context),
    ignoresResourceCalendars: fields.flag("IgnoreResourceCalendar", false),
    effort,
    hasFixedDuration: effort === "fixed-duration",
    isEffortDriven: fields.flag("EffortDriven", false),
    percentComplete,
    actualStart: fields.date("ActualStart"),
    actualFinish: fields.date("ActualFinish"),
    actualDuration,
    remainingDuration: fields.duration("RemainingDuration", duration - actualDuration),
    resume: fields.has("ActualFinish") ? null : fields.date("Resume"),
    levelingDelay: fields.whole("LevelingDelay", 0),
    // Of other tasks the dates are computed, so those of the file are not read as inputs.
    start: isTyped ? (fields.date("ManualStart") ?? stored.start) : isExternal ? stored.start : null,
    finish: isTyped ? (fields.date("ManualFinish") ?? stored.finish) : isExternal ? stored.finish : null,
    stored,
    baselines: readBaselines(fields, context.warn),
    custom: readCustom(fields),
    source: fields.element,
  }
}

function readConstraint(fields: Fields): FileTask["constraint"] {
  const kind = CONSTRAINTS[fields.whole("ConstraintType", 0, 0, 7)]!
  return { kind, date: isDated(kind) ? fields.date("ConstraintDate") : null }
}

function readCalendarOf(fields: Fields, { calendars }: TaskContext): string | null {
  const calendar = fields.raw("CalendarUID")
  if (calendar === null || calendar === "-1") return null
  if (calendars.has(calendar)) return calendar
  fields.tell("unknown-calendar", "CalendarUID", calendar, "project-calendar")
  return null
}

function readBaselines({ element }: Fields, warn: Warn): FileBaseline[] {
  return elementsIn(element)
    .filter(child => child.name === "Baseline")
    .map(child => {
      const fields = new Fields(child, warn)
      return {
        number: fields.whole("Number", 0, 0, 10),
        start: fields.date("Start"),
        finish: fields.date("Finish"),
        duration: fields.maybeDuration("Duration"),
        work: fields.maybeDuration("Work"),
        cost: fields.has("Cost") ? fields.number("Cost", 0) : null,
      }
    })
}

function readCustom({ element }: Fields): Record<string, string> {
  const values: Record<string, string> = {}
  for (const child of elementsIn(element)) {
    if (child.name !== "ExtendedAttribute") continue
    const fields = new Fields(child, () => {})
    if (fields.has("FieldID")) values[fields.text("FieldID")] = fields.text("Value")
  }
  return values
}

/** Reads the links of all tasks: those of the first task come first. */
export function readLinks(tasks: readonly FileTask[], warn: Warn): FileLink[] {
  const ids = new Set(tasks.map(({ id }) => id))
  return tasks.flatMap(({ id, source }) =>
    elementsIn(source ?? undefined)
      .filter(child => child.name === "PredecessorLink")
      .flatMap((child, index) => readLink(new Fields(child, warn, id), id, index, ids)),
  )
}

/** The longest lag either way: what an engine can hold. */
const MOST_LAG = 800_000_000
const LAG_KINDS: readonly Lag["kind"][] = ["working", "elapsed", "percent", "elapsed-percent"]

function readLink(fields: Fields, to: string, index: number, ids: ReadonlySet<string>): FileLink[] {
  const from = fields.text("PredecessorUID")
  if (!ids.has(from)) {
    const isOther = fields.flag("CrossProject", false)
    fields.tell(isOther ? "link-to-other-file" : "link-to-nowhere", "PredecessorUID", from, "left-out")
    return []
  }
  const format = readFormat(fields.whole("LagFormat", NO_FORMAT))
  const kind = LAG_KINDS[(format.isPercent ? 2 : 0) + (format.isElapsed ? 1 : 0)]!
  const amount = fields.number("LinkLag", 0, -MOST_LAG, MOST_LAG)
  return [
    {
      id: `${to}:${index}`,
      from,
      to,
      kind: LINK_KINDS[fields.whole("Type", 1, 0, 3)]!,
      lag: { kind, amount: format.isPercent ? amount : Math.round(amount) },
      lagUnit: format.unit,
      source: fields.element,
    },
  ]
}
