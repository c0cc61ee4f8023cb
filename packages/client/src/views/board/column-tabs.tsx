import { createEffect, createSignal, For, on, onCleanup, onMount, type JSX } from "solid-js"
import { t } from "../../text/index.ts"
import { useBoard } from "./board-context.ts"
import { ColumnCount } from "./column-head.tsx"
import { GroupPicture } from "../../parts/group-picture.tsx"
import "../../ui/tabs.css"

/** On a phone: the names of the columns in a line that scrolls; one leads to its column and follows what is in view. */
export function ColumnTabs(props: { readonly root: () => HTMLElement }): JSX.Element {
  const board = useBoard()
  let bar!: HTMLElement
  const [current, setCurrent] = createSignal(board.model.columns()[0])
  const columnElement = (column: string) =>
    props.root().querySelector<HTMLElement>(`[data-column="${CSS.escape(column)}"]`)

  const look = () => {
    const { left } = props.root().getBoundingClientRect()
    let [nearest, least] = [current(), Infinity]
    for (const column of board.model.columns()) {
      const distance = Math.abs((columnElement(column)?.getBoundingClientRect().left ?? Infinity) - left)
      if (distance < least) [nearest, least] = [column, distance]
    }
    setCurrent(nearest)
  }
  onMount(() => {
    const root = props.root()
    root.addEventListener("scroll", look, { passive: true })
    onCleanup(() => root.removeEventListener("scroll", look))
  })
  createEffect(
    on(current, () => bar.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" }), {
      defer: true,
    }),
  )
  return (
    <nav ref={bar} class="column-tabs" aria-label={t().boards.tabs}>
      <For each={board.model.columns()}>
        {column => (
          <button
            type="button"
            class="tab column-tab"
            aria-current={column === current() ? "true" : undefined}
            data-focus="inside"
            onClick={() => columnElement(column)?.scrollIntoView({ inline: "start", block: "nearest" })}
          >
            <GroupPicture by={board.model.board().columnsBy} key={column} setup={board.model.setup()} />
            <span>{board.model.columnName(column)}</span>
            <ColumnCount column={column} />
          </button>
        )}
      </For>
    </nav>
  )
}
