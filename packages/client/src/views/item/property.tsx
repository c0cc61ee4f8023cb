import { Show, type JSX } from "solid-js"
import "../../ui/visually-hidden.css"

export interface PropertyProps {
  readonly label: string
  /** What a shortcut finds it by: `status`, `due`. */
  readonly name: string
  /** Nothing is set: on a phone it is folded away. */
  readonly empty?: boolean
  readonly children: JSX.Element
}

/** One line of the properties: its label and what is set. */
export function Property(props: PropertyProps): JSX.Element {
  return (
    <div class="property" data-property={props.name} data-empty={props.empty ? "" : undefined}>
      <span class="property-label">{props.label}</span>
      <div class="property-value">{props.children}</div>
    </div>
  )
}

export interface PropertyButtonProps {
  /** What is changed, such as "Status". */
  readonly label: string
  /** The words in place of a value. */
  readonly empty?: string | undefined
  readonly shortcut?: string
  readonly onPress: (anchor: HTMLButtonElement) => void
  readonly children?: JSX.Element
}

/** The value of a property, which opens its choice. */
export function PropertyButton(props: PropertyButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class="property-button"
      aria-haspopup="dialog"
      data-tooltip={props.shortcut === undefined ? undefined : props.label}
      data-tooltip-shortcut={props.shortcut}
      onClick={event => props.onPress(event.currentTarget)}
    >
      <span class="visually-hidden">{props.label}: </span>
      <Show when={props.empty !== undefined} fallback={props.children}>
        <span class="property-empty">{props.empty}</span>
      </Show>
    </button>
  )
}

/** Does what a press on a property does, for its shortcut. Answers whether there is such a property. */
export function pressProperty(panel: Element, name: string): boolean {
  const control = panel.querySelector<HTMLElement>(
    `[data-property="${name}"] :is(.property-button, .line-input > input)`,
  )
  control?.focus()
  if (control instanceof HTMLButtonElement) control.click()
  return control !== null
}
