import { createEffect, For, Show, type Accessor, type JSX } from "solid-js"
import { editorWords } from "../../text/editor.ts"
import { IconOrGlyph } from "../../ui/icon.tsx"
import type { Suggesting } from "./suggesting.ts"

export interface SuggestionsProps {
  readonly suggesting: Suggesting
  /** Where it stands, in px within the editor. */
  readonly place: Accessor<{ readonly left: number; readonly top: number }>
}

/** What typing a sign offers, under the caret. The focus stays in the text, which says which row is active. */
export function Suggestions(props: SuggestionsProps): JSX.Element {
  let list!: HTMLUListElement
  createEffect(() => list.children[props.suggesting.active()]?.scrollIntoView({ block: "nearest" }))
  return (
    <div class="prose-suggestions" style={{ left: `${props.place().left}px`, top: `${props.place().top}px` }}>
      <ul
        ref={list}
        role="listbox"
        id={props.suggesting.listId}
        aria-label={editorWords().suggestions[props.suggesting.trigger()?.sought ?? "block"]}
      >
        <For each={props.suggesting.rows()}>
          {(row, index) => (
            <li
              role="option"
              id={`${props.suggesting.listId}-${index()}`}
              class="prose-suggestion"
              aria-selected={props.suggesting.active() === index()}
              // A press must not take the focus, and with it the caret, from the text.
              onPointerDown={event => event.preventDefault()}
              onClick={() => props.suggesting.pick(index())}
            >
              <span class="prose-suggestion-icon">
                <IconOrGlyph icon={row.icon} glyph={row.glyph} />
              </span>
              <span class="prose-suggestion-label">{row.label}</span>
              <Show when={row.hint}>
                <span class="prose-suggestion-hint">{row.hint}</span>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.suggesting.rows().length === 0}>
        <p class="prose-suggestions-none">{editorWords().nothingFound}</p>
      </Show>
    </div>
  )
}
