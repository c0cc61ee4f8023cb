import type { MemberId } from "@weft/model/base/ids"
import type { JSX } from "solid-js"
import { memberNamed, useWorkspace } from "../data/context.ts"
import { Button } from "../ui/button.tsx"
import { VisuallyHidden } from "../ui/visually-hidden.tsx"
import { Avatar } from "./avatar.tsx"
import { openPersonPicker } from "./people-picker.tsx"
import "./person-button.css"

/** A person who is chosen, or nobody: shows who, and opens the choice. */
export function PersonButton(props: {
  readonly label: string
  readonly value: MemberId | null
  /** What nobody is called. */
  readonly nobody: string
  readonly onPick: (member: MemberId | null) => void
}): JSX.Element {
  const workspace = useWorkspace()
  const person = () => memberNamed(workspace.live, props.value)
  return (
    <Button
      opens
      aria-haspopup="dialog"
      onClick={event =>
        openPersonPicker({
          anchor: event.currentTarget,
          label: props.label,
          members: () => workspace.live.table("members"),
          me: workspace.me,
          selected: () => (props.value === null ? [] : [props.value]),
          onPick: props.onPick,
        })
      }
    >
      <VisuallyHidden>{props.label}: </VisuallyHidden>
      <span class="person-button">
        <Avatar person={person()} decorative />
        {person()?.name ?? props.nobody}
      </span>
    </Button>
  )
}
