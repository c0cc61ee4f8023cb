import type { MemberId } from "../base/ids.ts"
import type { LivePlan } from "../plan/live-plan.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import type { Instant } from "../time/instant.ts"
import { activityClaims, countedElsewhere, ownedWork, type OwnedWork } from "./claims-of-space.ts"
import { FreeTime } from "./free-time.ts"
import type { BookedClaim } from "./ledger.ts"
import { delayedPlan } from "./delayed-plan.ts"
import type { PromisedTime, PromisesOf } from "./promised-times.ts"
import { workingHoursOf, type WorkingHours } from "./working-hours.ts"

/** A space as it is known here. */
export interface KnownSpace {
  readonly snapshot: Snapshot
  readonly plan: LivePlan
  readonly promisesOf: PromisesOf
}

/** Work that somebody might take. */
export interface TakenWork {
  readonly space: string
  readonly item: string
  readonly minutes: number
  /** Whether it is done before everything else, activities included; else its turn comes by when it is due. */
  readonly isAtOnce: boolean
}

/** A promise that is not kept: when it was due, and when what it waits for comes; nothing where not within a year. */
export interface LatePromise extends PromisedTime {
  readonly comes: Instant | null
}

/** Other work of the same person whose promise would not be kept any more. */
export interface LateWork extends LatePromise {
  readonly space: string
  readonly item: string
}

/** An activity or a milestone, or a whole project, that would end later. */
export interface MovedFinish {
  readonly space: string
  /** Nothing for the project's own finish. */
  readonly item: string | null
  readonly before: Instant
  readonly after: Instant
}

/** What taking some work would do to everything else that somebody does. Nothing of it is written anywhere. */
export interface Displacement {
  readonly member: MemberId
  /** When the work itself would be done; nothing where not within a year. */
  readonly finish: Instant | null
  /** Promises of the work itself that can still be kept, and that they would not keep. */
  readonly own: readonly LatePromise[]
  /** Promises of their other work that they would keep without it. Each item once, by its first such promise. */
  readonly late: readonly LateWork[]
  /** How many of their promises cannot be kept anyway, and would come later still. */
  readonly laterStill: number
  /** Their activities, and milestones that wait for them. */
  readonly activities: readonly MovedFinish[]
  readonly projects: readonly MovedFinish[]
  /** How many of their open tickets nobody has estimated: those count as no work. */
  readonly unestimated: number
}

/** All that has to be known to say what somebody's taking work would displace. */
export class DisplacementBook {
  readonly #spaces: ReadonlyMap<string, KnownSpace>
  readonly #now: Instant
  readonly #booked: ReadonlyMap<string, readonly BookedClaim[]>
  readonly #owned: ReadonlyMap<string, readonly QueuedWork[]>
  readonly #hours = new Map<MemberId, WorkingHours>()

