import { format, t } from "../text/index.ts"
import { readTypedDuration } from "../text/typed-duration.ts"
import type { Anchor } from "../ui/overlays.tsx"
import { openSmallForm } from "./small-form.tsx"

export interface EstimateFormOptions {
  readonly anchor: Anchor
  /** Working minutes, or none. */
  readonly minutes: number | null
  /** Answers whether it was done. */
  readonly onSave: (minutes: number | null) => boolean
}

/** Asks for an estimate beside what it is of; empty takes it away, and what is no duration is asked for again. */
export function openEstimateForm({ anchor, minutes, onSave }: EstimateFormOptions): void {
  openSmallForm({
    anchor,
    label: t().item.estimate,
    hint: t().item.estimatePlaceholder,
    value: minutes === null ? "" : format().duration(minutes),
    done: t().general.save,
    onDone: text => {
      if (text === "") return onSave(null)
      const typed = readTypedDuration(text)
      return typed !== undefined && onSave(typed)
    },
  })
}
