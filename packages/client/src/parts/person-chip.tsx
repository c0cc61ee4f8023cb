import { Show, type JSX } from "solid-js"
import { t } from "../text/index.ts"
import { Icon } from "../ui/icon.tsx"
import { xIcon } from "../ui/icons.ts"
import { Avatar, type ShownPerson } from "./avatar.tsx"
import "../ui/chip.css"
import "./person-chip.css"

export interface PersonChipProps {
  /** Undefined is nobody. */
  readonly person: ShownPerson | undefined
  readonly present?: boolean
  /** Adds a button that takes the person out. */
  readonly onRemove?: (() => void) | undefined
}

/** A person with their name. */
export function PersonChip(props: PersonChipProps): JSX.Element {
  const name = () => props.person?.name ?? t().people.nobody
  return (
    <span class="person-chip" data-gone={props.person?.gone ? "" : undefined}>
      <Avatar person={props.person} present={props.present ?? false} decorative />
      <span class="person-chip-name">{name()}</span>
      <Show when={props.onRemove}>
        <button
          type="button"
          class="chip-remove"
          aria-label={t().general.removeNamed(name())}
          onClick={() => props.onRemove?.()}
        >
          <Icon icon={xIcon} size={12} />
        </button>
      </Show>
    </span>
  )
}
