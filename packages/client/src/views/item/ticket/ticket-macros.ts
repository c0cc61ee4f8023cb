import { onCleanup, onMount } from "solid-js"
import { useCommands } from "../../../commands/command-host.ts"
import { openMacroPicker } from "../../../parts/talk/macros.ts"
import { isFreePress } from "../../../ui/free-press.ts"
import type { Anchor } from "../../../ui/overlays.tsx"
import { useItem } from "../item-context.ts"
import type { Messages } from "./messages.ts"

/** Lets macros be run on the open ticket, by name and by key. Answers how to choose one beside a control. */
export function useTicketMacros(messages: Messages, anchor: () => Anchor): (beside: Anchor) => void {
  const { workspace, space, id, mayWrite } = useItem()
  const choose = (beside: Anchor) =>
    openMacroPicker(beside, { workspace, space, items: [id], sender: messages.requester() })
  useCommands({ "run-macro": { run: () => choose(anchor()), may: mayWrite } })
  onMount(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "M" || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.defaultPrevented || !mayWrite() || !(isFreePress(event) || isInQueue(event.target))) return
      event.preventDefault()
      choose(anchor())
    }
    document.addEventListener("keydown", listen)
    onCleanup(() => document.removeEventListener("keydown", listen))
  })
  return choose
}

/** Whether the keyboard is on the queue beside which the ticket is open. */
function isInQueue(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(".queue-list") !== null
}
