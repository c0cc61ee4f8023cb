import type { LiveCard, LiveColumn } from "@weft/model/wire/live"
import { PRIORITIES } from "@weft/model/schema/item"
import { createSignal, For, Match, onCleanup, onMount, Show, Switch, type JSX } from "solid-js"
import { watchLiveBoard, type LiveState } from "../../data/live-board.ts"
import { LabelChip } from "../../parts/label-chip.tsx"
import { PriorityGlyph } from "../../parts/priority-glyph.tsx"
import { access } from "../../text/access.ts"
import { format, t } from "../../text/index.ts"
import { Chip } from "../../ui/chip.tsx"
import { Mark } from "../../ui/mark.tsx"
import { Sheet } from "../../ui/sheet.tsx"
import "./live.css"

/** A board as a live link shows it to somebody without an account: to look at, as it is at each moment. */
export function LiveScreen(props: {
  /** What stood behind `#` in the link. */
  readonly secret: string
}): JSX.Element {
  const words = () => access().links
  const [live, setLive] = createSignal<LiveState>({ state: "waiting" })
  onMount(() => onCleanup(watchLiveBoard(props.secret, setLive)))
  const shown = () => {
    const now = live()
    return now.state === "shown" || now.state === "lost" ? now : undefined
  }
  return (
    <Switch fallback={<Sheet title="Weft" body={words().waiting} />}>
      <Match when={live().state === "ended"}>
        <Sheet title={words().ended} body={words().endedBody} />
      </Match>
      <Match when={shown()}>
        {now => (
          <div class="live">
            <header class="live-head">
              <Mark />
              <h1>{now().board.name}</h1>
              <span class="live-space">{now().board.space}</span>
              <Chip tone={now().state === "shown" ? "good" : "soon"}>
                {now().state === "shown" ? words().live : t().sync.offline}
              </Chip>
            </header>
            <Show when={now().state === "lost"}>
              <p class="live-lost" role="status">
                {words().lost}
              </p>
            </Show>
            <main class="live-columns" tabIndex={0}>
              <For each={now().board.columns}>{column => <Column column={column} />}</For>
            </main>
            <Show when={now().board.more > 0}>
              <p class="live-more">{words().more(now().board.more)}</p>
            </Show>
          </div>
        )}
      </Match>
    </Switch>
  )
}

function Column(props: { readonly column: LiveColumn }): JSX.Element {
  const name = () => props.column.name || priorityNamed(props.column.key) || t().people.nobody
  return (
    <section class="live-column" aria-label={access().links.column(name(), props.column.cards.length)}>
      <h2>
        {name()} <span class="numeric">{format().number(props.column.cards.length)}</span>
      </h2>
      <ul>
        <For each={props.column.cards}>{card => <Card card={card} />}</For>
      </ul>
    </section>
  )
}

function Card(props: { readonly card: LiveCard }): JSX.Element {
  const words = () => access().links.fieldNames
  const priority = () => PRIORITIES.find(known => known === props.card.priority)
  const people = () => [...new Set([props.card.owner, ...(props.card.assignees ?? [])])].filter(name => name != null)
  const date = (label: string, day: string | null | undefined) =>
    day == null ? undefined : `${label} ${/^\d{4}-\d\d-\d\d$/.test(day) ? format().shortDate(day) : day.slice(0, 10)}`
  const facts = () =>
    [
      props.card.type,
      date(words().start, props.card.start),
      date(words().due, props.card.due),
      props.card.estimate == null ? undefined : format().duration(props.card.estimate),
      people().length === 0 ? undefined : format().list(people()),
    ].filter(fact => fact != null)
  return (
    <li class="live-card">
      <p class="live-card-head">
        <Show when={props.card.key}>{key => <span>{key()}</span>}</Show>
        <Show when={priority()}>{shown => <PriorityGlyph priority={shown()} size={14} />}</Show>
      </p>
      <p class="live-title">{props.card.title || t().item.untitled}</p>
      <Show when={facts().length > 0}>
        <p class="live-facts">{facts().join(" · ")}</p>
      </Show>
      <Show when={(props.card.labels?.length ?? 0) > 0}>
        <p class="live-labels">
          <For each={props.card.labels}>{label => <LabelChip name={label.name} />}</For>
        </p>
      </Show>
    </li>
  )
}

function priorityNamed(key: string): string | undefined {
  const known = PRIORITIES.find(priority => priority === key)
  return known === undefined ? undefined : t().priorities[known]
}
