import { onCleanup, type Setter } from "solid-js"
import { AXIS } from "./chart-view.ts"
import { follow } from "./follow.ts"
import { hitAt, type Hit } from "./hit.ts"
import { linkAt, type LinkHit } from "./link-hit.ts"
import { makeLongPress } from "./long-press.ts"
import { makePinch } from "./pinch.ts"
import type { Surface } from "./surface.ts"
import { takeBar, takeLinkEnd } from "./take-bar.ts"
import { openRowMenu } from "../outline/row-menu.ts"
import { choose } from "../plan-choose.ts"
import type { PlanState } from "../plan-state.ts"
import { panned, zoomedAt } from "./time-scale.ts"

/** How much a wheel zooms by for each pixel that it would have scrolled. */
const WHEEL_ZOOM = 0.0022

/** What lies under the pointer, for what is drawn of it. */
export interface Hovering {
  readonly setRow: Setter<string | null>
  readonly setLink: Setter<string | null>
}

/** Takes hold of bars with the pointer, and scrolls and zooms with wheel and fingers. */
export function makePlanPointer(chart: HTMLElement, state: PlanState, hovering: Hovering): void {
  const barView = () => ({
    plan: state.plan(),
    rows: state.rows(),
    scale: state.scale(),
    top: state.viewport().top,
    rowHeight: state.rowHeight(),
    isNarrow: state.narrow(),
  })
  const surface: Surface = {
    chart,
    state,
    at: event => {
      const box = chart.getBoundingClientRect()
      return { x: event.clientX - box.left, y: event.clientY - box.top - AXIS }
    },
    hit: ({ x, y }) => (y < 0 ? null : hitAt(barView(), x, y)),
  }
  const linkUnder = (point: { readonly x: number; readonly y: number }): LinkHit | null =>
    state.mayWrite() && point.y >= 0 ? linkAt(barView(), state.links(), point.x, point.y) : null

  const onWheel = (event: WheelEvent) => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      state.setScale(zoomedAt(state.scale(), surface.at(event).x, Math.exp(-event.deltaY * WHEEL_ZOOM)))
      return
    }
    const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX
    if (sideways === 0) return
    event.preventDefault()
    state.setScale(panned(state.scale(), sideways))
  }

  const onHover = (event: PointerEvent) => {
    if (event.buttons !== 0) return
    const point = surface.at(event)
    const [found, link] = [surface.hit(point), linkUnder(point)]
    const row = state.rows()[Math.floor((point.y + state.viewport().top) / state.rowHeight())]
    hovering.setRow(state.mayWrite() && point.y >= 0 ? (row?.id ?? null) : null)
    hovering.setLink(link?.link.id ?? null)
    chart.style.cursor = link !== null ? "crosshair" : cursorOver(found, state)
  }

  const pinch = makePinch(surface)
  const onDown = (event: PointerEvent) => {
    if (event.pointerType === "touch" && pinch.began(event)) return
    if (event.button !== 0) return
    const start = surface.at(event)
    state.grid().focus({ preventScroll: true })
    const link = event.pointerType === "touch" ? null : linkUnder(start)
    if (link !== null) return takeLinkEnd(surface, link, event)
    const found = surface.hit(start)
    const row = state.rows()[found?.row ?? Math.floor((start.y + state.viewport().top) / state.rowHeight())]
    if (found === null || event.pointerType === "touch" || !state.mayWrite()) {
      if (start.y >= 0 && row !== undefined) choose(state, row.id, event)
      return takeGround(surface, event)
    }
    takeBar(surface, found, row!.id, event)
  }

  chart.addEventListener("wheel", onWheel, { passive: false })
  chart.addEventListener("pointermove", onHover)
  chart.addEventListener("pointerdown", onDown)
  const menuAt = (event: { clientX: number; clientY: number }) => {
    const { y } = surface.at(event)
    const row = state.rows()[Math.floor((y + state.viewport().top) / state.rowHeight())]
    if (y < 0 || row === undefined) return
    if (!state.selection.isSelected(row.id)) {
      state.selection.clear()
      state.setActive(row.id)
    }
    openRowMenu(state, row.id, { x: event.clientX, y: event.clientY })
  }
  const onMenu = (event: MouseEvent) => {
    event.preventDefault()
    // A finger that stays opens it by itself: not every system tells of it.
    if (!(event instanceof PointerEvent) || event.pointerType !== "touch") menuAt(event)
  }
  const stopLongPress = makeLongPress(chart, menuAt)
  chart.addEventListener("contextmenu", onMenu)
  const leave = () => {
    hovering.setRow(null)
    hovering.setLink(null)
  }
  chart.addEventListener("pointerleave", leave)
  onCleanup(() => {
    chart.removeEventListener("wheel", onWheel)
    chart.removeEventListener("pointermove", onHover)
    chart.removeEventListener("pointerdown", onDown)
    chart.removeEventListener("pointerleave", leave)
    chart.removeEventListener("contextmenu", onMenu)
    stopLongPress()
    pinch.stop()
  })
}

function cursorOver(hit: Hit | null, state: PlanState): string {
  if (hit === null || !state.mayWrite()) return ""
  switch (hit.part) {
    case "finish-edge":
    case "progress":
      return "ew-resize"
    case "start-edge":
      return hit.place.task.actualStart === null ? "ew-resize" : ""
    case "start-dot":
    case "finish-dot":
      return "crosshair"
    case "body":
      return "grab"
  }
}

/** Beside the bars one takes hold of time itself. */
function takeGround({ chart, state }: Surface, down: PointerEvent): void {
  let last = down.clientX
  follow(chart, down, {
    move: event => {
      state.setScale(panned(state.scale(), last - event.clientX))
      last = event.clientX
    },
    end: () => undefined,
  })
}
