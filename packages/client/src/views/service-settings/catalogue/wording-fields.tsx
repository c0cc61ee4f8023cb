import { MOST_WORDS, WORDING_LANGUAGES, type Wording, type WordingLanguage } from "@weft/model/schema/offering-content"
import { For, Show, type JSX } from "solid-js"
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
  const said = (language: WordingLanguage) => props.wording[language] ?? ""
  const write = (language: WordingLanguage) => (text: string) => {
    const { [language]: _, ...others } = props.wording
    props.onWording(text === "" ? others : { ...others, [language]: text })
  }
  return (
    <div class="wording-fields">
      <For each={WORDING_LANGUAGES}>
        {language => (
          <Field
            label={`${props.label} (${catalogueWords().editor.words[language]})`}
            error={language === WORDING_LANGUAGES[0] ? props.error : undefined}
          >
            {attributes => (
              <Show
                when={props.isLong}
                fallback={
                  <TextInput {...attributes} value={said(language)} onValue={write(language)} maxLength={MOST_WORDS} />
                }
              >
                <TextArea {...attributes} value={said(language)} onValue={write(language)} maxLength={MOST_WORDS} />
              </Show>
            )}
          </Field>
        )}
      </For>
    </div>
  )
}
