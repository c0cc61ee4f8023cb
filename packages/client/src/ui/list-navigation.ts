import { createEffect, createSignal, on, type Accessor } from "solid-js"
import type { Option } from "./option.ts"

/** Which option of a list the keyboard is on. */
export interface ListNavigation<Choice extends Option> {
  readonly active: Accessor<Choice | undefined>
  readonly activate: (id: string) => void
  /** Moves for the arrow keys, page up and down. Returns whether the key was one of them. */
  readonly move: (event: KeyboardEvent) => boolean
}

const PAGE_ROWS = 10

/** Returns the active option of a list that may change under it: it stays if it is still there, else the first is. */
export function createListNavigation<Choice extends Option>(
  options: Accessor<readonly Choice[]>,
  initial?: string,
): ListNavigation<Choice> {
  const [activeId, setActiveId] = createSignal(initial)
  const usable = () => options().filter(option => !option.disabled)
  const active = () => usable().find(option => option.id === activeId()) ?? usable()[0]
  createEffect(on(active, option => setActiveId(option?.id)))

  const step = (by: number, wraps: boolean) => {
    const all = usable()
    if (all.length === 0) return
    const index = all.findIndex(option => option.id === active()?.id) + by
    const next = wraps ? (index + all.length) % all.length : Math.max(0, Math.min(index, all.length - 1))
    setActiveId(all[next]?.id)
  }

  const move = (event: KeyboardEvent): boolean => {
    if (event.key === "ArrowDown") step(1, true)
    else if (event.key === "ArrowUp") step(-1, true)
    else if (event.key === "PageDown") step(PAGE_ROWS, false)
    else if (event.key === "PageUp") step(-PAGE_ROWS, false)
    else return false
    event.preventDefault()
    return true
  }
  return { active, activate: setActiveId, move }
}
