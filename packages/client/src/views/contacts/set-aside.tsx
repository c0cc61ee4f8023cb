import { restoreContact, splitContact } from "@weft/model/actions/contact"
import { restoreOrganisation } from "@weft/model/actions/organisation"
import type { ContactId, OrganisationId, SpaceId } from "@weft/model/base/ids"
import { createMemo, For, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import { useAct } from "../../parts/acting.ts"
import { contactBook } from "../../parts/contacts/contact-book.ts"
import { DeletedRows } from "../../parts/deleted-rows.tsx"
import { contactWords } from "../../text/contacts.ts"
import { Button } from "../../ui/button.tsx"
import { PageSection } from "../../ui/page.tsx"

/** Contacts or organisations in the trash, and contacts that were merged, each with the way back. */
export function SetAside(props: { readonly of: "contacts" | "organisations" }): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => "" as SpaceId)
  const deleted = createMemo(() => [...workspace.live.table(props.of).values()].filter(row => row.deleted !== null))
  const merged = createMemo(() => {
    if (props.of !== "contacts") return []
    const book = contactBook(workspace)
    return [...workspace.live.table("contacts").values()].flatMap(({ id, name, deleted: gone }) => {
      const into = book.contact(id)
      return gone !== null || into === undefined || into.id === id ? [] : [{ id, name, into: into.name }]
    })
  })
  const restore = (id: string, name: string) =>
    props.of === "contacts"
      ? void act(restoreContact, { id: id as ContactId }, contactWords().did.restored(name))
      : void act(restoreOrganisation, { id: id as OrganisationId }, contactWords().did.restored(name))
  return (
    <>
      <Show when={merged().length > 0}>
        <PageSection title={contactWords().merged}>
          <ul class="page-rows">
            <For each={merged()}>
              {({ id, name, into }) => (
                <li class="page-row">
                  <span class="contact-gone">{contactWords().mergedInto(name, into)}</span>
                  <Button size="small" onClick={() => void act(splitContact, { id }, contactWords().did.merge(name))}>
                    {contactWords().split}
                  </Button>
                </li>
              )}
            </For>
          </ul>
        </PageSection>
      </Show>
      <Show when={deleted().length > 0}>
        <PageSection title={contactWords().deleted}>
          <DeletedRows
            rows={deleted()}
            nameOf={({ name }) => name}
            words={contactWords()}
            onRestore={({ id, name }) => restore(id, name)}
          />
        </PageSection>
      </Show>
    </>
  )
}
