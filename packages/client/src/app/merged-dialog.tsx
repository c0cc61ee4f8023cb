import { bringBack } from "@weft/model/actions/bring-back"
import { settleReceipts } from "@weft/model/actions/settle-receipts"
import type { ItemId, MemberId, SpaceId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import type { Receipt } from "@weft/model/schema/conversation"
import { createMemo, For, Show, type JSX } from "solid-js"
import { createToday, itemKey, memberNamed, useWorkspace } from "../data/context.ts"
import { isSetField } from "../data/met-changes.ts"
import { sayRefusal, undoLast } from "../parts/acting.ts"
import { Avatar } from "../parts/avatar.tsx"
import { fieldWords, valueWords } from "../parts/field-words.ts"
import { whenWords } from "../parts/when.ts"
import { history } from "../text/history.ts"
import { t } from "../text/index.ts"
import { Button } from "../ui/button.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { showToast } from "../ui/toast.tsx"
import { met, openReceipts, setMet, type ToldChange } from "./merged-state.ts"
import "./merged-dialog.css"

/** Either something of this person's that lost, or something that somebody else changed beside it. */
type Entry =
  | { readonly kind: "lost"; readonly space: SpaceId; readonly record: string; readonly receipt: Receipt }
  | { readonly kind: "met"; readonly space: SpaceId; readonly record: string; readonly change: ToldChange }

/** What of others met this person's work, item by item and over all spaces, each with one press out of it. */
export function MergedDialog(props: { readonly onClose: () => void }): JSX.Element {
  const workspace = useWorkspace()
  const words = () => history().merged
  const entries = createMemo((): readonly Entry[] => [
    ...openReceipts(workspace).map(receipt => ({
      kind: "lost" as const,
      space: (receipt.document.split("/")[1] ?? "") as SpaceId,
      record: receipt.record,
      receipt,
    })),
    ...met().map(change => ({ kind: "met" as const, space: change.space, record: change.item, change })),
  ])
  const groups = createMemo(() => [...Map.groupBy(entries(), ({ space, record }) => `${space}/${record}`).values()])
  const lost = () => entries().flatMap(entry => (entry.kind === "lost" ? [entry.receipt] : []))
  const keepAll = () => {
    const seen = met()
    setMet([])
    if (lost().length > 0) settle([], lost(), words().kept(lost().length))
    else if (seen.length > 0)
      showToast({ text: words().seen, action: { label: t().general.undo, run: () => setMet(seen) } })
    props.onClose()
  }
  /** One step: undo brings back the values and the messages about them. */
  const settle = (take: readonly Receipt[], keep: readonly Receipt[], says: string) => {
    let why: string | null = null
    const space = ((take[0] ?? keep[0])?.document.split("/")[1] ?? "") as SpaceId
    const refusal = workspace.run(
      space,
      settleReceipts,
      { take, keep: keep.map(({ id }) => id), refused: (_receipt, reason) => (why = reason) },
      says,
    )
    if (refusal !== null) return sayRefusal(refusal)
    if (why !== null) return showToast({ text: words().mayNot })
    showToast({ text: says, action: { label: t().general.undo, run: () => void undoLast(workspace) } })
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={words().title}
      size="large"
      closable
      actions={
        <Show when={entries().length > 0}>
          <Button onClick={keepAll}>{words().keepAll}</Button>
        </Show>
      }
    >
      <div class="merged">
        <Show when={entries().length > 0} fallback={<p class="merged-none">{words().none}</p>}>
          <p>{words().body}</p>
          <For each={groups()}>
            {group => (
              <section class="merged-item">
                <RecordHead entry={group[0]!} />
                <ul class="merged-list">
                  <For each={group}>{entry => <EntryLine entry={entry} onSettle={settle} />}</For>
                </ul>
              </section>
            )}
          </For>
        </Show>
      </div>
    </Dialog>
  )
}

function RecordHead(props: { readonly entry: Entry }): JSX.Element {
  const workspace = useWorkspace()
  const space = () => (props.entry.space === "" ? null : workspace.space(props.entry.space))
  const item = () =>
    space()
      ?.live.table("items")
      .get(props.entry.record as ItemId)
  const spaceName = () => space()?.live.table("profiles").get(props.entry.space)?.name ?? ""
  return (
    <h3 class="merged-head">
      <Show when={item()} fallback={<span>{spaceName()}</span>}>
        {row => (
          <>
            <span class="merged-key">{itemKey(space()!, row())}</span>
            <span>{row().title || t().item.untitled}</span>
            <span class="merged-space">{spaceName()}</span>
          </>
        )}
      </Show>
    </h3>
  )
}

interface EntryLineProps {
  readonly entry: Entry
  readonly onSettle: (take: readonly Receipt[], keep: readonly Receipt[], says: string) => void
}

function EntryLine(props: EntryLineProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => history().merged
  const today = createToday(() => workspace.now())
  const field = () => (props.entry.kind === "lost" ? props.entry.receipt.field : props.entry.change.field)
  const snapshot = () => workspace.snapshot(props.entry.space)
  const fieldName = () => fieldWords(field(), snapshot()) ?? field()
  const value = (said: unknown) => valueWords(field(), said, snapshot(), today())
  const by = () => {
    const id = props.entry.kind === "lost" ? (props.entry.receipt.values?.by ?? "") : props.entry.change.by
    return id === "" ? undefined : memberNamed(workspace.live, id as MemberId)
  }
  const sides = () =>
    props.entry.kind === "lost"
      ? [props.entry.receipt.values?.lost, props.entry.receipt.values?.standing]
      : [props.entry.change.before, props.entry.change.after]
  const letGo = (change: ToldChange) => setMet(met().filter(other => other !== change))
  const putBack = (change: ToldChange) => {
    const { space, item: id, field: name, before } = change
    const record = isSetField(name)
      ? { kind: "items" as const, id, values: {}, members: { [name]: before as readonly string[] } }
      : { kind: "items" as const, id, values: { [name]: before }, members: {} }
    const says = history().did(fieldName())
    const refusal = workspace.run(space, bringBack, { records: [record] }, says)
    if (isRefusal(refusal)) return sayRefusal(refusal)
    letGo(change)
    showToast({ text: says, action: { label: t().general.undo, run: () => void undoLast(workspace) } })
  }
  return (
    <li class="merged-entry">
      <span class="merged-field">{fieldName()}</span>
      <span class="merged-sides">
        <span class="merged-side" data-side="before">
          <span class="merged-whose">{props.entry.kind === "lost" ? words().yours : words().before}</span>
          <del>{value(sides()[0])}</del>
        </span>
        <span class="merged-side" data-side="after">
          <Show when={by()} fallback={<span class="merged-whose">{history().somebody}</span>}>
            {person => (
              <>
                <Avatar person={person()} decorative />
                <span class="merged-whose">{person().name}</span>
              </>
            )}
          </Show>
          <ins>{value(sides()[1])}</ins>
        </span>
      </span>
      <Show when={props.entry.kind === "lost" ? props.entry.receipt : undefined}>
        {receipt => (
          <span class="merged-ways">
            <time class="merged-when">{whenWords(receipt().at, today())}</time>
            <Button
              size="small"
              aria-label={words().takeNamed(fieldName(), value(sides()[0]))}
              onClick={() => props.onSettle([receipt()], [], words().taken(fieldName()))}
            >
              {words().take}
            </Button>
            <Button
              kind="quiet"
              size="small"
              aria-label={words().keepNamed(fieldName(), value(sides()[1]))}
              onClick={() => props.onSettle([], [receipt()], words().kept(1))}
            >
              {words().keep}
            </Button>
          </span>
        )}
      </Show>
      <Show when={props.entry.kind === "met" ? props.entry.change : undefined}>
        {change => (
          <span class="merged-ways">
            <Button
              size="small"
              aria-label={history().bringBackValue(fieldName(), value(sides()[0]))}
              onClick={() => putBack(change())}
            >
              {history().bringBack}
            </Button>
            <Button
              kind="quiet"
              size="small"
              aria-label={words().keepNamed(fieldName(), value(sides()[1]))}
              onClick={() => letGo(change())}
            >
              {words().keep}
            </Button>
          </span>
        )}
      </Show>
    </li>
  )
}
