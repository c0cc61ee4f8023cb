import { renameItemTemplate, trashItemTemplate } from "@weft/model/actions/item-template"
import type { ItemTemplate } from "@weft/model/schema/template"
import type { JSX } from "solid-js"
import type { SpaceData } from "../../data/workspace.ts"
import { useAct } from "../../parts/acting.ts"
import { NameInput } from "../../parts/name-input.tsx"
import { templateWords } from "../../text/templates.ts"
import { IconButton } from "../../ui/button.tsx"
import { Icon } from "../../ui/icon.tsx"
import { copyIcon, trash2Icon } from "../../ui/icons.ts"
import { PageSection } from "../../ui/page.tsx"
import { FoldedDeletedRows } from "./folded-deleted-rows.tsx"
import { RankedRows } from "./ranked-rows.tsx"

/** The templates of items of a space. They are saved at an item. */
export function ItemTemplatesSection(props: { readonly space: SpaceData }): JSX.Element {
  const table = () => props.space.live.table("itemTemplates")
  return (
    <PageSection title={templateWords().section} hint={templateWords().sectionHint}>
      <RankedRows table={table()} empty={templateWords().none}>
        {row => <Template space={props.space} template={row()} />}
      </RankedRows>
      <FoldedDeletedRows space={props.space} kind="itemTemplates" />
    </PageSection>
  )
}

function Template(props: { readonly space: SpaceData; readonly template: ItemTemplate }): JSX.Element {
  const act = useAct(() => props.space.id)
  const rename = (name: string) =>
    void act(renameItemTemplate, { template: props.template.id, name }, templateWords().saved(name))
  const trash = () =>
    void act(trashItemTemplate, { template: props.template.id }, templateWords().saved(props.template.name))
  return (
    <li class="page-row">
      <Icon icon={copyIcon} />
      <NameInput label={templateWords().rename(props.template.name)} value={props.template.name} onName={rename} />
      <span class="settings-note numeric">{templateWords().holds(props.template.steps?.length ?? 0)}</span>
      <IconButton icon={trash2Icon} label={templateWords().remove(props.template.name)} onClick={trash} />
    </li>
  )
}
