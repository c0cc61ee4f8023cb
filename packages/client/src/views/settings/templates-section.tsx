import { renameChecklistTemplate, trashChecklistTemplate } from "@weft/model/actions/checklist-template"
import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import type { ChecklistTemplate } from "@weft/model/schema/workflow"
import { createMemo, For, Show, type JSX } from "solid-js"
import type { SpaceData } from "../../data/workspace.ts"
import { useAct } from "../../parts/acting.ts"
import { LineInput } from "../../parts/line-input.tsx"
import { admin } from "../../text/admin.ts"
import { t } from "../../text/index.ts"
import { IconButton } from "../../ui/button.tsx"
import { Icon } from "../../ui/icon.tsx"
import { listChecksIcon, trash2Icon } from "../../ui/icons.ts"
import { PageSection } from "../../ui/page.tsx"
import { DeletedRows } from "./deleted-rows.tsx"

/** The checklist templates of a space. They are made from a checklist, at its item. */
export function TemplatesSection(props: { readonly space: SpaceData }): JSX.Element {
  const words = () => admin().settings
  const table = () => props.space.live.table("checklistTemplates")
  const ids = createMemo(() =>
    living(table())
      .sort(compareRanked)
      .map(({ id }) => id),
  )
  return (
    <PageSection title={words().templates} hint={words().templatesHint}>
      <Show when={ids().length > 0} fallback={<p class="page-empty">{words().templatesEmpty}</p>}>
        <ul class="page-rows">
          <For each={ids()}>
            {id => <Show when={table().get(id)}>{row => <Template space={props.space} template={row()} />}</Show>}
          </For>
        </ul>
      </Show>
      <DeletedRows space={props.space} kind="checklistTemplates" />
    </PageSection>
  )
}

function Template(props: { readonly space: SpaceData; readonly template: ChecklistTemplate }): JSX.Element {
  const act = useAct(() => props.space.id)
  const words = () => admin().settings
  const titles = () => props.template.titles ?? []
  const rename = (name: string) => {
    if (name.trim() === "") return t().general.nameMissing
    act(renameChecklistTemplate, { template: props.template.id, name }, words().did.template(name.trim()))
    return undefined
  }
  const trash = () =>
    void act(trashChecklistTemplate, { template: props.template.id }, words().did.template(props.template.name))
  return (
    <li class="settings-block">
      <div class="page-row">
        <Icon icon={listChecksIcon} />
        <LineInput label={words().templateName(props.template.name)} value={props.template.name} onSave={rename} />
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
