import { Show, splitProps, type JSX } from "solid-js"
import { Icon, type IconShape } from "./icon.tsx"
import { Kbd } from "./kbd.tsx"
import "./button.css"

type NativeButtonProps = Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, "class" | "onClick"> & {
  readonly onClick?: (event: MouseEvent & { readonly currentTarget: HTMLButtonElement }) => void
  readonly class?: string
}

/** How much a button asks for: one `primary` a screen, `plain` with an edge, `quiet` without, `danger` for what undo cannot cover. */
export type ButtonKind = "primary" | "plain" | "quiet" | "danger"

export interface ButtonProps extends NativeButtonProps {
  readonly kind?: ButtonKind
  readonly size?: "normal" | "small"
  readonly icon?: IconShape | undefined
  /** A shortcut shown inside, in the notation of `Kbd`. */
  readonly shortcut?: string | undefined
  /** Adds a chevron: the button opens something. */
  readonly opens?: boolean
}

/** A button that says what it does. Takes every attribute of a native button. */
export function Button(props: ButtonProps): JSX.Element {
  const [own, native] = splitProps(props, ["kind", "size", "icon", "shortcut", "opens", "class", "children"])
  return (
    <button
      type="button"
      {...native}
      class={`button ${own.class ?? ""}`}
      data-kind={own.kind ?? "plain"}
      data-size={own.size ?? "normal"}
    >
      <Show when={own.icon}>{icon => <Icon icon={icon()} size={own.size === "small" ? 14 : 16} />}</Show>
      <span class="button-label">{own.children}</span>
      <Show when={own.shortcut}>{shortcut => <Kbd keys={shortcut()} />}</Show>
      <Show when={own.opens}>
        <span class="button-opens" />
      </Show>
    </button>
  )
}

export interface IconButtonProps extends Omit<NativeButtonProps, "children"> {
  readonly icon: IconShape
  /** What it does: its name for assistive technology, and its tooltip. */
  readonly label: string
  readonly kind?: ButtonKind
  readonly size?: "normal" | "small"
  /** Shown in the tooltip, in the notation of `Kbd`. */
  readonly shortcut?: string | undefined
  /** Set if the button stays down, such as a favourite. */
  readonly pressed?: boolean | undefined
}

/** A square button with an icon only. Its label is shown on hover and on focus. */
export function IconButton(props: IconButtonProps): JSX.Element {
  const [own, native] = splitProps(props, ["icon", "label", "kind", "size", "shortcut", "pressed", "class"])
  return (
    <button
      type="button"
      {...native}
      class={`button icon-button ${own.class ?? ""}`}
      data-kind={own.kind ?? "quiet"}
      data-size={own.size ?? "normal"}
      aria-label={own.label}
      aria-pressed={own.pressed}
      data-tooltip={own.label}
      data-tooltip-shortcut={own.shortcut}
    >
      <Icon icon={own.icon} size={own.size === "small" ? 14 : 16} />
    </button>
  )
}
