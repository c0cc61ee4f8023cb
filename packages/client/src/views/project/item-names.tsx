import { For, Show, type JSX } from "solid-js"
import { itemHref } from "../../parts/space-link.ts"
import { format } from "../../text/index.ts"
import { projectWords } from "../../text/project.ts"
import { useProject } from "./project-state.ts"

const MOST_NAMED = 8

/** Items by name, each leading to it; of many the first few, and how many more there are. */
export function ItemNames(props: { readonly items: readonly string[] }): JSX.Element {
  const state = useProject()
  return (
    <ul class="project-names">
      <For each={props.items.slice(0, MOST_NAMED)}>
        {id => (
          <li>
            <a href={itemHref(state.workspace.id, state.space.id, id)}>{state.titleOf(id)}</a>
          </li>
        )}
      </For>
      <Show when={props.items.length > MOST_NAMED}>
        <li class="project-note">{projectWords().more(format().number(props.items.length - MOST_NAMED))}</li>
      </Show>
    </ul>
  )
}
