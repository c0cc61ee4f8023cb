import { For, Show, type JSX } from "solid-js"
import { t } from "../../text/index.ts"
import { listWords } from "../../text/list.ts"
import { Button, IconButton } from "../../ui/button.tsx"
import { FoldingBar } from "../../ui/folding-bar.tsx"
import { archiveIcon, ellipsisIcon, folderInputIcon, trash2Icon, xIcon, zapIcon } from "../../ui/icons.ts"
import { chooseField } from "./edit-cell.tsx"
import { useList } from "./list-context.ts"
import { archiveRows, chooseMacro, chooseSpace, openFieldMenu, trashRows } from "./row-commands.ts"

const FIELDS = ["status", "assignees", "priority", "labels", "due"]

/** How many rows are selected, and what can be done with all of them as one step. */
export function BulkBar(): JSX.Element {
  const list = useList()
  const items = () => {
    const selected = list.selection.selected()
    return list.model.items().filter(id => selected.has(id))
  }
  const fields = () => FIELDS.flatMap(key => list.allColumns().find(column => column.key === key) ?? [])
  return (
    <Show when={list.selection.selected().size > 0}>
      <FoldingBar
        class="bulk-bar"
        label={listWords().bulkBar}
        moreLabel={listWords().moreOfBar}
        end={
          <IconButton
            size="small"
            icon={xIcon}
            label={listWords().clearSelection}
            onClick={() => {
              list.selection.clear()
              list.refocus()
            }}
          />
        }
      >
        <span class="bulk-count" role="status">
          {listWords().selected(list.selection.selected().size)}
        </span>
        <Show when={list.mayWrite()}>
          <For each={fields()}>
            {column => (
              <Button
                size="small"
                kind="quiet"
                aria-haspopup="dialog"
                onClick={event => chooseField(list, items(), column, event.currentTarget)}
              >
                {column.name}
              </Button>
            )}
          </For>
          <IconButton
            size="small"
            icon={ellipsisIcon}
            label={listWords().moreFields}
            aria-haspopup="menu"
            onClick={event => openFieldMenu(list, items(), event.currentTarget)}
          />
          <Show when={list.model.space.live.table("macros").size > 0}>
            <IconButton
              size="small"
              icon={zapIcon}
              label={listWords().runMacro}
              aria-haspopup="dialog"
              onClick={event => void chooseMacro(list, items(), event.currentTarget)}
            />
          </Show>
          <IconButton
            size="small"
            icon={folderInputIcon}
            label={t().item.moveToSpace}
            aria-haspopup="menu"
            onClick={event => void chooseSpace(list, items(), event.currentTarget)}
          />
          <IconButton
            size="small"
            icon={archiveIcon}
            label={listWords().archive}
            onClick={() => archiveRows(list, items())}
          />
          <IconButton
            size="small"
            icon={trash2Icon}
            label={listWords().trash}
            onClick={() => trashRows(list, items())}
          />
        </Show>
      </FoldingBar>
    </Show>
  )
}
