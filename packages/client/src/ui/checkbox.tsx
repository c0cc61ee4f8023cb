import { createEffect, type JSX } from "solid-js"
import "./checkbox.css"

export interface CheckboxProps {
  readonly checked: boolean
  /** Some of what it stands for is checked. */
  readonly mixed?: boolean
  readonly onChange: (checked: boolean) => void
  /** The words beside it. Without, give `label`. */
  readonly children?: JSX.Element
  /** Its name if no words stand beside it. */
  readonly label?: string
  /** `done` is the green of finished work; `accent`, the default, is a selection. */
  readonly tone?: "accent" | "done"
  readonly disabled?: boolean
}

/** A box that is checked or not. Its target is the whole label. */
export function Checkbox(props: CheckboxProps): JSX.Element {
  let input!: HTMLInputElement
  createEffect(() => (input.indeterminate = props.mixed ?? false))
  return (
    <label class="checkbox" data-tone={props.tone ?? "accent"}>
      <input
        ref={input}
        type="checkbox"
        checked={props.checked}
        disabled={props.disabled}
        aria-label={props.label}
        onChange={event => props.onChange(event.currentTarget.checked)}
      />
      {props.children}
    </label>
  )
}

export interface SwitchProps {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly children?: JSX.Element
  /** Its name if no words stand beside it. */
  readonly label?: string
  readonly disabled?: boolean
}

/** A setting that takes effect at once. */
export function Switch(props: SwitchProps): JSX.Element {
  return (
    <label class="switch">
      {props.children}
      <input
        type="checkbox"
        role="switch"
        checked={props.checked}
        disabled={props.disabled}
        aria-label={props.label}
        onChange={event => props.onChange(event.currentTarget.checked)}
      />
    </label>
  )
}
