import type { DependencyId, ItemId } from "../base/ids.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { CalendarSet } from "../time/calendar-set.ts"
import type { Instant } from "../time/instant.ts"
import type { WorkingCalendar } from "../time/working-calendar.ts"
import type { Lag, PlanInput, PlanTask } from "./input.ts"
import { planOf } from "./plan-of-space.ts"
import { schedulePlan } from "./schedule-plan.ts"
import type { PlanSchedule, ScheduledTask } from "./schedule-rows.ts"

/** What becomes of a dependency in a schedule. */
export type LinkState =
  /** Its successor keeps it. */
  | { readonly state: "kept" }
  /** It closes a ring with older links and drives nothing; the ring names the items. */
  | { readonly state: "suspended"; readonly ring: readonly string[] }
  /** Its predecessor is in another space, and drives by the dates at which it was last seen. */
  | { readonly state: "far"; readonly seenOn: string }
  /** One of its ends is in the trash, or in another space where nobody saw it: it wakes when that is back. */
  | { readonly state: "dormant" }
  /** Its successor stands earlier than it allows, being manual, constrained or begun. */
  | { readonly state: "broken"; readonly earliest: Instant }

/** A constraint or a deadline that an item does not keep, and the date that it has instead. */
export interface BrokenPromise {
  readonly item: ItemId
  readonly what: "constraint" | "deadline"
  readonly promised: Instant
  readonly date: Instant
}

/** A space's plan with its dates, and what in it does not hold: all that a chart of it draws. */
export interface SpacePlan {
  readonly input: PlanInput
  readonly schedule: PlanSchedule
  readonly rows: ReadonlyMap<string, ScheduledTask>
  readonly links: ReadonlyMap<DependencyId, LinkState>
  readonly broken: readonly BrokenPromise[]
}

/** Schedules a space. The same rows give the same answer on every replica. */
export function scheduleSpace(snapshot: Snapshot): SpacePlan {
  const input = planOf(snapshot)
  const schedule = schedulePlan(input)
  return {
    input,
    schedule,
    rows: new Map(schedule.tasks.map(row => [row.id, row])),
    links: linkStates(snapshot, input, schedule),
    broken: brokenPromises(input, schedule),
  }
}

/** What becomes of each living dependency that has an end here. */
function linkStates(
  snapshot: Snapshot,
  input: PlanInput,
  schedule: PlanSchedule,
): ReadonlyMap<DependencyId, LinkState> {
  const rings = new Map(
    schedule.warnings.flatMap(({ code, about, ring }) => (code === "suspended-link" ? [[about, ring] as const] : [])),
  )
  const links = new Map(input.links.map(link => [link.id, link]))
  const farLinks = new Map(input.tasks.flatMap(task => (task.farLinks ?? []).map(far => [far.id, far] as const)))
  const reader = new Reader(input, schedule)
  const states = new Map<DependencyId, LinkState>()
  const here = new Set<string>(input.tasks.map(task => task.id))
  for (const { id, from: predecessor, to: successor } of living(snapshot.dependencies)) {
    if (!here.has(predecessor ?? "") && !here.has(successor ?? "")) continue
    const link = links.get(id)
    const ring = rings.get(id)
    const far = farLinks.get(id)
    if (far !== undefined) states.set(id, { state: "far", seenOn: far.seenOn })
    else if (link === undefined) states.set(id, { state: "dormant" })
    else if (ring !== undefined) states.set(id, { state: "suspended", ring })
    else {
      const [from, to] = [reader.of(link.from), reader.of(link.to)]
      const driving = link.kind === "FS" || link.kind === "FF" ? from.row.finish : from.row.start
      const driven = link.kind === "FS" || link.kind === "SS" ? to.row.start : to.row.finish
      const earliest = lagged(to.calendar, driving, link.lag, from.task)
      const counts = from.task.isActive && to.task.isActive && to.calendar.between(driven, earliest) > 0
      states.set(id, counts ? { state: "broken", earliest } : { state: "kept" })
    }
  }
  return states
}

function lagged(calendar: WorkingCalendar, date: Instant, { kind, amount }: Lag, predecessor: PlanTask): Instant {
  const isPercent = kind === "percent" || kind === "elapsed-percent"
  const length = isPercent ? Math.round((predecessor.duration * amount) / 100) : amount
  if (length === 0) return date
  return kind === "elapsed" || kind === "elapsed-percent" ? date + length : calendar.add(date, length)
}

/** The constraints and deadlines of unfinished items that their dates do not keep, in outline order. */
export function brokenPromises(input: PlanInput, schedule: PlanSchedule): BrokenPromise[] {
  const reader = new Reader(input, schedule)
  return input.tasks.flatMap((task): BrokenPromise[] => {
    if (!task.isActive || task.actualFinish !== null) return []
    const { row, calendar } = reader.of(task.id)
    const item = task.id as ItemId
    const broken: BrokenPromise[] = []
    const { kind, date: promised } = task.constraint
    if (promised !== null && task.mode === "auto" && !(task.actualStart !== null && isOfStart(kind))) {
      const date = isOfStart(kind) ? row.start : row.finish
      // Positive where it is later than promised.
      const off = calendar.between(promised, date)
      const isBroken = kind.endsWith("NET") ? off < 0 : kind.endsWith("NLT") ? off > 0 : off !== 0
      if (isBroken) broken.push({ item, what: "constraint", promised, date })
    }
    if (task.deadline !== null && calendar.between(task.deadline, row.finish) > 0)
      broken.push({ item, what: "deadline", promised: task.deadline, date: row.finish })
    return broken
  })
}

const isOfStart = (kind: PlanTask["constraint"]["kind"]) => kind === "SNET" || kind === "SNLT" || kind === "MSO"

/** Tasks with their dates and calendars, by id. */
class Reader {
  readonly #input: PlanInput
  readonly #schedule: PlanSchedule
  readonly #places: ReadonlyMap<string, number>
  readonly #calendars: CalendarSet

  constructor(input: PlanInput, schedule: PlanSchedule) {
    this.#input = input
    this.#schedule = schedule
    this.#places = new Map(input.tasks.map(({ id }, place) => [id, place]))
    this.#calendars = new CalendarSet(input.calendars)
  }

  of(id: string): { readonly task: PlanTask; readonly row: ScheduledTask; readonly calendar: WorkingCalendar } {
    const place = this.#places.get(id)!
    const task = this.#input.tasks[place]!
    const calendar = this.#calendars.get(task.calendar ?? this.#input.project.calendar)
    return { task, row: this.#schedule.tasks[place]!, calendar }
  }
}
