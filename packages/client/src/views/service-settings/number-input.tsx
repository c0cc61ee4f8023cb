import type { JSX } from "solid-js"

export interface NumberInputProps {
  readonly label: string
  readonly id?: string | undefined
  readonly value: number
  readonly least: number
  readonly most: number
  /** Called with whole numbers from `least` to `most` only; anything else is put back when the field is left. */
  readonly onValue: (value: number) => void
}

/** A whole number of a few digits. */
export function NumberInput(props: NumberInputProps): JSX.Element {
  return (
    <input
      id={props.id}
      class="number-input"
      type="number"
      aria-label={props.label}
      min={props.least}
      max={props.most}
      step="1"
      value={props.value}
      onInput={event => {
        const typed = event.currentTarget.valueAsNumber
        if (Number.isInteger(typed) && typed >= props.least && typed <= props.most) props.onValue(typed)
      }}
      onBlur={event => (event.currentTarget.value = String(props.value))}
    />
  )
}
