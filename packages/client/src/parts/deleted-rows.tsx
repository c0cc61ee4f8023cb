import { For, Show, type JSX } from "solid-js"
import { Button } from "../ui/button.tsx"
import "./deleted-rows.css"

export interface DeletedRowsProps<Row> {
  /** Followed. */
  readonly rows: readonly Row[]
  readonly nameOf: (row: Row) => string
  /** Nothing where it may only be looked at. */
  readonly onRestore: ((row: Row) => void) | undefined
  /** What the button says, and what it says to whoever does not see beside what it stands. Followed. */
  readonly words: { readonly restore: string; readonly restoreNamed: (name: string) => string }
}

/** What was deleted from a list, each with the way back. */
export function DeletedRows<Row>(props: DeletedRowsProps<Row>): JSX.Element {
  return (
    <ul class="page-rows">
      <For each={props.rows}>
        {row => (
          <li class="page-row">
            <span class="deleted-row">{props.nameOf(row)}</span>
            <Show when={props.onRestore}>
              {restore => (
                <Button
                  size="small"
                  aria-label={props.words.restoreNamed(props.nameOf(row))}
                  onClick={() => restore()(row)}
                >
                  {props.words.restore}
                </Button>
              )}
            </Show>
          </li>
        )}
      </For>
    </ul>
  )
}
