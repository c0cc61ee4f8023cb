import { createUniqueId, onCleanup, onMount, Show, type JSX } from "solid-js"
import { t } from "../text/index.ts"
import { IconButton } from "./button.tsx"
import { xIcon } from "./icons.ts"
import { LiveRegion } from "./live-region.tsx"
import "./dialog.css"

export interface DialogProps {
  readonly open: boolean
  /** Asked for by Escape, by a press beside the dialog and by its close button. Set `open` to false then. */
  readonly onClose: () => void
  readonly title: string
  readonly children: JSX.Element
  /** The buttons at the foot, the one that acts last; each names its act. */
  readonly actions?: JSX.Element
  /** 304, 400, 480 or 640 px wide; the first unless told. On a phone it takes the width. */
  readonly size?: "small" | "medium" | "large" | "wide"
  /** Shows a close button in the head, for dialogs without a button that leaves. */
  readonly closable?: boolean
  /** The title is read but not seen, for a palette. */
  readonly hidesTitle?: boolean
  /** Stands at the top instead of the middle, 112 px from the edge. */
  readonly atTop?: boolean
}

/**
 * A modal dialog: the rest of the page is inert while it is open, and the focus returns when it closes.
 *
 * The first control is focused, or the one with `autofocus`.
 */
export function Dialog(props: DialogProps): JSX.Element {
  return (
    <Show when={props.open}>
      <OpenDialog {...props} />
    </Show>
  )
}

function OpenDialog(props: DialogProps): JSX.Element {
  let dialog!: HTMLDialogElement
  const titleId = createUniqueId()
  const before = document.activeElement

  onMount(() => dialog.showModal())
  onCleanup(() => {
    dialog.close()
    if (before instanceof HTMLElement && before.isConnected) queueMicrotask(() => before.focus({ preventScroll: true }))
  })

  const closeOnPressBeside = (event: PointerEvent) => {
    if (event.target !== dialog) return
    const { left, right, top, bottom } = dialog.getBoundingClientRect()
    const { clientX: x, clientY: y } = event
    if (x < left || x > right || y < top || y > bottom) props.onClose()
  }

  return (
    <dialog
      ref={dialog}
      class="dialog"
      data-size={props.size ?? "small"}
      data-at-top={props.atTop ? "" : undefined}
      aria-labelledby={titleId}
      onCancel={event => {
        event.preventDefault()
        props.onClose()
      }}
      onPointerDown={closeOnPressBeside}
    >
      <header class="dialog-head" classList={{ "visually-hidden": props.hidesTitle ?? false }}>
        <h2 class="dialog-title" id={titleId}>
          {props.title}
        </h2>
        <Show when={props.closable}>
          <IconButton icon={xIcon} label={t().general.close} onClick={() => props.onClose()} />
        </Show>
      </header>
      <div class="dialog-body">{props.children}</div>
      <Show when={props.actions}>
        <footer class="dialog-actions">{props.actions}</footer>
      </Show>
      <LiveRegion />
    </dialog>
  )
}
