import type { LinkKind } from "../../plan/input.ts"
import { TENTHS_PER_DAY, type Day, type Instant } from "../../time/instant.ts"
import type { WorkingCalendar } from "../../time/working-calendar.ts"
import type { FileBaseline, FileLink, FileTask } from "../plan-file/plan-file.ts"
import { childOf, elementsIn, leafText, listIn, type XmlElement } from "../xml/element.ts"
import { Attributes } from "./attributes.ts"
import type { TaskElement, Warn } from "./read.ts"

/** A day of work, and when it begins, in tenths. */
const DAY = 4800
const MORNING = 4800

/** The longest plan and lag, in days. */
const MOST_DAYS = 60_000

/** Codes of `thirdDate-constraint`. */
const EARLIEST_BEGIN = "1"

/** Codes of `priority` and what they are from 0 to 1000: low, normal, high, lowest, highest. */
const PRIORITIES: Readonly<Record<string, number>> = { "0": 400, "1": 500, "2": 600, "3": 300, "4": 700 }

/** Codes of `depend/type`. */
const KINDS: Readonly<Record<string, LinkKind>> = { "1": "SS", "2": "FS", "3": "FF", "4": "SF" }

export function readTasks(
  root: XmlElement,
  elements: readonly TaskElement[],
  hours: WorkingCalendar,
  warn: Warn,
): FileTask[] {
  const summaries = new Set(elements.map(({ parent }) => parent))
  const held = new Set(
    elements.flatMap(({ element }) =>
      dependsIn(element)
        .filter(isStrong)
        .map(({ attributes }) => attributes?.["id"]),
    ),
  )
  const emptyMilestones = childOf(root, "tasks")?.attributes?.["empty-milestones"] === "true"
  const baselines = readBaselines(root, hours, warn)
  return elements.map(({ element, parent }) => {
    const id = element.attributes!["id"]!.trim()
    const task = new Attributes(element, warn, id)
    const isMilestone = task.flag("meeting")
    const days = task.number("duration", 1, 0, MOST_DAYS)
    const duration = isMilestone && emptyMilestones ? 0 : Math.round(days * DAY)
    const day = task.day("start")
    const start = day === null ? null : morningOf(day)
    const percentComplete = task.number("complete", 0, 0, 100)
    const isSummary = summaries.has(id)
    const isStarted = percentComplete > 0 && !isSummary && start !== null
    const finish = start === null ? null : finishOf(start, duration, hours)
    const actualDuration = isSummary ? 0 : Math.round((duration * percentComplete) / 100)
    return {
      id,
      parent,
      name: task.text("name"),
      wbs: "",
      notes: notesOf(element),
      priority: PRIORITIES[task.text("priority")] ?? 500,
      duration,
      isElapsed: false,
      durationUnit: "days",
      isEstimated: false,
      isMilestone,
      mode: "auto",
      isActive: true,
      constraint: constraintOf(task, start, isSummary, held.has(id)),
      deadline: null,
      calendar: null,
      ignoresResourceCalendars: false,
      effort: "fixed-duration",
      hasFixedDuration: true,
      isEffortDriven: false,
      percentComplete,
      actualStart: isStarted ? start : null,
      actualFinish: isStarted && percentComplete === 100 ? finish : null,
      actualDuration,
      remainingDuration: duration - actualDuration,
      levelingDelay: 0,
      start: null,
      finish: null,
      stored: { start, finish },
      baselines: baselines.get(id) ?? [],
      custom: readCustom(element),
      source: null,
    }
  })
}

const morningOf = (day: Day): Instant => day * TENTHS_PER_DAY + MORNING

function finishOf(start: Instant, duration: number, hours: WorkingCalendar): Instant {
  return duration === 0 ? start : hours.add(start, duration)
}

/** A task that no strong link holds stays where it is; strong links move it. */
function constraintOf(
  task: Attributes,
  start: Instant | null,
  isSummary: boolean,
  isHeld: boolean,
): FileTask["constraint"] {
  const third = task.text("thirdDate-constraint") === EARLIEST_BEGIN ? task.day("thirdDate") : null
  const earliest = third === null ? null : morningOf(third)
  const date = isHeld || isSummary ? earliest : start !== null && earliest !== null ? Math.max(start, earliest) : start
  return date === null ? { kind: "ASAP", date: null } : { kind: "SNET", date }
}

function notesOf(element: XmlElement): string {
  return leafText(elementsIn(element).find(({ name }) => name === "notes")) ?? ""
}

function readCustom(element: XmlElement): Record<string, string> {
  const values: Record<string, string> = {}
  for (const { name, attributes } of elementsIn(element)) {
    const id = attributes?.["taskproperty-id"]
    if (name === "customproperty" && id !== undefined) values[id] = attributes?.["value"] ?? ""
  }
  return values
}

function readBaselines(root: XmlElement, hours: WorkingCalendar, warn: Warn): ReadonlyMap<string, FileBaseline[]> {
  const baselines = new Map<string, FileBaseline[]>()
  for (const [number, baseline] of listIn(root, "previous", "previous-tasks").entries()) {
    if (number > 10) {
      new Attributes(baseline, warn).tell("left-out", "baseline", `only eleven baselines are kept`, "left-out")
      break
    }
    for (const element of elementsIn(baseline)) {
      const task = new Attributes(element, warn)
      const day = task.day("start")
      if (element.name !== "previous-task" || day === null) continue
      const duration = task.flag("meeting") ? 0 : Math.round(task.number("duration", 0, 0, MOST_DAYS) * DAY)
      const start = morningOf(day)
      const finish = finishOf(start, duration, hours)
      const id = task.text("id")
      const known = baselines.get(id) ?? []
      known.push({ number, start, finish, duration, work: null, cost: null })
      baselines.set(id, known)
    }
  }
  return baselines
}

function dependsIn(element: XmlElement): XmlElement[] {
  return elementsIn(element).filter(({ name }) => name === "depend")
}

/** A rubber link lets the successor begin later, a strong one holds it. */
function isStrong({ attributes }: XmlElement): boolean {
  return attributes?.["hardness"] !== "Rubber"
}

/** Reads the links, which stand in their predecessors. Lags are working days. */
export function readLinks(elements: readonly TaskElement[], warn: Warn): FileLink[] {
  const ids = new Set(elements.map(({ element }) => element.attributes!["id"]!.trim()))
  return elements.flatMap(({ element }) => {
    const from = element.attributes!["id"]!.trim()
    return dependsIn(element).flatMap((depend, index) => {
      const attributes = new Attributes(depend, warn, from)
      const to = attributes.text("id")
      if (!ids.has(to)) {
        attributes.tell("link-to-nowhere", "depend", to, "left-out")
        return []
      }
      const type = attributes.text("type")
      const kind = KINDS[type]
      if (kind === undefined) attributes.tell("impossible-value", "type", type, "FS")
      const amount = Math.round(attributes.number("difference", 0, -MOST_DAYS, MOST_DAYS) * DAY)
      return [
        {
          id: `${from}:${index}`,
          from,
          to,
          kind: kind ?? "FS",
          lag: { kind: "working" as const, amount },
          lagUnit: "days" as const,
          source: null,
        },
      ]
    })
  })
}
