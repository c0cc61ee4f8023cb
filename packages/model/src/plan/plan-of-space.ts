import type { ItemId, MemberId, ResourceId, SpaceId } from "../base/ids.ts"
import { compareRanked } from "../base/rank.ts"
import type { Item } from "../schema/item.ts"
import { planId, type Assignment, type Dependency, type Plan, type Resource } from "../schema/planning.ts"
import { blankRow } from "../schema/row.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import type { CalendarDefinition } from "../time/calendar-definition.ts"
import { readInstant, TENTHS_PER_DAY, type Instant, type Tenths } from "../time/instant.ts"
import { dayOf, minuteOf, type Moment } from "../time/moment.ts"
import {
  isDated,
  type ConstraintKind,
  type FarLink,
  type PlanAssignment,
  type PlanInput,
  type PlanLink,
  type PlanResource,
  type PlanTask,
} from "./input.ts"
import {
  livingCalendar,
  patternOfMember,
  personCalendar,
  spaceCalendars,
  STANDARD_CALENDAR,
} from "./space-calendars.ts"

/**
 * The plan of a space: all that lives in it, as the engine reads it. The same rows give the same plan on every replica,
 * whatever order they came in.
 *
 * - An automatic item with a start date and no constraint starts no earlier than that day, and its due date is its
 *   deadline: what somebody typed in a list counts in the plan, and shows there.
 * - A manual item has the dates that were typed for it, else its start and due dates.
 * - An item without a duration takes as long as its estimate, else a day.
 * - What is archived unfinished is inactive. A link with an end that is not here drives nothing until it is back; one from
 *   another space drives by the dates at which its predecessor was last seen.
 */
export function planOf(snapshot: Snapshot): PlanInput {
  const plan = planRow(snapshot)
  const items = outlineOf(snapshot)
  const here = new Set<string>(items.map(({ id }) => id))
  const isHere = (id: string) => here.has(id)
  const summaries = new Set(items.flatMap(({ parent }) => parent ?? []))
  const far = farLinksOf(snapshot, items)
  const tasks = items.map(item => taskOf(snapshot, plan, item, summaries.has(item.id), far.get(item.id)))
  const calendar = livingCalendar(snapshot, plan.calendar) ?? STANDARD_CALENDAR
  const { resources, calendars } = resourcesOf(snapshot, calendar)
  return {
    project: {
      start: plan.start ?? firstDate(items),
      finish: plan.finish,
      scheduleFrom: plan.scheduleFrom,
      calendar,
      honorConstraints: plan.honorConstraints,
      criticalSlackLimit: plan.criticalSlackLimit,
      multipleCriticalPaths: plan.multipleCriticalPaths,
      totalSlack: plan.totalSlack,
      dataDate: plan.dataDateHolds ? plan.dataDate : null,
      progress: plan.progress,
    },
    calendars: [...spaceCalendars(snapshot), ...calendars],
    tasks,
    links: dependenciesInOrder(snapshot).flatMap(row => linkOf(row, isHere) ?? []),
    resources,
    assignments: assignmentsOf(snapshot, tasks),
  }
}

/** How a space plans, with what holds where nobody has set anything. */
export function planRow(snapshot: Snapshot): Plan {
  return snapshot.plans.get(planId(snapshot.space)) ?? (blankRow("plans", planId(snapshot.space)) as unknown as Plan)
}

/** The living items in outline order: every item after its parent, siblings by rank. */
function outlineOf(snapshot: Snapshot): Item[] {
  const rows = living(snapshot.items)
  const ids = new Set<string>(rows.map(({ id }) => id))
  const below = new Map<string | null, Item[]>()
  for (const row of rows) {
    const parent = row.parent !== null && ids.has(row.parent) ? row.parent : null
    const siblings = below.get(parent)
    const placed = parent === row.parent ? row : { ...row, parent }
    if (siblings === undefined) below.set(parent, [placed])
    else siblings.push(placed)
  }
  for (const siblings of below.values()) siblings.sort(compareRanked)
  const outline: Item[] = []
  const open = (below.get(null) ?? []).toReversed()
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    outline.push(item)
    const children = below.get(item.id) ?? []
    for (let index = children.length - 1; index >= 0; index -= 1) open.push(children[index]!)
  }
  return outline
}

/** An item as the engine reads it; its parent is the one that it has in the outline. */
export function taskOf(
  snapshot: Snapshot,
  plan: Plan,
  item: Item,
  isSummary: boolean,
  farLinks?: readonly FarLink[],
): PlanTask {
  const isManual = item.schedulingMode === "manual"
  const span = spanOf(plan, item)
  return {
    id: item.id,
    parent: item.parent,
    duration: span.done + span.left,
    isElapsed: item.durationElapsed,
    isMilestone: item.milestone,
    mode: item.schedulingMode,
    isActive: !item.inactive && (!item.archived || item.finishedAt !== null),
    constraint: constraintOf(item, isSummary),
    deadline: item.deadlineAt ?? (isSummary || isManual ? null : endOf(item.due)),
    calendar: livingCalendar(snapshot, item.calendar),
    ignoresResourceCalendars: item.ignoresResourceCalendars,
    hasFixedDuration: item.effort === "fixed-duration",
    actualStart: item.startedAt ?? item.finishedAt,
    actualFinish: item.finishedAt,
    actualDuration: span.done,
    remainingDuration: span.left,
    levelingDelay: Math.max(0, item.levellingDelay),
    start: isManual ? (item.plannedStart ?? beginOf(item.start)) : null,
    finish: isManual ? (item.plannedFinish ?? endOf(item.due)) : null,
    resume: item.resumeAt,
    ...(item.segments === null ? {} : { segments: item.segments }),
    ...(farLinks === undefined ? {} : { farLinks }),
  }
}

