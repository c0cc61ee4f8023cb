import { createAssignmentRule, patchAssignmentRule, type RuleMember } from "@weft/model/actions/assignment-rules"
import {
  newId,
  type AssignmentRuleId,
  type MemberId,
  type RotaId,
  type SkillId,
  type TeamId,
} from "@weft/model/base/ids"
import { ASSIGNMENT_MODES, type AssignmentMode, type AssignmentRule } from "@weft/model/schema/assignment-rules"
import { living } from "@weft/model/schema/snapshot"
import type { Condition } from "@weft/model/service/policy"
import { createSignal, Show, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import type { SpaceData } from "../../../data/workspace.ts"
import { useAct } from "../../../parts/acting.ts"
import { toggled } from "../../../parts/people-picker.tsx"
import { assignmentWords } from "../../../text/assignment.ts"
import { format } from "../../../text/index.ts"
import { Button } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/checkbox.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Select, TextInput } from "../../../ui/field.tsx"
import type { Option } from "../../../ui/option.ts"
import { PickerButton } from "../../../ui/picker.tsx"
import { ConditionList } from "../policies/condition-list.tsx"
import type { FactChoices } from "../policies/fact-choices.ts"

export interface RuleDialogProps {
  readonly space: SpaceData
  /** Nothing for a new one. */
  readonly rule: AssignmentRule | null
  readonly choices: FactChoices
  readonly mayManage: boolean
  readonly onClose: () => void
}

/** A rule: for which tickets it is, and how it finds who gets them. */
export function RuleDialog(props: RuleDialogProps): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const standing = untrack(() => props.rule)
  const [name, setName] = createSignal(standing?.name ?? "")
  const [conditions, setConditions] = createSignal<readonly Condition[]>(standing?.conditions ?? [])
  const [mode, setMode] = createSignal<AssignmentMode>(standing?.mode ?? "least-load")
  const [team, setTeam] = createSignal<string | null>(standing?.team ?? null)
  const [person, setPerson] = createSignal<string | null>(standing?.person ?? null)
  const [rota, setRota] = createSignal<string | null>(standing?.rota ?? null)
  const [members, setMembers] = createSignal<readonly string[]>(standing?.members ?? [])
  const [skills, setSkills] = createSignal<readonly string[]>(standing?.skills ?? [])
  const [withinHours, setWithinHours] = createSignal(standing?.withinHours ?? false)
  const skillOptions = () => optionsOf(living(props.space.live.table("skills")))
  const rotaOptions = () => optionsOf(living(props.space.live.table("rotas")))
  const fields = () => ({
    name: name(),
    conditions: conditions(),
    mode: mode(),
    team: team() as TeamId | null,
    person: person() as MemberId | null,
    rota: rota() as RotaId | null,
    withinHours: withinHours(),
  })
  const says = () => assignmentWords().saved(name())
  const create = () => {
    const who = { members: members() as MemberId[], skills: skills() as SkillId[] }
    return act(createAssignmentRule, { id: newId<AssignmentRuleId>(workspace.random), ...fields(), ...who }, says())
  }
  const patch = ({ id: rule, ...before }: AssignmentRule) => {
    const changed: RuleMember[] = []
    const note = (field: RuleMember["field"]) => (id: string, inside: boolean) =>
      changed.push({ field, member: id as MemberId | SkillId, inside })
    toggled(before.members, members(), note("members"))
    toggled(before.skills, skills(), note("skills"))
    return act(patchAssignmentRule, { rule, fields: fields(), members: changed }, says())
  }
  const save = () => {
    if (standing === null ? create() : patch(standing)) props.onClose()
  }
  const isOfSeveral = () => mode() === "round-robin" || mode() === "least-load"
  return (
    <Dialog
      open
      size="large"
      closable
      title={standing === null ? assignmentWords().newRule : standing.name}
      onClose={() => props.onClose()}
      actions={
        <Show when={props.mayManage}>
          <Button onClick={() => props.onClose()}>{assignmentWords().cancel}</Button>
          <Button kind="primary" onClick={save}>
            {assignmentWords().save}
          </Button>
        </Show>
      }
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          if (props.mayManage) save()
        }}
      >
        <fieldset class="assignment-form" disabled={!props.mayManage}>
          <Field label={assignmentWords().name}>
            {attributes => (
              <TextInput
                {...attributes}
                value={name()}
                placeholder={assignmentWords().namePlaceholder}
                autocomplete="off"
                autofocus
                onValue={setName}
              />
            )}
          </Field>
          <div class="assignment-part">
            <span class="field-label">{assignmentWords().when}</span>
            <Show when={conditions().length === 0}>
              <span class="assignment-none">{assignmentWords().always}</span>
            </Show>
            <ConditionList
              conditions={conditions()}
              choices={props.choices}
              add={assignmentWords().addCondition}
              onConditions={setConditions}
            />
          </div>
          <Field label={assignmentWords().gives}>
            {attributes => (
              <Select
                attributes={attributes}
                value={mode()}
                options={ASSIGNMENT_MODES.map(value => ({ value, label: assignmentWords().modes[value] }))}
                onValue={setMode}
              />
            )}
          </Field>
          <div class="assignment-who">
            <Show when={mode() === "person"}>
              <One
                label={assignmentWords().person}
                none={assignmentWords().noPerson}
                options={props.choices.people()}
                chosen={person()}
                onChosen={setPerson}
              />
            </Show>
            <Show when={mode() === "team" || isOfSeveral()}>
              <One
                label={assignmentWords().team}
                none={assignmentWords().noTeam}
                options={props.choices.teams()}
                chosen={team()}
                onChosen={setTeam}
              />
            </Show>
            <Show when={isOfSeveral()}>
              <Several
                label={team() === null ? assignmentWords().people : assignmentWords().besides}
                none={team() === null ? assignmentWords().noPerson : assignmentWords().nobodyBesides}
                options={props.choices.people()}
                chosen={members()}
                onChosen={setMembers}
              />
            </Show>
            <Show when={mode() === "on-call"}>
              <One
                label={assignmentWords().rota}
                none={assignmentWords().noRota}
                options={rotaOptions()}
                chosen={rota()}
                onChosen={setRota}
              />
            </Show>
            <Show when={mode() !== "team"}>
              <Several
                label={assignmentWords().skillsNeeded}
                none={assignmentWords().noSkillsNeeded}
                options={skillOptions()}
                chosen={skills()}
                onChosen={setSkills}
              />
            </Show>
          </div>
          <Show when={mode() !== "team"}>
            <Checkbox checked={withinHours()} onChange={setWithinHours}>
              {assignmentWords().withinHours}
            </Checkbox>
          </Show>
        </fieldset>
      </form>
    </Dialog>
  )
}

