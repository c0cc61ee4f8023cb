import type { LivePlan } from "../plan/live-plan.ts"
import { unitsOf } from "../plan/plan-of-space.ts"
import type { Item } from "../schema/item.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { shownStatus } from "../tasks/workflow.ts"
import { dayOf as dayOfInstant, readInstant, type Day, type Instant } from "../time/instant.ts"
import { dayOf } from "../time/moment.ts"
import { planAllocations } from "./allocations.ts"
import type { BookedClaim, CapacitySource, Claim, Spread } from "./ledger.ts"
import { workDueBy, type PromisesOf } from "./promised-times.ts"

/** What has to be known to say what a space takes of people. */
export interface ClaimTerms {
  /** The first day on which open work can still be done. */
  readonly today: Day
  readonly promisesOf: PromisesOf
  readonly spread: Spread
  /** Work that another space counts already, see `countedElsewhere`. */
  readonly isCounted?: (item: string) => boolean
}

/** The open work of a space with an owner, as far as it takes that person's time. */
export interface OwnedWork {
  readonly item: Item
  /** What is left of it, in minutes; nothing where nobody has estimated it. */
  readonly minutes: number | null
}

/**
 * What a space takes of people: its scheduled activities by their assignments, and beside them what somebody owns and has
 * estimated. Nothing counts twice: what is assigned counts as an activity, and what has estimated parts by its parts.
 *
 * @param plan the plan of the space, see `livePlanOf`
 */
export function claimsOfSpace(snapshot: Snapshot, plan: LivePlan, terms: ClaimTerms): Claim[] {
  return [...activityClaims(snapshot, plan), ...workClaims(snapshot, plan, terms)]
}

/** What the assignments of a space take of people, wherever its plan puts their activities now. */
export function activityClaims(snapshot: Snapshot, plan: LivePlan): BookedClaim[] {
  const { net, dates } = plan.computed
  const hours = new Map(
    net.input.resources.map(({ id, calendar }) => [id, net.calendars[net.calendarTable.ofResource(calendar)]!]),
  )
  return planAllocations(net, dates, resource => unitsOf(snapshot, resource)).map(
    ({ who, source, from, to, units }) => ({
      claim: "booked",
      who,
      source: { kind: "activity", space: snapshot.space, id: source.id },
      from,
      to,
      units,
      calendar: hours.get(who)!,
    }),
  )
}

function workClaims(snapshot: Snapshot, plan: LivePlan, terms: ClaimTerms): Claim[] {
  const isProject = snapshot.profiles.get(snapshot.space)?.kind === "project"
  return ownedWork(snapshot).flatMap(({ item, minutes }): Claim[] => {
    if (minutes === null || terms.isCounted?.(item.id) === true) return []
    const who = item.owner!
    const source: CapacitySource = { kind: "ticket", space: snapshot.space, id: item.id }
    const span = isProject ? plannedSpan(plan, item.id) : promisedSpan(item, terms)
    if (span === null) return [{ claim: "unscheduled", who, source, minutes }]
    const from = Math.max(terms.today, dayOfInstant(span.from))
    const to = Math.max(from, dayOfInstant(Math.max(0, span.to - 1)))
    return [{ claim: "spread", who, source, minutes, from, to, spread: terms.spread }]
  })
}

/** When a plan does something; nothing where the plan does not have it. */
function plannedSpan(plan: LivePlan, item: string): { readonly from: Instant; readonly to: Instant } | null {
  if (plan.taskOf(item) === undefined) return null
  const { start, finish } = plan.task(item)
  return { from: start, to: finish }
}

function promisedSpan(item: Item, { promisesOf }: ClaimTerms): { readonly from: Instant; readonly to: Instant } | null {
  const to = workDueBy(promisesOf(item))
  if (to === null) return null
  return { from: item.start === null ? 0 : (readInstant(dayOf(item.start)) ?? 0), to }
}

/** The open items of a space that somebody owns and that no assignment plans; what has such parts is left to them. */
export function ownedWork(snapshot: Snapshot): OwnedWork[] {
  const assigned = new Set<string | null>(
    living(snapshot.assignments).flatMap(({ item, resource }) => (resource === null ? [] : item)),
  )
  const open = living(snapshot.items).filter(item => isOpenWork(snapshot, item))
  const above = new Set<string | null>(
    open.filter(item => remainingMinutes(item) !== null || assigned.has(item.id)).map(({ parent }) => parent),
  )
  return open
    .filter(({ id, owner }) => owner !== null && !assigned.has(id) && !above.has(id))
    .map(item => ({ item, minutes: remainingMinutes(item) }))
}

function isOpenWork(snapshot: Snapshot, item: Item): boolean {
  if (item.archived || item.inactive || item.milestone || item.finishedAt !== null) return false
  if (item.movedTo !== null || item.mergedInto !== null) return false
  const category = shownStatus(item, snapshot)?.category
  return category !== "done" && category !== "cancelled"
}

/** What is left of the work on an item, in minutes; nothing where nobody has estimated it. */
export function remainingMinutes(item: Pick<Item, "remainingMinutes" | "estimateMinutes">): number | null {
  const minutes = item.remainingMinutes ?? item.estimateMinutes
  return minutes === null ? null : Math.max(0, minutes)
}

/**
 * Work that counts as another item: a ticket that became a task, or that a task resolves, whichever of the spaces tells of
 * it, as long as that task counts itself.
 *
 * @param snapshots the spaces whose claims go into one ledger
 */
export function countedElsewhere(snapshots: readonly Snapshot[]): ReadonlySet<string> {
  const counting = new Set<string>()
  for (const snapshot of snapshots) {
    for (const { item, resource } of living(snapshot.assignments))
      if (item !== null && resource !== null && snapshot.items.get(item)?.deleted === null) counting.add(item)
    for (const { item, minutes } of ownedWork(snapshot)) if (minutes !== null) counting.add(item.id)
  }
  const counted = new Set<string>()
  for (const snapshot of snapshots)
    for (const { from, to, type } of living(snapshot.relations)) {
      const [ticket, task] = type === "becomes" ? [from, to] : type === "resolves" ? [to, from] : [null, null]
      if (ticket !== null && task !== null && counting.has(task)) counted.add(ticket)
    }
  return counted
}
