import { editItems } from "@weft/model/actions/edit"
import { newId, type ItemId } from "@weft/model/base/ids"
import { createSignal, onMount, type JSX } from "solid-js"
import { t } from "../../text/index.ts"
import { listWords } from "../../text/list.ts"
import { Icon } from "../../ui/icon.tsx"
import { plusIcon } from "../../ui/icons.ts"
import { useList } from "./list-context.ts"
import { addKey, ONE_GROUP } from "./list-model.ts"

/** More lines than this in one paste are no list of titles. */
const MOST_LINES = 500

/** The line for titles: Enter adds and goes on, Escape closes, and many pasted lines become many items. */
export function AddingLine(props: { readonly group: string }): JSX.Element {
  const list = useList()
  const { workspace, model } = list
  let line!: HTMLInputElement
  const [title, setTitle] = createSignal("")
  onMount(() => line.focus({ preventScroll: true }))

  const add = (titles: readonly string[]): boolean => {
    const made = titles.map(text => ({ id: newId<ItemId>(workspace.random), title: text, writes: [] }))
    const what = made.length === 1 ? `“${titles[0]}”` : t().general.items(made.length)
    const group = props.group === ONE_GROUP ? {} : { group: { by: model.groupBy(), key: props.group } }
    const done = list.act(editItems, { edits: [], made, ...group }, listWords().steps.add(what))
    // Drawn where the new row pushed it to, the line is written in again.
    const line = addKey(props.group)
    if (done) queueMicrotask(() => list.reveal(line))
    return done
  }
  const close = () => {
    list.setAdding(null)
    list.refocus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.isComposing) return
    if (event.key === "Escape") {
      event.preventDefault()
      close()
    }
    if (event.key === "Enter" && title().trim() !== "" && add([title().trim()])) setTitle("")
  }
  const onPaste = (event: ClipboardEvent) => {
    event.stopPropagation()
    const text = event.clipboardData?.getData("text/plain") ?? ""
    const titles = text
      .split(/\r?\n/)
      .map(one => one.trim())
      .filter(one => one !== "")
    // A table is more than titles: the list takes it apart.
    if (titles.length < 2 || text.includes("\t") || titles.length > MOST_LINES) return
    event.preventDefault()
    add(titles)
  }
  return (
    <>
      <Icon icon={plusIcon} />
      <input
        ref={line}
        class="list-adding"
        type="text"
        aria-label={
          props.group === ONE_GROUP ? listWords().addItem : listWords().addItemTo(model.groupName(props.group))
        }
        placeholder={listWords().addPlaceholder}
        autocomplete="off"
        value={title()}
        onInput={event => setTitle(event.currentTarget.value)}
        on:keydown={onKeyDown}
        onPaste={onPaste}
        onBlur={() => title().trim() === "" && list.setAdding(null)}
      />
    </>
  )
}
