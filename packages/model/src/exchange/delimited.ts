import { oneLine } from "./one-line.ts"

/** Cells in rows, as spreadsheets exchange them. Rows may differ in length. */
export type Cells = readonly (readonly string[])[]

/** The most rows and columns that are taken from a clipboard: more is a file, not a paste. */
export const MOST_ROWS = 5_000
export const MOST_COLUMNS = 100

/**
 * The cells of a text in which tabs part columns and line ends rows. A cell in quotation marks may hold both, and two
 * marks in it mean one, which is how spreadsheets write such cells.
 */
export function fromTabbed(text: string): Cells {
  const rows: string[][] = [[]]
  let cell = ""
  let quoted = false
  const endCell = () => {
    rows.at(-1)!.push(cell)
    cell = ""
  }
  for (let at = 0; at < text.length && rows.length <= MOST_ROWS; at++) {
    const letter = text[at]!
    if (quoted) {
      if (letter !== '"') cell += letter
      else if (text[at + 1] === '"') cell += text[++at]!
      else quoted = false
    } else if (letter === '"' && cell === "" && closesQuotation(text, at)) quoted = true
    else if (letter === "\t") endCell()
    else if (letter === "\n" || letter === "\r") {
      if (letter === "\r" && text[at + 1] === "\n") at++
      endCell()
      rows.push([])
    } else cell += letter
  }
  endCell()
  // A line end after the last row begins no row of its own.
  if (rows.length > 1 && rows.at(-1)!.length === 1 && rows.at(-1)![0] === "") rows.pop()
  return rows.slice(0, MOST_ROWS).map(row => row.slice(0, MOST_COLUMNS))
}

/** Whether a mark begins a quoted cell: one that ends before a tab, a line end or the end. Else it is a letter. */
function closesQuotation(text: string, from: number): boolean {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] !== '"') continue
    if (text[at + 1] === '"') at++
    else return at + 1 === text.length || /[\t\r\n]/.test(text[at + 1]!)
  }
  return false
}

/** Cells for the clipboard of a spreadsheet. */
export function toTabbed(cells: Cells): string {
  const written = (cell: string) => (/["\t\r\n]/.test(cell) ? quotedCell(cell) : cell)
  return cells.map(row => row.map(written).join("\t")).join("\n")
}

/**
 * Cells as a file of comma-separated values (RFC 4180), with a mark of UTF-8 at its head, without which some spreadsheets
 * misread letters. A cell that a spreadsheet would take for a formula, one that begins with `=`, `+`, `-`, `@`, a tab or a
 * line end and is no number, begins with an apostrophe; reading it back takes that away.
 */
export function toCsv(cells: Cells): string {
  const written = (cell: string) => {
    const safe = /^'*[=+\-@\t\r\n＝＋－＠]/.test(cell) && !/^[+-]?\d[\d., ]*$/.test(cell) ? `'${cell}` : cell
    return /[",\r\n]/.test(safe) ? quotedCell(safe) : safe
  }
  return `\ufeff${cells.map(row => row.map(written).join(",")).join("\r\n")}\r\n`
}

const quotedCell = (cell: string): string => `"${cell.replaceAll('"', '""')}"`

/** Cells as a table of Markdown, the first row as its head. */
export function toMarkdownTable(cells: Cells): string {
  const [head = [], ...body] = cells
  const line = (row: readonly string[]) => `| ${head.map((_, index) => markdownCell(row[index] ?? "")).join(" | ")} |`
  return [line(head), `|${head.map(() => " --- |").join("")}`, ...body.map(line), ""].join("\n")
}

function markdownCell(cell: string): string {
  return oneLine(cell).replace(/[\\`*_[\]<>|#]/g, "\\$&")
}

/** Cells as a table of HTML, for programs that take that from the clipboard. */
export function toHtmlTable(cells: Cells): string {
  const rows = cells.map(row => `<tr>${row.map(cell => `<td>${htmlText(cell)}</td>`).join("")}</tr>`)
  return `<table><tbody>${rows.join("")}</tbody></table>`
}

const HTML: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

function htmlText(text: string): string {
  return text.replace(/[&<>"]/g, letter => HTML[letter]!)
}
