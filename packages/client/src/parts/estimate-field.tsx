import type { JSX } from "solid-js"
import { format, t } from "../text/index.ts"
import { readTypedDuration } from "../text/typed-duration.ts"
import { LineInput } from "./line-input.tsx"

export interface EstimateFieldProps {
  /** Working minutes, or none. */
  readonly minutes: number | null
  readonly onSave: (minutes: number | null) => void
}

/** How much work something is, written as a duration: "2 h", "3 d". Empty is no estimate. */
export function EstimateField(props: EstimateFieldProps): JSX.Element {
  const save = (text: string): string | undefined => {
    if (text.trim() === "") return void props.onSave(null)
    const minutes = readTypedDuration(text)
    if (minutes === undefined) return t().item.notADuration
    props.onSave(minutes)
    return undefined
  }
  return (
    <LineInput
      label={t().item.estimate}
      value={props.minutes === null ? "" : format().duration(props.minutes)}
      placeholder={t().item.noEstimate}
      onSave={save}
    />
  )
}
