/**
 * Leaves a field in which nothing is to be written any more. The focus goes to the panel around it, so that the next key
 * is heard there; leaving it to the page would make the panel deaf.
 */
export function leaveField(field: HTMLElement): void {
  const around = field.closest<HTMLElement>("[tabindex='-1']")
  if (around === null) field.blur()
  else around.focus({ preventScroll: true })
}
