import { createEffect, createSignal, onCleanup, onMount, Show, type JSX } from "solid-js"
import { Kbd } from "./kbd.tsx"
import { placeBeside } from "./placement.ts"
import "./tooltip.css"

const HOVER_DELAY_MS = 450
const LEAVE_DELAY_MS = 120

/**
 * The one tooltip of the page, shown once by the shell.
 *
 * Whatever bears `data-tooltip="words"`, and perhaps `data-tooltip-shortcut="mod+k"`, has one: after a moment of
 * hovering, at once on keyboard focus. It can be hovered itself, and Escape hides it.
 */
export function TooltipHost(): JSX.Element {
  const [target, setTarget] = createSignal<HTMLElement | SVGElement>()
  let tooltip!: HTMLDivElement
  let timer: ReturnType<typeof setTimeout> | undefined

  const later = (delay: number, next: HTMLElement | SVGElement | undefined) => {
    clearTimeout(timer)
    timer = setTimeout(() => setTarget(next), delay)
  }
  const now = (next: HTMLElement | SVGElement | undefined) => {
    clearTimeout(timer)
    setTarget(next)
  }
  const bearerOf = (node: EventTarget | null) =>
    node instanceof Element ? (node.closest<HTMLElement | SVGElement>("[data-tooltip]") ?? undefined) : undefined

  const onPointerOver = (event: PointerEvent) => {
    if (event.pointerType !== "mouse") return
    if (event.target instanceof Node && tooltip.contains(event.target)) return clearTimeout(timer)
    const bearer = bearerOf(event.target)
    if (bearer === target()) return clearTimeout(timer)
    if (bearer) later(target() ? LEAVE_DELAY_MS : HOVER_DELAY_MS, bearer)
    else later(LEAVE_DELAY_MS, undefined)
  }
  const onFocusIn = (event: FocusEvent) => {
    const bearer = bearerOf(event.target)
    now(bearer?.matches(":focus-visible") ? bearer : undefined)
  }
  const hide = () => now(undefined)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") hide()
  }

  onMount(() => {
    document.addEventListener("pointerover", onPointerOver)
    document.addEventListener("focusin", onFocusIn)
    document.addEventListener("focusout", hide)
    document.addEventListener("pointerdown", hide, { capture: true })
    document.addEventListener("keydown", onKeyDown, { capture: true })
    document.addEventListener("scroll", hide, { capture: true, passive: true })
    onCleanup(() => {
      clearTimeout(timer)
      document.removeEventListener("pointerover", onPointerOver)
      document.removeEventListener("focusin", onFocusIn)
      document.removeEventListener("focusout", hide)
      document.removeEventListener("pointerdown", hide, { capture: true })
      document.removeEventListener("keydown", onKeyDown, { capture: true })
      document.removeEventListener("scroll", hide, { capture: true })
    })
  })

  createEffect(() => {
    const bearer = target()
    if (!bearer?.isConnected) {
      tooltip.hidePopover()
      return
    }
    tooltip.showPopover()
    const { left, top } = placeBeside(
      bearer.getBoundingClientRect(),
      { width: tooltip.offsetWidth, height: tooltip.offsetHeight },
      { width: document.documentElement.clientWidth, height: window.innerHeight },
      "below",
      "center",
    )
    tooltip.style.setProperty("--left", `${left}px`)
    tooltip.style.setProperty("--top", `${top}px`)
    describe(bearer, tooltip.id)
  })

  return (
    <div ref={tooltip} class="tooltip" id="tooltip" role="tooltip" popover="manual">
      {target()?.dataset["tooltip"]}
      <Show when={target()?.dataset["tooltipShortcut"]}>{shortcut => <Kbd keys={shortcut()} />}</Show>
    </div>
  )
}

/** Ties the tooltip to what it is about, unless it only repeats the name. */
function describe(bearer: Element, id: string): void {
  if (bearer.getAttribute("aria-label") === bearer.getAttribute("data-tooltip")) return
  const before = bearer.getAttribute("aria-describedby")
  bearer.setAttribute("aria-describedby", before ? `${before} ${id}` : id)
  onCleanup(() =>
    before ? bearer.setAttribute("aria-describedby", before) : bearer.removeAttribute("aria-describedby"),
  )
}
