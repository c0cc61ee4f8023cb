import { below, seededRandom, type Random } from "@weft/model/base/random"
import type { PlanEdit } from "@weft/model/plan/live-plan"
import {
  CONSTRAINTS,
  LINK_KINDS,
  PROGRESS_MODES,
  type Lag,
  type PlanAssignment,
  type PlanInput,
  type PlanLink,
  type PlanTask,
} from "@weft/model/plan/input"
import { ALL_HOURS, instantOf, NIGHTS, STANDARD } from "./plan-notation.ts"

const START = instantOf("Mon 5 Jan", 8)
const DAY = 4800

/** Which features a random plan may have; all of them where nothing is said. */
export interface Features {
  readonly summaries: boolean
  readonly constraints: boolean
  readonly progress: boolean
  readonly manual: boolean
  readonly calendars: boolean
  readonly rings: boolean
  readonly asLateAsPossible: boolean
  /** As late as successors allow. */
  readonly waiting: boolean
}

const EVERYTHING: Features = {
  summaries: true,
  constraints: true,
  progress: true,
  manual: true,
  calendars: true,
  rings: true,
  asLateAsPossible: true,
  waiting: true,
}

/** A plan drawn by a seed: any kind of link and lag, three calendars, people, constraints, progress, rings now and then. */
export function randomPlan(seed: number, size: number, wanted: Partial<Features> = {}): PlanInput {
  const features = { ...EVERYTHING, ...wanted }
  const random = seededRandom(seed)
  const parents = drawParents(size, features.summaries ? random : () => 0.999)
  const tasks = parents.map((parent, index) => drawTask(`t${index}`, parent, features, random))
  const links = Array.from({ length: Math.ceil(size * 1.5) }, (_, index) =>
    drawLink(`l${index}`, size, features.rings && chance(0.05, random), random),
  )
  const people = ["ana", "ben", "cleo"]
  return {
    project: {
      start: START,
      finish: START + 90 * 14_400,
      scheduleFrom: "start",
      calendar: "standard",
      honorConstraints: chance(0.5, random),
      criticalSlackLimit: 0,
      multipleCriticalPaths: chance(0.3, random),
      totalSlack: "smallest",
      dataDate: features.progress && chance(0.3, random) ? START + below(20, random) * 14_400 : null,
      progress: pick(PROGRESS_MODES, random),
    },
    calendars: [STANDARD, ALL_HOURS, NIGHTS],
    tasks,
    links: links.filter(({ from, to }) => from !== to),
    resources: people.map((id, index) => ({
      id,
      kind: "work",
      calendar: features.calendars ? [null, "24h", "nights"][index]! : null,
    })),
    assignments: tasks
      .filter(() => features.calendars && chance(0.2, random))
      .map(task => drawAssignment(task, people, random)),
  }
}

const chance = (share: number, random: Random) => random() < share
const pick = <Value>(values: readonly Value[], random: Random): Value => values[below(values.length, random)]!

/** The first task of each block of six is the summary of the next ones, now and then with one more inside. */
function drawParents(size: number, random: Random): (string | null)[] {
  const parents: (string | null)[] = []
  let summary: string | null = null
  let inner: string | null = null
  for (let index = 0; index < size; index += 1) {
    if (index % 6 === 0) {
      summary = chance(0.6, random) && index + 1 < size ? `t${index}` : null
      inner = null
      parents.push(null)
      continue
    }
    parents.push(inner ?? summary)
    if (index % 6 === 3 && summary !== null && chance(0.4, random)) inner = `t${index}`
  }
  return parents
}

