import type { Roster, RosterMember } from "@weft/model/wire/api"
import { createSignal, For, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import { access } from "../../text/access.ts"
import { Dialog } from "../../ui/dialog.tsx"
import { knownSpaces } from "./roster.ts"
import { Why } from "./why.tsx"

/** What somebody may open, space by space, each with its reasons. */
export function MayOpenDialog(props: {
  readonly member: RosterMember
  readonly roster: Roster
  readonly onClose: () => void
}): JSX.Element {
  const workspace = useWorkspace()
  const [isOpen, setOpen] = createSignal(true)
  const close = () => {
    setOpen(false)
    props.onClose()
  }
  return (
    <Dialog open={isOpen()} onClose={close} title={access().mayOpen.title(props.member.name)} size="large" closable>
      <Show when={knownSpaces(workspace, props.roster).length > 0} fallback={<p>{access().mayOpen.empty}</p>}>
        <ul class="may-open">
          <For each={knownSpaces(workspace, props.roster)}>
            {space => (
              <li>
                <Why person={props.member.person} name={props.member.name} space={space.id} />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Dialog>
  )
}
