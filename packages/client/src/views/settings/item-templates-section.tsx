import { renameItemTemplate, trashItemTemplate } from "@weft/model/actions/item-template"
import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import type { ItemTemplate } from "@weft/model/schema/template"
import { createMemo, For, Show, type JSX } from "solid-js"
import type { SpaceData } from "../../data/workspace.ts"
import { useAct } from "../../parts/acting.ts"
import { LineInput } from "../../parts/line-input.tsx"
import { t } from "../../text/index.ts"
import { templateWords } from "../../text/templates.ts"
import { IconButton } from "../../ui/button.tsx"
import { Icon } from "../../ui/icon.tsx"
import { copyIcon, trash2Icon } from "../../ui/icons.ts"
import { PageSection } from "../../ui/page.tsx"
import { DeletedRows } from "./deleted-rows.tsx"

/** The templates of items of a space. They are saved at an item. */
export function ItemTemplatesSection(props: { readonly space: SpaceData }): JSX.Element {
  const table = () => props.space.live.table("itemTemplates")
  const ids = createMemo(() =>
    living(table())
      .sort(compareRanked)
      .map(({ id }) => id),
  )
  return (
    <PageSection title={templateWords().section} hint={templateWords().sectionHint}>
      <Show when={ids().length > 0} fallback={<p class="page-empty">{templateWords().none}</p>}>
        <ul class="page-rows">
          <For each={ids()}>
            {id => <Show when={table().get(id)}>{row => <Template space={props.space} template={row()} />}</Show>}
          </For>
        </ul>
      </Show>
      <DeletedRows space={props.space} kind="itemTemplates" />
    </PageSection>
  )
}

function Template(props: { readonly space: SpaceData; readonly template: ItemTemplate }): JSX.Element {
  const act = useAct(() => props.space.id)
  const rename = (name: string) => {
    if (name.trim() === "") return t().general.nameMissing
    act(renameItemTemplate, { template: props.template.id, name }, templateWords().saved(name.trim()))
    return undefined
  }
  const trash = () =>
    void act(trashItemTemplate, { template: props.template.id }, templateWords().saved(props.template.name))
  return (
    <li class="page-row">
      <Icon icon={copyIcon} />
      <LineInput label={templateWords().rename(props.template.name)} value={props.template.name} onSave={rename} />
      <span class="settings-note numeric">{templateWords().holds(props.template.steps?.length ?? 0)}</span>
      <IconButton icon={trash2Icon} label={templateWords().remove(props.template.name)} onClick={trash} />
    </li>
  )
}
