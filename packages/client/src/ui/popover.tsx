import { splitProps, type JSX } from "solid-js"
import { Button, type ButtonProps } from "./button.tsx"
import { createOpener } from "./menu.tsx"
import { openOverlay } from "./overlays.tsx"
import type { Align, Side } from "./placement.ts"
import "./popover.css"

export type PopoverButtonProps = Omit<ButtonProps, "onClick" | "ref"> & {
  /** The name of what opens. */
  readonly popoverLabel: string
  /** Draws what opens. It is not below the button, so it sees none of its contexts. */
  readonly content: (close: () => void) => JSX.Element
  readonly side?: Side
  readonly align?: Align
}

/** A button that opens a small panel beside it, such as the display options of a view. */
export function PopoverButton(props: PopoverButtonProps): JSX.Element {
  const [own, button] = splitProps(props, ["popoverLabel", "content", "side", "align"])
  const opener = createOpener((anchor, onClose) =>
    openOverlay({
      anchor,
      onClose,
      label: own.popoverLabel,
      side: own.side ?? "below",
      align: own.align ?? "start",
      content: close => <PopoverPanel>{own.content(close)}</PopoverPanel>,
    }),
  )
  return <Button {...button} aria-haspopup="dialog" aria-expanded={opener.isOpen()} onClick={opener.open} />
}

/** The inside of a popover; takes the focus, so that the next Tab is its first control. */
function PopoverPanel(props: { readonly children: JSX.Element }): JSX.Element {
  return (
    <div class="popover" tabIndex={-1} ref={panel => queueMicrotask(() => panel.focus())}>
      {props.children}
    </div>
  )
}
