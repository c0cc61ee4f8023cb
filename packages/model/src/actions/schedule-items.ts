import type { ItemId } from "../base/ids.ts"
import { isRefusal, refuse } from "../base/result.ts"
import { withDuration } from "../plan/effort.ts"
import { isDated, type ConstraintKind } from "../plan/input.ts"
import type { Item } from "../schema/item.ts"
import type { DurationUnit } from "../schema/plan-values.ts"
import type { Instant, Tenths } from "../time/instant.ts"
import { staffingOf, writeShares } from "./assignment.ts"
import { defineAction } from "./define.ts"
import { patchItems, type ItemPatch } from "./item.ts"
import { holdStart, readLeaves, readPlan, type PlannedItem } from "./plan-items.ts"

export interface SetDuration {
  readonly items: readonly ItemId[]
  /** Working tenths, or clock tenths where `isElapsed`. */
  readonly duration: Tenths
  readonly isElapsed?: boolean
  readonly unit?: DurationUnit
  readonly isEstimated?: boolean
}

/**
 * Says how long items take in all, with what is done of them. Work and units follow as the effort rule of each says; what
 * takes no time is a milestone.
 */
export const setDuration = defineAction<SetDuration>("plan.duration", (context, args) => {
  const { snapshot, write } = context
  const { items, duration, isElapsed, unit, isEstimated = false } = args
  if (!Number.isSafeInteger(duration) || duration < 0) return refuse("duration-negative")
  const read = readLeaves(snapshot, items)
  if (isRefusal(read)) return read
  for (const planned of read.items) {
    const { item, task } = planned
    if (item.finishedAt !== null) return refuse("already-finished", { item: item.title })
    write.patch("items", item.id, {
      durationTenths: duration,
      durationElapsed: isElapsed,
      durationUnit: unit,
      durationEstimated: isEstimated,
      milestone: duration === 0,
      remainingTenths: item.remainingTenths === null ? undefined : Math.max(0, duration - task.actualDuration),
    })
    if (item.schedulingMode === "manual" && item.plannedFinish !== null)
      write.patch("items", item.id, {
        plannedFinish: finishAfter(planned, planned.row.start, duration, isElapsed ?? item.durationElapsed),
      })
    const staffing = staffingOf(snapshot, item, task)
    if (staffing.shares.length > 0) writeShares(context, staffing, withDuration(staffing, duration))
  }
})

function finishAfter({ calendar }: PlannedItem, start: Instant, duration: Tenths, isElapsed: boolean): Instant {
  return isElapsed ? start + duration : calendar.add(start, duration)
}

export interface MoveBar {
  readonly item: ItemId
  readonly start: Instant
}

/**
 * Puts an item where somebody dragged it. An automatic one gets a pin that everybody sees, "no earlier than" that start;
 * of a manual one the typed dates move. What has begun is where it is.
 */
export const moveBar = defineAction<MoveBar>("plan.move", (context, { item: id, start }) => {
  const { snapshot, write } = context
  const read = readLeaves(snapshot, [id])
  if (isRefusal(read)) return read
  const planned = read.items[0]!
  const { item, task, row } = planned
  if (item.finishedAt !== null) return refuse("already-finished", { item: item.title })
  if (item.startedAt !== null) return refuse("already-begun", { item: item.title })
  holdStart(context, read)
  if (item.schedulingMode === "auto") return write.patch("items", id, { constraint: "snet", constraintAt: start })
  const length = task.isElapsed ? row.finish - row.start : planned.calendar.between(row.start, row.finish)
  write.patch("items", id, {
    plannedStart: start,
    plannedFinish: finishAfter(planned, start, length, task.isElapsed),
  })
})

export interface SetConstraint {
  readonly items: readonly ItemId[]
  readonly kind: Item["constraint"]
  /** Needed by all kinds but as soon and as late as possible, and as late as delays no successor. */
  readonly date: Instant | null
}

/** Constrains items, or frees them with `asap`. A typed start date that an item took for its pin is taken out then. */
export const setConstraint = defineAction<SetConstraint>("plan.constraint", (context, { items, kind, date }) => {
  const { snapshot, write } = context
  const needsDate = isDated(kind.toUpperCase() as ConstraintKind)
  if (needsDate && date === null) return refuse("date-missing")
  const read = readPlan(snapshot, items)
  if (isRefusal(read)) return read
  holdStart(context, read)
  for (const { item, row } of read.items) {
    write.patch("items", item.id, { constraint: kind, constraintAt: needsDate ? date : null })
    if (kind === "asap" && item.schedulingMode === "auto" && !row.isSummary)
      write.patch("items", item.id, { start: null })
  }
})

export interface SetDeadline {
  readonly items: readonly ItemId[]
  readonly date: Instant | null
}

export const setDeadline = defineAction<SetDeadline>("plan.deadline", ({ snapshot, write }, { items, date }) => {
  const read = readPlan(snapshot, items)
  if (isRefusal(read)) return read
  for (const { item } of read.items) write.patch("items", item.id, { deadlineAt: date })
})

export interface SetMode {
  readonly items: readonly ItemId[]
  readonly mode: Item["schedulingMode"]
}

/** Makes items manual, with the dates that they have, or automatic, whereupon links and constraints place them. */
export const setSchedulingMode = defineAction<SetMode>("plan.mode", (context, { items, mode }) => {
  const { snapshot, write } = context
  const read = readPlan(snapshot, items)
  if (isRefusal(read)) return read
  holdStart(context, read)
  for (const { item, row } of read.items) {
    if (item.schedulingMode === mode) continue
    write.patch("items", item.id, { schedulingMode: mode })
    if (mode === "manual") write.patch("items", item.id, { plannedStart: row.start, plannedFinish: row.finish })
  }
})

/** The plain planning fields that need no more than to be written. */
export type PlanningPatch = Pick<
  ItemPatch,
  | "inactive"
  | "calendar"
  | "ignoresResourceCalendars"
  | "effort"
  | "effortDriven"
  | "levellingPriority"
  | "wbs"
  | "physicalPercent"
>

export interface PatchPlanning {
  readonly items: readonly ItemId[]
  readonly fields: PlanningPatch
}

/** Sets how items are planned. Refused where the calendar is not there. */
export const patchPlanning = defineAction<PatchPlanning>("plan.patch", (context, { items, fields }) => {
  const { calendar, physicalPercent, levellingPriority } = fields
  if (calendar != null && context.snapshot.calendars.get(calendar)?.deleted !== null) return refuse("not-found")
  if (physicalPercent != null && !(physicalPercent >= 0 && physicalPercent <= 100))
    return refuse("percent-out-of-range")
  if (levellingPriority !== undefined && !(levellingPriority >= 0 && levellingPriority <= 1000))
    return refuse("priority-out-of-range")
  return patchItems.decide(context, { items, fields })
})

export interface ApplyLevelling {
  /** Clock tenths by item; 0 takes a delay out. */
  readonly delays: ReadonlyMap<ItemId, Tenths>
}

/** Writes the delays that levelling came to, as one step. */
export const applyLevelling = defineAction<ApplyLevelling>("plan.level", ({ snapshot, write }, { delays }) => {
  for (const [id, delay] of delays) {
    if (!snapshot.items.has(id)) return refuse("not-found", { item: id })
    if (!Number.isSafeInteger(delay) || delay < 0) return refuse("duration-negative")
    write.patch("items", id, { levellingDelay: delay })
  }
})
