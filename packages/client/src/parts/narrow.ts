import { createSignal, onCleanup, type Accessor } from "solid-js"

/** Whether the window is as narrow as a phone's, followed. */
export function createNarrow(): Accessor<boolean> {
  const query = window.matchMedia("(width < 640px)")
  const [narrow, setNarrow] = createSignal(query.matches)
  const listen = () => setNarrow(query.matches)
  query.addEventListener("change", listen)
  onCleanup(() => query.removeEventListener("change", listen))
  return narrow
}
