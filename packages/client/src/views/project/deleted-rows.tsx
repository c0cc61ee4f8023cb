import { For, Show, type JSX } from "solid-js"
import { format } from "../../text/index.ts"
import { projectWords } from "../../text/project.ts"
import { Button } from "../../ui/button.tsx"

/** What was deleted from a list of the project, folded, with the way back. Nothing where nothing was. */
export function DeletedRows<Row>(props: {
  readonly rows: readonly Row[]
  readonly nameOf: (row: Row) => string
  readonly onRestore: (row: Row) => void
}): JSX.Element {
  const words = () => projectWords().deleted
  return (
    <Show when={props.rows.length > 0}>
      <details class="project-details">
        <summary>
          {words().title} <span class="project-note">{format().number(props.rows.length)}</span>
        </summary>
        <ul class="page-rows">
          <For each={props.rows}>
            {row => (
              <li class="page-row">
                <span class="project-grow">{props.nameOf(row)}</span>
                <Button
                  size="small"
                  aria-label={words().restoreNamed(props.nameOf(row))}
                  onClick={() => props.onRestore(row)}
                >
                  {words().restore}
                </Button>
              </li>
            )}
          </For>
        </ul>
      </details>
    </Show>
  )
}
