import type { LinkKind } from "@weft/model/plan/input"
import { onCleanup, type Accessor, type Setter } from "solid-js"
import { middleOf } from "./bar-place.ts"
import { AXIS } from "./chart-view.ts"
import { GhostPlan, type Ghost, type Trial } from "./ghost.ts"
import { hitAt, type Hit } from "./hit.ts"
import {
  durationUntil,
  linkEnds,
  moveTo,
  movedTask,
  percentAt,
  resizedTask,
  setLength,
  setPercent,
} from "../plan-steps.ts"
import type { Held, PlanState } from "../plan-state.ts"
import { instantAt, panned, stepOf, zoomedAt } from "./time-scale.ts"

/** A press that moves less is a click. */
const LEAST_DRAG = 4
/** How much a wheel zooms by for each pixel that it would have scrolled. */
const WHEEL_ZOOM = 0.0022

/** Takes hold of bars with the pointer, and scrolls and zooms with the wheel. */
export function makePlanPointer(
  chart: HTMLElement,
  state: PlanState,
  hovered: { readonly get: Accessor<string | null>; readonly set: Setter<string | null> },
): void {
  const at = (event: { clientX: number; clientY: number }) => {
    const box = chart.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top - AXIS }
  }
  const barView = () => ({
    plan: state.plan(),
    rows: state.rows(),
    scale: state.scale(),
    top: state.viewport().top,
    rowHeight: state.rowHeight(),
    isNarrow: state.narrow(),
  })
  const hit = (event: PointerEvent) => {
    const { x, y } = at(event)
    return y < 0 ? null : hitAt(barView(), x, y)
  }

  const onWheel = (event: WheelEvent) => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      state.setScale(zoomedAt(state.scale(), at(event).x, Math.exp(-event.deltaY * WHEEL_ZOOM)))
      return
    }
    const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX
    if (sideways === 0) return
    event.preventDefault()
    state.setScale(panned(state.scale(), sideways))
  }

  const onHover = (event: PointerEvent) => {
    if (event.buttons !== 0) return
    const found = hit(event)
    const { y } = at(event)
    const row = state.rows()[Math.floor((y + state.viewport().top) / state.rowHeight())]
    hovered.set(state.mayWrite() && y >= 0 ? (row?.id ?? null) : null)
    chart.style.cursor = cursorOver(found, state)
  }

  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return
    const found = hit(event)
    const start = at(event)
    state.grid().focus({ preventScroll: true })
    if (found === null) return takeGround(chart, state, event, start.y)
    const id = state.rows()[found.row]!.id
    choose(state, id, event)
    if (state.mayWrite() && event.pointerType !== "touch") takeBar(chart, state, found, id, event, at, barView)
  }

  chart.addEventListener("wheel", onWheel, { passive: false })
  chart.addEventListener("pointermove", onHover)
  chart.addEventListener("pointerdown", onDown)
  const leave = () => void hovered.set(null)
  chart.addEventListener("pointerleave", leave)
  onCleanup(() => {
    chart.removeEventListener("wheel", onWheel)
    chart.removeEventListener("pointermove", onHover)
    chart.removeEventListener("pointerdown", onDown)
    chart.removeEventListener("pointerleave", leave)
  })
}

export function choose(state: PlanState, id: string, event: MouseEvent): void {
  if (event.ctrlKey || event.metaKey) state.selection.toggle(id)
  else if (event.shiftKey && state.active() !== null) {
    const [one, other] = [state.indexOf(state.active()!), state.indexOf(id)]
    const range = state.rows().slice(Math.min(one, other), Math.max(one, other) + 1)
    state.selection.select(range.map(row => row.id))
  } else state.selection.clear()
  state.setActive(id)
}

function cursorOver(hit: Hit | null, state: PlanState): string {
  if (hit === null || !state.mayWrite()) return ""
  if (hit.part === "finish-edge" || hit.part === "progress") return "ew-resize"
  if (hit.part === "start-dot" || hit.part === "finish-dot") return "crosshair"
  return hit.place.kind === "summary" ? "" : "grab"
}

/** Beside the bars one takes hold of time itself. */
function takeGround(chart: HTMLElement, state: PlanState, down: PointerEvent, y: number): void {
  const row = state.rows()[Math.floor((y + state.viewport().top) / state.rowHeight())]
  if (y >= 0 && row !== undefined) choose(state, row.id, down)
  let last = down.clientX
  follow(chart, down, {
    move: event => {
      state.setScale(panned(state.scale(), last - event.clientX))
      last = event.clientX
    },
    end: () => undefined,
  })
}

/** What a drag of a bar would do at a point of the chart. */
interface Pull {
  readonly trial: Trial
  readonly percent: number | null
  readonly linkKind: LinkKind | null
  readonly drop: () => void
}