/** The space in which the predecessor of a dependency lies, where it is not in this one. */
export function farSpaceOf(
  snapshot: Pick<Snapshot, "items" | "space">,
  { from, fromSpace }: Dependency,
): SpaceId | null {
  if (from === null) return null
  const item = snapshot.items.get(from)
  const space = item === undefined ? fromSpace : item.movedTo
  return space === snapshot.space ? null : space
}

/** Links from other spaces by the tasks that they drive: of a summary, all below it. */
function farLinksOf(snapshot: Snapshot, outline: readonly Item[]): ReadonlyMap<string, readonly FarLink[]> {
  const links = new Map<string, readonly FarLink[]>()
  for (const row of dependenciesInOrder(snapshot)) {
    const space = farSpaceOf(snapshot, row)
    if (space === null || row.seen === null || row.to === null) continue
    const { start, finish, duration, on } = row.seen
    const lag = row.lag === null ? NO_LAG : { kind: row.lag.kind, amount: row.lag.amount }
    const link: FarLink = { id: row.id, space, kind: row.kind, lag, start, finish, duration, seenOn: on }
    links.set(row.to, [...(links.get(row.to) ?? []), link])
  }
  if (links.size === 0) return links
  // In outline order what is above comes first.
  for (const { id, parent } of outline) {
    const above = parent === null ? undefined : links.get(parent)
    if (above !== undefined) links.set(id, [...(links.get(id) ?? []), ...above])
  }
  return links
}

/** How much of an item's duration is done, and how much is left. */
function spanOf(plan: Plan, item: Item): { readonly done: Tenths; readonly left: Tenths } {
  const planned = Math.max(0, item.durationTenths ?? defaultDuration(plan, item))
  const hasBegun = item.startedAt !== null || item.finishedAt !== null
  const told = item.actualTenths ?? Math.round((planned * Math.min(100, Math.max(0, item.percentComplete))) / 100)
  const done = hasBegun ? Math.max(0, told) : 0
  // What is finished took its time, whatever else is said of it.
  if (item.finishedAt !== null) return { done: item.actualTenths === null ? planned : done, left: 0 }
  return { done, left: Math.max(0, item.remainingTenths ?? planned - done) }
}

function defaultDuration(plan: Plan, item: Item): Tenths {
  if (item.milestone) return 0
  return 10 * (item.estimateMinutes ?? plan.minutesPerDay)
}

function constraintOf(item: Item, isSummary: boolean): PlanTask["constraint"] {
  const start = item.constraint === "asap" && item.schedulingMode === "auto" && !isSummary ? beginOf(item.start) : null
  if (start !== null) return { kind: "SNET", date: start }
  const kind = item.constraint.toUpperCase() as ConstraintKind
  return { kind, date: isDated(kind) ? item.constraintAt : null }
}

/** A date as a start: the beginning of its day, or its minute on the wall clock. */
function beginOf(moment: Moment | null): Instant | null {
  return moment === null ? null : readInstant(`${dayOf(moment)}T${minuteOf(moment) ?? "00:00"}`)
}

/** A date as a finish: the end of its day, or its minute on the wall clock. */
function endOf(moment: Moment | null): Instant | null {
  return moment === null ? null : readInstant(`${dayOf(moment)}T${minuteOf(moment) ?? "24:00"}`)
}

const MILLISECONDS_PER_DAY = 86_400_000
/** 1984-01-01 in milliseconds since 1970. */
const FIRST_DAY = Date.UTC(1984, 0, 1)

/** Where the plan of a space begins that nobody has given a start. */
export function firstDateOf(snapshot: Snapshot): Instant {
  return firstDate(living(snapshot.items))
}

/** The first date that somebody typed, else the day on which the first item was made. */
function firstDate(items: readonly Item[]): Instant {
  let typed = Number.POSITIVE_INFINITY
  let made = Number.POSITIVE_INFINITY
  for (const item of items) {
    for (const date of [item.startedAt, item.plannedStart, item.constraintAt, beginOf(item.start)])
      if (date !== null && date < typed) typed = date
    if (item.createdAt > FIRST_DAY && item.createdAt < made) made = item.createdAt
  }
  if (Number.isFinite(typed)) return typed
  return Number.isFinite(made) ? Math.floor((made - FIRST_DAY) / MILLISECONDS_PER_DAY) * TENTHS_PER_DAY : 0
}

