import { mergeContacts, trashContact } from "@weft/model/actions/contact"
import type { ContactId, SpaceId } from "@weft/model/base/ids"
import type { Contact } from "@weft/model/schema/contact"
import { Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import { useAct } from "../../parts/acting.ts"
import { Avatar } from "../../parts/avatar.tsx"
import { contactBook } from "../../parts/contacts/contact-book.ts"
import { openContactPicker } from "../../parts/contacts/contact-picker.tsx"
import { contactWords } from "../../text/contacts.ts"
import { Chip } from "../../ui/chip.tsx"
import { ellipsisIcon } from "../../ui/icons.ts"
import { IconMenuButton, type MenuEntry } from "../../ui/menu.tsx"

/** One contact: who it is, where they belong, and how to reach them. */
export function ContactRow(props: { readonly contact: Contact; readonly onEdit: () => void }): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => "" as SpaceId)
  let row!: HTMLLIElement
  const name = () => props.contact.name
  const organisation = () => contactBook(workspace).organisationOf(props.contact)?.name ?? ""
  const merge = (into: ContactId) =>
    void act(mergeContacts, { from: [props.contact.id], into }, contactWords().did.merge(name()))
  const entries = (): readonly MenuEntry[] => [
    {
      label: contactWords().mergeInto,
      onSelect: () =>
        openContactPicker({
          anchor: row,
          workspace,
          label: contactWords().mergeWith(name()),
          selected: () => null,
          offers: id => id !== props.contact.id,
          onPick: into => into !== null && merge(into),
        }),
    },
    { kind: "separator" },
    {
      label: contactWords().delete,
      danger: true,
      onSelect: () => void act(trashContact, { id: props.contact.id }, contactWords().did.deleted(name())),
    },
  ]
  return (
    <li ref={row} class="page-row contact-row">
      <Avatar person={{ id: props.contact.id, name: name(), requester: true }} size={24} decorative />
      <button
        type="button"
        class="contact-name"
        onClick={() => props.onEdit()}
        aria-label={contactWords().edit(name())}
      >
        {name()}
      </button>
      <Show when={contactBook(workspace).isVip(props.contact)}>
        <Chip tone="accent">{contactWords().vip}</Chip>
      </Show>
      <span class="contact-organisation">{organisation()}</span>
      <span class="contact-reach">
        <span class="contact-mail">{props.contact.mail}</span>
        <span class="contact-phone">{props.contact.phone}</span>
      </span>
      <IconMenuButton icon={ellipsisIcon} label={contactWords().options(name())} entries={entries} align="end" />
    </li>
  )
}
