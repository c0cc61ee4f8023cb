import { createTicketCategory, restoreTicketCategory } from "@weft/model/actions/ticket-category"
import { newId, type TicketCategoryId } from "@weft/model/base/ids"
import { CategoryTree } from "@weft/model/service/category-tree"
import { createMemo, For, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import { AddLine } from "../../../parts/add-line.tsx"
import { useAct } from "../../../parts/acting.ts"
import { DeletedRows } from "../../../parts/deleted-rows.tsx"
import { sameIds } from "../../../parts/same-ids.ts"
import { classificationWords } from "../../../text/classification.ts"
import { Lock } from "../../../ui/lock.tsx"
import { PageSection } from "../../../ui/page.tsx"
import type { ServiceSectionProps } from "../sections.ts"
import { CategoryRow } from "./category-row.tsx"
import "./classification.css"

/** What tickets of the service are about, as a tree. */
export function CategoriesSection(props: ServiceSectionProps): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const words = () => classificationWords()
  const rows = () => props.space.live.table("ticketCategories")
  const tree = createMemo(() => new CategoryTree(rows()))
  const outline = createMemo(() => tree().outline())
  // Rows go by id, so that a field that somebody types in stays while others change.
  const ids = createMemo(() => outline().map(({ category }) => category.id), [], {
    equals: sameIds,
  })
  const depthOf = (id: TicketCategoryId) => outline().find(({ category }) => category.id === id)?.depth ?? 0
  const deleted = () => [...rows().values()].filter(row => row.deleted !== null)
  const add = (name: string) => {
    const id = newId<TicketCategoryId>(workspace.random)
    act(createTicketCategory, { id, name, parent: null }, words().did.categories(name))
  }
  return (
    <>
      <Lock locked={!props.mayManage}>
        <PageSection title={words().categories} hint={words().categoriesHint}>
          <Show when={ids().length > 0} fallback={<p class="page-empty">{words().noCategories}</p>}>
            <ul class="page-rows">
              <For each={ids()}>
                {id => (
                  <Show when={rows().get(id)}>
                    {category => (
                      <CategoryRow space={props.space} category={category()} tree={tree()} depth={depthOf(id)} />
                    )}
                  </Show>
                )}
              </For>
            </ul>
          </Show>
          <AddLine label={words().addCategory} onAdd={add} />
        </PageSection>
      </Lock>
      <Show when={deleted().length > 0}>
        <Lock locked={!props.mayManage}>
          <PageSection title={words().deleted}>
            <DeletedRows
              rows={deleted()}
              nameOf={({ name }) => name}
              words={words()}
              onRestore={({ id, name }) => void act(restoreTicketCategory, { id }, words().did.categories(name))}
            />
          </PageSection>
        </Lock>
      </Show>
    </>
  )
}
