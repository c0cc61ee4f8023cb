import { archiveItems } from "@weft/model/actions/archive"
import { restoreRecords } from "@weft/model/actions/trash"
import type { ItemId } from "@weft/model/base/ids"
import { profileKey } from "@weft/model/base/item-key"
import { createMemo, Show, type JSX } from "solid-js"
import { createToday, memberNamed, useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { undoLast, useAct } from "../../parts/acting.ts"
import { whenWords } from "../../parts/when.ts"
import { admin } from "../../text/admin.ts"
import { t } from "../../text/index.ts"
import { EmptyState } from "../../ui/empty-state.tsx"
import { rotateCcwIcon } from "../../ui/icons.ts"
import { Lock } from "../../ui/lock.tsx"
import { Page } from "../../ui/page.tsx"
import { showToast } from "../../ui/toast.tsx"
import { RestorableList } from "./restorable-list.tsx"
import { archivedItems, SETUP_KINDS, trashedItems, trashedOf, type Trashed } from "./trashed.ts"
import "./trash-screen.css"

export interface TrashScreenProps {
  readonly space: SpaceData
  /** The address of the space's board. */
  readonly spaceHref: string
  readonly onOpenSidebar: () => void
}

/** What was deleted and archived in a space, who did it and when, and the way back. */
export function TrashScreen(props: TrashScreenProps): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const today = createToday(() => workspace.now())
  const profile = () => props.space.live.table("profiles").get(props.space.id)
  const words = () => admin().trash

  const items = createMemo(() => trashedItems(props.space.live.table("items")))
  const archived = createMemo(() => archivedItems(props.space.live.table("items")))
  const ownViews = () => [...workspace.live.table("ownViews").values()].filter(view => view.space === props.space.id)
  const others = createMemo(() =>
    [
      ...SETUP_KINDS.flatMap(kind => trashedOf(kind, props.space.live.table(kind).values())),
      ...trashedOf("ownViews", ownViews()),
    ].sort((left, right) => (right.at ?? 0) - (left.at ?? 0)),
  )
  const spaces = createMemo(() => {
    const places = [...workspace.live.table("places").values()]
    const named = places.map(({ id, deleted }) => ({
      id,
      deleted,
      name: deleted === null ? "" : (workspace.setup(id).live.table("profiles").get(id)?.name ?? id),
    }))
    return trashedOf("places", named)
  })

  const keyOf = ({ id, number }: Trashed) => profileKey(profile()?.prefix ?? "", { id: id as ItemId, number })
  const sinceOf = ({ by, at }: Trashed) =>
    at === null ? null : words().by(memberNamed(workspace.live, by)?.name ?? words().somebody, whenWords(at, today()))
  const did = (text: string) =>
    showToast({
      text,
      icon: rotateCcwIcon,
      action: { label: t().general.undo, run: () => void undoLast(workspace) },
    })
  const restore = (rows: readonly Trashed[]) => {
    const text = words().restored(rows.length)
    if (act(restoreRecords, { records: rows.map(({ kind, id }) => ({ kind, id })) }, text)) did(text)
  }
  const bringBack = (rows: readonly Trashed[]) => {
    const text = words().broughtBack(rows.length)
    if (act(archiveItems, { items: rows.map(({ id }) => id as ItemId), archived: false }, text)) did(text)
  }
  const restoring = () => ({ one: words().restore, oneNamed: words().restoreNamed, several: words().restoreSelected })
  const isEmpty = () => items().length + archived().length + others().length + spaces().length === 0

  return (
    <Page
      title={words().title}
      within={{ label: profile()?.name ?? "", href: props.spaceHref }}
      onOpenSidebar={props.onOpenSidebar}
    >
      <Show
        when={!isEmpty()}
        fallback={
          <Show when={props.space.ready()}>
            <EmptyState title={words().empty}>{words().emptyBody}</EmptyState>
          </Show>
        }
      >
        <Lock locked={!workspace.mayWrite(`space/${props.space.id}`)}>
          <RestorableList
            title={words().items}
            rows={items()}
            empty={words().itemsEmpty}
            labelOf={keyOf}
            sinceOf={sinceOf}
            words={restoring()}
            onRestore={restore}
          />
          <RestorableList
            title={words().archive}
            rows={archived()}
            empty={words().archiveEmpty}
            labelOf={keyOf}
            sinceOf={sinceOf}
            words={{
              one: words().bringBack,
              oneNamed: words().bringBackNamed,
              several: words().bringBackSelected,
            }}
            onRestore={bringBack}
          />
          <Show when={others().length > 0}>
            <RestorableList
              title={words().others}
              rows={others()}
              empty=""
              labelOf={({ kind }) => words().kinds[kind]}
              sinceOf={sinceOf}
              words={restoring()}
              onRestore={restore}
            />
          </Show>
        </Lock>
        <Show when={spaces().length > 0}>
          <RestorableList
            title={words().spaces}
            rows={spaces()}
            empty=""
            labelOf={({ kind }) => words().kinds[kind]}
            sinceOf={sinceOf}
            words={restoring()}
            onRestore={restore}
          />
        </Show>
        <p class="trash-keys">{words().keys}</p>
      </Show>
    </Page>
  )
}
