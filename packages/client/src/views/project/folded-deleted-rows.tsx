import { Show, type JSX } from "solid-js"
import { DeletedRows } from "../../parts/deleted-rows.tsx"
import { format } from "../../text/index.ts"
import { projectWords } from "../../text/project.ts"

/** What was deleted from a list of the project, folded, with the way back. Nothing where nothing was. */
export function FoldedDeletedRows<Row>(props: {
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
        <DeletedRows {...props} words={words()} />
      </details>
    </Show>
  )
}
