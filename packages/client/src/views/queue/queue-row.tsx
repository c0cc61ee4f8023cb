import type { Peer } from "../../data/presence.ts"
import { isNearlyDone, shownStatus, workflowOf } from "@weft/model/tasks/workflow"
import { createMemo, Show, type JSX } from "solid-js"
import { itemKey, memberNamed } from "../../data/context.ts"
import { createRow } from "../../data/rows-where.ts"
import { Avatar } from "../../parts/avatar.tsx"
import { contactBook } from "../../parts/contacts/contact-book.ts"
import { hueOf } from "../../parts/person-hue.ts"
import { PriorityGlyph } from "../../parts/priority-glyph.tsx"
import { ClockGlyph } from "../../parts/service/clock-glyph.tsx"
import { pressingClock, shownClock } from "../../parts/service/shown-clock.ts"
import { StatusGlyph } from "../../parts/status-glyph.tsx"
import { whenBrief } from "../../parts/when.ts"
import { serviceWords } from "../../text/service.ts"
import { structureWords } from "../../text/ticket-structures.ts"
import { t } from "../../text/index.ts"
import { Icon } from "../../ui/icon.tsx"
import { pencilIcon, triangleAlertIcon } from "../../ui/icons.ts"
import type { QueueState } from "./queue-state.ts"
import type { TicketMarks } from "./ticket-marks.ts"
import { rowElementId } from "./row-element.ts"

export interface QueueRowProps {
  readonly queue: QueueState
  readonly ticket: string
  readonly top: number
  readonly isOpen: boolean
  readonly isAskedAgain: boolean
  readonly peer: Peer | undefined
  readonly onOpen: () => void
}

/** A ticket in two lines: what it is and when it is due; whose it is, since when, and who is at it. */
export function QueueRow(props: QueueRowProps): JSX.Element {
  const row = createRow("items", () => ({ live: props.queue.space.live, id: props.ticket }))
  const read = () => row()
  const status = createMemo(() => {
    const standing = read()
    return standing === undefined ? null : shownStatus({ status: standing.read("status") }, props.queue.setup())
  })
  const nearlyDone = () => {
    const shown = status()
    return shown !== null && isNearlyDone(shown.id, workflowOf(props.queue.setup()))
  }
  const owner = () => memberNamed(props.queue.workspace.live, read()?.read("owner") ?? null)
  const clock = createMemo(() => {
    const pressing = pressingClock(props.queue.tickets.clocks(props.ticket).clocks)
    return pressing === null ? null : shownClock(pressing)
  })
  const writes = ({ name, typing }: Peer) => {
    if (typing?.item !== props.ticket) return null
    return typing.field === "reply" ? serviceWords().isReplying(name) : serviceWords().isWriting(name)
  }
  const requester = () => contactBook(props.queue.workspace).contact(read()?.read("requester") ?? null)
  const isVip = () => {
    const contact = requester()
    return contact !== undefined && contactBook(props.queue.workspace).isVip(contact)
  }
  const isAnswered = () => props.queue.tickets.events(props.ticket).some(({ kind }) => kind === "agent-reply")
  const title = () => read()?.read("title") || t().item.untitled
  const key = () => itemKey(props.queue.space, { id: props.ticket as never, number: read()?.read("number") ?? null })
  const targetWords = () => {
    const shown = clock()
    return shown === null ? "" : serviceWords().targets[shown.clock.kind]
  }
  return (
    <div
      id={rowElementId(props.ticket)}
      class="queue-row"
      role="row"
      aria-selected={props.isOpen}
      data-active={props.queue.active() === props.ticket ? "" : undefined}
      data-open={props.isOpen ? "" : undefined}
      data-hue={props.peer === undefined ? undefined : hueOf(props.peer.member)}
      classList={{ "presence-outline": props.peer !== undefined }}
      style={{ top: `${props.top}px` }}
      onClick={() => props.onOpen()}
    >
      <span class="queue-row-glyphs" role="gridcell">
        <PriorityGlyph priority={read()?.read("priority") ?? "none"} />
        <StatusGlyph
          category={status()?.category ?? "waiting"}
          nearlyDone={nearlyDone()}
          label={status()?.name ?? ""}
        />
      </span>
      <span class="queue-row-title" role="gridcell" data-unanswered={isAnswered() ? undefined : ""} title={title()}>
        {title()}
      </span>
      <span class="queue-row-clock" role="gridcell">
        <Show
          when={!props.isAskedAgain}
          fallback={
            <span class="clock-words" data-look="soon">
              {serviceWords().askedAgain}
            </span>
          }
        >
          <Show when={clock()}>
            {shown => (
              <>
                <ClockGlyph clock={shown()} />
                <span class="clock-words" data-look={shown().look}>
                  {shown().words}
                </span>
              </>
            )}
          </Show>
        </Show>
      </span>
      <span class="queue-row-facts" role="gridcell">
        <span class="queue-row-key">{key()}</span>
        <Marks marks={props.queue.marks(props.ticket)} />
        <Show when={requester()}>
          {contact => (
            <span class="queue-row-requester" data-vip={isVip() ? "" : undefined}>
              {contact().name}
            </span>
          )}
        </Show>
        <span class="queue-row-since">{whenBrief(read()?.read("createdAt") ?? 0, props.queue.today())}</span>
        <Show when={props.peer}>
          {peer => (
            <span class="queue-row-peer" data-hue={hueOf(peer().member)}>
              <Show when={writes(peer())} fallback={serviceWords().isHere(peer().name)}>
                {words => (
                  <>
                    <Icon icon={pencilIcon} size={12} /> {words()}
                  </>
                )}
              </Show>
            </span>
          )}
        </Show>
      </span>
      <span class="queue-row-end" role="gridcell">
        <span class="queue-row-target">{targetWords()}</span>
        <Show
          when={owner()}
          fallback={
            <Show
              when={props.queue.mayWrite()}
              fallback={<span class="queue-row-nobody" title={serviceWords().nobody} />}
            >
              <button
                type="button"
                class="queue-row-take"
                tabIndex={-1}
                aria-label={`${serviceWords().take} ${key()}`}
                onClick={event => {
                  event.stopPropagation()
                  props.queue.take(props.ticket)
                }}
              >
                <span class="queue-row-nobody" />
                <span class="queue-row-take-word">{serviceWords().take}</span>
              </button>
            </Show>
          }
        >
          {person => <Avatar person={person()} />}
        </Show>
      </span>
    </div>
  )
}

/** What concerns more than this ticket, or waits for the person who looks. */
function Marks(props: { readonly marks: TicketMarks }): JSX.Element {
  return (
    <>
      <Show when={props.marks.isMajor}>
        <span class="queue-row-mark" data-tone="late">
          <Icon icon={triangleAlertIcon} size={12} />
          {structureWords().incident.major}
        </span>
      </Show>
      <Show when={props.marks.reports > 0}>
        <span class="queue-row-mark">{structureWords().incident.count(props.marks.reports)}</span>
      </Show>
      <Show when={props.marks.waitsForMe}>
        <span class="queue-row-mark" data-tone="soon">
          {structureWords().approval.yours}
        </span>
      </Show>
    </>
  )
}
