import type { SessionState } from "@weft/model/wire/api"
import { createSignal, For, Match, Show, Switch, type JSX } from "solid-js"
import { relay } from "../../data/api.ts"
import { useWorkspace } from "../../data/context.ts"
import { Answered, wasDone } from "../../parts/answered.tsx"
import { access } from "../../text/access.ts"
import { Button } from "../../ui/button.tsx"
import { InvitationList } from "./invitation-list.tsx"
import { InviteForm } from "./invite-form.tsx"
import { createRoster, runsWorkspace } from "./roster.ts"
import "./access.css"

export interface ShareWithPeopleProps {
  readonly peopleHref: string
  /** Leads to the door of the relay, and back here. */
  readonly signInHref: string
  /** The workspace is a synced one from now on. */
  readonly onShared: () => void
  readonly onLeave: () => void
}

/** Sharing on a relay with accounts: the workspace goes there, and people are invited to it. */
export function ShareWithPeople(
  props: ShareWithPeopleProps & { readonly session: Extract<SessionState, { access: "accounts" }> },
): JSX.Element {
  const workspace = useWorkspace()
  const words = () => access().share
  const isLocal = () => workspace.sync().relay.state === "none"
  return (
    <Switch fallback={<Invite {...props} />}>
      <Match when={isLocal() && props.session.person === null}>
        <p>{words().needsSignIn(location.host)}</p>
        <p class="dialog-actions">
          <a class="button" data-kind="primary" href={props.signInHref} onClick={() => props.onLeave()}>
            {access().entry.submit}
          </a>
        </p>
      </Match>
      <Match when={isLocal()}>
        <SendThere onShared={props.onShared} />
      </Match>
    </Switch>
  )
}

/** Makes the workspace one of the relay's, and has everything sent there. */
function SendThere(props: { readonly onShared: () => void }): JSX.Element {
  const workspace = useWorkspace()
  const words = () => access().share
  const [busy, setBusy] = createSignal(false)
  const share = async () => {
    setBusy(true)
    const name = workspace.live.plain.workspaces.get(workspace.id)?.name ?? ""
    const founded = await relay.createWorkspace({ id: workspace.id, name, member: workspace.me })
    setBusy(false)
    if (!wasDone(founded)) return
    workspace.share(location.origin)
    props.onShared()
  }
  return (
    <>
      <p>{words().local(location.host)}</p>
      <p class="dialog-actions">
        <Button kind="primary" disabled={busy()} onClick={() => void share()}>
          {words().submit}
        </Button>
      </p>
    </>
  )
}

/** How far sending is, and who is invited. */
function Invite(props: ShareWithPeopleProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => access().share
  const roster = createRoster(workspace)
  const admins = () => roster.value()?.members.filter(({ role }) => role === "owner" || role === "admin") ?? []
  return (
    <>
      <Sending />
      <Answered of={roster}>
        {shown => (
          <Show
            when={runsWorkspace(shown())}
            fallback={
              <>
                <p>{words().onlyAdmins}</p>
                <ul class="dialog-lines">
                  <For each={admins()}>
                    {({ name, mail }) => (
                      <li>
                        {name} <span class="access-fact">{mail}</span>
                      </li>
                    )}
                  </For>
                </ul>
              </>
            }
          >
            <section class="share-section">
              <h3>{words().invite}</h3>
              <InviteForm roster={shown()} onInvited={() => void roster.again()} />
            </section>
            <section class="share-section">
              <h3>{access().invite.standing}</h3>
              <InvitationList roster={shown()} onChanged={() => void roster.again()} />
            </section>
          </Show>
        )}
      </Answered>
      <p class="access-more">
        <a href={props.peopleHref} onClick={() => props.onLeave()}>
          {words().everybody}
        </a>
      </p>
    </>
  )
}

/** Says how much is still on its way, until the relay has all of it on disk. */
function Sending(): JSX.Element {
  const workspace = useWorkspace()
  const words = () => access().share
  const unsent = () => workspace.sync().unsent
  return (
    <p class="share-progress" role="status">
      <Show when={unsent() > 0} fallback={<Show when={workspace.sync().relay.state === "online"}>{words().safe}</Show>}>
        {words().sending(unsent())} {words().waits}
      </Show>
    </p>
  )
}
