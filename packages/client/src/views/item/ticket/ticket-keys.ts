import { onCleanup, onMount } from "solid-js"
import { isFreePress } from "../../../ui/free-press.ts"

/**
 * Hears keys that mean the open ticket, by what they type: pressed on nothing in particular, on the queue beside it, or
 * in the ticket where nobody writes. A modifier other than Shift makes it another press.
 */
export function useTicketKeys(actions: Readonly<Record<string, () => void>>): void {
  onMount(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      const act = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined
      if (act === undefined || !(isFreePress(event) || isAtTicket(event.target))) return
      event.preventDefault()
      act()
    }
    document.addEventListener("keydown", listen)
    onCleanup(() => document.removeEventListener("keydown", listen))
  })
}

const WRITES = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]"

/** Whether the keyboard is on the queue beside which the ticket is open, or in its panel and on nothing that takes letters. */
function isAtTicket(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest(".queue-list") !== null) return true
  return target.closest(".item-panel") !== null && target.closest(`dialog, ${WRITES}`) === null
}
