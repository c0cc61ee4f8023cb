import { createSignal, type JSX } from "solid-js"
import { Field, TextArea } from "../ui/field.tsx"

export interface LongTextProps {
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly onSave: (text: string) => void
}

/** Text of several lines that is kept when it is left. What others write meanwhile shows, until somebody types here. */
export function LongText(props: LongTextProps): JSX.Element {
  const [typed, setTyped] = createSignal<string>()
  const save = () => {
    const text = typed()
    if (text !== undefined && text !== props.value) props.onSave(text)
    setTyped(undefined)
  }
  return (
    <Field label={props.label} hint={props.hint}>
      {attributes => <TextArea {...attributes} value={typed() ?? props.value} onValue={setTyped} onBlur={save} />}
    </Field>
  )
}
