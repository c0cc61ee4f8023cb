import { createSignal, ErrorBoundary, For, onCleanup, onMount, Show, Suspense, untrack, type JSX } from "solid-js"
import { Portal } from "solid-js/web"
import { t } from "../text/index.ts"
import { triangleAlertIcon } from "./icons.ts"
import { placeBeside, type Align, type Edges, type Side } from "./placement.ts"
import { showToast } from "./toast.tsx"
import "./overlays.css"

/** What an overlay opens beside: a control, or a point such as the pointer's. */
export type Anchor = Element | { readonly x: number; readonly y: number }

export interface OverlayOptions {
  readonly anchor: Anchor
  /** The name of what opens, for assistive technology. */
  readonly label: string
  /** `menu` leaves the role and the name to its content; `dialog`, the default, is a small dialog beside the anchor. */
  readonly role?: "dialog" | "menu"
  readonly side?: Side
  readonly align?: Align
  /** Draws the inside. It is not below the caller, so it sees none of the caller's contexts. */
  readonly content: (close: () => void) => JSX.Element
  /** Called once, however it was closed. */
  readonly onClose?: () => void
}

interface OpenOverlay extends OverlayOptions {
  readonly mount: Element | undefined
  readonly close: (how?: "moves-focus") => void
}

const [openOverlays, setOpenOverlays] = createSignal<readonly OpenOverlay[]>([])

/**
 * Opens a menu, a picker or anything small beside a control, above everything else.
 *
 * There is one at a time, except that what stands inside an open one may open another. Opening from the control that
 * has it open closes it. Escape, a press outside and leaving with Tab close it; the focus goes back to where it was.
 */
export function openOverlay(asked: OverlayOptions): () => void {
  const options = { ...asked, anchor: seenAnchor(asked.anchor) }
  const anchor = options.anchor instanceof Element ? options.anchor : undefined
  const mount = anchor?.closest("[data-overlay], dialog[open]") ?? undefined
  const reopened = openOverlays().find(open => open.anchor === options.anchor)
  if (reopened) {
    reopened.close()
    return () => {}
  }
  for (const open of openOverlays()) if (!mount || surfaceOf(open) !== mount) closeUnlessAround(open, mount)
  const before = document.activeElement
  let isOpen = true
  const overlay: OpenOverlay = {
    ...options,
    mount,
    close: how => {
      if (!isOpen) return
      isOpen = false
      const surface = surfaceOf(overlay)
      const hadFocus = surface?.contains(document.activeElement) || document.activeElement === document.body
      setOpenOverlays(all => all.filter(open => open !== overlay))
      if (hadFocus && how !== "moves-focus") giveFocusBack(before, anchor)
      options.onClose?.()
    },
  }
  setOpenOverlays(all => [...all, overlay])
  return () => overlay.close()
}

/** A button that is folded into a menu has no place: what it opens stands beside the one of the menu, which has the focus again. */
function seenAnchor(anchor: Anchor): Anchor {
  const isFolded = anchor instanceof Element && !anchor.checkVisibility({ visibilityProperty: true })
  return (isFolded ? document.activeElement : null) ?? anchor
}

const surfaces = new WeakMap<OpenOverlay, Element>()
const surfaceOf = (overlay: OpenOverlay): Element | undefined => surfaces.get(overlay)

function closeUnlessAround(open: OpenOverlay, mount: Element | undefined): void {
  const surface = surfaceOf(open)
  if (!mount || !surface?.contains(mount)) open.close()
}

function giveFocusBack(before: Element | null, anchor: Element | undefined): void {
  const target = before instanceof HTMLElement && before.isConnected && before !== document.body ? before : anchor
  if (target instanceof HTMLElement || target instanceof SVGElement) target.focus({ preventScroll: true })
}

/**
 * The one place where overlays appear. The shell shows it once, inside its landmarks.
 */
export function Overlays(): JSX.Element {
  return (
    <aside class="overlays" aria-label={t().general.overlays}>
      <For each={openOverlays()}>
        {overlay => (
          <ErrorBoundary fallback={fault => <FailedOverlay overlay={overlay} fault={fault} />}>
            <OverlayMount overlay={overlay}>
              <OverlaySurface overlay={overlay} />
            </OverlayMount>
          </ErrorBoundary>
        )}
      </For>
    </aside>
  )
}

