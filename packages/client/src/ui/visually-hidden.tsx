import type { JSX, ParentProps } from "solid-js"
import "./visually-hidden.css"

/** Words for assistive technology that the picture already says. */
export function VisuallyHidden(props: ParentProps): JSX.Element {
  return <span class="visually-hidden">{props.children}</span>
}
