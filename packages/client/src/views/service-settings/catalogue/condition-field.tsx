import { wordsIn, type AnswerCondition, type FormField } from "@weft/model/schema/offering-content"
import { Show, type JSX } from "solid-js"
import { catalogueWords } from "../../../text/catalogue.ts"
import { language } from "../../../text/index.ts"
import { Select, TextInput } from "../../../ui/field.tsx"

export interface ConditionFieldProps {
  /** What depends on it, as in "Asked". */
  readonly label: string
  readonly condition: AnswerCondition | null
  /** The fields that it can be about. */
  readonly fields: readonly FormField[]
  readonly onCondition: (condition: AnswerCondition | null) => void
}

/** What has to be answered for something to be asked or done: always, a field that is answered, or a field with one answer. */
export function ConditionField(props: ConditionFieldProps): JSX.Element {
  const words = () => catalogueWords().editor
  const field = () => props.fields.find(({ key }) => key === props.condition?.field)
  const choose = (key: string) => props.onCondition(key === "" ? null : { field: key, value: null })
  const setValue = (value: string) => props.onCondition({ field: field()!.key, value: value === "" ? null : value })
  const values = () => {
    const { kind, options } = field()!
    if (kind === "flag")
      return [
        { value: "true", label: catalogueWords().yes },
        { value: "false", label: catalogueWords().no },
      ]
    return options.map(option => ({ value: option.key, label: wordsIn(option.label, language()) || words().untitled }))
  }
  const hasChoices = () => field()?.kind === "flag" || field()?.kind === "select"
  return (
    <span class="condition-field">
      <span class="field-label">{props.label}</span>
      <Select
        label={props.label}
        value={field()?.key ?? ""}
        options={[
          { value: "", label: words().always },
          ...props.fields.map(({ key, label }) => ({
            value: key,
            label: words().onlyIf(wordsIn(label, language()) || words().untitled),
          })),
        ]}
        onValue={choose}
      />
      <Show when={field()}>
        <Show
          when={hasChoices()}
          fallback={
            <TextInput
              aria-label={words().is}
              placeholder={words().isAnswered}
              value={props.condition?.value ?? ""}
              onValue={setValue}
            />
          }
        >
          <Select
            label={words().is}
            value={props.condition?.value ?? ""}
            options={[{ value: "", label: words().isAnswered }, ...values()]}
            onValue={setValue}
          />
        </Show>
      </Show>
    </span>
  )
}
