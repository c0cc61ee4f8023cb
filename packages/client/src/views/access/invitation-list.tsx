import type { Invitation, Roster } from "@weft/model/wire/api"
import { For, type JSX } from "solid-js"
import { relay } from "../../data/api.ts"
import { useWorkspace } from "../../data/context.ts"
import { todayOf } from "../../data/world.ts"
import { wasDone } from "../../parts/answered.tsx"
import { whenWords } from "../../parts/when.ts"
import { access } from "../../text/access.ts"
import { Button } from "../../ui/button.tsx"
import { Icon } from "../../ui/icon.tsx"
import { linkIcon, userPlusIcon } from "../../ui/icons.ts"
import { showToast } from "../../ui/toast.tsx"
import "../../ui/page.css"
import "./access.css"

/** The invitations that somebody could still accept; each can be taken back. */
export function InvitationList(props: { readonly roster: Roster; readonly onChanged: () => void }): JSX.Element {
  const workspace = useWorkspace()
  const words = () => access().invite
  const whom = (invitation: Invitation) => invitation.mail ?? words().byLink
  const facts = (invitation: Invitation) =>
    [
      access().roles[invitation.role],
      ...(invitation.uses > 1 ? [words().used(invitation.used, invitation.uses)] : []),
      words().until(whenWords(invitation.endsAt, todayOf(workspace.now()))),
    ].join(" · ")
  const revoke = async ({ id }: Invitation) => {
    if (wasDone(await relay.revokeInvitation(workspace.id, id))) showToast({ text: words().revoked })
    props.onChanged()
  }
  return (
    <ul class="page-rows">
      <For each={props.roster.invitations} fallback={<li class="page-empty access-none">{words().none}</li>}>
        {invitation => (
          <li class="page-row access-row">
            <Icon icon={invitation.mail === null ? linkIcon : userPlusIcon} />
            <span class="access-name">{whom(invitation)}</span>
            <span class="access-fact">{facts(invitation)}</span>
            <Button
              size="small"
              aria-label={words().revokeNamed(`${whom(invitation)}, ${facts(invitation)}`)}
              onClick={() => void revoke(invitation)}
            >
              {words().revoke}
            </Button>
          </li>
        )}
      </For>
    </ul>
  )
}
