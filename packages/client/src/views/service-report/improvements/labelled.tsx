import type { JSX, ParentProps } from "solid-js"

/** A label over a control that is no native one and says its name itself. */
export function Labelled(props: ParentProps<{ readonly label: string }>): JSX.Element {
  return (
    <div class="field">
      <span class="field-label" aria-hidden="true">
        {props.label}
      </span>
      <span class="improvement-control">{props.children}</span>
    </div>
  )
}
