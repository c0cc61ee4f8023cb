import { classifyTickets, requestedByNew } from "@weft/model/actions/classification"
import { idOfNewContact, type ContactFields } from "@weft/model/actions/contact"
import type { ContactId, ItemId } from "@weft/model/base/ids"
import type { Contact } from "@weft/model/schema/contact"
import type { Item } from "@weft/model/schema/item"
import { isClosedState } from "@weft/model/service/space-tickets"
import { shownStatus } from "@weft/model/tasks/workflow"
import { createMemo, createSignal, For, lazy, Show, Suspense, type JSX } from "solid-js"
import { itemKey } from "../../../data/context.ts"
import { createRowsWhere } from "../../../data/rows-where.ts"
import { Avatar } from "../../../parts/avatar.tsx"
import { contactBook } from "../../../parts/contacts/contact-book.ts"
import { openContactPicker } from "../../../parts/contacts/contact-picker.tsx"
import { contractWords } from "../../../parts/contacts/contract-words.ts"
import { StatusGlyph } from "../../../parts/status-glyph.tsx"
import { contactWords } from "../../../text/contacts.ts"
import { t } from "../../../text/index.ts"
import { IconButton } from "../../../ui/button.tsx"
import { Chip } from "../../../ui/chip.tsx"
import { pencilIcon } from "../../../ui/icons.ts"
import { useItem } from "../item-context.ts"
import "./ticket-requester.css"

const ContactDialog = lazy(async () => ({
  default: (await import("../../../parts/contacts/contact-dialog.tsx")).ContactDialog,
}))

/** Whom the open ticket is from: how to reach them, whom they belong to, and what else they wait for. */
export function TicketRequester(): JSX.Element {
  const { row, id, workspace, space, act, key, mayWrite } = useItem()
  const [edited, setEdited] = createSignal<Contact>()
  const requester = createMemo(() => contactBook(workspace).contact(row.read("requester")))
  const name = () => {
    const contact = requester()
    if (contact === undefined) return ""
    return contact.deleted === null ? contact.name : contactWords().gone(contact.name)
  }
  const pick = (picked: ContactId | null) =>
    void act(classifyTickets, { items: [id], fields: { requester: picked } }, contactWords().did.requester(key()))
  const add = (contact: ContactFields) => {
    const made = idOfNewContact(workspace.snapshot(space.id), contact.mail ?? "", workspace.random)
    return act(requestedByNew, { items: [id], id: made, contact }, contactWords().did.requester(key()))
  }
  const open = (anchor: HTMLButtonElement) =>
    openContactPicker({
      anchor,
      workspace,
      label: contactWords().requester,
      selected: () => requester()?.id ?? null,
      nobody: contactWords().nobody,
      onPick: pick,
      ...(workspace.mayWrite("contacts") && { onNew: add }),
    })
  return (
    <section class="ticket-requester" aria-label={contactWords().requester}>
      <div class="requester-head">
        <button
          type="button"
          class="requester-button"
          aria-haspopup="dialog"
          disabled={!mayWrite()}
          onClick={event => open(event.currentTarget)}
        >
          <Avatar
            person={requester() === undefined ? undefined : { id: "", name: requester()!.name, requester: true }}
            size={24}
            decorative
          />
          <span class="visually-hidden">{contactWords().requester}: </span>
          <Show when={requester()} fallback={<span class="property-empty">{contactWords().noRequester}</span>}>
            <span class="requester-name">{name()}</span>
          </Show>
        </button>
        <Show when={requester() !== undefined && contactBook(workspace).isVip(requester()!)}>
          <Chip tone="accent">{contactWords().vip}</Chip>
        </Show>
        <Show when={requester()}>
          {contact => (
            <IconButton
              icon={pencilIcon}
              size="small"
              label={contactWords().edit(contact().name)}
              disabled={contact().deleted !== null || !workspace.mayWrite("contacts")}
              onClick={() => setEdited(contact())}
            />
          )}
        </Show>
      </div>
      <Show when={edited()} keyed>
        {contact => (
          // Its keys are its own: Escape closes it and not the ticket below.
          <div onKeyDown={event => event.stopPropagation()}>
            <Suspense>
              <ContactDialog contact={contact} onClose={() => setEdited(undefined)} />
            </Suspense>
          </div>
        )}
      </Show>
      <Show when={requester()}>
        {contact => (
          <>
            <Known contact={contact()} />
            <OtherTickets requester={contact().id} />
          </>
        )}
      </Show>
    </section>
  )
}

/** How to reach a requester, and what their organisation has agreed on. */
function Known(props: { readonly contact: Contact }): JSX.Element {
  const { workspace, today } = useItem()
  const organisation = () => contactBook(workspace).organisationOf(props.contact)
  return (
    <div class="requester-facts">
      <Show when={organisation()}>
        {known => (
          <span class="requester-fact">
            {known().name}
            <Show when={contractWords(known(), today())}>
              {words => <span class="requester-contract">{words()}</span>}
            </Show>
          </span>
        )}
      </Show>
      <Show when={props.contact.mail !== ""}>
        <a
          class="requester-fact"
          title={props.contact.mail}
          href={`mailto:${encodeURIComponent(props.contact.mail)}`}
          aria-label={contactWords().writeTo(props.contact.mail)}
        >
          {props.contact.mail}
        </a>
      </Show>
      <Show when={props.contact.phone !== ""}>
        <a
          class="requester-fact"
          href={`tel:${props.contact.phone.replaceAll(/[^+\d]/g, "")}`}
          aria-label={contactWords().call(props.contact.phone)}
        >
          {props.contact.phone}
        </a>
      </Show>
      <Show when={props.contact.note !== ""}>
        <p class="requester-note">{props.contact.note}</p>
      </Show>
    </div>
  )
}

/** What else the requester waits for in this service. */
function OtherTickets(props: { readonly requester: ContactId }): JSX.Element {
  const { id, space, workspace, setup, open } = useItem()
  const statusOf = (item: Pick<Item, "status">) => shownStatus({ status: item.status }, setup())
  const tickets = createRowsWhere("items", () => {
    const book = contactBook(workspace)
    const { requester } = props
    return {
      live: space.live,
      matches: (item: Item) =>
        item.requester !== null &&
        item.id !== id &&
        item.deleted === null &&
        item.mergedInto === null &&
        book.contact(item.requester)?.id === requester &&
        !isClosedState(statusOf(item)?.category ?? "waiting"),
      compare: (one: Item, other: Item) => other.createdAt - one.createdAt || (one.id < other.id ? -1 : 1),
    }
  })
  return (
    <Show when={tickets().length > 0}>
      <details class="requester-tickets">
        <summary>{contactWords().otherTickets(tickets().length)}</summary>
        <ul>
          <For each={tickets()}>
            {ticket => (
              <li>
                <button type="button" class="requester-ticket" onClick={() => open(ticket.id as ItemId)}>
                  <StatusGlyph category={statusOf(ticket)?.category ?? "waiting"} />
                  <span class="property-key">{itemKey(space, ticket)}</span>
                  <span class="property-text">{ticket.title || t().item.untitled}</span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </details>
    </Show>
  )
}
