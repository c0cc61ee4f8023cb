import type { ContactId } from "@weft/model/base/ids"
import type { ContactFields } from "@weft/model/actions/contact"
import type { Workspace } from "../../data/workspace.ts"
import { contactWords } from "../../text/contacts.ts"
import type { Option } from "../../ui/option.ts"
import type { Anchor } from "../../ui/overlays.tsx"
import { openPicker } from "../../ui/picker.tsx"
import { Avatar } from "../avatar.tsx"
import { contactBook } from "./contact-book.ts"
import { openNewContact } from "./new-contact.tsx"

/** The row that chooses nobody. No contact's id has a space in it. */
const NOBODY = "no body"

export interface ContactPickerOptions {
  readonly anchor: Anchor
  readonly label: string
  readonly workspace: Workspace
  readonly selected: () => ContactId | null
  /** Leaves out whoever makes no sense here. */
  readonly offers?: (contact: ContactId) => boolean
  /** Offers to choose nobody, under these words. */
  readonly nobody?: string
  readonly onPick: (contact: ContactId | null) => void
  /** Takes somebody who is not known yet; answers whether they were taken. Without, nobody new is offered. */
  readonly onNew?: (contact: ContactFields) => boolean
}

/** Opens the choice of a contact by name, mail address or organisation, or the form for a new one. */
export function openContactPicker(options: ContactPickerOptions): void {
  const { onNew } = options
  openPicker({
    anchor: options.anchor,
    label: options.label,
    options: () => [
      ...(options.nobody === undefined ? [] : [{ id: NOBODY, label: options.nobody }]),
      ...people(options),
    ],
    selected: () => [options.selected() ?? NOBODY],
    onChange: ([chosen]) => chosen !== undefined && options.onPick(chosen === NOBODY ? null : (chosen as ContactId)),
    ...(onNew && {
      // Once the list is closed: what opens beside the same control would close with it.
      onCreate: typed => queueMicrotask(() => openNewContact({ anchor: options.anchor, typed, onDone: onNew })),
    }),
  })
}

function people({ workspace, offers = () => true }: ContactPickerOptions): readonly Option[] {
  const book = contactBook(workspace)
  return book
    .contacts()
    .filter(({ id }) => offers(id))
    .map(contact => {
      const organisation = book.organisationOf(contact)?.name ?? ""
      return {
        id: contact.id,
        label: contact.name,
        hint: organisation === "" ? contact.mail : organisation,
        keywords: `${contact.mail} ${contact.phone} ${book.isVip(contact) ? contactWords().vip : ""}`,
        glyph: () => <Avatar person={{ id: contact.id, name: contact.name, requester: true }} decorative />,
      }
    })
}
