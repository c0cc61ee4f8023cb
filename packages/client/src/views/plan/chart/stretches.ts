import type { PlanInput, PlanTask, Segment } from "@weft/model/plan/input"
import type { LivePlan } from "@weft/model/plan/live-plan"
import type { Instant } from "@weft/model/time/instant"
import type { BarPlace } from "./bar-place.ts"

/** The stretches in which tasks are worked, by task; only of those that are worked in more than one. */
export type Stretches = ReadonlyMap<string, readonly Segment[]>

/**
 * Where work is split: as a task says for itself, or as the people on it work, whose stretches are laid over each other.
 * Somebody on it who works in one leaves no gap.
 */
export function stretchesOf({ tasks, assignments }: Pick<PlanInput, "tasks" | "assignments">): Stretches {
  const found = new Map<string, readonly Segment[]>()
  const whole = new Set<string>()
  const shares = new Map<string, Segment[]>()
  for (const { task, segments, delay = 0 } of assignments) {
    if (segments === undefined || segments.length === 0) whole.add(task)
    else {
      const own = segments.map(({ at, length }) => ({ at: at + delay, length }))
      shares.set(task, [...(shares.get(task) ?? []), ...own])
    }
  }
  for (const [task, segments] of shares) if (!whole.has(task)) found.set(task, merged(segments))
  for (const { id, segments } of tasks)
    if (segments !== undefined && !shares.has(id) && !whole.has(id)) found.set(id, merged(segments))
  for (const [task, segments] of found) if (segments.length < 2) found.delete(task)
  return found
}

function merged(segments: readonly Segment[]): Segment[] {
  const stretches: Segment[] = []
  for (const { at, length } of segments.toSorted((one, other) => one.at - other.at)) {
    const last = stretches.at(-1)
    if (last === undefined || at > last.at + last.length) stretches.push({ at, length })
    else stretches[stretches.length - 1] = { at: last.at, length: Math.max(last.length, at + length - last.at) }
  }
  return stretches
}

/** When the stretches of a bar begin and end; one where it is worked without a gap. Work that was interrupted has two. */
export function piecesOf(
  plan: LivePlan,
  { task, dates }: Pick<BarPlace, "task" | "dates">,
  stretches: Stretches,
): readonly (readonly [from: Instant, to: Instant])[] {
  const own = stretches.get(task.id)
  if (own !== undefined) {
    const last = own.length - 1
    return own.map(({ at, length }, place) => [
      after(plan, task, dates.start, at),
      place === last ? dates.finish : after(plan, task, dates.start, at + length),
    ])
  }
  const stop = isInterrupted(task) ? after(plan, task, dates.start, task.actualDuration) : dates.finish
  const goesOn = Math.min(dates.finish, task.resume ?? dates.finish)
  return goesOn > stop
    ? [
        [dates.start, stop],
        [goesOn, dates.finish],
      ]
    : [[dates.start, dates.finish]]
}

function isInterrupted({ actualStart, actualFinish, actualDuration, resume }: PlanTask): boolean {
  return actualStart !== null && actualFinish === null && actualDuration > 0 && resume != null
}

function after(plan: LivePlan, task: PlanTask, start: Instant, work: number): Instant {
  if (task.isElapsed) return start + work
  const { net } = plan.computed
  return net.calendars[net.calendar[net.indexOf.get(task.id)!]!]!.add(start, work)
}
