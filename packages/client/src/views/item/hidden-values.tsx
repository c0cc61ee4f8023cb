import type { CustomField } from "@weft/model/schema/workflow"
import { For, Show, type JSX } from "solid-js"
import { moving } from "../../text/moving.ts"
import { useItem } from "./item-context.ts"
import { valueWords } from "./value-words.ts"
import "./hidden-values.css"

/** Values of fields that the item's type does not show: how many there are, and on a press what they are. */
export function HiddenValues(props: { readonly fields: readonly CustomField[] }): JSX.Element {
  const { row, setup } = useItem()
  return (
    <Show when={props.fields.length > 0}>
      <details class="item-hidden-values">
        <summary>{moving().hidden(props.fields.length)}</summary>
        <p class="item-hidden-hint">{moving().hiddenHint}</p>
        <dl>
          <For each={props.fields}>
            {field => (
              <div>
                <dt>{field.name}</dt>
                <dd>{valueWords(row.read("custom")[field.id], setup())}</dd>
              </div>
            )}
          </For>
        </dl>
      </details>
    </Show>
  )
}
