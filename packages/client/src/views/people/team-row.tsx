import { renameTeam, trashTeam } from "@weft/model/actions/people"
import { setTeamMember } from "@weft/model/actions/space"
import type { MemberId, SpaceId } from "@weft/model/base/ids"
import type { Team } from "@weft/model/schema/space"
import { For, Show, type JSX } from "solid-js"
import { memberNamed, useWorkspace } from "../../data/context.ts"
import { useAct } from "../../parts/acting.ts"
import { NameInput } from "../../parts/name-input.tsx"
import { openPeoplePicker } from "../../parts/people-picker.tsx"
import { PersonChip } from "../../parts/person-chip.tsx"
import { admin } from "../../text/admin.ts"
import { IconButton } from "../../ui/button.tsx"
import { trash2Icon, userPlusIcon } from "../../ui/icons.ts"

/** One team: its name and who belongs to it. */
export function TeamRow(props: { readonly team: Team }): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => "" as SpaceId)
  const words = () => admin().people
  const name = () => props.team.name
  const toggle = (member: MemberId, inside: boolean) =>
    void act(setTeamMember, { team: props.team.id, member, inside }, words().did.teamMembers(name()))
  return (
    <li class="page-row team-row">
      <NameInput
        class="team-name"
        label={words().teamName(name())}
        value={name()}
        onName={name => void act(renameTeam, { team: props.team.id, name }, words().did.team(name))}
      />
      <span class="team-members">
        <For each={props.team.members} fallback={<span class="page-empty">{words().noMembers}</span>}>
          {id => (
            <Show when={memberNamed(workspace.live, id)}>
              {member => <PersonChip person={member()} onRemove={() => toggle(id, false)} />}
            </Show>
          )}
        </For>
      </span>
      <IconButton
        icon={userPlusIcon}
        label={words().teamMembers(name())}
        aria-haspopup="dialog"
        onClick={event =>
          openPeoplePicker({
            anchor: event.currentTarget,
            label: words().teamMembers(name()),
            members: () => workspace.live.table("members"),
            me: workspace.me,
            selected: () => workspace.live.table("teams").get(props.team.id)?.members ?? [],
            onToggle: toggle,
          })
        }
      />
      <IconButton
        icon={trash2Icon}
        label={words().deleteTeam(name())}
        onClick={() => void act(trashTeam, { team: props.team.id }, words().did.team(name()))}
      />
    </li>
  )
}
