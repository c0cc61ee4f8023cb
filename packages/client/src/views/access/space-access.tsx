import type { Roster, RosterMember, RosterSpace, SpaceGrant } from "@weft/model/wire/api"
import { isAdmin, isAtLeast, spaceRight, type SpaceRight } from "@weft/model/wire/rights"
import { createMemo, For, Show, type JSX } from "solid-js"
import { relay } from "../../data/api.ts"
import { useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { Answered, wasDone } from "../../parts/answered.tsx"
import { Avatar } from "../../parts/avatar.tsx"
import { rightOptions, shownMember } from "../../parts/rights.ts"
import { access } from "../../text/access.ts"
import { Button, IconButton } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Select } from "../../ui/field.tsx"
import { Icon } from "../../ui/icon.tsx"
import { plusIcon, usersIcon, xIcon } from "../../ui/icons.ts"
import { Page, PageSection } from "../../ui/page.tsx"
import { openPicker } from "../../ui/picker.tsx"
import { showToast } from "../../ui/toast.tsx"
import { LiveLinks } from "./live-links.tsx"
import { createRoster } from "./roster.ts"
import { WhyButton } from "./why.tsx"
import "./access.css"

export interface SpaceAccessProps {
  readonly space: SpaceData
  readonly spaceHref: string
  readonly onOpenSidebar: () => void
}

/** Who can open a space, by which rule, and why for each. */
export function SpaceAccess(props: SpaceAccessProps): JSX.Element {
  const workspace = useWorkspace()
  const roster = createRoster(workspace)
  const words = () => access().space
  const name = () => props.space.live.table("profiles").get(props.space.id)?.name ?? ""
  return (
    <Page title={words().title} within={{ label: name(), href: props.spaceHref }} onOpenSidebar={props.onOpenSidebar}>
      <Answered of={roster}>
        {shown => (
          <Show
            when={shown().spaces.find(({ id }) => id === props.space.id)}
            fallback={<EmptyState title={words().unknown}>{words().unknownBody}</EmptyState>}
          >
            {space => (
              <>
                <Rights roster={shown()} space={space()} onChanged={() => void roster.again()} />
                <Show when={workspace.mayWrite(`setup/${props.space.id}`)}>
                  <LiveLinks roster={shown()} space={props.space} onChanged={() => void roster.again()} />
                </Show>
              </>
            )}
          </Show>
        )}
      </Answered>
    </Page>
  )
}

interface RightsProps {
  readonly roster: Roster
  readonly space: RosterSpace
  readonly onChanged: () => void
}

function Rights(props: RightsProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => access().space
  const mayChange = () => {
    const { member, role } = props.roster.workspace
    if (isAdmin(role)) return true
    const me = props.roster.members.find(other => other.member === member)
    return me !== undefined && isAtLeast(rightOf(props, me), "manage")
  }
  const set = async (subject: string, who: string, right: SpaceRight | null) => {
    const done = await relay.setRight(workspace.id, props.space.id, subject, right)
    if (wasDone(done)) showToast({ text: words().changed(who, access().rights[right ?? "none"]) })
    props.onChanged()
  }
  return (
    <>
      <PageSection title={words().members} hint={words().membersHint}>
        <ul class="page-rows">
          <li class="page-row access-row right-row">
            <Icon icon={usersIcon} />
            <span class="access-name">{words().members}</span>
            <RightChoice
              who={words().members}
              right={props.space.members}
              mayChange={mayChange()}
              onChoose={right => void set("members", words().members, right)}
            />
          </li>
        </ul>
        <Show when={!mayChange()}>
          <p class="access-note">{words().onlyManagers}</p>
        </Show>
      </PageSection>
      <PageSection title={words().grants} hint={words().grantsHint}>
        <ul class="page-rows">
          <For each={props.space.grants} fallback={<li class="page-empty access-none">{words().grantsEmpty}</li>}>
            {grant => <GrantRow {...props} grant={grant} mayChange={mayChange()} onSet={set} />}
          </For>
        </ul>
        <Show when={mayChange()}>
          <Button
            class="access-add"
            size="small"
            icon={plusIcon}
            aria-haspopup="dialog"
            onClick={event =>
              addGrant(event.currentTarget, {
                ...props,
                onAdd: (subject, who) => void set(subject, who, "read"),
              })
            }
          >
            {words().add}
          </Button>
        </Show>
      </PageSection>
      <Everybody {...props} />
    </>
  )
}

