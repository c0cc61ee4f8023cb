import { useCommands } from "../../../commands/command-host.ts"
import { openMacroPicker } from "../../../parts/talk/macros.ts"
import type { Anchor } from "../../../ui/overlays.tsx"
import { useItem } from "../item-context.ts"
import type { Messages } from "./messages.ts"
import { useTicketKeys } from "./ticket-keys.ts"

/** Lets macros be run on the open ticket, by name and by key. Answers how to choose one beside a control. */
export function useTicketMacros(messages: Messages, anchor: () => Anchor): (beside: Anchor) => void {
  const { workspace, space, id, mayWrite } = useItem()
  const choose = (beside: Anchor) =>
    openMacroPicker(beside, { workspace, space, items: [id], sender: messages.requester() })
  useCommands({ "run-macro": { run: () => choose(anchor()), may: mayWrite } })
  useTicketKeys({ M: () => mayWrite() && choose(anchor()) })
  return choose
}
