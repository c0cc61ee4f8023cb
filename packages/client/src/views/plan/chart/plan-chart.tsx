import { createEffect, createMemo, createSignal, on, onCleanup, onMount, Show, type JSX } from "solid-js"
import type { Peer } from "../../../data/presence.ts"
import { hueOf } from "../../../parts/person-hue.ts"
import { barPlace } from "./bar-place.ts"
import { AXIS, type ChartView } from "./chart-view.ts"
import { drawChart } from "./draw-chart.ts"
import { chartWords } from "../instant-words.ts"
import { createPalette } from "./live-palette.ts"
import { paint, type Palette } from "./paint.ts"
import { PlanCard } from "./plan-card.tsx"
import { makePlanPointer } from "./plan-pointer.ts"
import { LeaderPointer } from "../pointing/leader-pointer.tsx"
import { tellPoint } from "../pointing/tell-point.ts"
import { usePlan } from "../plan-state.ts"
import type { Ink } from "./shapes.ts"
import { stretchesOf } from "./stretches.ts"

/**
 * The chart beside the outline: one canvas as large as what is in view, drawn anew when something in view changes. What it
 * shows is told to assistive technology by the rows, so it is hidden from it.
 */
export function PlanChart(): JSX.Element {
  const state = usePlan()
  let chart!: HTMLDivElement
  let canvas!: HTMLCanvasElement
  let probe!: HTMLSpanElement
  const [hovered, setHovered] = createSignal<string | null>(null)
  const [hoveredLink, setHoveredLink] = createSignal<string | null>(null)
  const stretches = createMemo(() => stretchesOf(state.plan().computed.net.input))
  const palette = createPalette(() => probe)
  const words = createMemo(() => chartWords(state.today()))
  const inkOf = (peer: Peer): Ink => `p${hueOf(peer.member)}`
  const peerInk = (id: string): Ink | null => {
    const peer = state.peers.on(id)
    return peer === undefined ? null : inkOf(peer)
  }
  const view = (): ChartView => {
    const { width, height, top } = state.viewport()
    const held = state.held()
    return {
      plan: state.plan(),
      rows: state.rows(),
      links: state.links(),
      scale: state.scale(),
      width,
      height,
      top,
      rowHeight: state.rowHeight(),
      isNarrow: state.narrow(),
      marksCritical: state.marksCritical(),
      today: state.todayInstant(),
      baselines: state.baselines.shown().map(({ rows }) => rows),
      stretches: stretches(),
      isSelected: id => state.selection.selected().has(id),
      active: state.active(),
      hovered: hovered(),
      hoveredLink: hoveredLink(),
      peerInk,
      ghost: held?.ghost ?? state.levelling.ghost(),
      peerDrags: state.peers
        .drags()
        .map(({ peer, item, moved }) => ({ item, moved, ink: inkOf(peer), name: peer.name })),
      dropOn: held?.kind === "assign" ? held.item : null,
      drawnLink: held?.link == null ? null : [...held.link.from, held.x, held.y],
      words: words(),
    }
  }
  const draw = (now: ChartView, colours: Palette) => {
    const ratio = window.devicePixelRatio
    const [width, height] = [Math.round(now.width * ratio), Math.round(now.height * ratio)]
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    const context = canvas.getContext("2d")
    if (context === null || width === 0) return
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    paint(context, colours, drawChart(now))
  }
  let frame = 0
  let due: { readonly view: ChartView; readonly colours: Palette } | null = null
  createEffect(() => {
    const colours = palette()
    if (colours === null) return
    due = { view: view(), colours }
    state.selection.selected()
    frame ||= requestAnimationFrame(() => {
      frame = 0
      if (due !== null) draw(due.view, due.colours)
    })
  })
  onMount(() => {
    tellPoint(chart, state)
    makePlanPointer(chart, state, { setRow: setHovered, setLink: setHoveredLink })
    onCleanup(() => {
      cancelAnimationFrame(frame)
    })
  })
  createEffect(on(state.plan, () => setHovered(null), { defer: true }))

  /** The bar of the row that the keyboard is on, in an element of the page, so that the focus shows in every mode. */
  const focused = () => {
    const id = state.active()
    const row = id === null ? -1 : state.indexOf(id)
    if (row < 0) return undefined
    const { left, right, top, height } = barPlace(view(), row)
    const isSeen =
      top + height > 0 && top < state.viewport().height - AXIS && right > 0 && left < state.viewport().width
    return isSeen ? { left, right, top: top + AXIS, height } : undefined
  }
  return (
    <div ref={chart} class="plan-chart" aria-hidden="true" style={{ height: `${state.viewport().height}px` }}>
      <canvas ref={canvas} class="plan-canvas" />
      <span ref={probe} class="plan-probe" />
      <Show when={focused()}>
        {bar => (
          <span
            class="plan-focus"
            style={{
              transform: `translate(${bar().left - 3}px, ${bar().top - 3}px)`,
              width: `${bar().right - bar().left + 6}px`,
              height: `${bar().height + 6}px`,
            }}
          />
        )}
      </Show>
      <LeaderPointer />
      <Show when={state.held()}>{held => <PlanCard held={held()} />}</Show>
    </div>
  )
}
