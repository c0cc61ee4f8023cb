/** A row of a table of separated values, with the line that it begins on. */
export interface TableRow {
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * Reads separated values (RFC 4180). The separator is the one of comma, semicolon and tab that the first line has most
 * of. Returns the line of a quotation that never ends instead, so that half a table is never taken for a whole one.
 */
export function readTable(text: string): readonly TableRow[] | { readonly unclosed: number } {
  const separator = separatorOf(text)
  const rows: TableRow[] = []
  let cells: string[] = []
  let rowLine = 1
  let line = 1
  let at = 0
  const endRow = () => {
    if (cells.some(cell => cell.trim() !== "")) rows.push({ line: rowLine, cells })
    cells = []
    rowLine = line
  }
  while (at < text.length) {
    if (text[at] === '"') {
      const quoted = readQuoted(text, at)
      if (quoted === null) return { unclosed: line }
      cells.push(quoted.value)
      line += countLines(text, at, quoted.end)
      at = quoted.end
    } else {
      const end = endOfPlain(text, at, separator)
      cells.push(text.slice(at, end))
      at = end
    }
    if (text[at] === separator) {
      at += 1
      if (at === text.length) cells.push("")
      continue
    }
    if (at >= text.length) break
    if (text[at] === "\r" && text[at + 1] === "\n") at += 1
    at += 1
    line += 1
    endRow()
  }
  endRow()
  return rows
}

function separatorOf(text: string): string {
  const head = text.slice(0, Math.max(0, text.search(/[\r\n]|$/)))
  const count = (letter: string) => head.split(letter).length
  return [",", ";", "\t"].reduce((best, letter) => (count(letter) > count(best) ? letter : best))
}

function readQuoted(text: string, from: number): { readonly value: string; readonly end: number } | null {
  let value = ""
  let at = from + 1
  for (;;) {
    const mark = text.indexOf('"', at)
    if (mark < 0) return null
    value += text.slice(at, mark)
    if (text[mark + 1] !== '"') {
      // What stands between the mark and the next separator belongs to nothing.
      let end = mark + 1
      while (end < text.length && text[end] === " ") end += 1
      return { value, end }
    }
    value += '"'
    at = mark + 2
  }
}

function endOfPlain(text: string, from: number, separator: string): number {
  let at = from
  while (at < text.length && text[at] !== separator && text[at] !== "\n" && text[at] !== "\r") at += 1
  return at
}

function countLines(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) count += 1
  return count
}
