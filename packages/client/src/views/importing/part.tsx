import { createUniqueId, Show, type JSX } from "solid-js"

/** A part of the preview, named by its heading. */
export function Part(props: {
  readonly title: string
  readonly hint?: string
  readonly children: JSX.Element
}): JSX.Element {
  const id = createUniqueId()
  return (
    <section class="import-part" aria-labelledby={id}>
      <h3 id={id}>{props.title}</h3>
      <Show when={props.hint}>
        <p class="import-hint">{props.hint}</p>
      </Show>
      {props.children}
    </section>
  )
}
