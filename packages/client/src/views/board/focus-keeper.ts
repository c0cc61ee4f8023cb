import { createSignal, type Accessor } from "solid-js"

/**
 * Keeps the focus where it was when the focused card is drawn anew: moved to another column, by this person or another,
 * or scrolled out of view and back.
 */
export interface FocusKeeper {
  /** Whether the card that the keyboard is on is drawn now. */
  readonly isDrawn: Accessor<boolean>
  readonly arrived: (id: string, card: HTMLElement) => void
  readonly leaves: (card: HTMLElement) => void
}

/**
 * @param focused the card that the keyboard is on
 * @param fallback takes the focus while that card is not drawn, so that keys go on working
 */
export function createFocusKeeper(focused: Accessor<string | null>, fallback: () => HTMLElement): FocusKeeper {
  const [drawn, setDrawn] = createSignal<HTMLElement | null>(null)
  let hadFocus = false
  return {
    isDrawn: () => drawn() !== null && drawn()!.dataset["card"] === focused(),
    arrived: (id, card) => {
      if (focused() !== id) return
      setDrawn(card)
      if (!hadFocus) return
      hadFocus = false
      card.focus({ preventScroll: true })
    },
    leaves: card => {
      if (drawn() === card) setDrawn(null)
      if (document.activeElement !== card) return
      hadFocus = true
      // In the same turn the card may arrive elsewhere; if it does not, the board itself holds the focus.
      queueMicrotask(() => {
        if (hadFocus && (document.activeElement === document.body || document.activeElement === card))
          fallback().focus({ preventScroll: true })
      })
    },
  }
}
