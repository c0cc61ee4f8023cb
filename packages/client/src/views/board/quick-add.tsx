import { addCards } from "@weft/model/actions/board"
import { newId, type ItemId } from "@weft/model/base/ids"
import { createSignal, onMount, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import { t } from "../../text/index.ts"
import { announce } from "../../ui/live-region.tsx"
import { Button } from "../../ui/button.tsx"
import { plusIcon } from "../../ui/icons.ts"
import { VisuallyHidden } from "../../ui/visually-hidden.tsx"
import { useBoard } from "./board-context.ts"

/** More lines than this in one paste are no list of titles. */
const MOST_LINES = 500

export interface QuickAddProps {
  readonly column: string
  readonly lane: string
}

/** The foot of a column: a button that becomes a line for titles. Enter adds and goes on, Escape closes. */
export function QuickAdd(props: QuickAddProps): JSX.Element {
  const board = useBoard()
  let button: HTMLButtonElement | undefined
  const isOpen = () => board.adding()?.column === props.column && board.adding()?.lane === props.lane
  const close = () => {
    board.setAdding(null)
    queueMicrotask(() => button?.focus())
  }
  return (
    <div class="quick-add">
      <Show
        when={isOpen()}
        fallback={
          <Show when={board.mayWrite()}>
            <Button
              ref={element => (button = element)}
              kind="quiet"
              icon={plusIcon}
              onClick={() => board.setAdding({ column: props.column, lane: props.lane })}
            >
              {t().board.addItem}
              <VisuallyHidden>{board.model.columnName(props.column)}</VisuallyHidden>
            </Button>
          </Show>
        }
      >
        <TitleLine {...props} onClose={close} />
      </Show>
    </div>
  )
}

function TitleLine(props: QuickAddProps & { readonly onClose: () => void }): JSX.Element {
  const board = useBoard()
  const workspace = useWorkspace()
  let line!: HTMLInputElement
  const [title, setTitle] = createSignal("")
  onMount(() => {
    line.focus({ preventScroll: true })
    line.scrollIntoView({ block: "nearest", inline: "nearest" })
  })

  const add = (titles: readonly string[]): boolean => {
    const cards = titles.map(text => ({ id: newId<ItemId>(workspace.random), title: text }))
    const { model } = board
    const cell = { column: props.column, ...(model.hasLanes() ? { lane: props.lane } : {}) }
    const says = t().boards.steps.add(cards.length === 1 ? `“${titles[0]}”` : t().general.items(cards.length))
    const done = board.act(addCards, { board: model.id, ...cell, cards }, says)
    if (done) announce(t().board.columnCount(model.columnName(props.column), model.shownCount(props.column)))
    // After the new card is drawn, the line is again at the foot of what is in view.
    if (done) requestAnimationFrame(() => line.scrollIntoView({ block: "nearest" }))
    return done
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.isComposing) return
    if (event.key === "Escape") props.onClose()
    else if (event.key === "Enter" && title().trim() !== "" && add([title().trim()])) setTitle("")
  }
  const onPaste = (event: ClipboardEvent) => {
    const lines = (event.clipboardData?.getData("text/plain") ?? "").split(/\r?\n/).map(text => text.trim())
    const titles = lines.filter(text => text !== "").slice(0, MOST_LINES)
    if (titles.length < 2) return
    event.preventDefault()
    add(titles)
  }
  return (
    <input
      ref={line}
      class="quick-add-line"
      type="text"
      aria-label={t().board.addItemTo(board.model.columnName(props.column))}
      placeholder={t().board.titlePlaceholder}
      value={title()}
      onInput={event => setTitle(event.currentTarget.value)}
      on:keydown={onKeyDown}
      onPaste={onPaste}
      onBlur={() => title().trim() === "" && board.setAdding(null)}
    />
  )
}
