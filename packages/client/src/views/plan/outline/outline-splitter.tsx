import type { JSX } from "solid-js"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { usePlan } from "../plan-state.ts"

const STEP = 24

/** The edge between outline and chart, dragged or moved by arrows; a double click puts it back. */
export function OutlineSplitter(): JSX.Element {
  const state = usePlan()
  const { sheet } = state
  /** As it is drawn, which is less than what was asked for where the chart needs the room. */
  const drawn = () => Math.min(sheet.width(), state.viewport().room - state.viewport().width)
  const drag = (down: PointerEvent & { readonly currentTarget: HTMLElement }) => {
    const edge = down.currentTarget
    const from = drawn() - down.clientX
    edge.setPointerCapture(down.pointerId)
    const move = (event: PointerEvent) => sheet.setWidthOfAll(from + event.clientX, true)
    const up = (event: PointerEvent) => {
      edge.removeEventListener("pointermove", move)
      if (event.clientX !== down.clientX) sheet.setWidthOfAll(from + event.clientX, false)
    }
    edge.addEventListener("pointermove", move)
    edge.addEventListener("pointerup", up, { once: true })
  }
  return (
    <div
      class="plan-splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label={sheetWords().outlineWidth}
      aria-valuenow={drawn()}
      aria-valuemin={160}
      aria-valuemax={1600}
      tabIndex={0}
      style={{ "inset-inline-start": `${drawn() - 3}px` }}
      onPointerDown={drag}
      onDblClick={() => sheet.setWidthOfAll(null, false)}
      on:keydown={event => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return
        event.preventDefault()
        event.stopPropagation()
        sheet.setWidthOfAll(drawn() + (event.key === "ArrowLeft" ? -STEP : STEP), false)
      }}
    />
  )
}
