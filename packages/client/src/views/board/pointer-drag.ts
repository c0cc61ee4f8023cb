import { onCleanup } from "solid-js"
import type { BoardState } from "./board-context.ts"

/** How far the mouse goes before a press is a drag, and a finger before it is a scroll, px. */
const MOUSE_SLACK = 4
const FINGER_SLACK = 8
const LONG_PRESS_MS = 350
/** Within this distance of an edge, what is under it scrolls, px; at the most this far a frame. */
const EDGE = 48
const MOST_SCROLL = 18

interface Press {
  readonly pointer: number
  readonly isTouch: boolean
  readonly card: HTMLElement
  /** What was pressed: it hears of a finger until that is lifted, even when it is taken out of the page. */
  readonly touched: EventTarget
  readonly id: string
  readonly x: number
  readonly y: number
}

interface Flight {
  readonly press: Press
  readonly copy: HTMLElement
  readonly offsetX: number
  readonly offsetY: number
}

/**
 * Lets cards of a board be dragged by mouse, pen and finger (after a long press).
 *
 * Pointer events of our own instead of the platform's drag and drop: that one does not know fingers on most phones, hides
 * the pointer's place while it flies, and draws a picture that cannot be styled. One listener serves all cards, so a card
 * costs nothing.
 *
 * @param root holds all cards and captures the pointer
 * @param layer where the flying copy is drawn
 * @param onLongPress a finger pressed long and let go without moving
 */
