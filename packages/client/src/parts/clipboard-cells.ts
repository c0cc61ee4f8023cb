import { fromTabbed, MOST_COLUMNS, MOST_ROWS, type Cells } from "@weft/model/exchange/delimited"

/** What lies on the clipboard as cells: the table of a spreadsheet if there is one, else the text. */
export function readCells(data: DataTransfer): Cells {
  const html = data.getData("text/html")
  const table = html === "" ? null : tableOf(html)
  if (table !== null) return table
  const text = data.getData("text/plain")
  return text === "" ? [] : fromTabbed(text)
}

/** Whether somebody writes in a field just now, whose clipboard is its own. */
export const isWritten = (event: Event): boolean =>
  event.target instanceof Element && event.target.closest("input, textarea, [contenteditable=true]") !== null

/** The first table of a piece of HTML, as text alone: nothing of it is ever put in the page. */
function tableOf(html: string): Cells | null {
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table")
  if (table === null) return null
  const rows = [...table.rows].slice(0, MOST_ROWS)
  const cells = rows.map(row =>
    [...row.cells].slice(0, MOST_COLUMNS).flatMap(cell => {
      for (const line of cell.querySelectorAll("br")) line.replaceWith("\n")
      const text = (cell.textContent ?? "").replaceAll("\u00a0", " ").trim()
      return [text, ...Array.from({ length: Math.min(MOST_COLUMNS, cell.colSpan) - 1 }, () => "")]
    }),
  )
  return cells.length === 0 ? null : cells
}
