import { Match, Switch, type JSX } from "solid-js"
import type { Priority } from "@weft/model/schema/item"
import { t } from "../text/index.ts"
import "./glyphs.css"

export interface PriorityGlyphProps {
  readonly priority: Priority
  /** The word stands beside it, so assistive technology need not hear it twice. */
  readonly decorative?: boolean
  readonly size?: 14 | 16 | 20
}

/** How much an item presses: an octagon that shouts, three bars, or a dash. Only urgent has a colour. */
export function PriorityGlyph(props: PriorityGlyphProps): JSX.Element {
  const bars = () => ({ urgent: 0, high: 3, medium: 2, low: 1, none: 0 })[props.priority]
  const rest = (bar: number) => (bars() < bar ? "" : undefined)
  return (
    <svg
      class="glyph priority-glyph"
      width={props.size ?? 16}
      height={props.size ?? 16}
      viewBox="0 0 16 16"
      role={props.decorative ? undefined : "img"}
      aria-label={props.decorative ? undefined : t().priorities[props.priority]}
      aria-hidden={props.decorative ? "true" : undefined}
    >
      <Switch>
        <Match when={props.priority === "urgent"}>
          <path
            class="priority-urgent"
            d="M5.6 2h4.8c.3 0 .5.1.7.3l2.6 2.6c.2.2.3.4.3.7v4.8c0 .3-.1.5-.3.7l-2.6 2.6c-.2.2-.4.3-.7.3H5.6c-.3 0-.5-.1-.7-.3l-2.6-2.6a1 1 0 0 1-.3-.7V5.6c0-.3.1-.5.3-.7l2.6-2.6c.2-.2.4-.3.7-.3Z"
          />
          <path class="glyph-cut" d="M8 5.1v3.2M8 10.8v.01" />
        </Match>
        <Match when={bars() > 0}>
          <rect class="priority-bar" x="2.25" y="9" width="3.2" height="5" rx="1.1" data-rest={rest(1)} />
          <rect class="priority-bar" x="6.4" y="6" width="3.2" height="8" rx="1.1" data-rest={rest(2)} />
          <rect class="priority-bar" x="10.55" y="3" width="3.2" height="11" rx="1.1" data-rest={rest(3)} />
        </Match>
        <Match when={props.priority === "none"}>
          <rect class="priority-bar" x="3.25" y="7.25" width="9.5" height="1.5" rx=".75" data-rest="" />
        </Match>
      </Switch>
    </svg>
  )
}
