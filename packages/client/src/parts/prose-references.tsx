import { Show, untrack, type JSX } from "solid-js"
import type { References, ShownItem } from "./references.ts"

/** A person who is named in prose, as they are called now. */
export function MentionReference(props: {
  readonly references: References
  readonly member: string
  readonly label: string
}): JSX.Element {
  return (
    <span class="prose-mention" data-me={props.member === props.references.me ? "" : undefined}>
      @{props.references.memberName(props.member) ?? props.label}
    </span>
  )
}

/** A link to an item, with its status, key and title as they are now. One that is not known here keeps its label. */
export function ItemReference(props: {
  readonly references: References
  readonly item: string
  readonly label: string
}): JSX.Element {
  const item = untrack(() => props.references).createItem(() => props.item)
  return (
    <Show when={item()} fallback={<span class="prose-item">{props.label}</span>}>
      {known => (
        <Show
          when={known().href}
          fallback={
            <button
              type="button"
              class="prose-item"
              data-done={known().isDone ? "" : undefined}
              onClick={() => props.references.openItem(props.item)}
            >
              <ItemWords item={known()} />
            </button>
          }
        >
          {href => (
            <a class="prose-item" data-done={known().isDone ? "" : undefined} href={href()}>
              <ItemWords item={known()} />
            </a>
          )}
        </Show>
      )}
    </Show>
  )
}

function ItemWords(props: { readonly item: ShownItem }): JSX.Element {
  return (
    <>
      {props.item.glyph()}
      <span class="prose-item-key">{props.item.key}</span> {props.item.title}
    </>
  )
}
