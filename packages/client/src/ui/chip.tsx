import { Show, type JSX } from "solid-js"
import { t } from "../text/index.ts"
import { Icon, IconOrGlyph, type IconShape } from "./icon.tsx"
import { xIcon } from "./icons.ts"
import "./chip.css"

/** What a chip says by its colour, always with words: nothing, past its time, soon, fine, or "mine". */
export type ChipTone = "plain" | "late" | "soon" | "good" | "accent"

export interface ChipProps {
  readonly children: JSX.Element
  readonly tone?: ChipTone
  readonly icon?: IconShape | undefined
  readonly glyph?: (() => JSX.Element) | undefined
  /** Adds a button that takes it away. Give `removeLabel` with it. */
  readonly onRemove?: (() => void) | undefined
  /** What is removed, as words: "Finance". */
  readonly removeLabel?: string
}

/** A fact in a small frame. */
export function Chip(props: ChipProps): JSX.Element {
  return (
    <span class="chip" data-tone={props.tone ?? "plain"}>
      <IconOrGlyph icon={props.icon} glyph={props.glyph} size={12} />
      <span class="chip-text">{props.children}</span>
      <Show when={props.onRemove}>
        <RemoveButton label={props.removeLabel ?? ""} onRemove={() => props.onRemove?.()} />
      </Show>
    </span>
  )
}

export interface FilterChipProps {
  /** The words before the value: "Status is not". */
  readonly words: string
  /** The value itself: "Cancelled". */
  readonly value: string
  /** Opens the choice of the value. */
  readonly onEdit?: (event: MouseEvent & { readonly currentTarget: HTMLButtonElement }) => void
  readonly onRemove: () => void
}

/** A condition that reads as a sentence; its value can be changed, and it can be taken away. */
export function FilterChip(props: FilterChipProps): JSX.Element {
  return (
    <span class="filter-chip">
      <button type="button" class="filter-chip-edit" aria-haspopup="dialog" onClick={event => props.onEdit?.(event)}>
        <span class="filter-chip-words">{props.words}</span> <span class="filter-chip-value">{props.value}</span>
      </button>
      <RemoveButton label={`${props.words} ${props.value}`} onRemove={() => props.onRemove()} />
    </span>
  )
}

function RemoveButton(props: { readonly label: string; readonly onRemove: () => void }): JSX.Element {
  return (
    <button
      type="button"
      class="chip-remove"
      aria-label={t().general.removeNamed(props.label)}
      onClick={() => props.onRemove()}
    >
      <Icon icon={xIcon} size={12} />
    </button>
  )
}
