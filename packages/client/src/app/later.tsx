import { createSignal, Show, untrack, type Component, type JSX } from "solid-js"

/**
 * A part of the frame that comes in a chunk of its own when it is first shown; nothing stands in its place until then.
 *
 * @param canWait it comes with what is fetched after the first view, and never before
 *
 * Not `lazy`: what that awaits while the router changes screens stays awaited for good, and these are shown then.
 */
export function later<Props extends object>(
  load: () => Promise<Component<Props>>,
  canWait = false,
): Component<Props> & { readonly preload: () => Promise<void> } {
  const [part, setPart] = createSignal<Component<Props>>()
  const preload = async () => {
    const loaded = await load()
    setPart(() => loaded)
  }
  function Later(props: Props): JSX.Element {
    // Where it does not come, it is asked for again when it is shown again.
    if (!canWait && untrack(part) === undefined) preload().catch(() => undefined)
    return (
      <Show when={part()} keyed>
        {Part => <Part {...props} />}
      </Show>
    )
  }
  return Object.assign(Later, { preload })
}
