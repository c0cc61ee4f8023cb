import { archiveItems } from "@weft/model/actions/archive"
import { patchSpace } from "@weft/model/actions/space"
import type { Item } from "@weft/model/schema/item"
import { createMemo, createSignal, For, Show, type JSX } from "solid-js"
import { itemKey, useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { undoLast, useAct } from "../../parts/acting.ts"
import { itemHref, spaceName } from "../../parts/space-link.ts"
import { t } from "../../text/index.ts"
import { moving } from "../../text/moving.ts"
import { Button } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Field, Select, TextInput } from "../../ui/field.tsx"
import { rotateCcwIcon } from "../../ui/icons.ts"
import { Lock } from "../../ui/lock.tsx"
import { Page, PageSection } from "../../ui/page.tsx"
import { showToast } from "../../ui/toast.tsx"
import { archivedQuarters } from "./archived-quarters.ts"
import "./archive-screen.css"

export interface ArchiveScreenProps {
  readonly space: SpaceData
  /** The address of the space's board. */
  readonly spaceHref: string
  readonly onOpenSidebar: () => void
}

/** The choices of how long what is finished stays in sight, in days. */
const LIMITS = [0, 14, 30, 90, 180, 365]

/** More rows than this at once would make the page slow to open; looking for one narrows them. */
const MOST_ROWS = 200

/** What is in the archive of a space, quarter by quarter, the way back, and when things come here by themselves. */
export function ArchiveScreen(props: ArchiveScreenProps): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const words = () => moving().archive
  const [find, setFind] = createSignal("")
  const quarters = createMemo(() => archivedQuarters(props.space.live.table("items"), find()))
  const isEmpty = () => find() === "" && quarters().length === 0
  const bringBack = (items: readonly Item[]) => {
    const text = words().broughtBack(items.length)
    if (!act(archiveItems, { items: items.map(({ id }) => id), archived: false }, text)) return
    showToast({
      text,
      icon: rotateCcwIcon,
      action: { label: t().general.undo, run: () => void undoLast(workspace) },
    })
  }
  return (
    <Page
      title={words().title}
      within={{ label: spaceName(workspace, props.space.id), href: props.spaceHref }}
      onOpenSidebar={props.onOpenSidebar}
    >
      <div class="archive-head">
        <ArchiveLimit space={props.space} />
        <Show when={!isEmpty()}>
          <Field label={words().find}>
            {attributes => <TextInput {...attributes} value={find()} onValue={setFind} type="search" />}
          </Field>
        </Show>
      </div>
      <Show
        when={quarters().length > 0}
        fallback={
          <Show when={props.space.ready()}>
            <Show when={isEmpty()} fallback={<p class="archive-none">{words().none}</p>}>
              <EmptyState title={words().empty}>{words().emptyBody}</EmptyState>
            </Show>
          </Show>
        }
      >
        <Lock locked={!workspace.mayWrite(`space/${props.space.id}`)}>
          <For each={quarters()}>
            {({ quarter, items }) => (
              <PageSection title={quarterWords(quarter)}>
                <ul class="archive-rows">
                  <For each={items.slice(0, MOST_ROWS)}>
                    {item => (
                      <li class="archive-row">
                        <a class="archive-link" href={itemHref(workspace.id, props.space.id, item.id)}>
                          <span class="archive-key">{itemKey(props.space, item)}</span>
                          <span class="archive-title">{item.title || t().item.untitled}</span>
                        </a>
                        <Button
                          size="small"
                          aria-label={words().bringBackNamed(item.title)}
                          onClick={() => bringBack([item])}
                        >
                          {words().bringBack}
                        </Button>
                      </li>
                    )}
                  </For>
                </ul>
              </PageSection>
            )}
          </For>
        </Lock>
      </Show>
    </Page>
  )
}

function quarterWords(quarter: string): string {
  const [year, number] = quarter.split("-Q")
  return number === undefined ? moving().archive.unfinished : moving().archive.quarter(year ?? "", number)
}

/** How long what is finished stays in sight: a setting of the space, for who manages it. */
function ArchiveLimit(props: { readonly space: SpaceData }): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const words = () => moving().archive
  const days = () => props.space.live.table("profiles").get(props.space.id)?.archiveAfterDays ?? 0
  const choices = () => [...new Set([...LIMITS, days()])].sort((left, right) => left - right)
  return (
    <Field label={words().limit} hint={words().hint}>
      {attributes => (
        <Select
          attributes={attributes}
          value={String(days())}
          disabled={!workspace.mayWrite(`setup/${props.space.id}`)}
          options={choices().map(value => ({
            value: String(value),
            label: value === 0 ? words().never : words().after(value),
          }))}
          onValue={value => act(patchSpace, { archiveAfterDays: Number(value) }, words().step)}
        />
      )}
    </Field>
  )
}
