import type { Comment } from "@weft/model/schema/conversation"
import type { Transition } from "@weft/model/schema/work"
import { createMemo, createSignal, For, Match, Show, Switch, type JSX } from "solid-js"
import { Avatar } from "../../parts/avatar.tsx"
import { sameIds } from "../../parts/same-ids.ts"
import { whenWords } from "../../parts/when.ts"
import { itemPanel } from "../../text/item-panel.ts"
import { t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { CommentEntry } from "./comment-entry.tsx"
import { CommentField, type Quoted } from "./comment-field.tsx"
import { createComments } from "./comments.ts"
import { FieldChanges } from "./field-changes.tsx"
import { isoTime } from "../../parts/iso-time.ts"
import { useItem } from "./item-context.ts"
import { MergeReceipts } from "./merge-receipts.tsx"
import { createPeople } from "./people.ts"
import { createReferences } from "./references.tsx"
import { TypingHere } from "./typing.tsx"
import { createTransitions } from "./transitions.ts"

type Entry =
  | { readonly kind: "created"; readonly id: string; readonly at: number; readonly by: string | null }
  | { readonly kind: "moved"; readonly id: string; readonly at: number; readonly transition: Transition }
  | { readonly kind: "comment"; readonly id: string; readonly at: number; readonly comment: Comment }

/** Older entries than this many are folded until somebody asks. */
const SHOWN_ENTRIES = 40

/** What happened to the item and what was said about it, the oldest first, with the field for the next comment at the foot. */
export function ItemActivity(): JSX.Element {
  const item = useItem()
  const { row, workspace, space, id } = item
  const comments = createComments()
  const references = createReferences(item)
  const mayComment = () => workspace.mayWrite(`comments/${space.id}/${id}`)
  const [quoted, setQuoted] = createSignal<Quoted | null>(null)
  const transitions = createTransitions()
  const [showsAll, setShowsAll] = createSignal(false)

  const entries = createMemo((): readonly Entry[] => {
    const [at, by] = [row.read("createdAt"), row.read("createdBy")]
    const all: Entry[] = [
      ...(at > 0 ? [{ kind: "created", id: "created", at, by } as const] : []),
      // The state that an item was made in is no news beside its making.
      ...transitions()
        .filter(transition => transition.from !== null || at === 0)
        .map(transition => ({ kind: "moved", id: transition.id, at: transition.at, transition }) as const),
      ...comments.shown().map(comment => ({ kind: "comment", id: comment.id, at: comment.at, comment }) as const),
    ]
    return all.sort((left, right) => left.at - right.at)
  })
  const shown = () => (showsAll() ? entries() : entries().slice(-SHOWN_ENTRIES))
  /** By id, so that an entry that changes keeps its element, and with it what is written in it. */
  const byKey = createMemo(() => new Map(shown().map(entry => [entry.id, entry])))
  const events = createMemo(() => [...byKey().keys()], undefined, { equals: sameIds })
  const commentEntry = (comment: () => Comment) => (
    <CommentEntry
      comment={comment()}
      comments={comments}
      references={references}
      mayComment={mayComment()}
      onQuote={setQuoted}
    />
  )
  return (
    <>
      <section class="item-section item-activity" aria-label={t().item.activity}>
        <header class="item-section-head">
          <h3 class="item-section-name">{t().item.activity}</h3>
        </header>
        <MergeReceipts />
        <FieldChanges />
        <Show when={shown().length < entries().length}>
          <Button kind="quiet" size="small" onClick={() => setShowsAll(true)}>
            {itemPanel().earlier(entries().length - shown().length)}
          </Button>
        </Show>
        <ol class="activity">
          <For each={events()}>
            {key => <ActivityEntry entry={() => byKey().get(key)}>{commentEntry}</ActivityEntry>}
          </For>
        </ol>
        <Show when={entries().length === 0}>
          <p class="property-empty">{t().item.noActivity}</p>
        </Show>
      </section>
      <TypingHere field="comment" />
      <CommentField references={references} mayWrite={mayComment()} quoted={quoted()} onSend={comments.add} />
    </>
  )
}

interface ActivityEntryProps {
  readonly entry: () => Entry | undefined
  readonly children: (comment: () => Comment) => JSX.Element
}

function ActivityEntry(props: ActivityEntryProps): JSX.Element {
  const comment = () => {
    const entry = props.entry()
    return entry?.kind === "comment" ? entry.comment : undefined
  }
  const event = () => {
    const entry = props.entry()
    return entry === undefined || entry.kind === "comment" ? undefined : entry
  }
  return (
    <Switch>
      <Match when={comment()}>{said => props.children(said)}</Match>
      <Match when={event()}>{happened => <EventEntry entry={happened()} />}</Match>
    </Switch>
  )
}

function EventEntry(props: { readonly entry: Exclude<Entry, { kind: "comment" }> }): JSX.Element {
  const { setup, today } = useItem()
  const people = createPeople()
  const by = () => (props.entry.kind === "created" ? props.entry.by : props.entry.transition.by)
  const who = () => people(by())?.name ?? itemPanel().somebody
  const statusName = (id: string | null) => setup().statuses.get(id ?? "")?.name ?? itemPanel().noStatus
  const words = () => {
    if (props.entry.kind === "created") return itemPanel().created(who())
    const { from, to } = props.entry.transition
    return from === null
      ? itemPanel().setStatus(who(), statusName(to))
      : itemPanel().movedStatus(who(), statusName(from), statusName(to))
  }
  return (
    <li class="activity-event">
      <Avatar person={people(by())} decorative />
      <span class="activity-words">{words()}</span>
      <time class="activity-when" datetime={isoTime(props.entry.at)}>
        {whenWords(props.entry.at, today())}
      </time>
    </li>
  )
}
