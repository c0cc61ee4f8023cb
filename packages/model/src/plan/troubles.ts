import type { Instant } from "../time/instant.ts"
import type { GateState } from "./gates-of-space.ts"
import type { HealthCheck } from "./health.ts"
import type { PlanInput, PlanLink, PlanTask } from "./input.ts"
import { brokenPromises, type BrokenPromise } from "./link-health.ts"
import { outOfSequence } from "./progress.ts"
import type { PlanSchedule } from "./schedule-rows.ts"

/** What of a plan does not hold as it was meant. */
export type TroubleKind =
  /** A link that closes a ring and drives nothing. */
  | "suspended-link"
  /** Work that began or ended before a link would have let it. */
  | "out-of-sequence"
  /** Typed dates before a link would let them be. */
  | "too-early"
  | "broken-constraint"
  | "missed-deadline"
  /** Work that has begun although a gate before it is not approved. */
  | "passed-gate"

/** One thing to look at: where it shows, the link that it is about, and what would end it with one step. */
export interface Trouble {
  readonly task: string
  readonly link: PlanLink | null
  /** The date that was promised and the one that it is now, where that is what does not hold. */
  readonly broken: Pick<BrokenPromise, "what" | "promised" | "date"> | null
  readonly remedies: readonly Remedy[]
}

/** One step that ends a trouble. */
export type Remedy =
  | { readonly remedy: "unlink" | "drop-lag" | "finish-to-start"; readonly link: PlanLink }
  /** Frees a task of its constraint, or softens that to "no earlier than". */
  | { readonly remedy: "free" | "automatic"; readonly task: string }
  | { readonly remedy: "no-earlier"; readonly task: string; readonly date: Instant }
  /** Lets a task that nothing follows lead to the milestone at the end. */
  | { readonly remedy: "link-to-finish"; readonly task: string; readonly milestone: string }
  /** Moves what is not done behind the data date. */
  | { readonly remedy: "reschedule"; readonly after: Instant }

export interface Troubles {
  readonly kind: TroubleKind
  readonly found: readonly Trouble[]
}

/** Other links of a ring that are offered for removal, so that the suspended one wakes. */
const MOST_OF_RING = 3

/** All that does not hold in a plan, by kind; kinds without anything are there, and empty. */
export function troublesOf(
  input: PlanInput,
  schedule: PlanSchedule,
  gates: readonly GateState[] = [],
): readonly Troubles[] {
  const links = new Map(input.links.map(link => [link.id, link]))
  const broken = brokenPromises(input, schedule)
  const tasks = new Map(input.tasks.map(task => [task.id, task]))
  const told = (code: string) =>
    schedule.warnings.flatMap(warning => {
      const link = links.get(warning.about ?? "")
      return warning.code === code && link !== undefined ? [{ link, ring: warning.ring }] : []
    })
  return [
    {
      kind: "suspended-link",
      found: told("suspended-link").map(({ link, ring }) => ({
        task: link.to,
        link,
        broken: null,
        remedies: [link, ...othersOfRing(input, link, ring)].map(one => ({ remedy: "unlink", link: one })),
      })),
    },
    {
      kind: "out-of-sequence",
      found: outOfSequence(input).map(link => ({
        task: link.to,
        link,
        broken: null,
        remedies: [{ remedy: "unlink", link }],
      })),
    },
    {
      kind: "too-early",
      found: told("manual-too-early").map(({ link }) => ({
        task: link.to,
        link,
        broken: null,
        remedies: [
          { remedy: "automatic", task: link.to },
          { remedy: "unlink", link },
        ],
      })),
    },
    {
      kind: "broken-constraint",
      found: broken
        .filter(({ what }) => what === "constraint")
        .map(one => ({ task: one.item, link: null, broken: one, remedies: constraintRemedies(tasks.get(one.item)!) })),
    },
    {
      kind: "missed-deadline",
      found: broken
        .filter(({ what }) => what === "deadline")
        .map(one => ({ task: one.item, link: null, broken: one, remedies: [] })),
    },
    {
      kind: "passed-gate",
      found: gates.flatMap(({ item, passed }) =>
        passed.map(task => ({
          task,
          link: input.links.find(({ from, to }) => from === item.id && to === task) ?? null,
          broken: null,
          remedies: [],
        })),
      ),
    },
  ]
}

/** The links that a ring is made of besides the one that closes it. A long ring is told only in part, and so are they. */
function othersOfRing({ links }: PlanInput, closing: PlanLink, ring: readonly string[]): PlanLink[] {
  const after = new Map(ring.map((task, place) => [task, ring[(place + 1) % ring.length]!]))
  return links.filter(link => link.id !== closing.id && after.get(link.from) === link.to).slice(0, MOST_OF_RING)
}

const HARD_AT_START = ["MSO", "SNLT"]
const HARD_AT_FINISH = ["MFO", "FNLT"]

function constraintRemedies({ id, constraint: { kind, date } }: PlanTask): Remedy[] {
  const free: Remedy = { remedy: "free", task: id }
  return HARD_AT_START.includes(kind) && date !== null ? [{ remedy: "no-earlier", task: id, date }, free] : [free]
}

/** What of one check of a plan's health an action can end at once, for one of the tasks or links that it found. */
export function remediesOf(
  input: PlanInput,
  schedule: PlanSchedule,
  check: HealthCheck,
  found: string,
): readonly Remedy[] {
  const link = input.links.find(({ id }) => id === found)
  const task = input.tasks.find(({ id }) => id === found)
  switch (check) {
    case "leads":
    case "lags":
      return link === undefined ? [] : [{ remedy: "drop-lag", link }]
    case "other-links":
      return link === undefined ? [] : [{ remedy: "finish-to-start", link }]
    case "hard-constraints":
      return task === undefined ? [] : hardRemedies(schedule, task)
    case "missing-logic":
      return task === undefined ? [] : linkToFinish(input, schedule, task)
    case "invalid-dates":
      return input.project.dataDate == null || task?.actualFinish !== null || isAhead(task, input.project.dataDate)
        ? []
        : [{ remedy: "reschedule", after: input.project.dataDate }]
    default:
      return []
  }
}

/** Actual dates after the data date are a slip of the pen, which no rescheduling mends. */
function isAhead({ actualStart }: PlanTask, dataDate: Instant): boolean {
  return actualStart !== null && actualStart > dataDate
}

function hardRemedies(schedule: PlanSchedule, task: PlanTask): Remedy[] {
  if (!HARD_AT_FINISH.includes(task.constraint.kind)) return constraintRemedies(task)
  const row = schedule.tasks.find(({ id }) => id === task.id)
  const free: Remedy = { remedy: "free", task: task.id }
  return row === undefined ? [free] : [{ remedy: "no-earlier", task: task.id, date: row.start }, free]
}

function linkToFinish({ tasks, links }: PlanInput, schedule: PlanSchedule, task: PlanTask): Remedy[] {
  if (links.some(({ from }) => from === task.id)) return []
  let last: string | null = null
  for (const [place, row] of schedule.tasks.entries()) {
    const { isMilestone, isActive, mode } = tasks[place]!
    if (isMilestone && isActive && mode !== "external" && !row.isSummary && row.finish === schedule.finish)
      last = row.id
  }
  return last === null || last === task.id ? [] : [{ remedy: "link-to-finish", task: task.id, milestone: last }]
}
