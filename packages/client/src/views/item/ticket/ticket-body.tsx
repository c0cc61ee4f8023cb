import { plainTextOf } from "@weft/model/schema/prose"
import { ticketKindOf } from "@weft/model/service/ticket-kind"
import { createEffect, createMemo, createSignal, mapArray, onCleanup, onMount, Show, type JSX } from "solid-js"
import { createLiveTickets } from "../../../data/live-tickets.ts"
import { mayReadContacts } from "../../../parts/contacts/contact-book.ts"
import { createComments } from "../comments.ts"
import type { Quoted } from "../comment-field.tsx"
import { ItemAttachments } from "../item-attachments.tsx"
import { ItemChecklists } from "../item-checklists.tsx"
import { useItem } from "../item-context.ts"
import { ItemDescription } from "../item-description.tsx"
import { ItemNotices } from "../item-notices.tsx"
import { ItemProperties } from "../item-properties.tsx"
import { ItemRelations } from "../item-relations.tsx"
import { ItemSubitems } from "../item-subitems.tsx"
import { ItemTitle } from "../item-title.tsx"
import { createTyping, TypingHere } from "../typing.tsx"
import { Composer, type ComposerMode } from "./composer.tsx"
import { createMessages } from "./messages.ts"
import { TicketClassification } from "./ticket-classification.tsx"
import { ServiceProperty } from "./request/service-property.tsx"
import { RequestSection } from "./request/request-section.tsx"
import { IncidentPart } from "./structures/incident-part.tsx"
import { KindPart } from "./structures/kind-part.tsx"
import { ApprovalPart } from "./structures/approval-part.tsx"
import { hasOfferedWords } from "./structures/offered-words.ts"
import { StructureDialogs } from "./structures/structure-dialogs.tsx"
import { StructureNotices } from "./structures/structure-notices.tsx"
import { createTicketGroup } from "./structures/ticket-group.ts"
import { useTicketCommands } from "./structures/ticket-commands.ts"
import { createClockNews } from "./clocks/clock-news.ts"
import { TicketClocks } from "./clocks/ticket-clocks.tsx"
import { TicketRequester } from "./ticket-requester.tsx"
import { TicketTalk } from "./ticket-talk.tsx"
import "./ticket.css"
import "./structures/structures.css"

/** A ticket as agents work on it: the conversation with the field for the next word, and beside it what is promised and known. */
export function TicketBody(): JSX.Element {
  const item = useItem()
  const { workspace, space, id, row } = item
  let scroller!: HTMLDivElement
  let head!: HTMLElement
  const tickets = createLiveTickets(space, () => workspace.now())
  const group = createTicketGroup()
  const messages = createMessages(tickets, group.merged)
  const notes = createComments()
  const mergedNotes = createMemo(mapArray(group.merged, merged => createComments(merged)))
  const clockNews = createClockNews(tickets)
  const [quoted, setQuoted] = createSignal<Quoted | null>(null)
  const mayNote = () => workspace.mayWrite(`comments/${space.id}/${id}`)
  const mayReply = () => item.mayWrite() && workspace.mayWrite(`public/${space.id}/${id}`)
  const [mode, setMode] = createSignal<ComposerMode>("reply")
  const shownMode = () => (mayReply() ? mode() : "note")
  const [description, setDescription] = createSignal<string | null>(null)
  const lastReply = () => {
    const said = messages.shown().findLast(({ from }) => from === "agent")
    return said === undefined ? "" : plainTextOf(messages.content(said))
  }
  createEffect(() => hasOfferedWords(id) && setMode("reply"))
  useTicketCommands(() => head)
  onMount(() => onCleanup(keepAtEnd(scroller)))
  return (
    <div class="ticket" ref={element => (head = element)} onInput={createTyping(item)}>
      <div class="ticket-main">
        <fieldset class="item-fields" disabled={!item.mayWrite()}>
          <div class="ticket-title">
            <ItemTitle />
            <TypingHere field="title" />
          </div>
        </fieldset>
        <StructureNotices group={group} />
        <div class="ticket-scroll" ref={scroller}>
          <ItemNotices />
          <fieldset class="item-fields" disabled={!item.mayWrite()}>
            <ItemDescription onText={setDescription} />
          </fieldset>
          <RequestSection />
          <TicketTalk
            messages={messages}
            notes={notes}
            mergedNotes={mergedNotes()}
            clockNews={clockNews()}
            mayNote={mayNote()}
            onQuote={quote => {
              setMode("note")
              setQuoted(quote)
            }}
          />
        </div>
        <Show when={mayReply() || mayNote()}>
          <Composer
            messages={messages}
            notes={notes}
            mayReply={mayReply()}
            mayNote={mayNote()}
            quoted={quoted()}
            mode={shownMode()}
            onMode={setMode}
          />
        </Show>
      </div>
      <aside class="ticket-side">
        <TicketClocks tickets={tickets} />
        <Show when={mayReadContacts(workspace)}>
          <TicketRequester />
        </Show>
        <ApprovalPart description={description()} />
        <IncidentPart group={group} />
        <fieldset class="item-fields" disabled={!item.mayWrite()}>
          <ItemProperties>
            <ServiceProperty />
            <TicketClassification />
          </ItemProperties>
          <KindPart kind={ticketKindOf(item.setup(), { type: row.read("type") })} />
          <ItemChecklists />
        </fieldset>
        <ItemAttachments />
        <ItemSubitems />
        <ItemRelations />
      </aside>
      <StructureDialogs
        group={group}
        lastReply={lastReply()}
        requester={messages.requester()}
        description={description() ?? ""}
      />
    </div>
  )
}

/** Nearer to the end than this, px, somebody reads what came last. */
const AT_END = 24

/** Shows the end of a conversation, also while it grows, until somebody goes back in it. Answers how to stop. */
function keepAtEnd(scroller: HTMLElement): () => void {
  let isAtEnd = true
  const look = () => (isAtEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - AT_END)
  const sizes = new ResizeObserver(() => {
    if (isAtEnd) scroller.scrollTop = scroller.scrollHeight
  })
  for (const part of [scroller, ...scroller.children]) sizes.observe(part)
  scroller.addEventListener("scroll", look, { passive: true })
  return () => {
    sizes.disconnect()
    scroller.removeEventListener("scroll", look)
  }
}
