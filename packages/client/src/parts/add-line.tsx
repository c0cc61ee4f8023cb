import type { JSX } from "solid-js"
import { Icon } from "../ui/icon.tsx"
import { plusIcon } from "../ui/icons.ts"
import { LineInput } from "./line-input.tsx"
import "./add-line.css"

export interface AddLineProps {
  /** What it adds, as in "Add a label"; stands in the field while it is empty. */
  readonly label: string
  /** Takes a name that is not empty. */
  readonly onAdd: (name: string) => void
  /** Controls that say more of what is added, before it is. */
  readonly children?: JSX.Element
}

/** The last row of a list that grows: write a name, press Enter, write the next one. */
export function AddLine(props: AddLineProps): JSX.Element {
  return (
    <div class="add-line">
      <Icon icon={plusIcon} />
      <LineInput
        stays
        label={props.label}
        placeholder={props.label}
        value=""
        onSave={text => {
          if (text.trim() !== "") props.onAdd(text.trim())
        }}
      />
      {props.children}
    </div>
  )
}
