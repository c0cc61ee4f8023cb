import { createSkill, renameSkill, setSkilled, trashSkill } from "@weft/model/actions/skill"
import { newId, type MemberId, type SkillId } from "@weft/model/base/ids"
import { compareText } from "@weft/model/base/rank"
import type { Skill } from "@weft/model/schema/assignment-rules"
import { living } from "@weft/model/schema/snapshot"
import { createMemo, For, Show, type JSX } from "solid-js"
import { memberNamed, useWorkspace } from "../../../data/context.ts"
import { useAct } from "../../../parts/acting.ts"
import { NameInput } from "../../../parts/name-input.tsx"
import { openPeoplePicker } from "../../../parts/people-picker.tsx"
import { PersonChip } from "../../../parts/person-chip.tsx"
import { sameIds } from "../../../parts/same-ids.ts"
import { openSmallForm } from "../../../parts/small-form.tsx"
import { assignmentWords } from "../../../text/assignment.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { plusIcon, trash2Icon } from "../../../ui/icons.ts"
import { Lock } from "../../../ui/lock.tsx"
import { PageSection } from "../../../ui/page.tsx"
import { VisuallyHidden } from "../../../ui/visually-hidden.tsx"
import type { ServiceSectionProps } from "../sections.ts"

/** What rules can ask for, each with the people who can do it. */
export function SkillsSection(props: ServiceSectionProps): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const ids = createMemo(
    () =>
      living(props.space.live.table("skills"))
        .sort((one, other) => compareText(one.name, other.name))
        .map(({ id }) => id),
    [],
    { equals: sameIds },
  )
  const add = (anchor: HTMLElement) =>
    openSmallForm({
      anchor,
      label: assignmentWords().skillName,
      value: "",
      done: assignmentWords().save,
      onDone: name =>
        act(createSkill, { id: newId<SkillId>(workspace.random), name }, assignmentWords().skillStep(name)),
    })
  return (
    <PageSection
      title={assignmentWords().skills}
      hint={assignmentWords().skillsHint}
      actions={
        <Show when={props.mayManage}>
          <Button icon={plusIcon} aria-haspopup="dialog" onClick={event => add(event.currentTarget)}>
            {assignmentWords().newSkill}
          </Button>
        </Show>
      }
    >
      <Lock locked={!props.mayManage}>
        <Show when={ids().length > 0} fallback={<p class="page-empty">{assignmentWords().noSkills}</p>}>
          <ul class="page-rows">
            <For each={ids()}>
              {id => (
                <Show when={props.space.live.table("skills").get(id)}>
                  {skill => <SkillRow {...props} skill={skill()} />}
                </Show>
              )}
            </For>
          </ul>
        </Show>
      </Lock>
    </PageSection>
  )
}

function SkillRow(props: ServiceSectionProps & { readonly skill: Skill }): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const step = () => assignmentWords().skillStep(props.skill.name)
  const choose = (anchor: HTMLElement) =>
    openPeoplePicker({
      anchor,
      label: assignmentWords().whoHas(props.skill.name),
      members: () => workspace.live.table("members"),
      me: workspace.me,
      selected: () => props.skill.members,
      onToggle: (member: MemberId, isSkilled) =>
        void act(setSkilled, { skill: props.skill.id, member, isSkilled }, step()),
    })
  return (
    <li class="page-row assignment-skill">
      <NameInput
        label={assignmentWords().skillName}
        value={props.skill.name}
        onName={name => void act(renameSkill, { id: props.skill.id, name }, step())}
      />
      <button
        type="button"
        class="assignment-people"
        aria-haspopup="dialog"
        onClick={event => choose(event.currentTarget)}
      >
        <VisuallyHidden>{assignmentWords().whoHas(props.skill.name)}</VisuallyHidden>
        <For each={props.skill.members} fallback={<span class="assignment-none">{assignmentWords().hasNobody}</span>}>
          {member => <PersonChip person={memberNamed(workspace.live, member)} />}
        </For>
      </button>
      <IconButton
        icon={trash2Icon}
        label={assignmentWords().removeSkill(props.skill.name)}
        onClick={() => void act(trashSkill, { skill: props.skill.id }, step())}
      />
    </li>
  )
}
