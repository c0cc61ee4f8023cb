import type { JSX, ParentProps } from "solid-js"
import "./scroll-region.css"

/** A table or a drawing that may be wider than the page: it scrolls by itself, by keyboard as well. */
export function ScrollRegion(props: ParentProps<{ readonly label: string }>): JSX.Element {
  return (
    <div class="scroll-region" role="group" aria-label={props.label} tabIndex={0} data-focus="inside">
      {props.children}
    </div>
  )
}
