import { restoreField } from "@weft/model/actions/receipt"
import type { FieldChange } from "@weft/model/replica/field-history"
import { createSignal, For, Show, type JSX } from "solid-js"
import { Avatar } from "../../parts/avatar.tsx"
import { whenWords } from "../../parts/when.ts"
import { editorWords } from "../../text/editor.ts"
import { itemPanel } from "../../text/item-panel.ts"
import { Button } from "../../ui/button.tsx"
import { fieldWords, valueWords } from "../../parts/field-words.ts"
import { isoTime } from "../../parts/iso-time.ts"
import { useItem } from "./item-context.ts"
import { createPeople } from "./people.ts"

/** What was asked of the relay: nothing yet, an answer, or that there was none. */
type Asked = readonly FieldChange[] | "not-asked" | "asking" | "no-answer"

/** Every value that the fields of the item had, asked of the relay when somebody wants to see them. */
export function FieldChanges(): JSX.Element {
  const { workspace, space, id } = useItem()
  const [asked, setAsked] = createSignal<Asked>("not-asked")
  const show = async () => {
    setAsked("asking")
    const part = await import("../../data/item-history.ts").catch(() => null)
    setAsked((await part?.itemHistory(workspace.id, space.id, id)) ?? "no-answer")
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
