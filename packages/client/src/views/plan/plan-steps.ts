import { linkItems, unlinkItems } from "@weft/model/actions/dependency"
import { createItem, trashItems } from "@weft/model/actions/item"
import { indentItems, outdentItems } from "@weft/model/actions/outline"
import { moveBars, pullStart } from "@weft/model/actions/move-bars"
import { reportProgress } from "@weft/model/actions/progress"
import { moveBar, setDuration } from "@weft/model/actions/schedule-items"
import { newId, type DependencyId, type ItemId } from "@weft/model/base/ids"
import type { LivePlan } from "@weft/model/plan/live-plan"
import { PINNED } from "@weft/model/plan/network"
import type { Instant, Tenths } from "@weft/model/time/instant"
import { undoLast } from "../../parts/acting.ts"
import { format, t } from "../../text/index.ts"
import { planWords } from "../../text/plan.ts"
import { trash2Icon } from "../../ui/icons.ts"
import { announce } from "../../ui/live-region.tsx"
import { showToast } from "../../ui/toast.tsx"
import { finishDay, startDay } from "./instant-words.ts"
import type { PlanState } from "./plan-state.ts"
import { calendarOf, LEAST_DURATION, movedTask, movedTogether, movesAny, pulledTask, rowOf } from "./trials.ts"

/* What a person does to a plan, whether with the pointer or by keyboard: each is one step of undo, and is said aloud. */

/** Moves an activity to an instant. Where its links hold it, nothing is written: a pin would hold it later on, unasked. */
export function moveTo(state: PlanState, id: string, start: Instant): void {
  const plan = state.plan()
  const { task, isSummary } = rowOf(plan, id)
  const title = state.titleOf(id)
  if (isSummary) return announce(planWords().datesFromBelow(title), "urgent")
  if (task.actualStart !== null) return announce(planWords().hasBegun(title), "urgent")
  const moved = movedTask(plan, id, start)
  if (moved !== null && !movesAny(plan, [moved])) return announce(planWords().heldByLinks(title), "urgent")
  if (state.act(moveBar, { item: id as ItemId, start }, planWords().steps.move(title))) sayDates(state, id)
}

/** Moves activities together by a length on the clock, summaries with all below; nothing where their links hold them. */
export function moveTogether(state: PlanState, ids: readonly string[], by: number): void {
  const plan = state.plan()
  const [first] = ids
  if (first === undefined || by === 0) return
  const tasks = movedTogether(plan, ids, by)
  if (tasks.length > 0 && !movesAny(plan, tasks))
    return announce(planWords().heldByLinks(state.titleOf(first)), "urgent")
  const says = ids.length === 1 ? planWords().steps.move(state.titleOf(first)) : planWords().steps.moveAll(ids.length)
  if (state.act(moveBars, { items: ids as readonly ItemId[], by }, says)) sayDates(state, first)
}

/** Moves the chosen activity by a length on the clock, as one press of a key does. */
export function moveBy(state: PlanState, id: string, tenths: number): void {
  const plan = state.plan()
  const chosen = state.chosen()
  if (chosen.length > 1) return moveTogether(state, chosen, tenths)
  if (rowOf(plan, id).isSummary) return moveTogether(state, [id], tenths)
  const { net } = plan.computed
  const { start } = plan.task(id)
  const calendar = calendarOf(plan, id)
  // Over nights and weekends one press goes on to the next working time, so that it never stays where it is.
  const target = start + tenths
  const isPinned = (net.flags[net.indexOf.get(id)!]! & PINNED) !== 0
  moveTo(state, id, isPinned ? target : tenths > 0 ? calendar.next(target) : beginBefore(plan, id, target))
}

/** Going back, the same time of day on the last day on which it is worked then. */
function beginBefore(plan: LivePlan, id: string, target: Instant): Instant {
  const calendar = calendarOf(plan, id)
  let at = target
  for (let days = 0; days < 31; days += 1, at -= DAY) if (calendar.next(at) - at < DAY / 2) return at
  return target
}

const DAY = 14_400

export function setLength(state: PlanState, id: string, duration: Tenths): void {
  const { isSummary } = rowOf(state.plan(), id)
  const title = state.titleOf(id)
  if (isSummary) return announce(planWords().datesFromBelow(title), "urgent")
  const done = state.act(setDuration, { items: [id as ItemId], duration }, planWords().steps.length(title))
  if (done) sayDates(state, id)
}

