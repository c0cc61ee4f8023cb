import { renameSpaceTemplate, trashSpaceTemplate } from "@weft/model/actions/space-template"
import type { SpaceTemplate } from "@weft/model/schema/space-template"
import { Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { useAct } from "../../parts/acting.ts"
import { NameInput } from "../../parts/name-input.tsx"
import { TemplatePreview } from "../../parts/space-templates/preview.tsx"
import { openSaveSpaceTemplate } from "../../parts/space-templates/save-template.ts"
import { spaceTemplateWords } from "../../text/space-templates.ts"
import { Button, IconButton } from "../../ui/button.tsx"
import { Icon } from "../../ui/icon.tsx"
import { copyIcon, squareKanbanIcon, trash2Icon } from "../../ui/icons.ts"
import { PageSection } from "../../ui/page.tsx"
import { FoldedDeletedRows } from "./folded-deleted-rows.tsx"
import { RankedRows } from "./ranked-rows.tsx"

/** The templates of spaces and boards, which the whole workspace shares, with the way to make one of this space. */
export function SpaceTemplatesSection(props: { readonly space: SpaceData }): JSX.Element {
  const workspace = useWorkspace()
  const words = spaceTemplateWords
  const table = () => workspace.live.table("spaceTemplates")
  const save = (anchor: HTMLElement) => openSaveSpaceTemplate({ anchor, workspace, space: props.space })
  return (
    <PageSection
      title={words().section}
      hint={words().sectionHint}
      actions={
        <Button size="small" icon={copyIcon} aria-haspopup="dialog" onClick={event => save(event.currentTarget)}>
          {words().save}
        </Button>
      }
    >
      <RankedRows table={table()} empty={words().none}>
        {row => <Template space={props.space} template={row()} />}
      </RankedRows>
      <FoldedDeletedRows space={props.space} live={workspace.live} kind="spaceTemplates" />
    </PageSection>
  )
}

function Template(props: { readonly space: SpaceData; readonly template: SpaceTemplate }): JSX.Element {
  const act = useAct(() => props.space.id)
  const words = spaceTemplateWords
  const rename = (name: string) =>
    void act(renameSpaceTemplate, { template: props.template.id, name }, words().step(name))
  const trash = () => void act(trashSpaceTemplate, { template: props.template.id }, words().step(props.template.name))
  return (
    <li class="settings-block">
      <div class="page-row">
        <Icon icon={props.template.of === "board" ? squareKanbanIcon : copyIcon} />
        <NameInput label={words().rename(props.template.name)} value={props.template.name} onName={rename} />
        <span class="settings-note">{words().kinds[props.template.of]}</span>
        <IconButton icon={trash2Icon} label={words().remove(props.template.name)} onClick={trash} />
      </div>
      <Show when={props.template.contents}>
        {contents => (
          <details class="settings-details">
            <summary>{words().preview}</summary>
            <TemplatePreview contents={contents()} />
          </details>
        )}
      </Show>
    </li>
  )
}
