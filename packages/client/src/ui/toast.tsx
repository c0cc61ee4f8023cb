import { createEffect, createSignal, For, on, onCleanup, onMount, Show, type JSX } from "solid-js"
import { t } from "../text/index.ts"
import { Icon, type IconShape } from "./icon.tsx"
import { xIcon } from "./icons.ts"
import { announce } from "./live-region.tsx"
import "./toast.css"

export interface ToastOptions {
  /** What happened, as a sentence without a full stop. */
  readonly text: string
  readonly icon?: IconShape
  /** The one thing that can be done about it, such as taking it back. */
  readonly action?: { readonly label: string; readonly run: () => void }
  /** It stays until somebody closes it or does what it offers. */
  readonly stays?: boolean
}

interface Toast extends ToastOptions {
  readonly dismiss: () => void
}

const SHOWN_MS = 6000
/** More than this would be a log. */
const MOST_TOASTS = 3

const [toasts, setToasts] = createSignal<readonly Toast[]>([])

/** Says what happened, at the foot of the window and to screen readers. Returns how to take the message away. */
export function showToast(options: ToastOptions): () => void {
  const dismiss = () => void setToasts(all => all.filter(shown => shown !== toast))
  const toast: Toast = { ...options, dismiss }
  setToasts(all => [...withRoom(all), toast])
  announce(options.action ? `${options.text}. ${options.action.label}` : options.text)
  return dismiss
}

/** Those that are left when one more comes: the eldest goes, and one that stays only where there are no others. */
function withRoom(all: readonly Toast[]): readonly Toast[] {
  if (all.length < MOST_TOASTS) return all
  const eldest = all.find(toast => toast.stays !== true) ?? all[0]
  return all.filter(toast => toast !== eldest)
}

/** Where toasts appear. The shell shows it once. They stay while they are hovered or hold the focus. */
export function ToastRegion(): JSX.Element {
  let region!: HTMLElement
  // Shown anew for each message, because what is shown last lies above everything shown before, dialogs included.
  createEffect(
    on(toasts, shown => {
      if (region.matches(":popover-open")) region.hidePopover()
      if (shown.length > 0) region.showPopover()
    }),
  )
  return (
    <section ref={region} class="toasts" popover="manual" aria-label={t().general.notifications}>
      <For each={toasts()}>{toast => <ToastRow toast={toast} />}</For>
    </section>
  )
}

function ToastRow(props: { readonly toast: Toast }): JSX.Element {
  let timer: ReturnType<typeof setTimeout> | undefined
  const hold = () => clearTimeout(timer)
  const start = () => {
    hold()
    if (props.toast.stays) return
    timer = setTimeout(props.toast.dismiss, SHOWN_MS)
  }
  onMount(start)
  onCleanup(hold)
  return (
    <div class="toast" onPointerEnter={hold} onPointerLeave={start} onFocusIn={hold} onFocusOut={start}>
      <Show when={props.toast.icon}>{icon => <Icon icon={icon()} />}</Show>
      <span class="toast-text">{props.toast.text}</span>
      <Show when={props.toast.action}>
        {action => (
          <button
            type="button"
            class="toast-action"
            onClick={() => {
              props.toast.dismiss()
              action().run()
            }}
          >
            {action().label}
          </button>
        )}
      </Show>
      <Show when={props.toast.stays}>
        <button type="button" class="toast-close" aria-label={t().general.close} onClick={() => props.toast.dismiss()}>
          <Icon icon={xIcon} />
        </button>
      </Show>
    </div>
  )
}