export function makePointerDrag(
  root: HTMLElement,
  layer: HTMLElement,
  state: BoardState,
  onLongPress: (id: string, card: HTMLElement) => void,
): void {
  let press: Press | null = null
  let flight: Flight | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let frame = 0
  let at = { x: 0, y: 0 }
  let swallowClick = false

  const onPointerDown = (event: PointerEvent) => {
    swallowClick = false
    if (event.button !== 0 || press !== null || state.drag.held() !== null) return
    const card = (event.target as Element).closest<HTMLElement>("[data-card]")
    if (card === null) return
    const isTouch = event.pointerType === "touch"
    at = { x: event.clientX, y: event.clientY }
    const touched = event.target as Element
    press = { pointer: event.pointerId, isTouch, card, touched, id: card.dataset["card"]!, ...at }
    if (!isTouch) return
    timer = setTimeout(() => press !== null && takeOff(press), LONG_PRESS_MS)
    // Once the card flies, the finger must not scroll.
    touched.addEventListener("touchmove", holdScroll, { passive: false })
  }

  const holdScroll = (event: Event) => {
    if (flight !== null && event.cancelable) event.preventDefault()
  }

  const onPointerMove = (event: PointerEvent) => {
    if (press === null || event.pointerId !== press.pointer) return
    at = { x: event.clientX, y: event.clientY }
    if (flight !== null) return void (frame ||= requestAnimationFrame(fly))
    const moved = Math.hypot(at.x - press.x, at.y - press.y)
    if (press.isTouch && moved > FINGER_SLACK) return end()
    if (!press.isTouch && moved > MOUSE_SLACK) takeOff(press)
  }

  const takeOff = (from: Press) => {
    const { selected, isSelected } = state.selection
    const inOrder = isSelected(from.id) ? inBoardOrder(state, selected()) : [from.id]
    state.drag.pickUp(inOrder, "pointer")
    if (state.drag.held() === null) return end()
    root.setPointerCapture(from.pointer)
    const { left, top, width } = from.card.getBoundingClientRect()
    const copy = copyOf(from.card, width, inOrder.length)
    layer.append(copy)
    flight = { press: from, copy, offsetX: left - from.x, offsetY: top - from.y }
    if (from.isTouch) navigator.vibrate?.(10)
    document.documentElement.dataset["dragging"] = ""
    fly()
  }

  const fly = () => {
    frame = 0
    if (flight === null) return
    const { copy, offsetX, offsetY } = flight
    const list = state.lists.under(at.x, at.y)
    const isMoving = list !== undefined && scrollNearEdges(list.scroller, root)
    if (list !== undefined) {
      const before = list.cardBelow(at.y, state.drag.isHeld)
      state.drag.hover({ column: list.column, lane: list.lane, before })
    }
    copy.style.transform = `translate(${at.x + offsetX}px, ${at.y + offsetY}px)`
    if (isMoving) frame = requestAnimationFrame(fly)
  }

  const scrollNearEdges = (scroller: HTMLElement, across: HTMLElement): boolean => {
    const [column, board] = [scroller.getBoundingClientRect(), across.getBoundingClientRect()]
    const down = pull(at.y, Math.max(column.top, board.top), Math.min(column.bottom, board.bottom))
    const right = pull(at.x, board.left, board.right)
    const [top, left] = [scroller.scrollTop, across.scrollLeft]
    if (down !== 0) scroller.scrollTop += down
    if (right !== 0) across.scrollLeft += right
    return scroller.scrollTop !== top || across.scrollLeft !== left
  }

  const onPointerUp = (event: PointerEvent) => {
    if (press === null || event.pointerId !== press.pointer) return
    if (flight === null) return end()
    const { id, card, isTouch, x, y } = flight.press
    const stayed = isTouch && Math.hypot(at.x - x, at.y - y) <= FINGER_SLACK
    swallowClick = true
    if (frame !== 0) fly()
    end()
    if (stayed) {
      state.drag.putBack()
      onLongPress(id, card)
    } else state.drag.drop()
  }

  const end = () => {
    clearTimeout(timer)
    if (frame !== 0) cancelAnimationFrame(frame)
    flight?.copy.remove()
    press?.touched.removeEventListener("touchmove", holdScroll)
    delete document.documentElement.dataset["dragging"]
    frame = 0
    press = flight = null
  }

  const cancel = () => {
    const flew = flight !== null
    end()
    if (flew) state.drag.putBack()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || flight === null) return
    event.preventDefault()
    event.stopPropagation()
    swallowClick = true
    cancel()
  }
  const onClick = (event: MouseEvent) => {
    if (!swallowClick) return
    swallowClick = false
    event.preventDefault()
    event.stopPropagation()
  }
  // A long press is ours; without this, phones would open their own menu over the flying card.
  const onContextMenu = (event: MouseEvent) => {
    if (press?.isTouch === true) event.preventDefault()
  }

  root.addEventListener("pointerdown", onPointerDown)
  root.addEventListener("pointermove", onPointerMove)
  root.addEventListener("pointerup", onPointerUp)
  root.addEventListener("pointercancel", cancel)
  root.addEventListener("click", onClick, { capture: true })
  root.addEventListener("contextmenu", onContextMenu, { capture: true })
  window.addEventListener("keydown", onKeyDown, { capture: true })
  onCleanup(() => {
    cancel()
    root.removeEventListener("pointerdown", onPointerDown)
    root.removeEventListener("pointermove", onPointerMove)
    root.removeEventListener("pointerup", onPointerUp)
    root.removeEventListener("pointercancel", cancel)
    root.removeEventListener("click", onClick, { capture: true })
    root.removeEventListener("contextmenu", onContextMenu, { capture: true })
    window.removeEventListener("keydown", onKeyDown, { capture: true })
  })
}

/** How far to scroll this frame: nothing in the middle, faster towards the edges. */
function pull(position: number, from: number, to: number): number {
  const [before, after] = [from + EDGE - position, position - (to - EDGE)]
  const depth = before > 0 ? -before : after > 0 ? after : 0
  return Math.sign(depth) * Math.min(MOST_SCROLL, Math.ceil((Math.abs(depth) / EDGE) * MOST_SCROLL))
}

function copyOf(card: HTMLElement, width: number, amount: number): HTMLElement {
  const copy = card.cloneNode(true) as HTMLElement
  for (const name of ["data-card", "role", "tabindex", "data-held", "aria-selected"]) copy.removeAttribute(name)
  copy.classList.add("flying-card")
  copy.inert = true
  copy.style.width = `${width}px`
  if (amount > 1) copy.dataset["amount"] = String(amount)
  return copy
}

/** The selected cards as they stand: column by column, from top to bottom. */
export function inBoardOrder({ model }: BoardState, ids: ReadonlySet<string>): readonly string[] {
  return model
    .lanes()
    .flatMap(lane => model.columns().flatMap(column => model.cards(column, lane)))
    .map(({ id }) => id as string)
    .filter(id => ids.has(id))
}
