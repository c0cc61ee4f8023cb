import { createSignal, type Accessor } from "solid-js"

/** What a person chose: one of the two themes, or whatever their system says. */
export type Theme = "light" | "dark" | "system"

/** Where the choice is kept. `public/theme.js` reads the same key before the first paint. */
const STORAGE_KEY = "weft.theme"

const readTheme = (): Theme => {
  const shown = document.documentElement.dataset["theme"]
  return shown === "light" || shown === "dark" ? shown : "system"
}

const [theme, setTheme] = createSignal<Theme>(readTheme())

/** Returns the theme that was chosen on this device. */
export const chosenTheme: Accessor<Theme> = theme

/** Shows a theme at once and remembers it in `storage`. A full or closed storage only costs the memory of it. */
export function chooseTheme(next: Theme, storage: Storage): void {
  setTheme(next)
  if (next === "system") delete document.documentElement.dataset["theme"]
  else document.documentElement.dataset["theme"] = next
  try {
    if (next === "system") storage.removeItem(STORAGE_KEY)
    else storage.setItem(STORAGE_KEY, next)
  } catch {
    // The theme is shown all the same; the next visit starts with the system's.
  }
}
