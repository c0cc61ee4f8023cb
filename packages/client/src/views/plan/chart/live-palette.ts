import { createSignal, onCleanup, onMount, type Accessor } from "solid-js"
import { readPalette, type Palette } from "./paint.ts"

/** The colours of the theme that is on, read off an element of the page; nothing until that is there. Followed. */
export function createPalette(probe: () => HTMLElement): Accessor<Palette | null> {
  const [palette, setPalette] = createSignal<Palette | null>(null)
  onMount(() => {
    const read = () => setPalette(readPalette(probe()))
    read()
    const themes = new MutationObserver(read)
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] })
    const system = window.matchMedia("(prefers-color-scheme: dark)")
    system.addEventListener("change", read)
    // What was measured with another font while that was on its way is drawn anew.
    void document.fonts.ready.then(read)
    onCleanup(() => {
      themes.disconnect()
      system.removeEventListener("change", read)
    })
  })
  return palette
}
