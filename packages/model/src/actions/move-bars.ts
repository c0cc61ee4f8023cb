import type { ItemId } from "../base/ids.ts"
import { isRefusal, refuse } from "../base/result.ts"
import { withDuration } from "../plan/effort.ts"
import { movedTasks } from "../plan/moved-tasks.ts"
import type { Item } from "../schema/item.ts"
import { TENTHS_PER_DAY, type Instant, type Tenths } from "../time/instant.ts"
import { staffingOf, writeShares } from "./assignment.ts"
import { defineAction } from "./define.ts"
import { holdStart, readLeaves, readPlan } from "./plan-items.ts"

export interface MoveBars {
  /** Summaries among them move with all that lies below. */
  readonly items: readonly ItemId[]
  /** By the clock; negative is earlier. */
  readonly by: Tenths
}

/**
 * Moves items together, as one step; see `movedTasks`. Refused where nothing moves since it has begun;
 * what its links hold stays, and nothing is written of it.
 */
export const moveBars = defineAction<MoveBars>("plan.move-all", (context, { items, by }) => {
  const { snapshot, write } = context
  if (!Number.isSafeInteger(by) || Math.abs(by) > FARTHEST) return refuse("not-found")
  const read = readPlan(snapshot, items)
  if (isRefusal(read)) return read
  const { live, input } = read
  const { net } = live.computed
  const moved = movedTasks(
    {
      input,
      datesOf: id => live.task(id),
      calendarOf: id => net.calendars[net.calendar[net.indexOf.get(id)!]!]!,
    },
    items,
    by,
  )
  const begun = read.items.find(({ task, row }) => !row.isSummary && task.actualStart !== null)
  if (moved.length === 0) return begun && refuse("already-begun", { item: begun.item.title })
  holdStart(context, read)
  for (const { id, mode, start, finish, constraint } of moved) {
    if (mode === "manual") write.patch("items", id, { plannedStart: start, plannedFinish: finish })
    else
      write.patch("items", id, {
        constraint: constraint.kind.toLowerCase() as Item["constraint"],
        constraintAt: constraint.date,
      })
  }
})

/** Four hundred years, more than a plan may span. */
const FARTHEST = 400 * 366 * TENTHS_PER_DAY

export interface PullStart {
  readonly item: ItemId
  readonly start: Instant
}

/**
 * Makes an item begin elsewhere and end where it ends, as when the left edge of its bar is pulled: its duration follows.
 * An automatic one gets a pin, "no earlier than". Refused where it has begun, or would begin after its end.
 */
export const pullStart = defineAction<PullStart>("plan.pull-start", (context, { item: id, start }) => {
  const { snapshot, write } = context
  const read = readLeaves(snapshot, [id])
  if (isRefusal(read)) return read
  const { item, task, row, calendar } = read.items[0]!
  if (item.startedAt !== null || item.finishedAt !== null) return refuse("already-begun", { item: item.title })
  const duration = task.isElapsed ? row.finish - start : calendar.between(start, row.finish)
  if (duration <= 0) return refuse("finish-before-start", { item: item.title })
  holdStart(context, read)
  if (item.schedulingMode === "manual") write.patch("items", id, { plannedStart: start, plannedFinish: row.finish })
  else write.patch("items", id, { constraint: "snet", constraintAt: start })
  write.patch("items", id, {
    durationTenths: duration,
    remainingTenths: item.remainingTenths === null ? undefined : duration,
  })
  const staffing = staffingOf(snapshot, item, task)
  if (staffing.shares.length > 0) writeShares(context, staffing, withDuration(staffing, duration))
})
