import { onCleanup, onMount } from "solid-js"

/**
 * Keeps the keyboard with a form that opens inside a section of a page, in the place of the button that opened it: its
 * first field has the focus, Escape closes it, and the button, marked with `data-opens-form`, has the focus again.
 */
export function useInlineForm(form: () => HTMLElement, onClose: () => void): void {
  onMount(() => {
    const element = form()
    const section = element.closest("section")
    element.querySelector<HTMLElement>("input, select, textarea, button")?.focus()
    element.addEventListener("keydown", event => {
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return
      event.preventDefault()
      event.stopPropagation()
      onClose()
    })
    // The button is there again once the form is gone; whoever went somewhere else meanwhile stays there.
    onCleanup(() =>
      queueMicrotask(() => {
        if (document.activeElement === document.body) section?.querySelector<HTMLElement>("[data-opens-form]")?.focus()
      }),
    )
  })
}
