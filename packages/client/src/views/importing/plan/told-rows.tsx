import { For, Show, type JSX } from "solid-js"
import { format } from "../../../text/index.ts"
import { planExchange } from "../../../text/plan-exchange.ts"

export interface ToldRow {
  readonly id: string
  readonly name: string
  readonly details: readonly string[]
}

export interface ToldRowsProps {
  readonly title: string
  readonly hint?: string
  readonly rows: readonly ToldRow[]
}

/** Rows that are written out; the others are a number. */
const SHOWN = 50

/** Rows that can be looked at one by one, told by their number. Nothing where there are none. */
export function ToldRows(props: ToldRowsProps): JSX.Element {
  return (
    <Show when={props.rows.length > 0}>
      <details class="import-details">
        <summary>{props.title}</summary>
        <Show when={props.hint}>
          <p class="import-hint">{props.hint}</p>
        </Show>
        <ul>
          <For each={props.rows.slice(0, SHOWN)}>
            {row => (
              <li>
                {row.name}
                <For each={row.details}>{detail => <span class="import-examples">{detail}</span>}</For>
              </li>
            )}
          </For>
        </ul>
        <Show when={props.rows.length > SHOWN}>
          <p class="import-hint">{planExchange().andMore(format().number(props.rows.length - SHOWN))}</p>
        </Show>
      </details>
    </Show>
  )
}
