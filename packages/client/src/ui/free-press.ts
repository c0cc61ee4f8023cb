/**
 * Whether a press goes to nothing in particular, so that the view may take it as its own. With a dialog open it may
 * not, also where the dialog has lost the focus because what had it is gone.
 */
export function isFreePress(event: KeyboardEvent): boolean {
  return event.target === document.body && document.querySelector("dialog[open]") === null
}