/** The living dependencies, the oldest first: of a ring the later one is suspended, on every replica the same (MERGE S1). */
function dependenciesInOrder(snapshot: Snapshot): Dependency[] {
  return living(snapshot.dependencies).sort((left, right) => (isOlder(left, right) ? -1 : 1))
}

/** Whether a dependency counts before another where both close a ring. */
export function isOlder(left: Pick<Dependency, "id" | "madeAt">, right: Pick<Dependency, "id" | "madeAt">): boolean {
  return left.madeAt !== right.madeAt ? left.madeAt < right.madeAt : left.id < right.id
}

/** A dependency as the engine reads it; null where an end is missing. */
export function linkOf({ id, from, to, kind, lag }: Dependency, isHere: (id: string) => boolean): PlanLink | null {
  if (from === null || to === null || !isHere(from) || !isHere(to)) return null
  return { id, from, to, kind, lag: lag === null ? NO_LAG : { kind: lag.kind, amount: lag.amount } }
}

const NO_LAG = { kind: "working", amount: 0 } as const

/** Whom a resource stands for, as the plan names them: all bookings of one member are one person's. */
export function personOf(snapshot: Snapshot, resource: MemberId | ResourceId): string {
  return snapshot.resources.get(resource)?.member ?? resource
}

/** Everybody who is assigned or could be, and the calendars of those whose hours differ. */
function resourcesOf(snapshot: Snapshot, projectCalendar: string) {
  const known = new Map<string, Resource | null>()
  const rows = [...snapshot.resources.values()].sort((left, right) => (left.id < right.id ? -1 : 1))
  for (const row of rows) {
    const person = personOf(snapshot, row.id)
    if (row.deleted === null && !known.has(person)) known.set(person, row)
  }
  const assigned = living(snapshot.assignments).flatMap(({ resource }) => resource ?? [])
  for (const resource of assigned.sort()) {
    const person = personOf(snapshot, resource)
    if (!known.has(person)) known.set(person, snapshot.resources.get(resource) ?? null)
  }
  const calendars: CalendarDefinition[] = []
  const resources = [...known].map(([id, row]): PlanResource => {
    const base = livingCalendar(snapshot, row?.calendar ?? null)
    const own = snapshot.members.has(id) ? personCalendar(snapshot, id as MemberId, base ?? projectCalendar) : null
    if (own !== null) calendars.push(own)
    return { id, calendar: own?.id ?? base, kind: row?.kind ?? "work" }
  })
  return { resources, calendars }
}

/** How much of a resource there is, 1 being one person full time. */
export function unitsOf(snapshot: Snapshot, resource: string): number {
  const row = [...snapshot.resources.values()].find(
    ({ id, deleted }) => deleted === null && personOf(snapshot, id) === resource,
  )
  return row?.maxUnits ?? patternOfMember(snapshot, resource as MemberId)?.maxUnits ?? 1
}

function assignmentsOf(snapshot: Snapshot, tasks: readonly PlanTask[]): PlanAssignment[] {
  const taskById = new Map(tasks.map(task => [task.id, task]))
  const rows = living(snapshot.assignments).sort((left, right) => (left.id < right.id ? -1 : 1))
  return rows.flatMap((row): PlanAssignment[] => {
    const task = taskById.get(row.item ?? "")
    const made = task === undefined ? null : assignmentOf(snapshot, row, task)
    return made === null ? [] : [made]
  })
}

/** An assignment of a task as the engine reads it; null where it is nobody's. */
export function assignmentOf(snapshot: Snapshot, row: Assignment, task: PlanTask): PlanAssignment | null {
  if (row.resource === null) return null
  return { id: row.id, task: task.id, resource: personOf(snapshot, row.resource), ...shareOf(row, task) }
}

/** How much somebody has to do of an item: as it was typed, else what the units do in its duration. */
export function shareOf(row: Assignment, task: Pick<PlanTask, "duration" | "actualDuration" | "actualFinish">) {
  const units = Math.max(0, row.units)
  const work = Math.max(0, row.workTenths ?? Math.round(task.duration * units))
  const part = task.duration > 0 ? task.actualDuration / task.duration : 0
  const isTold = row.actualWorkTenths > 0 || row.remainingWorkTenths !== null
  const done = isTold ? Math.max(0, row.actualWorkTenths) : Math.round(work * part)
  const left = task.actualFinish !== null ? 0 : Math.max(0, row.remainingWorkTenths ?? work - done)
  return {
    units,
    work: done + left,
    actualWork: done,
    remainingWork: left,
    ...(row.overtimeTenths > 0
      ? { overtimeWork: row.overtimeTenths, actualOvertimeWork: Math.max(0, row.actualOvertimeTenths) }
      : {}),
    ...(row.delayTenths > 0 ? { delay: row.delayTenths } : {}),
    ...(row.segments === null ? {} : { segments: row.segments }),
  }
}

/** The row of an item in a plan, or nothing where it does not take part. */
export function taskOfItem(input: PlanInput, item: ItemId): PlanTask | undefined {
  return input.tasks.find(({ id }) => id === item)
}
