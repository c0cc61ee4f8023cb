import { renameChecklistTemplate, trashChecklistTemplate } from "@weft/model/actions/checklist-template"
import type { ChecklistTemplate } from "@weft/model/schema/workflow"
import { For, type JSX } from "solid-js"
import type { SpaceData } from "../../data/workspace.ts"
import { useAct } from "../../parts/acting.ts"
import { NameInput } from "../../parts/name-input.tsx"
import { admin } from "../../text/admin.ts"
import { IconButton } from "../../ui/button.tsx"
import { Icon } from "../../ui/icon.tsx"
import { listChecksIcon, trash2Icon } from "../../ui/icons.ts"
import { PageSection } from "../../ui/page.tsx"
import { FoldedDeletedRows } from "./folded-deleted-rows.tsx"
import { RankedRows } from "./ranked-rows.tsx"

/** The checklist templates of a space. They are made from a checklist, at its item. */
export function ChecklistTemplatesSection(props: { readonly space: SpaceData }): JSX.Element {
  const words = () => admin().settings
  const table = () => props.space.live.table("checklistTemplates")
  return (
    <PageSection title={words().templates} hint={words().templatesHint}>
      <RankedRows table={table()} empty={words().templatesEmpty}>
        {row => <Template space={props.space} template={row()} />}
      </RankedRows>
      <FoldedDeletedRows space={props.space} kind="checklistTemplates" />
    </PageSection>
  )
}

function Template(props: { readonly space: SpaceData; readonly template: ChecklistTemplate }): JSX.Element {
  const act = useAct(() => props.space.id)
  const words = () => admin().settings
  const titles = () => props.template.titles ?? []
  const rename = (name: string) =>
    void act(renameChecklistTemplate, { template: props.template.id, name }, words().did.template(name))
  const trash = () =>
    void act(trashChecklistTemplate, { template: props.template.id }, words().did.template(props.template.name))
  return (
    <li class="settings-block">
      <div class="page-row">
        <Icon icon={listChecksIcon} />
        <NameInput label={words().templateName(props.template.name)} value={props.template.name} onName={rename} />
        <IconButton icon={trash2Icon} label={words().deleteTemplate(props.template.name)} onClick={trash} />
      </div>
      <details class="settings-details">
        <summary>{words().templateChecks(titles().length)}</summary>
        <ol class="settings-checks">
          <For each={titles()}>{title => <li>{title}</li>}</For>
        </ol>
      </details>
    </li>
  )
}
