import { placeMacro, trashMacro } from "@weft/model/actions/macro"
import type { Macro } from "@weft/model/schema/talk"
import { createSignal, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import { useAct } from "../../../parts/acting.ts"
import { talkSettingsWords } from "../../../text/talk-settings.ts"
import { Button } from "../../../ui/button.tsx"
import { plusIcon, zapIcon } from "../../../ui/icons.ts"
import { PageSection } from "../../../ui/page.tsx"
import { RowsInOrder } from "../rows-in-order.tsx"
import type { ServiceSectionProps } from "../sections.ts"
import { MacroDialog } from "./macro-dialog.tsx"
import { stepWords } from "./step-choices.ts"
import "./talk-settings.css"

/** The macros of a service. */
export function MacrosSection(props: ServiceSectionProps): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const [edited, setEdited] = createSignal<Macro | "new" | null>(null)
  const place = ({ id, name }: Macro, before: Macro | null) =>
    void act(placeMacro, { macro: id, before: before?.id ?? null }, talkSettingsWords().savedMacro(name))
  const trash = ({ id, name }: Macro) => void act(trashMacro, { macro: id }, talkSettingsWords().savedMacro(name))
  return (
    <PageSection
      title={talkSettingsWords().macros}
      hint={talkSettingsWords().macrosHint}
      actions={
        <Show when={props.mayManage}>
          <Button icon={plusIcon} onClick={() => setEdited("new")}>
            {talkSettingsWords().newMacro}
          </Button>
        </Show>
      }
    >
      <RowsInOrder
        table={props.space.live.table("macros")}
        icon={zapIcon}
        empty={talkSettingsWords().noMacros}
        mayManage={props.mayManage}
        onEdit={setEdited}
        onPlace={place}
        onTrash={trash}
        about={row => (
          <span class="ordered-row-words">
            {row()
              .steps?.map(step => stepWords(workspace, props.space, step))
              .join(" · ") ?? talkSettingsWords().unreadable}
          </span>
        )}
      />
      <Show when={edited()} keyed>
        {macro => (
          <MacroDialog
            space={props.space}
            macro={macro === "new" ? null : macro}
            mayManage={props.mayManage}
            onClose={() => setEdited(null)}
          />
        )}
      </Show>
    </PageSection>
  )
}
