import { wordsIn, type FormField } from "@weft/model/schema/offering-content"
import type { Answer, Answers } from "@weft/model/schema/request-answer"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { shownFields, type AnswerFault } from "@weft/model/service/request-form"
import { createMemo, createSignal, For, Match, Show, Switch, type JSX } from "solid-js"
import { catalogueWords } from "../../text/catalogue.ts"
import { format, language } from "../../text/index.ts"
import { refusalWords } from "../../text/refusals.ts"
import { Button } from "../../ui/button.tsx"
import { Checkbox } from "../../ui/checkbox.tsx"
import { Field, Select, TextArea, TextInput, type FieldAttributes } from "../../ui/field.tsx"
import { openItemPicker } from "../item-picker.tsx"
import { openPersonPicker } from "../people-picker.tsx"
import { readNumberHere } from "../typed-number.ts"
import { answerWords } from "./answer-words.ts"
import "./request-fields.css"

export interface RequestFieldsProps {
  readonly form: readonly FormField[]
  readonly answers: Answers
  /** What is wrong with answers, by field; said beside them. */
  readonly faults: ReadonlyMap<string, AnswerFault>
  /** The people and items that can be named. */
  readonly setup: Snapshot
  readonly today: string
  readonly onAnswer: (field: string, answer: Answer | null) => void
}

/** The fields of a form that are asked given the answers so far. A field keeps its element while others come and go. */
export function RequestFields(props: RequestFieldsProps): JSX.Element {
  const shown = createMemo(() => shownFields(props.form, props.answers))
  return (
    <div class="request-fields">
      <For each={shown()}>
        {field => (
          <AnswerField
            field={field}
            answer={props.answers[field.key]}
            fault={props.faults.get(field.key)}
            setup={props.setup}
            today={props.today}
            onAnswer={answer => props.onAnswer(field.key, answer)}
          />
        )}
      </For>
    </div>
  )
}

export interface AnswerFieldProps {
  readonly field: FormField
  readonly answer: Answer | undefined
  readonly fault: AnswerFault | undefined
  readonly setup: Snapshot
  readonly today: string
  readonly onAnswer: (answer: Answer | null) => void
}

/** One field of a form, with its help or what is wrong below it. */
export function AnswerField(props: AnswerFieldProps): JSX.Element {
  const label = () => wordsIn(props.field.label, language()) || catalogueWords().editor.untitled
  const help = () => wordsIn(props.field.help, language()) || undefined
  const error = () => (props.fault === undefined ? undefined : refusalWords(props.fault, {}))
  return (
    <Show
      when={props.field.kind !== "flag"}
      fallback={
        <div class="field request-flag">
          <Checkbox checked={props.answer === true} onChange={isSet => props.onAnswer(isSet ? true : null)}>
            {label()}
          </Checkbox>
          <Show when={error() ?? help()}>
            {note => (
              <p class="field-note" data-error={error() === undefined ? undefined : ""}>
                {note()}
              </p>
            )}
          </Show>
        </div>
      }
    >
      <Field
        label={props.field.isRequired ? label() : `${label()} (${catalogueWords().optional})`}
        hint={help()}
        error={error()}
        required={props.field.isRequired}
      >
        {attributes => <AnswerControl {...props} attributes={attributes} label={label()} />}
      </Field>
    </Show>
  )
}

interface AnswerControlProps extends AnswerFieldProps {
  readonly attributes: FieldAttributes
  readonly label: string
}

function AnswerControl(props: AnswerControlProps): JSX.Element {
  const word = () => (typeof props.answer === "string" ? props.answer : "")
  const write = (text: string) => props.onAnswer(text === "" ? null : text)
  const kind = () => props.field.kind
  return (
    <Switch>
      <Match when={kind() === "text"}>
        <TextInput {...props.attributes} value={word()} onValue={write} />
      </Match>
      <Match when={kind() === "long-text"}>
        <TextArea {...props.attributes} value={word()} onValue={write} minRows={3} />
      </Match>
      <Match when={kind() === "number"}>
        <NumberAnswer {...props} />
      </Match>
      <Match when={kind() === "date"}>
        <TextInput {...props.attributes} type="date" value={word()} onValue={write} />
      </Match>
      <Match when={kind() === "select"}>
        <Select
          attributes={props.attributes}
          value={word()}
          options={[
            { value: "", label: props.field.isRequired ? catalogueWords().pick : catalogueWords().none },
            ...props.field.options.map(option => ({ value: option.key, label: wordsIn(option.label, language()) })),
          ]}
          onValue={write}
        />
      </Match>
      <Match when={kind() === "person" || kind() === "item"}>
        <PickedAnswer {...props} />
      </Match>
    </Switch>
  )
}

/** A number as it is typed: what is none stays as it stands, so that the form can say so. */
function NumberAnswer(props: AnswerControlProps): JSX.Element {
  const [typed, setTyped] = createSignal<string>()
  const standing = () => (typeof props.answer === "number" ? format().number(props.answer) : (props.answer ?? ""))
  const write = (text: string) => {
    setTyped(text)
    props.onAnswer(text.trim() === "" ? null : (readNumberHere(text) ?? text))
  }
  return (
    <TextInput
      {...props.attributes}
      inputmode="decimal"
      value={typed() ?? String(standing())}
      onValue={write}
      onBlur={() => typeof props.answer === "number" && setTyped(undefined)}
    />
  )
}

function PickedAnswer(props: AnswerControlProps): JSX.Element {
  const words = () => answerWords(props.field, props.answer, props.setup, props.today)
  const chosen = () => (typeof props.answer === "string" ? [props.answer as never] : [])
  const pick = (anchor: Element) => {
    const { label, onAnswer } = props
    if (props.field.kind === "item")
      return openItemPicker({
        anchor,
        label,
        snapshot: () => props.setup,
        selected: () => chosen()[0] ?? null,
        none: catalogueWords().none,
        onPick: item => onAnswer(item),
      })
    return openPersonPicker({
      anchor,
      label,
      members: () => props.setup.members,
      me: "" as never,
      selected: chosen,
      onPick: person => onAnswer(person),
    })
  }
  return (
    <Button
      id={props.attributes.id}
      aria-label={`${props.label}: ${words() || catalogueWords().pick}`}
      aria-describedby={props.attributes["aria-describedby"]}
      aria-haspopup="dialog"
      class="request-picked"
      onClick={event => void pick(event.currentTarget)}
    >
      {words() || catalogueWords().pick}
    </Button>
  )
}
