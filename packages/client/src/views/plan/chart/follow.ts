/** What becomes of a pointer that is held down. */
export interface Followed {
  /** At most once a frame, with where it is then. */
  readonly move: (event: PointerEvent) => void
  /** It was let go of, or Escape put everything back. */
  readonly end: (isDropped: boolean, event: PointerEvent | null) => void
}

/** Follows a pointer until it is let go, or Escape puts everything back. */
export function follow(surface: HTMLElement, down: PointerEvent, on: Followed): void {
  let last: PointerEvent | null = null
  let frame = 0
  const flush = () => {
    frame = 0
    if (last !== null) on.move(last)
    last = null
  }
  const move = (event: PointerEvent) => {
    if (event.pointerId !== down.pointerId) return
    last = event
    frame ||= requestAnimationFrame(flush)
  }
  const finish = (isDropped: boolean, event: PointerEvent | null) => {
    if (isDropped && last !== null) flush()
    cancelAnimationFrame(frame)
    surface.removeEventListener("pointermove", move)
    surface.removeEventListener("pointerup", up)
    surface.removeEventListener("pointercancel", cancel)
    document.removeEventListener("keydown", key, { capture: true })
    on.end(isDropped, event)
  }
  const up = (event: PointerEvent) => void (event.pointerId === down.pointerId && finish(true, event))
  const cancel = (event: PointerEvent) => void (event.pointerId === down.pointerId && finish(false, null))
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return
    event.preventDefault()
    event.stopPropagation()
    finish(false, null)
  }
  surface.setPointerCapture(down.pointerId)
  surface.addEventListener("pointermove", move)
  surface.addEventListener("pointerup", up)
  surface.addEventListener("pointercancel", cancel)
  document.addEventListener("keydown", key, { capture: true })
}