/** Makes an activity begin elsewhere and end where it ends. */
export function setBegin(state: PlanState, id: string, start: Instant): void {
  const title = state.titleOf(id)
  const { task, isSummary } = rowOf(state.plan(), id)
  if (isSummary) return announce(planWords().datesFromBelow(title), "urgent")
  if (task.actualStart !== null) return announce(planWords().hasBegun(title), "urgent")
  if (pulledTask(state.plan(), id, start) === null) return
  if (state.act(pullStart, { item: id as ItemId, start }, planWords().steps.length(title))) sayDates(state, id)
}

/** Pulls the left edge of a bar by a length on the clock, on to working time. */
export function beginBy(state: PlanState, id: string, tenths: number): void {
  const plan = state.plan()
  const target = plan.task(id).start + tenths
  setBegin(state, id, tenths > 0 ? calendarOf(plan, id).next(target) : beginBefore(plan, id, target))
}

/** Makes an activity longer or shorter by some of a working day. */
export function lengthenBy(state: PlanState, id: string, tenths: Tenths): void {
  const { task } = rowOf(state.plan(), id)
  setLength(state, id, Math.max(LEAST_DURATION, task.duration + tenths))
}

export function setPercent(state: PlanState, id: string, percent: number): void {
  const { isSummary } = rowOf(state.plan(), id)
  const title = state.titleOf(id)
  if (isSummary) return announce(planWords().datesFromBelow(title), "urgent")
  if (state.act(reportProgress, { items: [id as ItemId], percent }, planWords().steps.progress(title)))
    announce(planWords().progressOf(title, format().percent(percent / 100)))
}

/** Links activities, each to the next one. */
export function linkInTurn(state: PlanState, ids: readonly ItemId[]): void {
  if (ids.length < 2) return announce(planWords().selectTwo, "urgent")
  const links = ids.slice(1).map((to, place) => ({ from: ids[place]!, to }))
  if (state.act(linkItems, { links }, planWords().steps.link(ids.length))) announce(planWords().linked(ids.length))
}

/** Takes out the links between activities; of one alone, all that it has. */
export function unlink(state: PlanState, ids: readonly ItemId[]): void {
  const chosen = new Set<string>(ids)
  const touches = ({ from, to }: { from: string; to: string }) =>
    ids.length === 1 ? chosen.has(from) || chosen.has(to) : chosen.has(from) && chosen.has(to)
  const links = state
    .plan()
    .computed.net.input.links.filter(touches)
    .map(({ id }) => id as DependencyId)
  if (links.length > 0) state.act(unlinkItems, { links }, planWords().steps.unlink(ids.length))
}

export function indent(state: PlanState, ids: readonly ItemId[], isOut: boolean): void {
  if (ids.length === 0) return
  const says = planWords().steps.indent(state.titleOf(ids[0]!))
  if (state.act(isOut ? outdentItems : indentItems, { items: ids }, says)) state.reveal(ids[0]!)
}

/** Makes an activity at the end of the plan. Answers its id. */
export function addActivity(state: PlanState, title: string): string | null {
  const id = newId<ItemId>(state.workspace.random)
  return state.act(createItem, { id, title }, planWords().steps.add(title.trim())) ? id : null
}

export function trash(state: PlanState, ids: readonly ItemId[]): void {
  if (ids.length === 0) return
  const next = state.rows()[Math.max(0, state.indexOf(ids[0]!) - 1)]?.id ?? null
  if (!state.act(trashItems, { items: ids }, planWords().steps.trash(ids.length))) return
  state.selection.clear()
  state.setActive(next)
  const action = { label: t().general.undo, run: () => void undoLast(state.workspace) }
  showToast({ text: planWords().trashed(ids.length), icon: trash2Icon, action })
}

/** Says where an activity lies now, once the engine has it: in the microtask before this one, and before any other key. */
function sayDates(state: PlanState, id: string): void {
  queueMicrotask(() => {
    if (state.indexOf(id) < 0) return
    const { start, finish } = state.plan().task(id)
    const today = state.today()
    announce(planWords().moved(state.titleOf(id), startDay(start, today), finishDay(finish, today)))
  })
}
