import { WORDING_LANGUAGES, type Wording } from "@weft/model/schema/offering-content"
import { For, type JSX } from "solid-js"
import { catalogueWords } from "../../../text/catalogue.ts"
import { Field, TextArea, TextInput } from "../../../ui/field.tsx"

export interface WordingFieldsProps {
  readonly label: string
  readonly wording: Wording
  readonly isLong?: boolean
  readonly error?: string | undefined
  readonly onWording: (wording: Wording) => void
}

/** The same words in each language of the catalogue, side by side. */
export function WordingFields(props: WordingFieldsProps): JSX.Element {
  return (
    <div class="wording-fields">
      <For each={WORDING_LANGUAGES}>
        {language => (
          <Field
            label={`${props.label} (${catalogueWords().editor.words[language]})`}
            error={language === WORDING_LANGUAGES[0] ? props.error : undefined}
          >
            {attributes => {
              const input = {
                ...attributes,
                get value() {
                  return props.wording[language] ?? ""
                },
                onValue: (said: string) => {
                  const { [language]: _, ...others } = props.wording
                  props.onWording(said === "" ? others : { ...others, [language]: said })
                },
                maxLength: 4_000,
              }
              return props.isLong ? <TextArea {...input} /> : <TextInput {...input} />
            }}
          </Field>
        )}
      </For>
    </div>
  )
}