/** An overlay that could not be drawn, such as one whose code could not be fetched, closes and says so; the page stays. */
function FailedOverlay(props: { readonly overlay: OpenOverlay; readonly fault: unknown }): JSX.Element {
  onMount(() => {
    console.error(props.fault)
    props.overlay.close()
    showToast({ text: t().errors.screen, icon: triangleAlertIcon })
  })
  return null
}

/** What opens inside a modal dialog has to be drawn inside it: all the rest of the page is inert. */
function OverlayMount(props: { readonly overlay: OpenOverlay; readonly children: JSX.Element }): JSX.Element {
  return (
    <Show when={props.overlay.mount} fallback={props.children}>
      {mount => <Portal mount={mount()}>{props.children}</Portal>}
    </Show>
  )
}

function OverlaySurface(props: { readonly overlay: OpenOverlay }): JSX.Element {
  let surface!: HTMLDivElement
  const overlay = untrack(() => props.overlay)

  const place = () => {
    const { left, top } = placeBeside(
      edgesOf(overlay.anchor),
      { width: surface.offsetWidth, height: surface.offsetHeight },
      { width: document.documentElement.clientWidth, height: window.visualViewport?.height ?? window.innerHeight },
      overlay.side ?? "below",
      overlay.align ?? "start",
    )
    surface.style.setProperty("--left", `${left}px`)
    surface.style.setProperty("--top", `${top}px`)
  }

  const closeOnPressOutside = (event: PointerEvent) => {
    const target = event.target as Node
    const onAnchor = overlay.anchor instanceof Element && overlay.anchor.contains(target)
    if (!surface.contains(target) && !onAnchor) overlay.close(isFocusable(target) ? "moves-focus" : undefined)
  }

  const closeOnEscape = (event: KeyboardEvent) => {
    const isTop = openOverlays().at(-1) === overlay
    if (event.key !== "Escape" || !isTop || event.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    overlay.close()
  }

  const closeOnFocusOutside = (event: FocusEvent) => {
    const next = event.relatedTarget
    if (!(next instanceof Node) || surface.contains(next) || openOverlays().at(-1) !== overlay) return
    // A press on the anchor focuses it first; the click that follows is what closes.
    if (overlay.anchor instanceof Element && overlay.anchor.contains(next)) return
    overlay.close("moves-focus")
  }

  // What follows in the page has nothing to do with the overlay, so leaving it leads back to where it was opened.
  const closeOnTabOut = (event: KeyboardEvent) => {
    if (event.key !== "Tab" || event.defaultPrevented) return
    const stops = [...surface.querySelectorAll<HTMLElement>(TAB_STOPS)]
    const edge = event.shiftKey ? stops[0] : stops.at(-1)
    if (edge && document.activeElement !== edge) return
    event.preventDefault()
    overlay.close()
  }

  onMount(() => {
    surfaces.set(overlay, surface)
    surface.showPopover()
    place()
    const sizes = new ResizeObserver(place)
    sizes.observe(surface)
    const options = { capture: true }
    document.addEventListener("pointerdown", closeOnPressOutside, options)
    document.addEventListener("keydown", closeOnEscape, options)
    document.addEventListener("scroll", place, { capture: true, passive: true })
    window.addEventListener("resize", place)
    onCleanup(() => {
      sizes.disconnect()
      document.removeEventListener("pointerdown", closeOnPressOutside, options)
      document.removeEventListener("keydown", closeOnEscape, options)
      document.removeEventListener("scroll", place, { capture: true })
      window.removeEventListener("resize", place)
    })
  })

  return (
    <div
      ref={surface}
      class="overlay"
      popover="manual"
      data-overlay=""
      role={overlay.role === "menu" ? undefined : "dialog"}
      aria-label={overlay.role === "menu" ? undefined : overlay.label}
      onFocusOut={closeOnFocusOutside}
      onKeyDown={closeOnTabOut}
    >
      <Suspense>{overlay.content(() => overlay.close())}</Suspense>
    </div>
  )
}

const TAB_STOPS = "a[href], button, input, textarea, select, [tabindex]"
  .split(", ")
  .map(stop => `${stop}:not([tabindex="-1"], :disabled)`)
  .join(", ")

function edgesOf(anchor: Anchor): Edges {
  if (anchor instanceof Element) return anchor.getBoundingClientRect()
  return { left: anchor.x, right: anchor.x, top: anchor.y, bottom: anchor.y }
}

function isFocusable(target: Node): boolean {
  return target instanceof Element && target.closest("a[href], button, input, textarea, select, [tabindex]") !== null
}
