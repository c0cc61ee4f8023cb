import type { ItemId, MemberId } from "@weft/model/base/ids"
import { createMemo, createSignal, For, Match, Show, Switch, type JSX } from "solid-js"
import { createSetupSnapshot, createToday, itemKey, memberNamed, useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { todayOf } from "../../data/world.ts"
import { history } from "../../text/history.ts"
import { format, t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Select } from "../../ui/field.tsx"
import { infoIcon } from "../../ui/icons.ts"
import { Icon } from "../../ui/icon.tsx"
import { Page } from "../../ui/page.tsx"
import { bringBackDescription, bringBackPast, bringBackRecords, bringBackSaid, mayBringBackSaid } from "./bring-back.ts"
import { HistoryProvider, type HistoryOf } from "./history-context.ts"
import { createPast, type Past } from "./history-state.ts"
import { VersionEntry } from "./version-entry.tsx"
import "./history-screen.css"

export interface HistoryScreenProps {
  readonly space: SpaceData
  /** Whose history it is; `undefined` for the whole space's. */
  readonly item: string | undefined
  readonly spaceHref: string
  readonly onOpenSidebar: () => void
  /** The address of an item over its space. */
  readonly itemHref: (item: string) => string
}

/** Versions that are drawn at first, and more at each asking. */
const SHOWN = 30

/** What became of a space or of an item: by day and person, with what stood before and after, and the way back. */
export function HistoryScreen(props: HistoryScreenProps): JSX.Element {
  const workspace = useWorkspace()
  const today = createToday(() => workspace.now())
  const setup = createSetupSnapshot(workspace, () => props.space)
  const of = createMemo(() => ({ space: props.space.id, item: props.item ?? null }))
  const { past, versions, stop, again } = createPast(workspace, of)
  const [by, setBy] = createSignal("")
  const [most, setMost] = createSignal(SHOWN)
  const personNamed = (id: string) => memberNamed(workspace.live, id as MemberId)
  const people = createMemo(() => [...new Set(versions().flatMap(({ version }) => version.by))].filter(id => id !== ""))
  const fitting = createMemo(() => versions().filter(({ version }) => by() === "" || version.by.includes(by())))
  const days = createMemo(() => [...Map.groupBy(fitting().slice(0, most()), ({ version }) => todayOf(version.until))])
  const source = () => {
    const standing = past()
    return standing.state === "read" ? standing.source : null
  }
  const row = () => (props.item === undefined ? undefined : props.space.live.table("items").get(props.item as ItemId))
  const title = () => {
    const item = row()
    return item === undefined ? history().title : history().of(itemKey(props.space, item))
  }
  const shared: HistoryOf = {
    workspace,
    get space() {
      return props.space
    },
    get item() {
      return props.item ?? null
    },
    today,
    setup,
    personNamed,
    mayWrite: () => workspace.mayWrite(`space/${props.space.id}`),
    bringBack: (records, what) => bringBackRecords(workspace, props.space.id, records, what),
    bringBackState: state => void bringBackPast(workspace, props.space.id, state),
    bringBackSaid: change => void bringBackSaid(workspace, props.space.id, change),
    mayBringBackSaid: change => mayBringBackSaid(workspace, props.space.id, change),
    bringBackText: (item, text) => void bringBackDescription(workspace, props.space.id, item, text),
    itemHref: item => props.itemHref(item),
  }
  return (
    <Page
      title={title()}
      within={{
        label: props.space.live.table("profiles").get(props.space.id)?.name ?? "",
        href: props.spaceHref,
      }}
      onOpenSidebar={props.onOpenSidebar}
    >
      <HistoryProvider value={shared}>
        <div class="history">
          <Show when={row()}>
            {item => (
              <p class="history-of">
                <a class="history-title" href={props.itemHref(item().id)}>
                  {item().title || t().item.untitled}
                </a>
              </p>
            )}
          </Show>
          <Standing past={past()} onStop={stop} onAgain={again} />
          <Show when={past().state === "read" && props.item === undefined}>
            <p class="history-note">
              <Icon icon={infoIcon} />
              <span>{history().commentsHere}</span>
            </p>
          </Show>
          <Show when={people().length > 1}>
            <div class="history-filter">
              <Select
                label={history().person}
                value={by()}
                onValue={setBy}
                options={[
                  { value: "", label: history().everybody },
                  ...people().map(id => ({ value: id, label: personNamed(id)?.name ?? history().somebody })),
                ]}
              />
            </div>
          </Show>
          <For each={days()}>
            {([day, entries]) => (
              <section class="history-day" aria-label={format().longDate(day)}>
                <h2 class="history-day-name">{format().longDate(day)}</h2>
                <ol class="history-versions">
                  <For each={entries}>
                    {({ place, version }) => (
                      <VersionEntry
                        version={version}
                        allChanges={source() === null ? null : () => source()!.changesOf(place)}
                        itemsAt={source() === null ? null : items => source()!.itemsAt(place, items)}
                      />
                    )}
                  </For>
                </ol>
              </section>
            )}
          </For>
          <Show when={fitting().length > most()}>
            <Button onClick={() => setMost(most() + SHOWN)}>{history().older(fitting().length - most())}</Button>
          </Show>
          <Show when={past().state !== "reading" && versions().length === 0}>
            <EmptyState title={history().none}>{history().noneBody}</EmptyState>
          </Show>
          <Show when={versions().length > 0 && fitting().length === 0}>
            <p class="page-empty">{history().noneBy}</p>
          </Show>
        </div>
      </HistoryProvider>
    </Page>
  )
}

interface StandingProps {
  readonly past: Past
  readonly onStop: () => void
  readonly onAgain: () => void
}

/** How much of the past is here, and what of it is not. */
function Standing(props: StandingProps): JSX.Element {
  const reading = () => (props.past.state === "reading" ? props.past : undefined)
  const read = () => (props.past.state === "read" ? props.past.past : undefined)
  const here = () => (props.past.state === "here" ? props.past : undefined)
  return (
    <div class="history-standing" role="status">
      <Switch>
        <Match when={reading()}>
          {standing => (
            <p class="history-note">
              <span>{history().reading(standing().rows)}</span>
              <Button size="small" onClick={() => props.onStop()}>
                {history().stop}
              </Button>
            </p>
          )}
        </Match>
        <Match when={here()}>
          {standing => (
            <p class="history-note">
              <Icon icon={infoIcon} />
              <span>{standing().hasRelay ? history().knownHere : history().noRelay}</span>
              <Show when={standing().hasRelay}>
                <Button size="small" onClick={() => props.onAgain()}>
                  {history().readAgain}
                </Button>
              </Show>
            </p>
          )}
        </Match>
        <Match when={read()}>
          {standing => (
            <>
              <Show when={standing().ended !== "whole"}>
                <p class="history-note">
                  <Icon icon={infoIcon} />
                  <span>{standing().ended === "stopped" ? history().stopped : history().noAnswer}</span>
                  <Button size="small" onClick={() => props.onAgain()}>
                    {history().readAgain}
                  </Button>
                </p>
              </Show>
              <Show when={standing().missing > 0}>
                <p class="history-note">
                  <Icon icon={infoIcon} />
                  <span>{history().missing(standing().missing)}</span>
                </p>
              </Show>
            </>
          )}
        </Match>
      </Switch>
    </div>
  )
}