/** Opens the choice of whom to give a right of their own. */
function addGrant(
  anchor: Element,
  { roster, space, onAdd }: RightsProps & { readonly onAdd: (subject: string, who: string) => void },
): void {
  const given = new Set(space.grants.map(({ subject }) => ("person" in subject ? subject.person : subject.team)))
  const names = new Map<string, string>()
  const teams = roster.teams.map(team => ({ id: team.id, label: team.name, icon: usersIcon }))
  const people = roster.members
    .filter(({ role }) => !isAdmin(role))
    .map(member => ({
      id: member.person,
      label: member.name,
      hint: access().roles[member.role],
      keywords: member.mail,
      glyph: () => <Avatar person={shownMember(member)} decorative />,
    }))
  const options = [...teams, ...people].filter(({ id }) => !given.has(id))
  for (const { id, label } of options) names.set(id, label)
  openPicker({
    anchor,
    label: access().space.add,
    options: () => options,
    selected: () => [],
    onChange: ([id]) => id !== undefined && onAdd(id, names.get(id) ?? id),
  })
}

function GrantRow(
  props: RightsProps & {
    readonly grant: SpaceGrant
    readonly mayChange: boolean
    readonly onSet: (subject: string, who: string, right: SpaceRight | null) => Promise<void>
  },
): JSX.Element {
  const words = () => access().space
  const subject = () => ("person" in props.grant.subject ? props.grant.subject.person : props.grant.subject.team)
  const member = () => props.roster.members.find(({ person }) => person === subject())
  const name = () =>
    member()?.name ?? props.roster.teams.find(({ id }) => id === subject())?.name ?? access().audit.gone
  return (
    <li class="page-row access-row right-row">
      <Show when={member()} fallback={<Icon icon={usersIcon} />}>
        {shown => <Avatar person={shownMember(shown())} decorative />}
      </Show>
      <span class="access-name">{name()}</span>
      <Show when={member()}>{shown => <span class="access-fact">{access().roles[shown().role]}</span>}</Show>
      <RightChoice
        who={name()}
        right={props.grant.right}
        mayChange={props.mayChange}
        onChoose={right => void props.onSet(subject(), name(), right)}
      />
      <Show when={props.mayChange}>
        <IconButton
          icon={xIcon}
          label={words().take(name())}
          onClick={() => void props.onSet(subject(), name(), null)}
        />
      </Show>
    </li>
  )
}

function RightChoice(props: {
  readonly who: string
  readonly right: SpaceRight
  readonly mayChange: boolean
  readonly onChoose: (right: SpaceRight) => void
}): JSX.Element {
  return (
    <Show when={props.mayChange} fallback={<span class="access-role">{access().rights[props.right]}</span>}>
      <Select
        label={access().space.rightOf(props.who)}
        value={props.right}
        options={rightOptions()}
        onValue={props.onChoose}
      />
    </Show>
  )
}

/** Everybody who can open the space, by the same rules as the relay decides by, each with the way to ask it why. */
function Everybody(props: RightsProps): JSX.Element {
  const words = () => access().space
  const people = createMemo(() => props.roster.members.map(member => ({ member, right: rightOf(props, member) })))
  return (
    <PageSection title={words().everybody} hint={words().everybodyHint}>
      <ul class="page-rows">
        <For each={people().filter(({ right }) => right !== "none")}>
          {({ member, right }) => (
            <li class="page-row access-row right-row">
              <Avatar person={shownMember(member)} decorative />
              <span class="access-name">{member.name}</span>
              <span class="access-fact">{access().roles[member.role]}</span>
              <span class="access-role">{access().rights[right]}</span>
              <WhyButton person={member.person} name={member.name} space={props.space.id} />
            </li>
          )}
        </For>
      </ul>
    </PageSection>
  )
}

/** What somebody may do in the space: the mightiest of what their role, the members' rule and their grants give. */
function rightOf(
  { roster, space }: Pick<RightsProps, "roster" | "space">,
  { person, role, member }: RosterMember,
): SpaceRight {
  const teams = new Set(roster.teams.filter(({ persons }) => persons.includes(person)).map(({ id }) => id))
  const granted = space.grants
    .filter(({ subject }) => ("person" in subject ? subject.person === person : teams.has(subject.team)))
    .map(({ right }) => right)
  const given = [...granted, ...(role === "guest" ? [] : [space.members])]
  const mightiest = given.reduce<SpaceRight>((most, right) => (isAtLeast(right, most) ? right : most), "none")
  return spaceRight({ role, member, spaces: { [space.id]: mightiest } }, space.id)
}
