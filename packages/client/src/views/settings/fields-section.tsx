import {
  createCustomField,
  createOption,
  patchCustomField,
  renameOption,
  trashCustomField,
  trashOption,
  type PatchCustomField,
} from "@weft/model/actions/workflow"
import { newId, type CustomFieldId, type OptionId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import { CUSTOM_FIELD_TYPES, type CustomField, type CustomFieldType } from "@weft/model/schema/workflow"
import { createMemo, createSignal, For, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { AddLine } from "../../parts/add-line.tsx"
import { useAct } from "../../parts/acting.ts"
import { LineInput } from "../../parts/line-input.tsx"
import { NameInput } from "../../parts/name-input.tsx"
import { admin } from "../../text/admin.ts"
import { IconButton } from "../../ui/button.tsx"
import { Switch } from "../../ui/checkbox.tsx"
import { Select } from "../../ui/field.tsx"
import { trash2Icon } from "../../ui/icons.ts"
import { PageSection } from "../../ui/page.tsx"
import { FoldedDeletedRows } from "./folded-deleted-rows.tsx"
import { FieldTypes } from "./field-types.tsx"
import { RankedRows } from "./ranked-rows.tsx"

/** Fields that a space adds to its items. */
export function FieldsSection(props: { readonly space: SpaceData }): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const words = () => admin().settings
  const [type, setType] = createSignal<CustomFieldType>("text")
  const add = (name: string) => {
    const id = newId<CustomFieldId>(workspace.random)
    act(createCustomField, { id, name, type: type() }, words().did.field(name))
  }
  return (
    <PageSection title={words().fields}>
      <RankedRows table={props.space.live.table("customFields")} empty={words().fieldsEmpty}>
        {field => <FieldRow space={props.space} field={field()} />}
      </RankedRows>
      <AddLine label={words().addField} onAdd={add}>
        <Select label={words().newFieldType} value={type()} options={typeOptions()} onValue={setType} />
      </AddLine>
      <FoldedDeletedRows space={props.space} kind="customFields" />
    </PageSection>
  )
}

const typeOptions = () => CUSTOM_FIELD_TYPES.map(value => ({ value, label: admin().settings.fieldTypes[value] }))

function FieldRow(props: { readonly space: SpaceData; readonly field: CustomField }): JSX.Element {
  const act = useAct(() => props.space.id)
  const words = () => admin().settings
  const name = () => props.field.name
  const hasOptions = () => props.field.type === "select" || props.field.type === "multi"
  const patch = (fields: PatchCustomField["fields"]) =>
    void act(patchCustomField, { field: props.field.id, fields }, words().did.field(fields.name ?? name()))
  return (
    <li class="settings-block">
      <div class="page-row field-row">
        <NameInput label={words().fieldName(name())} value={name()} onName={name => patch({ name })} />
        <Show when={props.field.type === "money"}>
          <LineInput
            class="field-currency"
            label={words().currency(name())}
            value={props.field.currency}
            onSave={text => {
              if (!/^[A-Za-z]{3}$/.test(text.trim())) return words().wrongCurrency
              patch({ currency: text.trim().toUpperCase() })
              return undefined
            }}
          />
        </Show>
        <Select
          label={words().fieldType(name())}
          value={props.field.type}
          options={typeOptions()}
          onValue={type => patch({ type })}
        />
        <Switch
          checked={props.field.onCards}
          label={words().onCardsOf(name())}
          onChange={onCards => patch({ onCards })}
        >
          {words().onCards}
        </Switch>
        <IconButton
          icon={trash2Icon}
          label={words().deleteField(name())}
          onClick={() => void act(trashCustomField, { field: props.field.id }, words().did.field(name()))}
        />
      </div>
      <FieldTypes space={props.space} field={props.field} />
      <Show when={hasOptions()}>
        <FieldOptions space={props.space} field={props.field} />
      </Show>
    </li>
  )
}

/** What can be chosen in a field of choices. */
function FieldOptions(props: { readonly space: SpaceData; readonly field: CustomField }): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const words = () => admin().settings
  const options = createMemo(() =>
    living(props.space.live.table("options"))
      .filter(option => option.field === props.field.id)
      .sort(compareRanked),
  )
  const add = (name: string) => {
    const option = { id: newId<OptionId>(workspace.random), field: props.field.id, name }
    act(createOption, option, words().did.option(name))
  }
  return (
    <div class="field-options" role="group" aria-label={words().optionsOf(props.field.name)}>
      <For each={options().map(({ id }) => id)}>
        {id => (
          <Show when={props.space.live.table("options").get(id)}>
            {option => (
              <div class="page-row">
                <NameInput
                  label={words().optionName(option().name)}
                  value={option().name}
                  onName={name => void act(renameOption, { option: id, name }, words().did.option(name))}
                />
                <IconButton
                  icon={trash2Icon}
                  size="small"
                  label={words().deleteOption(option().name)}
                  onClick={() => void act(trashOption, { option: id }, words().did.option(option().name))}
                />
              </div>
            )}
          </Show>
        )}
      </For>
      <AddLine label={words().addOption} onAdd={add} />
    </div>
  )
}
