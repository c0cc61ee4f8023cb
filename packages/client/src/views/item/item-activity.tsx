import { trashComment } from "@weft/model/actions/work"
import { isComputedId } from "@weft/model/base/ids"
import type { Transition } from "@weft/model/schema/work"
import { createMemo, createSignal, For, Match, Show, Switch, type JSX } from "solid-js"
import { Avatar } from "../../parts/avatar.tsx"
import { whenWords } from "../../parts/when.ts"
import { t } from "../../text/index.ts"
import { Button, IconButton } from "../../ui/button.tsx"
import { trash2Icon } from "../../ui/icons.ts"
import { CommentField } from "./comment-field.tsx"
import { createComments, type ShownComment } from "./comments.ts"
import { useItem } from "./item-context.ts"
import { MergeReceipts } from "./merge-receipts.tsx"
import { createPeople } from "./people.ts"
import { createTransitions } from "./transitions.ts"

type Entry =
  | { readonly kind: "created"; readonly id: string; readonly at: number; readonly by: string | null }
  | { readonly kind: "moved"; readonly id: string; readonly at: number; readonly transition: Transition }
  | { readonly kind: "comment"; readonly id: string; readonly at: number; readonly comment: ShownComment }

/** Older entries than this many are folded until somebody asks. */
const SHOWN_ENTRIES = 40

/** What happened to the item and what was said about it, the oldest first, with the field for the next comment at the foot. */
export function ItemActivity(): JSX.Element {
  const { row } = useItem()
  const comments = createComments()
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
  return (
    <>
      <section class="item-section item-activity" aria-label={t().item.activity}>
        <header class="item-section-head">
          <h3 class="item-section-name">{t().item.activity}</h3>
        </header>
        <MergeReceipts />
        <Show when={shown().length < entries().length}>
          <Button kind="quiet" size="small" onClick={() => setShowsAll(true)}>
            {t().itemPanel.earlier(entries().length - shown().length)}
          </Button>
        </Show>
        <ol class="activity">
          <For each={shown()}>{entry => <ActivityEntry entry={entry} />}</For>
        </ol>
        <Show when={entries().length === 0}>
          <p class="property-empty">{t().item.noActivity}</p>
        </Show>
      </section>
      <CommentField onSend={comments.add} />
    </>
  )
}

function ActivityEntry(props: { readonly entry: Entry }): JSX.Element {
  const comment = () => (props.entry.kind === "comment" ? props.entry.comment : undefined)
  return (
    <Switch>
      <Match when={comment()}>{said => <CommentEntry comment={said()} />}</Match>
      <Match when={props.entry.kind !== "comment"}>
        <EventEntry entry={props.entry as Exclude<Entry, { kind: "comment" }>} />
      </Match>
    </Switch>
  )
}

function EventEntry(props: { readonly entry: Exclude<Entry, { kind: "comment" }> }): JSX.Element {
  const { setup, today } = useItem()
  const people = createPeople()
  const by = () => (props.entry.kind === "created" ? props.entry.by : props.entry.transition.by)
  const who = () => people(by())?.name ?? t().itemPanel.somebody
  const statusName = (id: string | null) => setup().statuses.get(id ?? "")?.name ?? t().itemPanel.noStatus
  const words = () => {
    if (props.entry.kind === "created") return t().itemPanel.created(who())
    const { from, to } = props.entry.transition
    return from === null
      ? t().itemPanel.setStatus(who(), statusName(to))
      : t().itemPanel.movedStatus(who(), statusName(from), statusName(to))
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

function CommentEntry(props: { readonly comment: ShownComment }): JSX.Element {
  const { id, act, key, today, me } = useItem()
  const people = createPeople()
  const author = () => people(props.comment.author)
  return (
    <li class="activity-comment">
      <Avatar person={author()} size={28} decorative />
      <div class="comment">
        <div class="comment-head">
          <span class="comment-author">{author()?.name ?? t().itemPanel.somebody}</span>
          <time class="activity-when" datetime={isoTime(props.comment.at)}>
            {whenWords(props.comment.at, today())}
          </time>
          <Show when={isComputedId(props.comment.id)}>
            <span class="activity-when">{t().itemPanel.imported}</span>
          </Show>
          <span class="item-head-space" />
          <Show when={props.comment.author === me}>
            <IconButton
              class="comment-delete"
              icon={trash2Icon}
              size="small"
              label={t().item.deleteComment}
              onClick={() =>
                act(trashComment, { item: id, comment: props.comment.id }, t().itemPanel.did.comment(key()))
              }
            />
          </Show>
        </div>
        <p class="comment-body">{props.comment.body}</p>
      </div>
    </li>
  )
}

/** A moment for machines; a time that no calendar has is left out. */
function isoTime(milliseconds: number): string | undefined {
  const date = new Date(milliseconds)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