function drawTask(id: string, parent: string | null, features: Features, random: Random): PlanTask {
  const isMilestone = chance(0.1, random)
  const duration = isMilestone ? 0 : pick([600, DAY, 2 * DAY, 3 * DAY, 5 * DAY], random)
  const isBegun = features.progress && chance(0.15, random)
  const isEnded = isBegun && chance(0.4, random)
  const actualDuration = isEnded ? duration : isBegun ? Math.floor(duration / 2) : 0
  const begin = START + below(30, random) * 14_400
  const isManual = features.manual && chance(0.08, random)
  return {
    id,
    parent,
    duration,
    isElapsed: features.calendars && chance(0.1, random),
    isMilestone,
    mode: isManual ? pick(["manual", "external"] as const, random) : "auto",
    isActive: !(features.manual && chance(0.05, random)),
    constraint: drawConstraint(features, random),
    deadline: features.constraints && chance(0.1, random) ? START + below(40, random) * 14_400 : null,
    calendar: features.calendars && chance(0.2, random) ? pick(["24h", "nights"], random) : null,
    ignoresResourceCalendars: chance(0.3, random),
    hasFixedDuration: chance(0.3, random),
    actualStart: isBegun ? begin : null,
    actualFinish: isEnded ? begin + 2 * 14_400 : null,
    actualDuration,
    remainingDuration: duration - actualDuration,
    levelingDelay: features.constraints && chance(0.1, random) ? 14_400 : 0,
    start: isManual ? begin : null,
    finish: isManual && chance(0.5, random) ? begin + 14_400 : null,
  }
}

function drawConstraint(features: Features, random: Random): PlanTask["constraint"] {
  if (!features.constraints || !chance(0.2, random)) return { kind: "ASAP", date: null }
  const kind = pick(CONSTRAINTS, random)
  if (kind === "ALAP" && !features.asLateAsPossible) return { kind: "ASAP", date: null }
  if (kind === "ZFF" && !features.waiting) return { kind: "ASAP", date: null }
  return { kind, date: START + below(30, random) * 14_400 }
}

function drawLink(id: string, size: number, anyWay: boolean, random: Random): PlanLink {
  const [one, other] = [below(size, random), below(size, random)]
  const [from, to] = anyWay ? [one, other] : [Math.min(one, other), Math.max(one, other)]
  return { id, from: `t${from}`, to: `t${to}`, kind: pick(LINK_KINDS, random), lag: drawLag(random) }
}

function drawLag(random: Random): Lag {
  if (chance(0.5, random)) return { kind: "working", amount: 0 }
  const kind = pick(["working", "elapsed", "percent", "elapsed-percent"] as const, random)
  return { kind, amount: kind.endsWith("percent") ? pick([-50, 25, 100], random) : pick([-DAY, 600, DAY], random) }
}

function drawAssignment(task: PlanTask, people: readonly string[], random: Random): PlanAssignment {
  const units = pick([0, 0.5, 1, 2], random)
  const work = task.duration * pick([0.5, 1, 2], random)
  const done = task.duration === 0 ? 0 : task.actualDuration / task.duration
  return {
    id: `a-${task.id}`,
    task: task.id,
    resource: pick(people, random),
    units,
    work,
    actualWork: work * done,
    remainingWork: work * (1 - done),
  }
}

/** A change of a plan, drawn by chance: of a task, a link, or who is assigned. */
export function randomEdit(input: PlanInput, name: string, random: Random, wanted: Partial<Features> = {}): PlanEdit {
  const features = { ...EVERYTHING, ...wanted }
  const task = pick(input.tasks, random)
  const kind = below(10, random)
  if (kind < 2)
    return { edit: "add-link", link: drawLink(name, input.tasks.length, features.rings && chance(0.3, random), random) }
  if (kind < 4 && input.links.length > 0) return { edit: "remove-link", link: pick(input.links, random) }
  if (kind === 4)
    return { edit: "assignments", task: task.id, assignments: [drawAssignment(task, ["ana", "ben", "cleo"], random)] }
  const drawn = drawTask(task.id, task.parent, features, random)
  // Mostly one thing changes, as when somebody edits a field.
  if (kind === 5) return { edit: "task", task: drawn }
  const field = pick(["duration", "constraint", "deadline", "levelingDelay", "progress"] as const, random)
  if (field !== "progress")
    return { edit: "task", task: { ...task, [field]: drawn[field], remainingDuration: drawn.duration } }
  const { actualStart, actualFinish, actualDuration, remainingDuration } = drawn
  return { edit: "task", task: { ...task, actualStart, actualFinish, actualDuration, remainingDuration } }
}
