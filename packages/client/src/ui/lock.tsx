import type { JSX, ParentProps } from "solid-js"
import "./lock.css"

/** Keeps what is inside from being changed while `locked`: it reads as ever, and every control in it is disabled. */
export function Lock(props: ParentProps<{ readonly locked: boolean }>): JSX.Element {
  return (
    <fieldset class="lock" disabled={props.locked}>
      {props.children}
    </fieldset>
  )
}
