import { createEffect, createMemo, createSignal, onCleanup, onMount, type JSX } from "solid-js"
import { follow } from "../chart/follow.ts"
import { AXIS } from "../chart/chart-view.ts"
import { createPalette } from "../chart/live-palette.ts"
import type { Palette } from "../chart/paint.ts"
import { instantAt } from "../chart/time-scale.ts"
import { usePlan } from "../plan-state.ts"
import { overviewOf, placeIn, type OverviewSpan } from "./overview-shapes.ts"
import "./overview.css"

const HEIGHT = 56

/**
 * The whole plan in small, with a frame about what the chart shows; the frame is dragged. It is a picture for the eye:
 * the rows tell the same in words, and keys move what is shown.
 */
export function PlanOverview(): JSX.Element {
  const state = usePlan()
  let area!: HTMLDivElement
  let canvas!: HTMLCanvasElement
  let probe!: HTMLSpanElement
  const span = createMemo((): OverviewSpan => {
    const { dates } = state.plan().computed
    return { from: dates.start, to: Math.max(dates.finish, dates.start + 14_400) }
  })
  const [width, setWidth] = createSignal(0)
  const palette = createPalette(() => probe)
  const draw = () => {
    const colours = palette()
    if (colours === null) return
    const ratio = window.devicePixelRatio
    canvas.width = Math.round(width() * ratio)
    canvas.height = Math.round(HEIGHT * ratio)
    const context = canvas.getContext("2d")
    if (context === null || canvas.width === 0) return
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    paintBars(context, colours)
  }
  const paintBars = (context: CanvasRenderingContext2D, colours: Palette) => {
    for (const { x, y, width: long, height, ink } of overviewOf(state.plan(), state.rows(), span(), width(), HEIGHT)) {
      context.fillStyle = colours[ink]
      context.fillRect(x, y, long, height)
    }
  }
  /** What the chart shows, in pixels of the overview. */
  const frame = () => {
    const { top, width: wide, height } = state.viewport()
    const whole = Math.max(1, state.rows().length * state.rowHeight())
    const [left, right] = [0, wide].map(x => placeIn(span(), instantAt(state.scale(), x), width()))
    const [from, to] = [top / whole, Math.min(1, (top + height - AXIS) / whole)]
    return {
      left: left!,
      width: Math.max(4, right! - left!),
      top: from * HEIGHT,
      height: Math.max(4, (to - from) * HEIGHT),
    }
  }
  const goTo = (event: PointerEvent) => {
    const box = area.getBoundingClientRect()
    const { width: wide, height } = state.viewport()
    const middle = span().from + ((event.clientX - box.left) / Math.max(1, box.width)) * (span().to - span().from)
    state.setScale({ ...state.scale(), origin: middle - (wide / 2 / state.scale().perDay) * 14_400 })
    const whole = state.rows().length * state.rowHeight()
    state.grid().scrollTop = ((event.clientY - box.top) / HEIGHT) * whole - (height - AXIS) / 2
  }
  onMount(() => {
    createEffect(draw)
    const sizes = new ResizeObserver(() => setWidth(area.clientWidth))
    sizes.observe(area)
    onCleanup(() => sizes.disconnect())
  })
  return (
    <div
      ref={area}
      class="plan-overview"
      aria-hidden="true"
      onPointerDown={event => {
        goTo(event)
        follow(event.currentTarget, event, { move: goTo, end: () => undefined })
      }}
    >
      <canvas ref={canvas} class="plan-overview-canvas" />
      <span ref={probe} class="plan-probe" />
      <span
        class="plan-overview-frame"
        style={{
          transform: `translate(${frame().left}px, ${frame().top}px)`,
          width: `${frame().width}px`,
          height: `${frame().height}px`,
        }}
      />
    </div>
  )
}
