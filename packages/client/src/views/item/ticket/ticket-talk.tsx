import type { Comment } from "@weft/model/schema/conversation"
import type { Message } from "@weft/model/schema/service"
import type { Transition } from "@weft/model/schema/work"
import { createMemo, createSignal, For, Match, Show, Switch, type JSX } from "solid-js"
import { isoTime } from "../../../parts/iso-time.ts"
import { sameIds } from "../../../parts/same-ids.ts"
import { whenWords } from "../../../parts/when.ts"
import { itemPanel } from "../../../text/item-panel.ts"
import { serviceWords } from "../../../text/service.ts"
import { Button } from "../../../ui/button.tsx"
import { Icon } from "../../../ui/icon.tsx"
import { arrowRightIcon, clockIcon, lockIcon } from "../../../ui/icons.ts"
import { CommentEntry } from "../comment-entry.tsx"
import type { Quoted } from "../comment-field.tsx"
import type { Comments } from "../comments.ts"
import { useItem } from "../item-context.ts"
import { createPeople } from "../people.ts"
import { createReferences } from "../references.tsx"
import { createTransitions } from "../transitions.ts"
import type { ClockNews } from "./clocks/clock-news.ts"
import { MessageEntry } from "./message-entry.tsx"
import type { Messages } from "./messages.ts"

type Entry =
  | { readonly kind: "message"; readonly id: string; readonly at: number; readonly message: Message }
  | {
      readonly kind: "note"
      readonly id: string
      readonly at: number
      readonly comment: Comment
      readonly of: Comments
    }
  | { readonly kind: "moved"; readonly id: string; readonly at: number; readonly transition: Transition }
  | { readonly kind: "clock"; readonly id: string; readonly at: number; readonly words: string }

/** Older entries than this many are folded until somebody asks. */
const SHOWN_ENTRIES = 40

export interface TicketTalkProps {
  readonly messages: Messages
  readonly notes: Comments
  /** What the team noted on tickets that were merged into this one; it is only read here. */
  readonly mergedNotes: readonly Comments[]
  /** What was done with its clocks. */
  readonly clockNews: readonly ClockNews[]
  readonly mayNote: boolean
  readonly onQuote: (quoted: Quoted) => void
}

/** What was said with the requester, what the team noted for itself, and what became of the ticket, the oldest first. */
export function TicketTalk(props: TicketTalkProps): JSX.Element {
  const references = createReferences(useItem())
  const transitions = createTransitions()
  const [showsAll, setShowsAll] = createSignal(false)
  const entries = createMemo((): readonly Entry[] => {
    const all: Entry[] = [
      ...props.messages.shown().map(message => ({ kind: "message", id: message.id, at: message.at, message }) as const),
      ...[props.notes, ...props.mergedNotes].flatMap(of =>
        of.shown().map(comment => ({ kind: "note", id: comment.id, at: comment.at, comment, of }) as const),
      ),
      ...transitions()
        .filter(({ from }) => from !== null)
        .map(transition => ({ kind: "moved", id: transition.id, at: transition.at, transition }) as const),
      ...props.clockNews.map(news => ({ kind: "clock", ...news }) as const),
    ]
    return all.sort((left, right) => left.at - right.at)
  })
  const shown = () => (showsAll() ? entries() : entries().slice(-SHOWN_ENTRIES))
  /** By id, so that an entry that changes keeps its element, and with it what is written in it. */
  const byKey = createMemo(() => new Map(shown().map(entry => [entry.id, entry])))
  const keys = createMemo(() => [...byKey().keys()], undefined, { equals: sameIds })
  const message = (key: string) => {
    const entry = byKey().get(key)
    return entry?.kind === "message" ? entry.message : undefined
  }
  const note = (key: string) => {
    const entry = byKey().get(key)
    return entry?.kind === "note" ? entry : undefined
  }
  const move = (key: string) => {
    const entry = byKey().get(key)
    return entry?.kind === "moved" ? entry.transition : undefined
  }
  const clock = (key: string) => {
    const entry = byKey().get(key)
    return entry?.kind === "clock" ? entry : undefined
  }
  return (
    <section class="talk" aria-label={serviceWords().conversation}>
      <Show when={shown().length < entries().length}>
        <Button kind="quiet" size="small" onClick={() => setShowsAll(true)}>
          {itemPanel().earlier(entries().length - shown().length)}
        </Button>
      </Show>
      <ol class="talk-entries">
        <For each={keys()}>
          {key => (
            <Switch>
              <Match when={message(key)}>
                {said => <MessageEntry message={said()} messages={props.messages} references={references} />}
              </Match>
              <Match when={note(key)}>
                {noted => (
                  <CommentEntry
                    comment={noted().comment}
                    comments={noted().of}
                    references={references}
                    mayComment={props.mayNote && noted().of === props.notes}
                    mark={<NoteMark />}
                    onQuote={props.onQuote}
                  />
                )}
              </Match>
              <Match when={move(key)}>{moved => <MoveEntry transition={moved()} />}</Match>
              <Match when={clock(key)}>{news => <ClockEntry news={news()} />}</Match>
            </Switch>
          )}
        </For>
      </ol>
    </section>
  )
}

/** Says whom a note is for, in words as well as by its paper. */
function NoteMark(): JSX.Element {
  return (
    <span class="talk-note-mark" data-tooltip={serviceWords().onlyTeam}>
      <Icon icon={lockIcon} size={14} />
      {serviceWords().note}
    </span>
  )
}

function ClockEntry(props: { readonly news: ClockNews }): JSX.Element {
  const { today } = useItem()
  return (
    <li class="talk-move">
      <Icon icon={clockIcon} size={14} />
      <span class="activity-words">{props.news.words}</span>
      <time class="activity-when" datetime={isoTime(props.news.at)}>
        {whenWords(props.news.at, today())}
      </time>
    </li>
  )
}

function MoveEntry(props: { readonly transition: Transition }): JSX.Element {
  const { setup, today } = useItem()
  const people = createPeople()
  const name = (id: string | null) => setup().statuses.get(id ?? "")?.name ?? itemPanel().noStatus
  const words = () => {
    const { by, from, to } = props.transition
    return itemPanel().movedStatus(people(by)?.name ?? itemPanel().somebody, name(from), name(to))
  }
  return (
    <li class="talk-move">
      <Icon icon={arrowRightIcon} size={14} />
      <span class="activity-words">{words()}</span>
      <time class="activity-when" datetime={isoTime(props.transition.at)}>
        {whenWords(props.transition.at, today())}
      </time>
    </li>
  )
}
