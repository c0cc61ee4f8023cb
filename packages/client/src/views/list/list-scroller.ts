import type { ListState } from "./list-context.ts"

/** Brings lines and cells of a list into view. */
export interface ListScroller {
  /** `look` draws what is in view now, without waiting for the browser to say that it scrolled. */
  readonly attach: (grid: HTMLElement, look: () => void) => void
  readonly reveal: (list: ListState, line: string) => void
}

export function createListScroller(): ListScroller {
  let grid: HTMLElement | undefined
  let look = () => {}
  return {
    attach: (element, draw) => {
      grid = element
      look = draw
    },
    reveal: (list, line) => {
      const index = list.model.indexOf(line)
      if (grid === undefined || index < 0) return
      const height = list.lineHeight()
      const [head, foot] = [".list-head-group", ".list-foot"].map(
        name => grid!.querySelector<HTMLElement>(name)?.offsetHeight ?? 0,
      ) as [number, number]
      const [top, bottom] = [index * height, (index + 1) * height]
      const room = grid.clientHeight - head - foot
      if (top < grid.scrollTop) grid.scrollTop = top
      else if (bottom > grid.scrollTop + room) grid.scrollTop = bottom - room
      look()
      revealCell(list, grid)
    },
  }
}

/** Scrolls across so that the cursor's cell is not hidden, also not below the title that stays. */
function revealCell(list: ListState, grid: HTMLElement): void {
  const { line, column } = list.cursor.at()
  if (line === null || column === null || column === "title") return
  const cell = list.cellElement(line, column)?.getBoundingClientRect()
  const title = list.cellElement(line, "title")?.getBoundingClientRect()
  const view = grid.getBoundingClientRect()
  if (cell === undefined) return
  const columns = list.settings.columns().map(({ key }) => key)
  const isBehindTitle = title !== undefined && columns.indexOf(column) > columns.indexOf("title")
  const left = isBehindTitle ? title.right : view.left + 36
  if (cell.right > view.right) grid.scrollLeft += cell.right - view.right
  else if (cell.left < left) grid.scrollLeft -= left - cell.left
}
