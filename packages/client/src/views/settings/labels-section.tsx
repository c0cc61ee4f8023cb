import { createLabel, renameLabel, trashLabel } from "@weft/model/actions/work"
import { newId, type LabelId } from "@weft/model/base/ids"
import type { JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { AddLine } from "../../parts/add-line.tsx"
import { useAct } from "../../parts/acting.ts"
import { NameInput } from "../../parts/name-input.tsx"
import { admin } from "../../text/admin.ts"
import { IconButton } from "../../ui/button.tsx"
import { Icon } from "../../ui/icon.tsx"
import { tagIcon, trash2Icon } from "../../ui/icons.ts"
import { PageSection } from "../../ui/page.tsx"
import { FoldedDeletedRows } from "./folded-deleted-rows.tsx"
import { RankedRows } from "./ranked-rows.tsx"

/** The labels of a space. */
export function LabelsSection(props: { readonly space: SpaceData }): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const words = () => admin().settings
  const add = (name: string) =>
    void act(createLabel, { id: newId<LabelId>(workspace.random), name }, words().did.label(name))
  return (
    <PageSection title={words().labels}>
      <RankedRows table={props.space.live.table("labels")} empty={words().labelsEmpty}>
        {label => (
          <li class="page-row">
            <Icon icon={tagIcon} />
            <NameInput
              label={words().labelName(label().name)}
              value={label().name}
              onName={name => void act(renameLabel, { id: label().id, name }, words().did.label(name))}
            />
            <IconButton
              icon={trash2Icon}
              label={words().deleteLabel(label().name)}
              onClick={() => void act(trashLabel, { label: label().id }, words().did.label(label().name))}
            />
          </li>
        )}
      </RankedRows>
      <AddLine label={words().addLabel} onAdd={add} />
      <FoldedDeletedRows space={props.space} kind="labels" />
    </PageSection>
  )
}
