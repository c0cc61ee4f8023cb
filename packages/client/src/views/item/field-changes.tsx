import { restoreField } from "@weft/model/actions/receipt"
import type { PastChange } from "@weft/model/history/past-change"
import { DELETED } from "@weft/model/schema/change"
import { createSignal, For, onCleanup, Show, type JSX } from "solid-js"
import type { ToldPast } from "../../data/history/history-messages.ts"
import { Avatar } from "../../parts/avatar.tsx"
import { whenWords } from "../../parts/when.ts"
import { editorWords } from "../../text/editor.ts"
import { itemPanel } from "../../text/item-panel.ts"
import { Button } from "../../ui/button.tsx"
import { fieldWords, valueWords } from "../../parts/field-words.ts"
import { isoTime } from "../../parts/iso-time.ts"
import { useItem } from "./item-context.ts"
import { createPeople } from "./people.ts"

/** One field of the item that somebody set, with what stood there before. */
type FieldChange = Extract<PastChange, { did: "set" }>

/** What was asked of the relay: nothing yet, an answer, or that there was none. */
type Asked = readonly FieldChange[] | "not-asked" | "asking" | "no-answer"

/** Every value that the fields of the item had, asked of the relay when somebody wants to see them. */
export function FieldChanges(): JSX.Element {
  const { workspace, space, id } = useItem()
  const [asked, setAsked] = createSignal<Asked>("not-asked")
  let isGone = false
  let close = () => {}
  onCleanup(() => {
    isGone = true
    close()
  })
  const answered = (changes: readonly FieldChange[] | null) => {
    close()
    setAsked(changes ?? "no-answer")
  }
  const show = async () => {
    setAsked("asking")
    const part = await import("../../data/history/open-history.ts").catch(() => null)
    if (isGone) return
    if (part === null) return void setAsked("no-answer")
    const source = part.openHistory({
      workspace: workspace.id,
      space: space.id,
      item: id,
      comments: [],
      byStep: true,
      read: past => answered(past.ended === "whole" ? fieldChanges(past) : null),
      failed: () => answered(null),
    })
    close = source.close
  }
  const changes = () => {
    const standing = asked()
    return typeof standing === "string" ? null : standing
  }
  return (
    <Show when={workspace.sync().relay.state !== "none"}>
      <Show
        when={changes()}
        fallback={
          <Button kind="quiet" size="small" disabled={asked() === "asking"} onClick={() => void show()}>
            {asked() === "no-answer" ? editorWords().noHistory : editorWords().showChanges}
          </Button>
        }
      >
        {all => (
          <ol class="field-changes" aria-label={editorWords().changes}>
            <For each={all()}>{change => <ShownChange change={change} />}</For>
          </ol>
        )}
      </Show>
    </Show>
  )
}

/** Every value that a field of the item itself had, the oldest first. */
function fieldChanges({ versions }: ToldPast): readonly FieldChange[] {
  return versions
    .flatMap(({ changes }) => changes.map(({ change }) => change))
    .filter(
      (change): change is FieldChange => change.did === "set" && change.kind === "items" && change.field !== DELETED,
    )
}

function ShownChange(props: { readonly change: FieldChange }): JSX.Element {
  const { setup, today, workspace, id, act, key, mayWrite } = useItem()
  const people = createPeople()
  const field = () => fieldWords(props.change.field, setup())
  const words = (value: unknown) => valueWords(props.change.field, value, workspace.snapshot(setup().space), today())
  const who = () => people(props.change.by)
  return (
    <Show when={field()}>
      {name => (
        <li class="field-change">
          <Avatar person={who()} decorative />
          <span class="field-change-words">
            {editorWords().changed(who()?.name ?? itemPanel().somebody, name())} <del>{words(props.change.before)}</del>{" "}
            <ins>{words(props.change.after)}</ins>
          </span>
          <time class="activity-when" datetime={isoTime(props.change.at)}>
            {whenWords(props.change.at, today())}
          </time>
          <Show when={mayWrite()}>
            <Button
              kind="quiet"
              size="small"
              aria-label={editorWords().restoreValue(name(), words(props.change.before))}
              onClick={() =>
                act(
                  restoreField,
                  { item: id, field: props.change.field, value: props.change.before },
                  editorWords().did.restore(name(), key()),
                )
              }
            >
              {editorWords().restore}
            </Button>
          </Show>
        </li>
      )}
    </Show>
  )
}
