import { announce } from "../../ui/live-region.tsx"
import { createSignal, onCleanup, onMount, Show, untrack, type JSX } from "solid-js"
import { isProblem } from "./column.ts"
import { writeField } from "./edit-cell.tsx"
import type { EditedCell } from "./line-editing.ts"
import type { ListState } from "./list-context.ts"

export interface LineEditorProps {
  readonly list: ListState
  readonly cell: EditedCell
  /** Called when what was written stands, or was put back: where the keyboard goes then. */
  readonly onDone: (then: "stay" | "down" | "up" | "next" | "previous") => void
}

/** The line in the place of a cell. Enter and Tab save and go on, leaving saves, Escape puts back what stood. */
export function LineEditor(props: LineEditorProps): JSX.Element {
  const { list, cell } = untrack(() => ({ list: props.list, cell: props.cell }))
  let input!: HTMLInputElement
  let isOver = false
  const [wrong, setWrong] = createSignal<string>()
  onMount(() => {
    input.focus({ preventScroll: true })
    if (cell.selectsAll) input.select()
    else input.setSelectionRange(input.value.length, input.value.length)
  })

  const save = (): boolean => {
    if (isOver) return true
    const row = list.model.space.live.plain.items.get(cell.item)
    const standing = row === undefined ? "" : cell.column.text(row)
    const text = input.value
    if (row === undefined || text.trim() === standing.trim()) return true
    const reading = cell.column.read(text, row)
    if (isProblem(reading)) {
      setWrong(reading.problem)
      announce(reading.problem, "urgent")
      return false
    }
    return writeField(list, list.together(cell.item), cell.column, reading.write)
  }
  const finish = (then: Parameters<LineEditorProps["onDone"]>[0]) => {
    if (isOver) return
    if (!save()) return
    isOver = true
    props.onDone(then)
  }
  // Scrolled away or pushed out of sight by others, what was written is kept all the same.
  onCleanup(() => {
    if (isOver) return
    queueMicrotask(() => {
      save()
      isOver = true
    })
  })
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.isComposing) return
    if (event.key === "Escape") {
      event.preventDefault()
      isOver = true
      props.onDone("stay")
    } else if (event.key === "Enter") {
      event.preventDefault()
      finish(event.shiftKey ? "up" : "down")
    } else if (event.key === "Tab") {
      event.preventDefault()
      finish(event.shiftKey ? "previous" : "next")
    }
  }
  // Whoever moves this row elsewhere takes the line out of the page for a moment: that is no leaving.
  let isPressed = false
  const notePress = () => (isPressed = true)
  document.addEventListener("pointerdown", notePress, { capture: true })
  onCleanup(() => document.removeEventListener("pointerdown", notePress, { capture: true }))
  const onBlur = (event: FocusEvent) => {
    if (isOver) return
    if (event.relatedTarget === null && !isPressed) {
      queueMicrotask(() => !isOver && input.isConnected && input.focus({ preventScroll: true }))
      return
    }
    // What cannot be read is put back: nobody is held in a cell that they left.
    const isSaved = save()
    isOver = true
    if (!isSaved) announce(wrong() ?? "")
    list.editing.end()
  }
  return (
    <span class="list-editor">
      <input
        ref={input}
        type="text"
        aria-label={cell.column.name}
        aria-invalid={wrong() === undefined ? undefined : "true"}
        autocomplete="off"
        inputmode={cell.column.isNumeric ? "decimal" : undefined}
        value={cell.text}
        onInput={() => setWrong(undefined)}
        on:keydown={onKeyDown}
        on:paste={event => event.stopPropagation()}
        on:copy={event => event.stopPropagation()}
        onBlur={onBlur}
      />
      <Show when={wrong()}>
        {sentence => (
          <span class="list-wrong" role="alert">
            {sentence()}
          </span>
        )}
      </Show>
    </span>
  )
}
