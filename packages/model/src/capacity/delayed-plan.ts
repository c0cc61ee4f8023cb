import { LivePlan, type PlanEdit } from "../plan/live-plan.ts"
import type { PlanAssignment, PlanTask } from "../plan/input.ts"
import type { Instant, Tenths } from "../time/instant.ts"
import type { BookedClaim } from "./ledger.ts"

/** A plan in which somebody does other things for a while. */
export interface DelayedPlan {
  readonly plan: LivePlan
  /** The tasks that end later, in the order of the plan, without those that only hold others. */
  readonly moved: readonly {
    readonly item: string
    readonly isMilestone: boolean
    readonly before: Instant
    readonly after: Instant
  }[]
  readonly finish: { readonly before: Instant; readonly after: Instant }
}

/**
 * The plan as it would be if somebody did nothing of it in a stretch of time: what they would have done then is added to
 * each of their activities. The plan itself stays as it is. Nothing where they would have done nothing.
 *
 * @param claims what the plan takes of that person
 */
export function delayedPlan(
  plan: LivePlan,
  person: string,
  claims: readonly BookedClaim[],
  stretch: { readonly from: Instant; readonly to: Instant },
): DelayedPlan | null {
  const lost = lostTime(claims, stretch)
  if (lost.size === 0) return null
  const delayed = new LivePlan(plan.input)
  const assignments = Map.groupBy(plan.input.assignments, ({ task }) => task)
  delayed.apply(
    ...[...lost].flatMap(([id, time]): PlanEdit[] => {
      const task = plan.taskOf(id)!
      const shares = (assignments.get(id) ?? []).map(share =>
        share.resource === person ? longerShare(share, time) : share,
      )
      return [
        { edit: "task", task: longerTask(task, time) },
        { edit: "assignments", task: id, assignments: shares },
      ]
    }),
  )
  const [before, after] = [plan.schedule(), delayed.schedule()]
  const moved = before.tasks.flatMap((task, place) => {
    const later = after.tasks[place]!
    if (task.isSummary || later.finish <= task.finish) return []
    const isMilestone = plan.taskOf(task.id)!.isMilestone
    return [{ item: task.id, isMilestone, before: task.finish, after: later.finish }]
  })
  return { plan: delayed, moved, finish: { before: before.finish, after: after.finish } }
}

interface LostTime {
  /** Working time of the person. */
  readonly time: Tenths
  /** What of it was work. */
  readonly work: Tenths
  readonly calendar: BookedClaim["calendar"]
}

function lostTime(claims: readonly BookedClaim[], { from, to }: { from: Instant; to: Instant }): Map<string, LostTime> {
  const lost = new Map<string, LostTime>()
  for (const { source, calendar, units, ...claim } of claims) {
    const [start, end] = [Math.max(from, claim.from), Math.min(to, claim.to)]
    const time = end > start ? calendar.between(start, end) : 0
    if (time <= 0) continue
    const known = lost.get(source.id)
    lost.set(source.id, {
      time: (known?.time ?? 0) + time,
      work: (known?.work ?? 0) + Math.round(time * units),
      calendar,
    })
  }
  return lost
}

function longerTask(task: PlanTask, { time, calendar }: LostTime): PlanTask {
  return {
    ...task,
    duration: task.duration + time,
    remainingDuration: task.remainingDuration + time,
    // What somebody dated by hand ends later all the same.
    finish: task.finish === null ? null : calendar.add(task.finish, time),
    ...(task.segments === undefined ? {} : { segments: withLongerEnd(task.segments, time) }),
  }
}

function longerShare(share: PlanAssignment, { time, work }: LostTime): PlanAssignment {
  return {
    ...share,
    work: share.work + work,
    remainingWork: share.remainingWork + work,
    ...(share.segments === undefined ? {} : { segments: withLongerEnd(share.segments, time) }),
  }
}

function withLongerEnd<S extends { readonly length: Tenths }>(segments: readonly S[], time: Tenths): readonly S[] {
  return segments.map((segment, place) =>
    place === segments.length - 1 ? { ...segment, length: segment.length + time } : segment,
  )
}
