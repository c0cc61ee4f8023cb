import { Match, Switch, type JSX } from "solid-js"
import type { ShownClock } from "./shown-clock.ts"
import "./clock.css"

/** How far a clock is: a wedge of the time left, bars where it rests, "!" where it is late, a tick where it was kept. */
export function ClockGlyph(props: { readonly clock: Pick<ShownClock, "look" | "leftShare"> }): JSX.Element {
  return (
    <svg
      class="glyph clock-glyph"
      data-look={props.clock.look}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <Switch>
        <Match when={props.clock.look === "late"}>
          <circle class="glyph-fill" cx="8" cy="8" r="6.5" />
          <path class="glyph-cut" d="M8 4.8v3.6M8 11v.01" />
        </Match>
        <Match when={props.clock.look === "met"}>
          <circle class="glyph-line" cx="8" cy="8" r="5.75" />
          <path class="glyph-line" d="m5.4 8.2 1.8 1.8 3.4-3.7" />
        </Match>
        <Match when={props.clock.look === "paused"}>
          <circle class="glyph-line" cx="8" cy="8" r="5.75" />
          <path class="glyph-line" d="M6.6 6v4M9.4 6v4" />
        </Match>
        <Match when={true}>
          <circle class="glyph-line" cx="8" cy="8" r="5.75" />
          <path class="glyph-fill" d={wedge(props.clock.leftShare)} />
        </Match>
      </Switch>
    </svg>
  )
}

/** The part of a disc that is left, clockwise from the top. */
function wedge(share: number): string {
  const part = Math.min(0.999, Math.max(0, share))
  const angle = 2 * Math.PI * part
  const [x, y] = [8 - 3.6 * Math.sin(angle), 8 - 3.6 * Math.cos(angle)]
  return `M8 8V4.4A3.6 3.6 0 ${part > 0.5 ? 1 : 0} 0 ${x.toFixed(2)} ${y.toFixed(2)}Z`
}
