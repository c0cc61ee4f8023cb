import { createResource, onCleanup, Show, type JSX } from "solid-js"
import type { OpenDescription, TextSelection } from "../../data/open-text.ts"
import { t } from "../../text/index.ts"
import { GrowingText } from "./growing-text.tsx"
import { useItem } from "./item-context.ts"

/** The description, written by several at once: what others write comes in without moving one's own caret. */
export function ItemDescription(): JSX.Element {
  const { workspace, space, id } = useItem()
  let isGone = false
  const [description] = createResource(async () => {
    const { openDescription } = await import("../../data/open-text.ts")
    return isGone ? undefined : openDescription(workspace, `text/${space.id}/${id}`)
  })
  onCleanup(() => {
    isGone = true
    if (description.state === "ready") description()?.close()
  })
  const opened = () => (description.state === "ready" ? description() : undefined)
  return (
    <div class="item-description">
      <Show when={opened()} fallback={<p class="item-description-waits">{t().itemPanel.loadingText}</p>}>
        {editor => <DescriptionEditor editor={editor()} />}
      </Show>
    </div>
  )
}

function DescriptionEditor(props: { readonly editor: OpenDescription }): JSX.Element {
  let area!: HTMLTextAreaElement
  const keep = (element: HTMLTextAreaElement) => {
    area = element
    props.editor.keepSelection(
      (): TextSelection => ({ start: area.selectionStart, end: area.selectionEnd }),
      ({ start, end }) => {
        if (document.activeElement === area) area.setSelectionRange(start, end)
      },
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isModified = event.metaKey || event.ctrlKey
    if (!isModified || event.altKey || event.key.toLowerCase() !== "z") return
    // The browser's own undo does not know what others wrote in between.
    event.preventDefault()
    event.stopPropagation()
    if (event.shiftKey) props.editor.redo()
    else props.editor.undo()
  }
  return (
    <GrowingText
      class="item-prose"
      label={t().item.description}
      value={props.editor.text() ?? ""}
      readOnly={props.editor.text() === undefined}
      placeholder={t().item.descriptionPlaceholder}
      onValue={text => props.editor.edit(text)}
      onKeyDown={onKeyDown}
      ref={keep}
    />
  )
}
