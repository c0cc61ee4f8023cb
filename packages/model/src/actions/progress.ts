import type { ItemId } from "../base/ids.ts"
import { isRefusal, refuse, type Refusal } from "../base/result.ts"
import { rescheduleAfter } from "../plan/progress.ts"
import { planOf, shareOf } from "../plan/plan-of-space.ts"
import { schedulePlan } from "../plan/schedule-plan.ts"
import { living } from "../schema/snapshot.ts"
import type { Instant, Tenths } from "../time/instant.ts"
import { defineAction, type ActionContext } from "./define.ts"
import { holdStart, readLeaves, type PlannedItem } from "./plan-items.ts"

export interface Progress {
  readonly items: readonly ItemId[]
  /** How much of the duration is done, 0 to 100. 0 says that nothing has begun, 100 that all is finished. */
  readonly percent?: number
  /** When it really began and finished; where that is not said, it is when it was planned. */
  readonly startedAt?: Instant
  readonly finishedAt?: Instant
  /** A new estimate of what is left. */
  readonly left?: Tenths
}

/**
 * Reports how far items are. A report of what is done and a new estimate of what is left are written apart, so that both
 * stand when two people give them (MERGE S7).
 */
export const reportProgress = defineAction<Progress>("plan.progress", (context, report) => reportAll(context, [report]))

/** All reports are of the plan as it was before any of them, which so is computed once. */
function reportAll(context: ActionContext, reports: readonly Progress[]): Refusal | void {
  const misfit = reports.map(misfitOf).find(refusal => refusal !== null)
  if (misfit != null) return misfit
  const told = reports.flatMap(report => report.items.map(item => ({ item, report })))
  const read = readLeaves(
    context.snapshot,
    told.map(({ item }) => item),
  )
  if (isRefusal(read)) return read
  holdStart(context, read)
  for (const [place, { report }] of told.entries()) {
    const answer = reportOne(context, read.items[place]!, report)
    if (answer !== undefined) return answer
  }
}

/** Why a report is none, whatever it is of. */
function misfitOf({ percent, startedAt, finishedAt, left }: Progress): Refusal | null {
  if (percent !== undefined && !(Number.isInteger(percent) && percent >= 0 && percent <= 100))
    return refuse("percent-out-of-range")
  if (left !== undefined && (!Number.isSafeInteger(left) || left < 0)) return refuse("duration-negative")
  return startedAt !== undefined && finishedAt !== undefined && finishedAt < startedAt
    ? refuse("finish-before-start")
    : null
}

function reportOne(context: ActionContext, planned: PlannedItem, report: Progress): Refusal | void {
  const { write } = context
  const { item, task, row } = planned
  const { percent, left } = report
  if (left !== undefined) write.patch("items", item.id, { remainingTenths: left })
  if (percent !== undefined) reportShares(context, planned, percent)
  if (percent === 0 && report.startedAt === undefined && report.finishedAt === undefined)
    return write.patch("items", item.id, {
      startedAt: null,
      finishedAt: null,
      percentComplete: 0,
      actualTenths: null,
      resumeAt: null,
    })
  const isFinished = percent === 100 || report.finishedAt !== undefined
  if (percent === undefined && !isFinished && report.startedAt === undefined) return
  const startedAt = report.startedAt ?? item.startedAt ?? row.start
  const total = task.duration
  if (isFinished) {
    const finishedAt = report.finishedAt ?? Math.max(startedAt, item.finishedAt ?? row.finish)
    if (finishedAt < startedAt) return refuse("finish-before-start", { item: item.title })
    const isTold = report.finishedAt !== undefined || report.startedAt !== undefined
    const actual = isTold ? lengthOf(planned, startedAt, finishedAt) : total
    return write.patch("items", item.id, { startedAt, finishedAt, percentComplete: 100, actualTenths: actual })
  }
  write.patch("items", item.id, { startedAt, finishedAt: null })
  if (percent === undefined) return
  const actual = Math.round((total * percent) / 100)
  write.patch("items", item.id, { percentComplete: percent, actualTenths: actual })
  // An earlier estimate of what was left had counted from what was done then.
  if (item.remainingTenths !== null && left === undefined)
    write.patch("items", item.id, { remainingTenths: total - actual })
}

/** Where somebody, or a file, has said how much work of a share is done, that goes along with the item. */
function reportShares({ snapshot, write }: ActionContext, { item, task }: PlannedItem, percent: number): void {
  for (const row of living(snapshot.assignments)) {
    if (row.item !== item.id || row.remainingWorkTenths === null) continue
    const { work } = shareOf(row, { ...task, actualFinish: null })
    const done = Math.round((work * percent) / 100)
    write.patch("assignments", row.id, { actualWorkTenths: done, remainingWorkTenths: work - done })
  }
}

function lengthOf({ task, calendar }: PlannedItem, from: Instant, to: Instant): Tenths {
  return task.isElapsed ? to - from : calendar.between(from, to)
}

/**
 * Moves what is not done behind an instant, as one step: the rest of what has begun resumes then, and what has not begun
 * gets a pin that everybody sees. Manual items and what has another constraint stay.
 */
export const rescheduleRest = defineAction<{ readonly after: Instant }>(
  "plan.reschedule",
  ({ snapshot, write }, { after }) => {
    const input = planOf(snapshot)
    for (const task of rescheduleAfter(input, schedulePlan(input), after)) {
      if (task.actualStart !== null) write.patch("items", task.id, { resumeAt: task.resume ?? null })
      else write.patch("items", task.id, { constraint: "snet", constraintAt: task.constraint.date })
    }
  },
)

/** Reports how far several items are, each its own way, as one step; refused whole where one of them is. */
export const reportSeveral = defineAction<{ readonly reports: readonly Progress[] }>(
  "plan.progress-of-several",
  (context, { reports }) => (reports.length === 0 ? undefined : reportAll(context, reports)),
)
