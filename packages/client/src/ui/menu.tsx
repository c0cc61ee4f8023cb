import { createSignal, lazy, splitProps, type JSX } from "solid-js"
import { Button, IconButton, type ButtonProps, type IconButtonProps } from "./button.tsx"
import type { IconShape } from "./icon.tsx"
import { openOverlay, type Anchor } from "./overlays.tsx"
import type { Align, Side } from "./placement.ts"

/** A row of a menu that does something. */
export interface MenuAction {
  readonly kind?: "action"
  readonly label: string
  readonly icon?: IconShape
  /** Draws a glyph instead of an icon. */
  readonly glyph?: () => JSX.Element
  /** In the notation of `Kbd`. Shown only; who owns the shortcut listens to it. */
  readonly shortcut?: string | undefined
  /** For what destroys: last, and in the colour of lateness. */
  readonly danger?: boolean
  readonly disabled?: boolean
  /** Set makes it one that is checked or not. */
  readonly checked?: boolean
  /** With `checked`: one of several, of which exactly one holds. */
  readonly exclusive?: boolean
  /** The menu stays open, for choices that are made several at a time. */
  readonly staysOpen?: boolean
  readonly onSelect: () => void
}

/** What stands in a menu: actions, lines between them, and names of groups. */
export type MenuEntry =
  MenuAction | { readonly kind: "separator" } | { readonly kind: "heading"; readonly label: string }

/** What a menu that draws itself is handed. */
export interface OwnMenuProps {
  readonly label: string
  readonly onClose: () => void
}

/** The inside of a menu: entries, or a component that comes with them in a chunk of its own and draws a `MenuPanel`. */
type MenuInside =
  | {
      /** Read reactively while the menu is open. */
      readonly entries: () => readonly MenuEntry[]
      readonly panel?: never
    }
  | { readonly panel: (menu: OwnMenuProps) => JSX.Element; readonly entries?: never }

export type MenuOptions = MenuInside & {
  readonly anchor: Anchor
  readonly label: string
  readonly side?: Side
  readonly align?: Align
  readonly onClose?: () => void
}

const loadPanel = () => import("./menu-panel.tsx")
const MenuPanel = lazy(async () => ({ default: (await loadPanel()).MenuPanel }))

/** Fetches what a menu needs before somebody asks for one. */
export const preloadMenu = async (): Promise<void> => void (await loadPanel())

/** Opens a menu beside a control or at a point. Returns how to close it. */
export function openMenu(options: MenuOptions): () => void {
  return openOverlay({
    ...options,
    role: "menu",
    content: close =>
      options.panel === undefined ? (
        <MenuPanel label={options.label} entries={options.entries()} onClose={close} />
      ) : (
        options.panel({ label: options.label, onClose: close })
      ),
  })
}

interface MenuOfButton {
  readonly entries: () => readonly MenuEntry[]
  /** The name of the menu; the words of the button unless told. */
  readonly menuLabel?: string
  readonly align?: Align
}

export type MenuButtonProps = Omit<ButtonProps, "onClick" | "ref"> & MenuOfButton

/** A button that opens a menu. */
export function MenuButton(props: MenuButtonProps): JSX.Element {
  const [own, button] = splitProps(props, ["entries", "menuLabel", "align"])
  const opener = createOpener((anchor, onClose) =>
    openMenu({
      anchor,
      onClose,
      label: own.menuLabel ?? anchor.textContent ?? "",
      entries: own.entries,
      align: own.align ?? "start",
    }),
  )
  return <Button {...button} aria-haspopup="menu" aria-expanded={opener.isOpen()} onClick={opener.open} />
}

export type IconMenuButtonProps = Omit<IconButtonProps, "onClick" | "ref"> & MenuInside & { readonly align?: Align }

/** An icon-only button that opens a menu, such as the three dots of a column. */
export function IconMenuButton(props: IconMenuButtonProps): JSX.Element {
  const [own, button] = splitProps(props, ["entries", "panel", "align"])
  const opener = createOpener((anchor, onClose) => {
    const inside: MenuInside = own.panel === undefined ? { entries: own.entries! } : { panel: own.panel }
    openMenu({ anchor, onClose, label: props.label, align: own.align ?? "start", ...inside })
  })
  return <IconButton {...button} aria-haspopup="menu" aria-expanded={opener.isOpen()} onClick={opener.open} />
}

/** What a button that opens an overlay knows: whether it is open, for `aria-expanded`, and how to open it. */
export interface Opener {
  readonly isOpen: () => boolean
  readonly open: (event: MouseEvent & { readonly currentTarget: Element }) => void
}

/** Returns the state of a button that opens an overlay with the given function. */
export function createOpener(open: (anchor: Element, onClose: () => void) => void): Opener {
  const [isOpen, setOpen] = createSignal(false)
  return {
    isOpen,
    open: event => {
      const wasOpen = isOpen()
      open(event.currentTarget, () => setOpen(false))
      if (!wasOpen) setOpen(true)
    },
  }
}
