import type { JSX } from "solid-js"
import { Chip } from "../ui/chip.tsx"
import { tagIcon } from "../ui/icons.ts"

export interface LabelChipProps {
  readonly name: string
  /** Adds a button that takes the label off. */
  readonly onRemove?: (() => void) | undefined
}

/** A label: grey with a tag, because colours mean states here. */
export function LabelChip(props: LabelChipProps): JSX.Element {
  return (
    <Chip icon={tagIcon} onRemove={props.onRemove} removeLabel={props.name}>
      {props.name}
    </Chip>
  )
}
