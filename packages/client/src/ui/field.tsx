import { createEffect, createUniqueId, For, on, onMount, Show, splitProps, type JSX } from "solid-js"
import { Icon, type IconShape } from "./icon.tsx"
import "./field.css"

/** What a control inside a `Field` must carry, so that its label, hint and error belong to it. */
export interface FieldAttributes {
  readonly id: string
  readonly required?: boolean | undefined
  readonly "aria-describedby"?: string | undefined
  readonly "aria-invalid"?: "true" | undefined
}

export interface FieldProps {
  readonly label: string
  /** A sentence that helps, below the control. */
  readonly hint?: string | undefined
  /** What is wrong and what to do; replaces the hint. */
  readonly error?: string | undefined
  readonly required?: boolean
  /** Draws the control; spread the attributes over it. */
  readonly children: (attributes: FieldAttributes) => JSX.Element
}

/** A labelled control with its hint or its error. */
export function Field(props: FieldProps): JSX.Element {
  const id = createUniqueId()
  const note = () => props.error ?? props.hint
  const attributes: FieldAttributes = {
    id,
    get required() {
      return props.required
    },
    get "aria-describedby"() {
      return note() ? `${id}-note` : undefined
    },
    get "aria-invalid"() {
      return props.error ? ("true" as const) : undefined
    },
  }
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {props.label}
      </label>
      {props.children(attributes)}
      <Show when={note()}>
        {text => (
          <p class="field-note" id={`${id}-note`} data-error={props.error ? "" : undefined}>
            {text()}
          </p>
        )}
      </Show>
    </div>
  )
}

type Text<Element> = {
  readonly value: string
  /** Called at every keystroke with the whole text. */
  readonly onValue: (value: string) => void
  readonly ref?: Element | ((element: Element) => void)
}

export type TextInputProps = Omit<JSX.InputHTMLAttributes<HTMLInputElement>, "value" | "onInput" | "class" | "ref"> &
  Text<HTMLInputElement> & {
    readonly icon?: IconShape
    /** A control or a shortcut at the end, inside the edge. */
    readonly trailing?: JSX.Element
  }

/** A line of text. Takes every attribute of a native input; needs a `Field`, or an `aria-label`. */
export function TextInput(props: TextInputProps): JSX.Element {
  const [own, native] = splitProps(props, ["value", "onValue", "icon", "trailing"])
  return (
    <span class="text-input" data-invalid={props["aria-invalid"] ? "" : undefined}>
      <Show when={own.icon}>{icon => <Icon icon={icon()} />}</Show>
      <input type="text" {...native} value={own.value} onInput={event => own.onValue(event.currentTarget.value)} />
      {own.trailing}
    </span>
  )
}

export type TextAreaProps = Omit<
  JSX.TextareaHTMLAttributes<HTMLTextAreaElement>,
  "value" | "onInput" | "class" | "ref" | "rows"
> &
  Omit<Text<HTMLTextAreaElement>, "ref"> & {
    /** The fewest lines it shows; it grows with its text. */
    readonly minRows?: number
  }

const sizesItself = CSS.supports("field-sizing", "content")

/** Text of several lines, as high as its text. */
export function TextArea(props: TextAreaProps): JSX.Element {
  const [own, native] = splitProps(props, ["value", "onValue", "minRows"])
  let area!: HTMLTextAreaElement
  const fit = () => {
    if (sizesItself) return
    area.style.height = "auto"
    area.style.height = `${area.scrollHeight + 2}px`
  }
  onMount(fit)
  createEffect(on(() => own.value, fit, { defer: true }))
  return (
    <textarea
      {...native}
      ref={area}
      class="text-area"
      rows={own.minRows ?? 2}
      style={{ "--min-rows": String(own.minRows ?? 2) }}
      value={own.value}
      onInput={event => own.onValue(event.currentTarget.value)}
    />
  )
}

export interface SelectOption<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly disabled?: boolean
}

export interface SelectProps<Value extends string> {
  readonly value: Value
  readonly options: readonly SelectOption<Value>[]
  readonly onValue: (value: Value) => void
  /** Its name if it stands in no `Field`. */
  readonly label?: string
  /** The attributes that a `Field` hands over. */
  readonly attributes?: FieldAttributes
  readonly disabled?: boolean
}

/** A choice of a few in a form: the platform's own select, so that phones show their own wheel. */
export function Select<Value extends string>(props: SelectProps<Value>): JSX.Element {
  return (
    <span class="select">
      <select
        {...props.attributes}
        aria-label={props.label}
        disabled={props.disabled}
        onChange={event => {
          const chosen = props.options[event.currentTarget.selectedIndex]
          if (chosen) props.onValue(chosen.value)
        }}
      >
        <For each={props.options}>
          {option => (
            <option value={option.value} disabled={option.disabled} selected={option.value === props.value}>
              {option.label}
            </option>
          )}
        </For>
      </select>
      <span class="button-opens" />
    </span>
  )
}
