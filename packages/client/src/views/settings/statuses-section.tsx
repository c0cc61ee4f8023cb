import { createStatus, moveStatus, patchStatus, trashStatus } from "@weft/model/actions/workflow"
import { newId, type StatusId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import { CATEGORIES, type Category } from "@weft/model/schema/workflow"
import { createMemo, createSignal, For, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { AddLine } from "../../parts/add-line.tsx"
import { useAct } from "../../parts/acting.ts"
import { NameInput } from "../../parts/name-input.tsx"
import { StatusGlyph } from "../../parts/status-glyph.tsx"
import { admin } from "../../text/admin.ts"
import { t } from "../../text/index.ts"
import { IconButton } from "../../ui/button.tsx"
import { Select } from "../../ui/field.tsx"
import { arrowDownIcon, arrowUpIcon, trash2Icon } from "../../ui/icons.ts"
import { announce } from "../../ui/live-region.tsx"
import { PageSection } from "../../ui/page.tsx"
import { FoldedDeletedRows } from "./folded-deleted-rows.tsx"

/** The workflow of a space: its statuses in the order of work, and what each means. */
export function StatusesSection(props: { readonly space: SpaceData }): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const words = () => admin().settings
  const [category, setCategory] = createSignal<Category>("active")
  const statuses = createMemo(() => living(props.space.live.table("statuses")).sort(compareRanked))
  const categories = () => CATEGORIES.map(value => ({ value, label: t().statusCategories[value] }))
  const add = (name: string) => {
    // A new status stands after the last of its meaning, so that the order stays that of the work.
    const place = CATEGORIES.indexOf(category())
    const before = statuses().find(status => CATEGORIES.indexOf(status.category) > place)?.id ?? null
    const status = { id: newId<StatusId>(workspace.random), name, category: category(), before }
    act(createStatus, status, words().did.status(name))
  }
  const move = (button: HTMLElement, id: StatusId, name: string, by: -1 | 1) => {
    const at = statuses().findIndex(status => status.id === id)
    const before = statuses()[by === -1 ? at - 1 : at + 2]?.id ?? null
    if (!act(moveStatus, { status: id, before }, words().did.status(name))) return
    announce(words().moved(name, at + by + 1, statuses().length))
    // A row that moves in the document loses the focus.
    button.focus()
  }
  return (
    <PageSection title={words().statuses} hint={words().statusesHint}>
      <ol class="page-rows">
        <For each={statuses().map(({ id }) => id)}>
          {(id, index) => (
            <Show when={props.space.live.table("statuses").get(id)}>
              {status => (
                <li class="page-row status-row">
                  <StatusGlyph category={status().category} />
                  <NameInput
                    label={words().statusName(status().name)}
                    value={status().name}
                    onName={name => void act(patchStatus, { status: id, fields: { name } }, words().did.status(name))}
                  />
                  <Select
                    label={words().category(status().name)}
                    value={status().category}
                    options={categories()}
                    onValue={value =>
                      void act(
                        patchStatus,
                        { status: id, fields: { category: value } },
                        words().did.status(status().name),
                      )
                    }
                  />
                  <IconButton
                    icon={arrowUpIcon}
                    label={words().moveUp(status().name)}
                    disabled={index() === 0}
                    onClick={event => move(event.currentTarget, id, status().name, -1)}
                  />
                  <IconButton
                    icon={arrowDownIcon}
                    label={words().moveDown(status().name)}
                    disabled={index() === statuses().length - 1}
                    onClick={event => move(event.currentTarget, id, status().name, 1)}
                  />
                  <IconButton
                    icon={trash2Icon}
                    label={words().deleteStatus(status().name)}
                    disabled={statuses().length < 2}
                    onClick={() => void act(trashStatus, { status: id }, words().did.status(status().name))}
                  />
                </li>
              )}
            </Show>
          )}
        </For>
      </ol>
      <AddLine label={words().addStatus} onAdd={add}>
        <Select label={words().newCategory} value={category()} options={categories()} onValue={setCategory} />
      </AddLine>
      <FoldedDeletedRows space={props.space} kind="statuses" />
    </PageSection>
  )
}
