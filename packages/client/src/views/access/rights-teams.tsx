import type { AccessTeam, Roster } from "@weft/model/wire/api"
import { newId } from "@weft/model/base/ids"
import { For, Show, type JSX } from "solid-js"
import { relay } from "../../data/api.ts"
import { useWorkspace } from "../../data/context.ts"
import { AddLine } from "../../parts/add-line.tsx"
import { wasDone } from "../../parts/answered.tsx"
import { Avatar } from "../../parts/avatar.tsx"
import { NameInput } from "../../parts/name-input.tsx"
import { PersonChip } from "../../parts/person-chip.tsx"
import { shownMember } from "../../parts/rights.ts"
import { access } from "../../text/access.ts"
import { admin } from "../../text/admin.ts"
import { IconButton } from "../../ui/button.tsx"
import { trash2Icon, userPlusIcon } from "../../ui/icons.ts"
import { PageSection } from "../../ui/page.tsx"
import { openPicker } from "../../ui/picker.tsx"
import { runsWorkspace } from "./roster.ts"

/** Teams that are given rights together; the relay's own, since rights cannot go by what members may edit. */
export function RightsTeams(props: { readonly roster: Roster; readonly onChanged: () => void }): JSX.Element {
  const workspace = useWorkspace()
  const words = () => access().people
  const mayChange = () => runsWorkspace(props.roster)
  const put = async (team: AccessTeam) => {
    wasDone(await relay.putTeam(workspace.id, team))
    props.onChanged()
  }
  return (
    <PageSection title={words().teams} hint={words().teamsHint}>
      <Show
        when={props.roster.teams.length > 0}
        fallback={<Show when={!mayChange()}>{<p class="page-empty">{words().teamsEmpty}</p>}</Show>}
      >
        <ul class="page-rows">
          <For each={props.roster.teams}>
            {team => <TeamRow {...props} team={team} mayChange={mayChange()} onPut={changed => void put(changed)} />}
          </For>
        </ul>
      </Show>
      <Show when={mayChange()}>
        <AddLine label={words().addTeam} onAdd={name => void put({ id: newId(workspace.random), name, persons: [] })} />
      </Show>
    </PageSection>
  )
}

function TeamRow(props: {
  readonly roster: Roster
  readonly team: AccessTeam
  readonly mayChange: boolean
  readonly onPut: (team: AccessTeam) => void
  readonly onChanged: () => void
}): JSX.Element {
  const workspace = useWorkspace()
  const words = () => admin().people
  const members = () => props.roster.members.filter(({ person }) => props.team.persons.includes(person))
  const withPersons = (persons: readonly string[]) => props.onPut({ ...props.team, persons })
  const remove = async () => {
    wasDone(await relay.removeTeam(workspace.id, props.team.id))
    props.onChanged()
  }
  const choose = (anchor: Element) =>
    openPicker({
      anchor,
      label: words().teamMembers(props.team.name),
      multiple: true,
      options: () =>
        props.roster.members.map(member => ({
          id: member.person,
          label: member.name,
          keywords: member.mail,
          glyph: () => <Avatar person={shownMember(member)} decorative />,
        })),
      selected: () => props.team.persons,
      onChange: withPersons,
    })
  return (
    <li class="page-row rights-team">
      <Show when={props.mayChange} fallback={<span class="team-name">{props.team.name}</span>}>
        <NameInput
          class="team-name"
          label={words().teamName(props.team.name)}
          value={props.team.name}
          onName={name => props.onPut({ ...props.team, name })}
        />
      </Show>
      <span class="rights-team-members">
        <For each={members()} fallback={<span class="page-empty">{words().noMembers}</span>}>
          {member => (
            <PersonChip
              person={shownMember(member)}
              onRemove={
                props.mayChange ? () => withPersons(props.team.persons.filter(id => id !== member.person)) : undefined
              }
            />
          )}
        </For>
      </span>
      <Show when={props.mayChange}>
        <IconButton
          icon={userPlusIcon}
          label={words().teamMembers(props.team.name)}
          aria-haspopup="dialog"
          onClick={event => choose(event.currentTarget)}
        />
        <IconButton icon={trash2Icon} label={words().deleteTeam(props.team.name)} onClick={() => void remove()} />
      </Show>
    </li>
  )
}
