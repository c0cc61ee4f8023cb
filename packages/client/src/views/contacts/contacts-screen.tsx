import { foldText } from "@weft/model/base/fold-text"
import type { Contact, Organisation } from "@weft/model/schema/contact"
import { living } from "@weft/model/schema/snapshot"
import { createMemo, createSignal, For, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import { contactBook, mayReadContacts } from "../../parts/contacts/contact-book.ts"
import { ContactDialog } from "../../parts/contacts/contact-dialog.tsx"
import { contactWords } from "../../text/contacts.ts"
import { locale, t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { TextInput } from "../../ui/field.tsx"
import { plusIcon, searchIcon } from "../../ui/icons.ts"
import { Lock } from "../../ui/lock.tsx"
import { Page } from "../../ui/page.tsx"
import { TabBar, TabLink } from "../../ui/tabs.tsx"
import { ContactRow } from "./contact-row.tsx"
import { OrganisationDialog } from "./organisation-dialog.tsx"
import { OrganisationRow } from "./organisation-row.tsx"
import { SetAside } from "./set-aside.tsx"
import "./contacts.css"

export interface ContactsScreenProps {
  /** The address of this screen. */
  readonly href: string
  /** The side that the address names: `organisations`, or contacts. */
  readonly section: string | undefined
  readonly onOpenSidebar: () => void
}

/** Most rows that are shown at once: nobody reads on, they type on. */
const MOST_SHOWN = 100

/** Who asks for service, and whom they belong to. */
export function ContactsScreen(props: ContactsScreenProps): JSX.Element {
  const workspace = useWorkspace()
  const side = () => (props.section === "organisations" ? "organisations" : "contacts")
  return (
    <Page title={contactWords().title} onOpenSidebar={props.onOpenSidebar}>
      <Show when={mayReadContacts(workspace)} fallback={<EmptyState title={contactWords().notReadable} />}>
        <div class="contacts">
          <TabBar label={contactWords().title}>
            <TabLink href={props.href} current={side() === "contacts"}>
              {contactWords().contacts}
            </TabLink>
            <TabLink href={`${props.href}?section=organisations`} current={side() === "organisations"}>
              {contactWords().organisations}
            </TabLink>
          </TabBar>
          <Show when={side() === "contacts"} fallback={<Organisations />}>
            <Contacts />
          </Show>
        </div>
      </Show>
    </Page>
  )
}

function Contacts(): JSX.Element {
  const workspace = useWorkspace()
  const [query, setQuery] = createSignal("")
  const [edited, setEdited] = createSignal<{ readonly contact: Contact | undefined }>()
  const all = createMemo(() => {
    const collator = new Intl.Collator(locale())
    const book = contactBook(workspace)
    return book
      .contacts()
      .toSorted((one, other) => collator.compare(one.name, other.name))
      .map(contact => {
        const organisation = book.organisationOf(contact)?.name ?? ""
        return { contact, text: foldText(`${contact.name} ${contact.mail} ${contact.phone} ${organisation}`) }
      })
  })
  const found = () => all().filter(({ text }) => holdsAll(text, query()))
  return (
    <>
      <List
        query={query()}
        onQuery={setQuery}
        add={contactWords().newContact}
        onAdd={() => setEdited({ contact: undefined })}
        all={all().length}
        found={found().length}
        empty={{ title: contactWords().empty, body: contactWords().emptyBody }}
      >
        <For
          each={found()
            .slice(0, MOST_SHOWN)
            .map(({ contact }) => contact)}
        >
          {contact => <ContactRow contact={contact} onEdit={() => setEdited({ contact })} />}
        </For>
      </List>
      <SetAside of="contacts" />
      <Show when={edited()} keyed>
        {({ contact }) => <ContactDialog contact={contact} onClose={() => setEdited(undefined)} />}
      </Show>
    </>
  )
}

function Organisations(): JSX.Element {
  const workspace = useWorkspace()
  const [query, setQuery] = createSignal("")
  const [edited, setEdited] = createSignal<{ readonly organisation: Organisation | undefined }>()
  const all = createMemo(() => {
    const collator = new Intl.Collator(locale())
    return living(workspace.withContacts().table("organisations"))
      .sort((one, other) => collator.compare(one.name, other.name))
      .map(organisation => ({
        organisation,
        text: foldText(`${organisation.name} ${(organisation.domains ?? []).join(" ")}`),
      }))
  })
  const found = () => all().filter(({ text }) => holdsAll(text, query()))
  const members = createMemo(() => contactBook(workspace).membersByOrganisation())
  return (
    <>
      <List
        query={query()}
        onQuery={setQuery}
        add={contactWords().newOrganisation}
        onAdd={() => setEdited({ organisation: undefined })}
        all={all().length}
        found={found().length}
        empty={{ title: contactWords().organisationsEmpty, body: contactWords().organisationsEmptyBody }}
      >
        <For
          each={found()
            .slice(0, MOST_SHOWN)
            .map(({ organisation }) => organisation)}
        >
          {organisation => (
            <OrganisationRow
              organisation={organisation}
              members={members().get(organisation.id) ?? 0}
              onEdit={() => setEdited({ organisation })}
            />
          )}
        </For>
      </List>
      <SetAside of="organisations" />
      <Show when={edited()} keyed>
        {({ organisation }) => <OrganisationDialog organisation={organisation} onClose={() => setEdited(undefined)} />}
      </Show>
    </>
  )
}

interface ListProps {
  readonly query: string
  readonly onQuery: (query: string) => void
  /** The words of the button that makes one. */
  readonly add: string
  readonly onAdd: () => void
  readonly all: number
  readonly found: number
  readonly empty: { readonly title: string; readonly body: string }
  readonly children: JSX.Element
}

/** A list that is looked through, with the button that makes the next of it. */
function List(props: ListProps): JSX.Element {
  const workspace = useWorkspace()
  const isLocked = () => !workspace.mayWrite("contacts")
  return (
    <div class="contacts-list">
      <div class="contacts-head">
        <TextInput
          type="search"
          icon={searchIcon}
          aria-label={contactWords().find}
          placeholder={contactWords().find}
          autocomplete="off"
          value={props.query}
          onValue={query => props.onQuery(query)}
        />
        <Button kind="primary" icon={plusIcon} disabled={isLocked()} onClick={() => props.onAdd()}>
          {props.add}
        </Button>
      </div>
      <Show when={props.all > 0} fallback={<EmptyState title={props.empty.title}>{props.empty.body}</EmptyState>}>
        <Show
          when={props.found > 0}
          fallback={
            <p class="page-empty" role="status">
              {contactWords().nothingFound(props.query)}
            </p>
          }
        >
          <Lock locked={isLocked()}>
            <ul class="page-rows">{props.children}</ul>
          </Lock>
        </Show>
        <Show when={props.found > MOST_SHOWN}>
          <p class="page-empty">{t().picker.showingBest(MOST_SHOWN, props.found)}</p>
        </Show>
      </Show>
    </div>
  )
}

/** Whether a folded text holds every word of a query. */
function holdsAll(text: string, query: string): boolean {
  return foldText(query)
    .split(/\s+/u)
    .every(word => text.includes(word))
}
