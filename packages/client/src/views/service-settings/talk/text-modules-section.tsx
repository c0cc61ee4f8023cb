import { placeTextModule, trashTextModule } from "@weft/model/actions/text-module"
import { MODULE_LANGUAGES, type TextModule } from "@weft/model/schema/talk"
import { moduleText } from "@weft/model/service/text-module"
import { createSignal, For, Show, type JSX } from "solid-js"
import { useAct } from "../../../parts/acting.ts"
import { talkLanguage } from "../../../parts/talk/talk-language.ts"
import { talkSettingsWords } from "../../../text/talk-settings.ts"
import { Button } from "../../../ui/button.tsx"
import { fileTextIcon, plusIcon } from "../../../ui/icons.ts"
import { PageSection } from "../../../ui/page.tsx"
import { RowsInOrder } from "../rows-in-order.tsx"
import type { ServiceSectionProps } from "../sections.ts"
import { TextModuleDialog } from "./text-module-dialog.tsx"
import "./talk-settings.css"

/** The text modules of a service. */
export function TextModulesSection(props: ServiceSectionProps): JSX.Element {
  const act = useAct(() => props.space.id)
  const [edited, setEdited] = createSignal<TextModule | "new" | null>(null)
  const place = (module: TextModule, before: TextModule | null) =>
    void act(placeTextModule, { module: module.id, before: before?.id ?? null }, talkSettingsWords().saved(module.name))
  const trash = ({ id, name }: TextModule) => void act(trashTextModule, { module: id }, talkSettingsWords().saved(name))
  return (
    <PageSection
      title={talkSettingsWords().modules}
      hint={talkSettingsWords().modulesHint}
      actions={
        <Show when={props.mayManage}>
          <Button icon={plusIcon} onClick={() => setEdited("new")}>
            {talkSettingsWords().newModule}
          </Button>
        </Show>
      }
    >
      <RowsInOrder
        table={props.space.live.table("textModules")}
        icon={fileTextIcon}
        empty={talkSettingsWords().noModules}
        mayManage={props.mayManage}
        onEdit={setEdited}
        onPlace={place}
        onTrash={trash}
        about={row => (
          <>
            <span class="ordered-row-words">
              {moduleText(row(), talkLanguage()) || talkSettingsWords().saysNothing}
            </span>
            <For each={MODULE_LANGUAGES.filter(language => (row().text[language] ?? "").trim() !== "")}>
              {language => (
                <span class="talk-row-language" title={talkSettingsWords().languages[language]}>
                  {language}
                </span>
              )}
            </For>
          </>
        )}
      />
      <Show when={edited()} keyed>
        {module => (
          <TextModuleDialog
            space={props.space}
            module={module === "new" ? null : module}
            mayManage={props.mayManage}
            onClose={() => setEdited(null)}
          />
        )}
      </Show>
    </PageSection>
  )
}
