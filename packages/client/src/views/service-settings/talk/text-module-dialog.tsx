import { saveTextModule } from "@weft/model/actions/text-module"
import { newId, type TextModuleId } from "@weft/model/base/ids"
import { MODULE_LANGUAGES, type ModuleLanguage, type TextModule } from "@weft/model/schema/talk"
import { fillVariables, MODULE_VARIABLES, unknownVariablesIn } from "@weft/model/service/text-module"
import { createSignal, For, Show, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import type { SpaceData } from "../../../data/workspace.ts"
import { useAct } from "../../../parts/acting.ts"
import { talkLanguage } from "../../../parts/talk/talk-language.ts"
import { format } from "../../../text/index.ts"
import { talkSettingsWords } from "../../../text/talk-settings.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, TextArea, TextInput } from "../../../ui/field.tsx"

export interface TextModuleDialogProps {
  readonly space: SpaceData
  /** Nothing for a new one. */
  readonly module: TextModule | null
  readonly mayManage: boolean
  readonly onClose: () => void
}

/** A text module with what it says in each language, its variables, and how it reads. */
export function TextModuleDialog(props: TextModuleDialogProps): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const standing = untrack(() => props.module)
  const [name, setName] = createSignal(standing?.name ?? "")
  const [text, setText] = createSignal<Readonly<Record<string, string>>>(standing?.text ?? {})
  const [shown, setShown] = createSignal<ModuleLanguage>(talkLanguage())
  const areas = new Map<ModuleLanguage, HTMLTextAreaElement>()
  const words = () => text()[shown()] ?? ""
  const write = (language: ModuleLanguage, value: string) => setText(all => ({ ...all, [language]: value }))
  const insert = (variable: string) => {
    const area = areas.get(shown())
    const said = words()
    const [from, to] = area === undefined ? [said.length, said.length] : [area.selectionStart, area.selectionEnd]
    const written = `{${variable}}`
    write(shown(), said.slice(0, from) + written + said.slice(to))
    area?.focus()
    area?.setSelectionRange(from + written.length, from + written.length)
  }
  const unknown = () => unknownVariablesIn(words())
  const save = () => {
    const id = standing?.id ?? newId<TextModuleId>(workspace.random)
    const changed = MODULE_LANGUAGES.filter(one => (text()[one] ?? "") !== (standing?.text[one] ?? ""))
    const said = Object.fromEntries(changed.map(one => [one, text()[one] ?? ""]))
    if (act(saveTextModule, { id, name: name(), text: said }, talkSettingsWords().saved(name()))) props.onClose()
  }
  return (
    <Dialog
      open
      size="wide"
      closable
      title={standing === null ? talkSettingsWords().newModule : standing.name}
      onClose={() => props.onClose()}
      actions={
        <Show when={props.mayManage}>
          <Button onClick={() => props.onClose()}>{talkSettingsWords().cancel}</Button>
          <Button kind="primary" shortcut="mod+enter" onClick={save}>
            {talkSettingsWords().save}
          </Button>
        </Show>
      }
    >
      <form
        class="talk-form"
        onSubmit={event => {
          event.preventDefault()
          if (props.mayManage) save()
        }}
        onKeyDown={event => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && props.mayManage) save()
        }}
      >
        <Field label={talkSettingsWords().name}>
          {attributes => (
            <TextInput {...attributes} value={name()} onValue={setName} readOnly={!props.mayManage} autofocus />
          )}
        </Field>
        <div class="talk-languages" role="tablist">
          <For each={MODULE_LANGUAGES}>
            {language => (
              <button
                type="button"
                role="tab"
                class="talk-language"
                aria-selected={shown() === language}
                data-empty={(text()[language] ?? "").trim() === "" ? "" : undefined}
                onClick={() => setShown(language)}
              >
                {talkSettingsWords().languages[language]}
              </button>
            )}
          </For>
        </div>
        <Show when={shown()} keyed>
          {language => (
            <Field
              label={talkSettingsWords().words[language]}
              hint={talkSettingsWords().insertHint}
              error={
                unknown().length === 0
                  ? undefined
                  : talkSettingsWords().unknown(format().list(unknown().map(one => `{${one}}`)), unknown().length > 1)
              }
            >
              {attributes => (
                <span ref={span => queueMicrotask(() => areas.set(language, span.querySelector("textarea")!))}>
                  <TextArea
                    {...attributes}
                    minRows={5}
                    lang={language}
                    value={text()[language] ?? ""}
                    onValue={value => write(language, value)}
                    readOnly={!props.mayManage}
                  />
                </span>
              )}
            </Field>
          )}
        </Show>
        <Show when={props.mayManage}>
          <div class="talk-variables" role="group" aria-label={talkSettingsWords().insert}>
            <For each={MODULE_VARIABLES}>
              {variable => (
                <button
                  type="button"
                  class="talk-variable"
                  data-tooltip={talkSettingsWords().variables[variable]}
                  onClick={() => insert(variable)}
                >{`{${variable}}`}</button>
              )}
            </For>
          </div>
        </Show>
        <Show when={words().trim() !== ""}>
          <div class="talk-preview">
            <p class="field-label">{talkSettingsWords().preview}</p>
            <p class="talk-preview-words" lang={shown()}>
              {fillVariables(words(), talkSettingsWords().example).text}
            </p>
          </div>
        </Show>
      </form>
    </Dialog>
  )
}
