import { createSignal, onMount, Show, untrack, type JSX } from "solid-js"
import { t } from "../text/index.ts"
import { Button } from "../ui/button.tsx"
import { Field, Select, TextInput, type SelectOption } from "../ui/field.tsx"
import { openOverlay, type Anchor } from "../ui/overlays.tsx"
import "../ui/popover.css"
import "./small-form.css"

export interface SmallFormOptions<Choice extends string> {
  readonly anchor: Anchor
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly inputMode?: "text" | "decimal"
  /** A second question below the text. */
  readonly choice?: {
    readonly label: string
    readonly value: Choice
    readonly options: readonly SelectOption<Choice>[]
  }
  /** The word on the button. */
  readonly done: string
  /** Called with what was written; answers whether the form can close. */
  readonly onDone: (text: string, choice: Choice | undefined) => boolean
}

/** Opens a form of one line beside a control: a name, a limit, a text to look for. */
export function openSmallForm<Choice extends string>(options: SmallFormOptions<Choice>): void {
  openOverlay({
    anchor: options.anchor,
    label: options.label,
    content: close => <SmallForm {...options} onClose={close} />,
  })
}

function SmallForm<Choice extends string>(
  props: SmallFormOptions<Choice> & { readonly onClose: () => void },
): JSX.Element {
  let input!: HTMLInputElement
  const [text, setText] = createSignal(untrack(() => props.value))
  const [choice, setChoice] = createSignal<Choice | undefined>(untrack(() => props.choice?.value))
  onMount(() => input.select())
  return (
    <form
      class="popover small-form"
      onSubmit={event => {
        event.preventDefault()
        if (props.onDone(text().trim(), choice())) props.onClose()
      }}
    >
      <Field label={props.label} hint={props.hint}>
        {attributes => (
          <TextInput
            {...attributes}
            ref={element => (input = element)}
            inputmode={props.inputMode ?? "text"}
            autocomplete="off"
            value={text()}
            onValue={setText}
          />
        )}
      </Field>
      <Show when={props.choice}>
        {asked => (
          <Field label={asked().label}>
            {attributes => (
              <Select<Choice>
                attributes={attributes}
                value={choice() ?? asked().value}
                options={asked().options}
                onValue={value => setChoice(() => value)}
              />
            )}
          </Field>
        )}
      </Show>
      <div class="small-form-actions">
        <Button onClick={() => props.onClose()}>{t().general.cancel}</Button>
        <Button kind="primary" type="submit">
          {props.done}
        </Button>
      </div>
    </form>
  )
}
