import { createSignal, type JSX } from "solid-js"
import { t } from "../../text/index.ts"
import { IconButton } from "../../ui/button.tsx"
import { arrowUpIcon } from "../../ui/icons.ts"
import { GrowingText } from "./growing-text.tsx"

/** The field for a comment, always in sight at the foot of the panel. */
export function CommentField(props: { readonly onSend: (text: string) => boolean }): JSX.Element {
  const [text, setText] = createSignal("")
  const send = () => {
    if (text().trim() !== "" && props.onSend(text())) setText("")
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.isComposing || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    event.stopPropagation()
    send()
  }
  return (
    <div class="comment-field">
      <GrowingText
        label={t().itemPanel.writeComment}
        placeholder={t().itemPanel.writeComment}
        value={text()}
        onValue={setText}
        onKeyDown={onKeyDown}
      />
      <IconButton
        icon={arrowUpIcon}
        label={t().item.sendComment}
        shortcut="mod+enter"
        disabled={text().trim() === ""}
        onClick={send}
      />
    </div>
  )
}
