import {
  FIELD_KINDS,
  MOST_FIELDS,
  MOST_OPTIONS,
  wordsIn,
  type FieldKind,
  type FormField,
  type FormOption,
} from "@weft/model/schema/offering-content"
import { createMemo, For, Show, untrack, type JSX } from "solid-js"
import { sameIds } from "../../../parts/same-ids.ts"
import { catalogueWords } from "../../../text/catalogue.ts"
import { language } from "../../../text/index.ts"
import { refusalWords } from "../../../text/refusals.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/checkbox.tsx"
import { Field, Select } from "../../../ui/field.tsx"
import { plusIcon, trash2Icon, xIcon } from "../../../ui/icons.ts"
import { ConditionField } from "./condition-field.tsx"
import type { OfferingDraft } from "./offering-draft.ts"
import { movedBefore, replaced } from "./rows.ts"
import { SortedRows } from "./sorted-rows.tsx"
import { WordingFields } from "./wording-fields.tsx"

/** The fields of an offering's form, in the order in which they are asked. */
export function FormEditor(props: { readonly draft: OfferingDraft; readonly mayManage: boolean }): JSX.Element {
  const words = () => catalogueWords().editor
  const form = () => props.draft.content().form
  const keys = createMemo(() => form().map(({ key }) => key), [], {
    equals: sameIds,
  })
  const edit = (next: readonly FormField[]) => props.draft.edit({ form: next })
  const add = () => {
    const key = props.draft.newKey()
    edit([...form(), { key, kind: "text", label: {}, help: {}, isRequired: false, options: [], shownIf: null }])
    queueMicrotask(() => document.querySelector<HTMLElement>(`[data-part="${key}"] input`)?.focus())
  }
  const nameOf = (key: string) => {
    const place = form().findIndex(field => field.key === key)
    return wordsIn(form()[place]?.label ?? {}, language()) || words().field(place + 1)
  }
  return (
    <>
      <Show when={form().length > 0} fallback={<p class="page-empty">{words().noFields}</p>}>
        <SortedRows
          kind="form field"
          keys={keys()}
          name={nameOf}
          mayMove={props.mayManage}
          onMove={(key, before) => edit(movedBefore(form(), key, before))}
        >
          {key => (
            <Show when={form().find(field => field.key === key)}>
              {field => (
                <FieldEditor
                  draft={props.draft}
                  field={field()}
                  name={nameOf(key)}
                  above={form().slice(
                    0,
                    form().findIndex(other => other.key === key),
                  )}
                  onField={changes => edit(replaced(form(), key, changes))}
                  onRemove={() => edit(form().filter(other => other.key !== key))}
                />
              )}
            </Show>
          )}
        </SortedRows>
      </Show>
      <Show when={props.mayManage}>
        <Button
          kind="quiet"
          size="small"
          class="part-add"
          icon={plusIcon}
          disabled={form().length >= MOST_FIELDS}
          onClick={add}
        >
          {words().addField}
        </Button>
      </Show>
    </>
  )
}

interface FieldEditorProps {
  readonly draft: OfferingDraft
  readonly field: FormField
  readonly name: string
  readonly above: readonly FormField[]
  readonly onField: (changes: Partial<FormField>) => void
  readonly onRemove: () => void
}

function FieldEditor(props: FieldEditorProps): JSX.Element {
  const words = () => catalogueWords().editor
  const fault = () => {
    const found = props.draft.faultOf(props.field.key)
    return found === undefined ? undefined : refusalWords(found.fault, {})
  }
  const hasMore = untrack(() => props.field.shownIf !== null || Object.keys(props.field.help).length > 0)
  const setKind = (kind: FieldKind) => props.onField({ kind, options: kind === "select" ? props.field.options : [] })
  return (
    <fieldset class="part-editor" data-part={props.field.key} aria-label={props.name}>
      <WordingFields
        label={words().label}
        wording={props.field.label}
        error={fault()}
        onWording={label => props.onField({ label })}
      />
      <div class="part-line">
        <Field label={words().kind}>
          {attributes => (
            <Select
              attributes={attributes}
              value={props.field.kind}
              options={FIELD_KINDS.map(value => ({ value, label: words().kinds[value] }))}
              onValue={setKind}
            />
          )}
        </Field>
        <Checkbox checked={props.field.isRequired} onChange={isRequired => props.onField({ isRequired })}>
          {words().required}
        </Checkbox>
        <span class="part-space" />
        <IconButton icon={trash2Icon} label={words().removeField(props.name)} onClick={() => props.onRemove()} />
      </div>
      <Show when={props.field.kind === "select"}>
        <OptionsEditor {...props} />
      </Show>
      <details class="part-more" open={hasMore}>
        <summary>{words().moreOfField}</summary>
        <WordingFields label={words().help} wording={props.field.help} onWording={help => props.onField({ help })} />
        <Show when={props.above.length > 0 || props.field.shownIf !== null}>
          <ConditionField
            label={words().asked}
            condition={props.field.shownIf}
            fields={props.above}
            onCondition={shownIf => props.onField({ shownIf })}
          />
        </Show>
      </details>
    </fieldset>
  )
}

function OptionsEditor(props: FieldEditorProps): JSX.Element {
  const words = () => catalogueWords().editor
  const options = () => props.field.options
  const keys = createMemo(() => options().map(({ key }) => key), [], {
    equals: sameIds,
  })
  const edit = (next: readonly FormOption[]) => props.onField({ options: next })
  return (
    <div class="part-options" role="group" aria-label={words().options}>
      <For each={keys()}>
        {key => (
          <Show when={options().find(option => option.key === key)}>
            {option => (
              <div class="part-option">
                <WordingFields
                  label={words().option}
                  wording={option().label}
                  onWording={label => edit(replaced(options(), key, { label }))}
                />
                <IconButton
                  icon={xIcon}
                  label={words().removeOption(wordsIn(option().label, language()))}
                  onClick={() => edit(options().filter(other => other.key !== key))}
                />
              </div>
            )}
          </Show>
        )}
      </For>
      <Button
        kind="quiet"
        size="small"
        icon={plusIcon}
        disabled={options().length >= MOST_OPTIONS}
        onClick={() => edit([...options(), { key: props.draft.newKey(), label: {} }])}
      >
        {words().addOption}
      </Button>
    </div>
  )
}
