import { createLabel, renameLabel, trashLabel } from "@weft/model/actions/work"
import { newId, type LabelId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import { createMemo, For, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { AddLine } from "../../parts/add-line.tsx"
import { useAct } from "../../parts/acting.ts"
import { LineInput } from "../../parts/line-input.tsx"
import { admin } from "../../text/admin.ts"
import { t } from "../../text/index.ts"
import { IconButton } from "../../ui/button.tsx"
import { Icon } from "../../ui/icon.tsx"
import { tagIcon, trash2Icon } from "../../ui/icons.ts"
import { PageSection } from "../../ui/page.tsx"
import { DeletedRows } from "./deleted-rows.tsx"

/** The labels of a space. */
export function LabelsSection(props: { readonly space: SpaceData }): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const words = () => admin().settings
  const labels = createMemo(() => living(props.space.live.table("labels")).sort(compareRanked))
  const add = (name: string) =>
    void act(createLabel, { id: newId<LabelId>(workspace.random), name }, words().did.label(name))
  return (
    <PageSection title={words().labels}>
      <Show when={labels().length > 0} fallback={<p class="page-empty">{words().labelsEmpty}</p>}>
        <ul class="page-rows">
          <For each={labels().map(({ id }) => id)}>
            {id => (
              <Show when={props.space.live.table("labels").get(id)}>
                {label => (
                  <li class="page-row">
                    <Icon icon={tagIcon} />
                    <LineInput
                      label={words().labelName(label().name)}
                      value={label().name}
                      onSave={name => {
                        if (name.trim() === "") return t().general.nameMissing
                        act(renameLabel, { id, name }, words().did.label(name.trim()))
                        return undefined
                      }}
                    />
                    <IconButton
                      icon={trash2Icon}
                      label={words().deleteLabel(label().name)}
                      onClick={() => void act(trashLabel, { label: id }, words().did.label(label().name))}
                    />
                  </li>
                )}
              </Show>
            )}
          </For>
        </ul>
      </Show>
      <AddLine label={words().addLabel} onAdd={add} />
      <DeletedRows space={props.space} kind="labels" />
    </PageSection>
  )
}
