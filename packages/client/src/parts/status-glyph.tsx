import { Match, Switch, type JSX } from "solid-js"
import type { Category } from "@weft/model/schema/workflow"
import "./glyphs.css"

export interface StatusGlyphProps {
  readonly category: Category
  /** The last of the active statuses has three quarters of its ring filled, the others half. */
  readonly nearlyDone?: boolean
  /** The status's name, if it does not stand beside the glyph. */
  readonly label?: string
  /** Edge in px; 16 unless told. */
  readonly size?: 14 | 16 | 20
}

/** Where in its life an item stands, by shape as well as by colour. */
export function StatusGlyph(props: StatusGlyphProps): JSX.Element {
  return (
    <svg
      class="glyph status-glyph"
      data-category={props.category}
      width={props.size ?? 16}
      height={props.size ?? 16}
      viewBox="0 0 16 16"
      role={props.label ? "img" : undefined}
      aria-label={props.label}
      aria-hidden={props.label ? undefined : "true"}
    >
      <Switch>
        <Match when={props.category === "backlog"}>
          <circle class="glyph-line" cx="8" cy="8" r="5.75" pathLength="24" stroke-dasharray="1 1" />
        </Match>
        <Match when={props.category === "waiting"}>
          <circle class="glyph-line" cx="8" cy="8" r="5.75" />
        </Match>
        <Match when={props.category === "active"}>
          <circle class="glyph-line" cx="8" cy="8" r="5.75" />
          <path
            class="glyph-fill"
            d={props.nearlyDone ? "M8 4.5A3.5 3.5 0 1 1 4.5 8H8Z" : "M8 4.5a3.5 3.5 0 0 1 0 7Z"}
          />
        </Match>
        <Match when={props.category === "paused"}>
          <circle class="glyph-line" cx="8" cy="8" r="5.75" />
          <path class="glyph-line" d="M6.6 6v4M9.4 6v4" />
        </Match>
        <Match when={props.category === "done"}>
          <circle class="glyph-fill" cx="8" cy="8" r="6.5" />
          <path class="glyph-cut" d="m5.2 8.2 1.9 1.9 3.7-4" />
        </Match>
        <Match when={props.category === "cancelled"}>
          <circle class="glyph-fill" cx="8" cy="8" r="6.5" />
          <path class="glyph-cut" d="m6 6 4 4m0-4-4 4" />
        </Match>
      </Switch>
    </svg>
  )
}
