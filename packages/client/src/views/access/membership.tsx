import type { Roster, RosterMember } from "@weft/model/wire/api"
import { ROLES, type Role } from "@weft/model/wire/rights"
import { createMemo, createSignal, For, Show, type JSX } from "solid-js"
import { relay } from "../../data/api.ts"
import { useWorkspace } from "../../data/context.ts"
import { todayOf } from "../../data/world.ts"
import { Answered, wasDone } from "../../parts/answered.tsx"
import { Avatar } from "../../parts/avatar.tsx"
import { shownMember } from "../../parts/rights.ts"
import { whenWords } from "../../parts/when.ts"
import { access } from "../../text/access.ts"
import { admin } from "../../text/admin.ts"
import { format, locale, t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { Chip } from "../../ui/chip.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { Select } from "../../ui/field.tsx"
import { ellipsisIcon, userPlusIcon } from "../../ui/icons.ts"
import { IconMenuButton, type MenuEntry } from "../../ui/menu.tsx"
import { PageSection } from "../../ui/page.tsx"
import { showToast } from "../../ui/toast.tsx"
import { InvitationList } from "./invitation-list.tsx"
import { InviteForm } from "./invite-form.tsx"
import { MayOpenDialog } from "./may-open-dialog.tsx"
import { createRoster, runsWorkspace, spaceName } from "./roster.ts"
import { RightsTeams } from "./rights-teams.tsx"
import "./access.css"

export interface MembershipProps {
  /** Where the log of what was done to people and rights stands. */
  readonly auditHref: string
  /** Somebody left the workspace themselves. */
  readonly onLeft: () => void
}

/** The people of a workspace that a relay with accounts keeps: members, guests, invitations, teams with rights. */
export function Membership(props: MembershipProps): JSX.Element {
  const workspace = useWorkspace()
  const roster = createRoster(workspace)
  const words = () => access().people
  const [isInviting, setInviting] = createSignal(false)
  return (
    <Answered of={roster}>
      {shown => (
        <>
          <People {...props} roster={shown()} role="member" onChanged={() => void roster.again()} />
          <People {...props} roster={shown()} role="guest" onChanged={() => void roster.again()} />
          <Show when={runsWorkspace(shown())}>
            <PageSection
              title={access().invite.standing}
              actions={
                <Button size="small" icon={userPlusIcon} onClick={() => setInviting(true)}>
                  {words().invite}
                </Button>
              }
            >
              <InvitationList roster={shown()} onChanged={() => void roster.again()} />
            </PageSection>
          </Show>
          <Show when={shown().workspace.role !== "guest"}>
            <RightsTeams roster={shown()} onChanged={() => void roster.again()} />
          </Show>
          <Dialog
            open={isInviting()}
            onClose={() => setInviting(false)}
            title={access().share.invite}
            size="large"
            closable
          >
            <InviteForm roster={shown()} onInvited={() => void roster.again()} />
          </Dialog>
        </>
      )}
    </Answered>
  )
}

/** Those of a workspace who are guests, or those who are not. */
function People(
  props: MembershipProps & {
    readonly roster: Roster
    readonly role: "member" | "guest"
    readonly onChanged: () => void
  },
): JSX.Element {
  const words = () => access().people
  const isGuests = () => props.role === "guest"
  const people = createMemo(() => {
    const collator = new Intl.Collator(locale())
    return props.roster.members
      .filter(({ role }) => (role === "guest") === isGuests())
      .toSorted((left, right) => collator.compare(left.name, right.name))
  })
  return (
    <PageSection
      title={isGuests() ? words().guests : admin().people.members}
      hint={isGuests() ? words().guestsHint : words().membersHint}
      actions={
        <Show when={!isGuests() && runsWorkspace(props.roster)}>
          <a class="button" data-kind="plain" data-size="small" href={props.auditHref}>
            {words().audit}
          </a>
        </Show>
      }
    >
      <ul class="page-rows">
        <For each={people()} fallback={<li class="page-empty access-none">{words().guestsEmpty}</li>}>
          {member => <PersonRow {...props} member={member} />}
        </For>
      </ul>
    </PageSection>
  )
}

function PersonRow(
  props: MembershipProps & {
    readonly roster: Roster
    readonly member: RosterMember
    readonly onChanged: () => void
  },
): JSX.Element {
  const workspace = useWorkspace()
  const words = () => access().people
  const [open, setOpen] = createSignal<"nothing" | "may-open" | "removing">("nothing")
  const isMe = () => props.member.member === props.roster.workspace.member
  const own = () => props.roster.workspace.role
  /** Owners decide on everybody, admins on all but owners. */
  const mayDecide = () => own() === "owner" || (own() === "admin" && props.member.role !== "owner")
  const roles = () => ROLES.filter(role => own() === "owner" || role !== "owner")
  const seen = () =>
    props.member.seenAt === null
      ? words().neverSeen
      : words().seen(whenWords(props.member.seenAt, todayOf(workspace.now())))
  const spaces = () => {
    const open = props.roster.spaces.filter(({ grants }) =>
      grants.some(({ subject }) => "person" in subject && subject.person === props.member.person),
    )
    return open.length === 0 ? words().seesNothing : format().list(open.map(({ id }) => spaceName(workspace, id)))
  }
  const change = async (role: Role) => {
    const done = await relay.changeMember(workspace.id, props.member.person, { role })
    if (wasDone(done)) showToast({ text: words().nowIs(props.member.name, access().roles[role]) })
    props.onChanged()
  }
  const entries = (): readonly MenuEntry[] => [
    { label: words().mayOpen, onSelect: () => setOpen("may-open") },
    ...(mayDecide() || isMe()
      ? [
          { kind: "separator" as const },
          { label: isMe() ? words().leave : words().remove, danger: true, onSelect: () => setOpen("removing") },
        ]
      : []),
  ]
  return (
    <li class="page-row access-row person-row">
      <Avatar person={shownMember(props.member)} size={24} decorative />
      <span class="access-name">
        {props.member.name}
        <Show when={isMe()}>
          <Chip>{admin().people.you}</Chip>
        </Show>
      </span>
      <span class="access-fact access-mail">{props.member.role === "guest" ? spaces() : props.member.mail}</span>
      <span class="access-fact">{seen()}</span>
      <Show when={mayDecide()} fallback={<span class="access-role">{access().roles[props.member.role]}</span>}>
        <Select
          label={words().role(props.member.name)}
          value={props.member.role}
          options={roles().map(value => ({ value, label: access().roles[value] }))}
          onValue={role => void change(role)}
        />
      </Show>
      <IconMenuButton
        icon={ellipsisIcon}
        label={admin().people.options(props.member.name)}
        entries={entries}
        align="end"
      />
      <Show when={open() === "may-open"}>
        <MayOpenDialog member={props.member} roster={props.roster} onClose={() => setOpen("nothing")} />
      </Show>
      <Show when={open() === "removing"}>
        <RemoveDialog
          member={props.member}
          isMe={isMe()}
          onClose={() => setOpen("nothing")}
          onRemoved={() => (isMe() ? props.onLeft() : props.onChanged())}
        />
      </Show>
    </li>
  )
}

/** Asks before somebody loses their access, since undo cannot give it back. */
function RemoveDialog(props: {
  readonly member: RosterMember
  readonly isMe: boolean
  readonly onClose: () => void
  readonly onRemoved: () => void
}): JSX.Element {
  const workspace = useWorkspace()
  const words = () => access().people
  const remove = async () => {
    if (wasDone(await relay.removeMember(workspace.id, props.member.person))) {
      showToast({ text: words().removed(props.member.name) })
      props.onRemoved()
    }
    props.onClose()
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={props.isMe ? words().leave : words().removeTitle(props.member.name)}
      size="medium"
      actions={
        <>
          <Button kind="quiet" onClick={() => props.onClose()}>
            {t().general.cancel}
          </Button>
          <Button kind="danger" onClick={() => void remove()}>
            {props.isMe ? words().leave : words().removeSubmit}
          </Button>
        </>
      }
    >
      <p>{words().removeBody(props.member.name)}</p>
    </Dialog>
  )
}
