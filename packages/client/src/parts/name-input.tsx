import type { JSX } from "solid-js"
import { t } from "../text/index.ts"
import { LineInput, type LineInputProps } from "./line-input.tsx"

export interface NameInputProps extends Pick<LineInputProps, "label" | "value" | "class"> {
  /** Takes another name, without space around it. */
  readonly onName: (name: string) => void
}

/** A name that is edited in place. One without letters is refused with a sentence below it. */
export function NameInput(props: NameInputProps): JSX.Element {
  const onSave = (text: string) => {
    const name = text.trim()
    if (name === "") return t().general.nameMissing
    props.onName(name)
    return undefined
  }
  return <LineInput {...props} onSave={onSave} />
}
