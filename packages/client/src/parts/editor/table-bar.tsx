import type { Editor } from "@tiptap/core"
import type { JSX } from "solid-js"
import { editorWords } from "../../text/editor.ts"
import { Button } from "../../ui/button.tsx"
import { tableIcon } from "../../ui/icons.ts"
import { openMenu } from "../../ui/menu.tsx"

/** What can be done with the table that the caret is in. */
export function TableBar(props: { readonly editor: Editor }): JSX.Element {
  const entries = () => {
    const words = editorWords()
    const chain = () => props.editor.chain().focus()
    return [
      { label: words.addRow, onSelect: () => void chain().addRowAfter().run() },
      { label: words.addColumn, onSelect: () => void chain().addColumnAfter().run() },
      { kind: "separator" as const },
      { label: words.deleteRow, onSelect: () => void chain().deleteRow().run() },
      { label: words.deleteColumn, onSelect: () => void chain().deleteColumn().run() },
      { label: words.deleteTable, danger: true, onSelect: () => void chain().deleteTable().run() },
    ]
  }
  return (
    <div class="prose-table-bar">
      <Button
        kind="quiet"
        size="small"
        icon={tableIcon}
        opens
        aria-haspopup="menu"
        onClick={event => openMenu({ anchor: event.currentTarget, label: editorWords().tableMenu, entries })}
      >
        {editorWords().tableMenu}
      </Button>
    </div>
  )
}
