/** How long a finger stays before it means more than a tap, and how far it may slip meanwhile. */
const LONG_PRESS_MS = 500
const SLIP = 10

/** Tells of a finger that stays where it was put down. Answers how to stop. */
export function makeLongPress(surface: HTMLElement, onPress: (event: PointerEvent) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let down: PointerEvent | null = null
  const forget = () => {
    clearTimeout(timer)
    down = null
  }
  const begin = (event: PointerEvent) => {
    const isSecond = down !== null
    forget()
    if (event.pointerType !== "touch" || isSecond) return
    down = event
    timer = setTimeout(() => {
      down = null
      onPress(event)
    }, LONG_PRESS_MS)
  }
  const slip = (event: PointerEvent) => {
    if (down !== null && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > SLIP) forget()
  }
  surface.addEventListener("pointerdown", begin)
  surface.addEventListener("pointermove", slip)
  surface.addEventListener("pointerup", forget)
  surface.addEventListener("pointercancel", forget)
  return () => {
    forget()
    surface.removeEventListener("pointerdown", begin)
    surface.removeEventListener("pointermove", slip)
    surface.removeEventListener("pointerup", forget)
    surface.removeEventListener("pointercancel", forget)
  }
}
