import type { JSX } from "solid-js"
import { Button } from "../ui/button.tsx"
import { Field, TextInput } from "../ui/field.tsx"
import { showToast } from "../ui/toast.tsx"
import "./copy-field.css"

export interface CopyFieldProps {
  readonly label: string
  readonly hint?: string
  readonly value: string
  /** The word on the button. */
  readonly copy: string
  /** What is said once it is copied. */
  readonly copied: string
}

/** A text to take along: it can be read, chosen and copied, and not changed. */
export function CopyField(props: CopyFieldProps): JSX.Element {
  let input!: HTMLInputElement
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.value)
      showToast({ text: props.copied })
    } catch {
      // A page without a secure address has no clipboard: once chosen, the platform's own keys copy it.
      input.select()
    }
  }
  return (
    <Field label={props.label} hint={props.hint}>
      {attributes => (
        <div class="copy-field">
          <TextInput
            {...attributes}
            ref={element => (input = element)}
            value={props.value}
            onValue={() => undefined}
            readOnly
            onFocus={event => event.currentTarget.select()}
          />
          <Button onClick={() => void copy()}>{props.copy}</Button>
        </div>
      )}
    </Field>
  )
}
