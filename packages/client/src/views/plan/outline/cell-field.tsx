import { createSignal, onMount, Show, untrack, type JSX } from "solid-js"
import { planWords } from "../../../text/plan.ts"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { usePlan } from "../plan-state.ts"
import { saveCell, writeCell, type WrittenCell } from "./sheet.ts"

/** The text of a cell while it is written. Enter and leaving save, Tab goes on to the next cell, Escape puts back what stood. */
export function CellField(props: { readonly cell: WrittenCell }): JSX.Element {
  const state = usePlan()
  const { sheet } = state
  const cell = untrack(() => props.cell)
  let input!: HTMLInputElement
  let isOver = false
  const [wrong, setWrong] = createSignal("")
  onMount(() => {
    input.focus({ preventScroll: true })
    if (cell.selectsAll) input.select()
  })
  const label = () => {
    const name = sheet.all().find(({ key }) => key === cell.column)?.name ?? ""
    const title = state.titleOf(cell.item)
    return cell.column === "name" ? planWords().editName(title) : sheetWords().editCell(name, title)
  }
  /** Ends the writing; what cannot be understood stays to be mended, unless the field was left. */
  const end = (saves: boolean, isLeft = false): boolean => {
    if (isOver) return true
    const problem = saves ? saveCell(state, cell, input.value) : null
    if (problem !== null && !isLeft) {
      setWrong(problem)
      return false
    }
    isOver = true
    sheet.write(null)
    if (!isLeft) state.grid().focus({ preventScroll: true })
    return true
  }
  const goOn = (by: 1 | -1) => {
    const columns = sheet.columns()
    const next = columns[columns.findIndex(({ key }) => key === cell.column) + by]
    if (next === undefined) return
    sheet.setColumn(next.key)
    state.revealColumn(next.key)
    writeCell(state, cell.item, next.key)
  }
  return (
    <span class="plan-field">
      <input
        ref={input}
        class={cell.column === "name" ? "plan-cell-input plan-name-input" : "plan-cell-input"}
        aria-label={label()}
        aria-invalid={wrong() === "" ? undefined : "true"}
        autocomplete="off"
        value={cell.text}
        onInput={() => setWrong("")}
        onBlur={() => void end(true, true)}
        on:keydown={event => {
          event.stopPropagation()
          if (event.isComposing) return
          if (event.key === "Escape") end(false)
          else if (event.key === "Enter") end(true)
          else if (event.key === "Tab") {
            event.preventDefault()
            if (end(true)) goOn(event.shiftKey ? -1 : 1)
          }
        }}
        on:dblclick={event => event.stopPropagation()}
      />
      <Show when={wrong() !== ""}>
        <span class="plan-field-wrong" role="alert">
          {wrong()}
        </span>
      </Show>
    </span>
  )
}
