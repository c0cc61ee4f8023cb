import { createEffect, For, Show, type Accessor, type JSX } from "solid-js"
import { editorWords } from "../../text/editor.ts"
import type { IconShape } from "../../ui/icon.tsx"
import { IconOrGlyph } from "../../ui/icon.tsx"
import type { Sought } from "./trigger.ts"

/** One row of the list under the caret. */
export interface Suggestion {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  readonly icon?: IconShape | undefined
  readonly glyph?: (() => JSX.Element) | undefined
}

export interface SuggestionsProps {
  readonly id: string
  readonly sought: Sought
  readonly rows: readonly Suggestion[]
  readonly active: number
  /** Where it stands, in px within the editor. */
  readonly place: Accessor<{ readonly left: number; readonly top: number }>
  readonly onPick: (index: number) => void
}

/** What typing a sign offers, under the caret. The focus stays in the text, which says which row is active. */
export function Suggestions(props: SuggestionsProps): JSX.Element {
  let list!: HTMLUListElement
  createEffect(() => list.children[props.active]?.scrollIntoView({ block: "nearest" }))
  return (
    <div class="prose-suggestions" style={{ left: `${props.place().left}px`, top: `${props.place().top}px` }}>
      <ul ref={list} role="listbox" id={props.id} aria-label={editorWords().suggestions[props.sought]}>
        <For each={props.rows}>
          {(row, index) => (
            <li
              role="option"
              id={`${props.id}-${index()}`}
              class="prose-suggestion"
              aria-selected={props.active === index()}
              // A press must not take the focus, and with it the caret, from the text.
              onPointerDown={event => event.preventDefault()}
              onClick={() => props.onPick(index())}
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
      <Show when={props.rows.length === 0}>
        <p class="prose-suggestions-none">{editorWords().nothingFound}</p>
      </Show>
    </div>
  )
}