function takeBar(
  chart: HTMLElement,
  state: PlanState,
  hit: Hit,
  id: string,
  down: PointerEvent,
  at: (event: PointerEvent) => { x: number; y: number },
  barView: () => Parameters<typeof hitAt>[0],
): void {
  const start = at(down)
  const plan = state.plan()
  const kind = kindOf(hit)
  if (kind === null) return
  let ghosts: GhostPlan | undefined
  let standing: { readonly pull: Pull; readonly ghost: Ghost } | null = null
  const linkFrom = [hit.part === "start-dot" ? hit.place.left : hit.place.right, middleOf(hit.place) + AXIS] as const
  follow(chart, down, {
    move: event => {
      const { x, y } = at(event)
      if (ghosts === undefined && Math.hypot(x - start.x, y - start.y) < LEAST_DRAG) return
      ghosts ??= new GhostPlan(plan)
      const pull =
        kind === "link"
          ? pullLink(state, id, hit.part === "finish-dot", hitAt(barView(), x, y))
          : pullBar(state, kind, id, start.x, x, event.altKey)
      if (pull === null) return
      const ghost = ghosts.try(pull.trial)
      standing = { pull, ghost }
      state.setHeld({
        item: id,
        kind,
        ghost,
        isHeldBack: kind === "move" && pull.trial.tasks.length > 0 && ghost.moved.size === 0,
        x,
        y: y + AXIS,
        percent: pull.percent,
        link: kind === "link" ? { kind: pull.linkKind, from: linkFrom } : null,
      })
    },
    end: isDropped => {
      const last = standing
      state.setHeld(null)
      if (!isDropped || last === null) return
      last.pull.drop()
    },
  })
}

function kindOf({ part, place }: Hit): Held["kind"] | null {
  if (part === "start-dot" || part === "finish-dot") return "link"
  if (place.kind === "summary") return null
  if (part === "progress") return "progress"
  if (part === "finish-edge") return "length"
  return place.task.actualStart === null ? "move" : null
}

/** A bar that is pulled to a point: moved, made longer or shorter, or reported as done so far. */
function pullBar(
  state: PlanState,
  kind: Exclude<Held["kind"], "link">,
  id: string,
  from: number,
  to: number,
  isFree: boolean,
): Pull | null {
  const [plan, scale] = [state.plan(), state.scale()]
  const shown = plan.task(id)
  const step = isFree ? 150 : stepOf(scale)
  const delta = Math.round((instantAt(scale, to) - instantAt(scale, from)) / step) * step
  const only = (task: Trial["tasks"][number] | null): Trial => ({ tasks: task === null ? [] : [task], link: null })
  if (kind === "progress") {
    const percent = percentAt(plan, id, instantAt(scale, to))
    return { trial: only(null), percent, linkKind: null, drop: () => setPercent(state, id, percent) }
  }
  if (kind === "move") {
    const start = Math.max(0, shown.start + delta)
    const trial = only(delta === 0 ? null : movedTask(plan, id, start))
    return { trial, percent: null, linkKind: null, drop: () => void (delta !== 0 && moveTo(state, id, start)) }
  }
  const duration = durationUntil(plan, id, shown.finish + delta)
  return {
    trial: only(delta === 0 ? null : resizedTask(plan, id, duration)),
    percent: null,
    linkKind: null,
    drop: () => void (delta !== 0 && setLength(state, id, duration)),
  }
}

/** A link that is pulled from one end of a bar: its kind follows from the end of the other bar that it is over. */
function pullLink(state: PlanState, from: string, fromFinish: boolean, over: Hit | null): Pull {
  const to = over === null ? null : state.rows()[over.row]!.id
  const nothing: Pull = { trial: { tasks: [], link: null }, percent: null, linkKind: null, drop: () => undefined }
  if (over === null || to === null || to === from) return nothing
  // A body stands for its start, where most links end; only its last edge and its dot stand for its finish.
  const toFinish = over.part === "finish-dot" || over.part === "finish-edge"
  const kind: LinkKind = `${fromFinish ? "F" : "S"}${toFinish ? "F" : "S"}`
  const link = { id: `${from} ${to} ${kind}`, from, to, kind, lag: { kind: "working", amount: 0 } } as const
  return { trial: { tasks: [], link }, percent: null, linkKind: kind, drop: () => linkEnds(state, from, to, kind) }
}

/** Follows a pointer until it is let go, or Escape puts everything back. */
function follow(
  chart: HTMLElement,
  down: PointerEvent,
  on: { readonly move: (event: PointerEvent) => void; readonly end: (isDropped: boolean) => void },
): void {
  let last: PointerEvent | null = null
  let frame = 0
  const flush = () => {
    frame = 0
    if (last !== null) on.move(last)
    last = null
  }
  const move = (event: PointerEvent) => {
    if (event.pointerId !== down.pointerId) return
    last = event
    frame ||= requestAnimationFrame(flush)
  }
  const finish = (isDropped: boolean) => {
    if (isDropped && last !== null) flush()
    cancelAnimationFrame(frame)
    chart.removeEventListener("pointermove", move)
    chart.removeEventListener("pointerup", up)
    chart.removeEventListener("pointercancel", cancel)
    document.removeEventListener("keydown", key, { capture: true })
    on.end(isDropped)
  }
  const up = () => finish(true)
  const cancel = () => finish(false)
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return
    event.preventDefault()
    event.stopPropagation()
    finish(false)
  }
  chart.setPointerCapture(down.pointerId)
  chart.addEventListener("pointermove", move)
  chart.addEventListener("pointerup", up)
  chart.addEventListener("pointercancel", cancel)
  document.addEventListener("keydown", key, { capture: true })
}