  /**
   * @param spaces what is known; what others take of a person is not in it
   * @param now the wall clock of whoever asks
   */
  constructor(spaces: readonly KnownSpace[], now: Instant) {
    this.#now = now
    this.#spaces = new Map(spaces.map(space => [space.snapshot.space, space]))
    this.#booked = Map.groupBy(
      spaces.flatMap(({ snapshot, plan }) => activityClaims(snapshot, plan)),
      ({ who }) => who,
    )
    this.#owned = queuesOf(spaces)
  }

  /** What it would do if somebody took some work now. */
  of(member: MemberId, work: TakenWork): Displacement {
    const others = (this.#owned.get(member) ?? []).filter(({ item }) => item.id !== work.item)
    const booked = this.#booked.get(member) ?? []
    const hours = this.#hoursOf(member)
    const without = timesOf(new FreeTime(this.#now, member, hours, booked), others)
    const taken = this.#takenTimes(member, work, { others, booked, hours })
    const own = taken.times.get(work.item)!
    return {
      member,
      finish: own.finish,
      own: brokenPromises(this.#openPromisesOf(work), own).toSorted(byDue),
      late: others.flatMap(({ item, space, promises }): LateWork[] => {
        const [before, after] = [without.get(item.id)!, taken.times.get(item.id)!]
        const kept = promises.filter(promise => isKept(promise, before))
        const [first] = brokenPromises(kept, after).toSorted(byDue)
        return first === undefined ? [] : [{ ...first, space, item: item.id }]
      }),
      laterStill: others.filter(({ item, promises }) => {
        const [before, after] = [without.get(item.id)!, taken.times.get(item.id)!]
        return promises.some(
          promise => !isKept(promise, before) && (after.finish ?? Infinity) > (before.finish ?? Infinity),
        )
      }).length,
      activities: taken.activities,
      projects: taken.projects,
      unestimated: others.filter(({ minutes }) => minutes === null).length,
    }
  }

  /** The same for several people, those first to whom it does the least. */
  least(members: readonly MemberId[], work: TakenWork): Displacement[] {
    return members.map(member => this.of(member, work)).sort(byHarm)
  }

  #takenTimes(
    member: MemberId,
    work: TakenWork,
    { others, booked, hours }: { others: readonly QueuedWork[]; booked: readonly BookedClaim[]; hours: WorkingHours },
  ): { times: ReadonlyMap<string, WorkTimes>; activities: readonly MovedFinish[]; projects: readonly MovedFinish[] } {
    if (!work.isAtOnce) {
      const queue = inTurn(others, this.#queuedWork(work))
      const times = timesOf(new FreeTime(this.#now, member, hours, booked), queue)
      return { times, activities: [], projects: [] }
    }
    const atOnce = new FreeTime(this.#now, member, hours, [])
    const finish = atOnce.work(work.minutes)
    const moved = this.#delay(member, booked, finish ?? atOnce.at)
    const times = new Map(timesOf(new FreeTime(finish ?? atOnce.at, member, hours, moved.booked), others))
    times.set(work.item, { start: this.#now, finish })
    return { times, ...moved }
  }

  /** What becomes of the plans in which somebody does nothing until an instant. */
  #delay(member: MemberId, booked: readonly BookedClaim[], until: Instant) {
    const [activities, projects]: [MovedFinish[], MovedFinish[]] = [[], []]
    const after: BookedClaim[] = []
    for (const [space, claims] of Map.groupBy(booked, ({ source }) => source.space)) {
      const { snapshot, plan } = this.#spaces.get(space)!
      const delayed = delayedPlan(plan, member, claims, { from: this.#now, to: until })
      if (delayed === null) {
        after.push(...claims)
        continue
      }
      after.push(...activityClaims(snapshot, delayed.plan).filter(({ who }) => who === member))
      const own = new Set(claims.map(({ source }) => source.id))
      activities.push(
        ...delayed.moved
          .filter(({ item, isMilestone }) => isMilestone || own.has(item))
          .map(one => ({ ...one, space })),
      )
      if (delayed.finish.after > delayed.finish.before) projects.push({ space, item: null, ...delayed.finish })
    }
    return { booked: after, activities, projects }
  }

  #queuedWork({ space, item, minutes }: TakenWork): QueuedWork | null {
    const known = this.#spaces.get(space)
    const row = known?.snapshot.items.get(item)
    return row === undefined ? null : { item: row, minutes, space, promises: known!.promisesOf(row) }
  }

  /** What is late already is nobody's doing who takes it now. */
  #openPromisesOf(work: TakenWork): readonly PromisedTime[] {
    return (this.#queuedWork(work)?.promises ?? []).filter(({ due }) => due >= this.#now)
  }

  #hoursOf(member: MemberId): WorkingHours {
    const known = this.#hours.get(member)
    if (known !== undefined) return known
    // The workspace around it is the same in every space.
    const [any] = this.#spaces.values()
    const hours = workingHoursOf(any!.snapshot, member)
    this.#hours.set(member, hours)
    return hours
  }
}

interface QueuedWork extends OwnedWork {
  readonly space: string
  readonly promises: readonly PromisedTime[]
}

/** When somebody comes to some work, and when it is done; nothing where not within a year. */
interface WorkTimes {
  readonly start: Instant | null
  readonly finish: Instant | null
}

/** What everybody has to do beside their activities, in the order in which they do it. */
function queuesOf(spaces: readonly KnownSpace[]): ReadonlyMap<string, readonly QueuedWork[]> {
  const counted = countedElsewhere(spaces.map(({ snapshot }) => snapshot))
  const all = spaces.flatMap(({ snapshot, promisesOf }) =>
    ownedWork(snapshot)
      .filter(({ item }) => !counted.has(item.id))
      .map(work => ({ ...work, space: snapshot.space as string, promises: promisesOf(work.item) })),
  )
  const queues = Map.groupBy(all, ({ item }) => item.owner as string)
  for (const queue of queues.values()) queue.sort(byTurn)
  return queues
}

const firstDue = ({ promises }: QueuedWork) => Math.min(Infinity, ...promises.map(({ due }) => due))

function byTurn(one: QueuedWork, other: QueuedWork): number {
  const [due, otherDue] = [firstDue(one), firstDue(other)]
  if (due !== otherDue) return due - otherDue
  return one.item.createdAt - other.item.createdAt || (one.item.id < other.item.id ? -1 : 1)
}

function inTurn(queue: readonly QueuedWork[], work: QueuedWork | null): readonly QueuedWork[] {
  return work === null ? queue : [...queue, work].sort(byTurn)
}

function timesOf(free: FreeTime, queue: readonly QueuedWork[]): ReadonlyMap<string, WorkTimes> {
  let isEndless = false
  return new Map(
    queue.map(({ item, minutes }) => {
      const start = isEndless ? null : free.at
      const finish = isEndless ? null : free.work(minutes ?? 0)
      isEndless ||= finish === null
      return [item.id, { start, finish }]
    }),
  )
}

/** Whoever asked hears of it when somebody comes to their ticket at the latest; what is due is done when the work is. */
function timeOf({ clock }: PromisedTime, { start, finish }: WorkTimes): Instant | null {
  return clock === "resolution" || clock === "due" ? finish : start
}

function isKept(promise: PromisedTime, times: WorkTimes): boolean {
  const comes = timeOf(promise, times)
  return comes !== null && comes <= promise.due
}

function brokenPromises(promises: readonly PromisedTime[], times: WorkTimes): LatePromise[] {
  return promises
    .filter(promise => !isKept(promise, times))
    .map(promise => ({ ...promise, comes: timeOf(promise, times) }))
}

const byDue = (one: PromisedTime, other: PromisedTime) => one.due - other.due

/** Broken promises weigh most, then projects, activities and what is late anyway; of the same harm who is done first. */
function byHarm(one: Displacement, other: Displacement): number {
  const weights = ({ late, own, projects, activities, laterStill, finish }: Displacement) => [
    late.length + own.length,
    projects.reduce((sum, { before, after }) => sum + after - before, 0),
    activities.length,
    laterStill,
    finish ?? Infinity,
  ]
  const [left, right] = [weights(one), weights(other)]
  const place = left.findIndex((weight, index) => weight !== right[index])
  return place < 0 ? (one.member < other.member ? -1 : 1) : left[place]! - right[place]!
}
