/** How long a finger stays before it means more than a tap, and how far it may slip meanwhile. */
const LONG_PRESS_MS = 500
const SLIP = 10

/**
 * Tells of a finger that stays where it was put down, by its own clock or by the system's, whichever is first: not every
 * system tells, and one that does takes the finger away then. Answers how to stop.
 */
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
    timer = setTimeout(press, LONG_PRESS_MS)
  }
  const press = () => {
    const pressed = down
    forget()
    if (pressed === null) return
    // What the finger does on leaving would be taken for a press beside what has opened.
    surface.addEventListener("touchend", event => event.preventDefault(), { once: true })
    onPress(pressed)
  }
  const slip = (event: PointerEvent) => {
    if (down !== null && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > SLIP) forget()
  }
  surface.addEventListener("pointerdown", begin)
  surface.addEventListener("pointermove", slip)
  surface.addEventListener("pointerup", forget)
  surface.addEventListener("pointercancel", forget)
  surface.addEventListener("contextmenu", press)
  return () => {
    forget()
    surface.removeEventListener("pointerdown", begin)
    surface.removeEventListener("pointermove", slip)
    surface.removeEventListener("pointerup", forget)
    surface.removeEventListener("pointercancel", forget)
    surface.removeEventListener("contextmenu", press)
  }
}