function optionsOf(rows: readonly { readonly id: string; readonly name: string }[]): readonly Option[] {
  return rows.map(({ id, name }) => ({ id, label: name }))
}

interface ChoiceProps {
  readonly label: string
  /** What stands where nothing is chosen. */
  readonly none: string
  readonly options: readonly Option[]
}

function One(
  props: ChoiceProps & { readonly chosen: string | null; readonly onChosen: (id: string | null) => void },
): JSX.Element {
  return (
    <Field label={props.label}>
      {attributes => (
        <PickerButton
          id={attributes.id}
          opens
          pickerLabel={props.label}
          options={props.options}
          selected={props.chosen === null ? [] : [props.chosen]}
          onChange={([id]) => props.onChosen(id ?? null)}
        >
          {props.options.find(({ id }) => id === props.chosen)?.label ?? props.none}
        </PickerButton>
      )}
    </Field>
  )
}

function Several(
  props: ChoiceProps & { readonly chosen: readonly string[]; readonly onChosen: (ids: readonly string[]) => void },
): JSX.Element {
  const words = () => {
    const chosen = props.options.filter(({ id }) => props.chosen.includes(id)).map(({ label }) => label)
    return chosen.length === 0 ? props.none : format().list(chosen)
  }
  return (
    <Field label={props.label}>
      {attributes => (
        <PickerButton
          id={attributes.id}
          opens
          multiple
          pickerLabel={props.label}
          options={props.options}
          selected={props.chosen}
          onChange={props.onChosen}
        >
          {words()}
        </PickerButton>
      )}
    </Field>
  )
}
