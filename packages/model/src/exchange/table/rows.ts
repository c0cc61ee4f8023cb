import { isRefusal, refuse, type Refusal } from "../../base/result.ts"

/** A row of a file of separated values: its cells, and the line of the file in which it begins, counted from 1. */
export interface TableRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** What parts the cells of a row. */
export const SEPARATORS = [",", ";", "\t", "|"] as const
export type Separator = (typeof SEPARATORS)[number]

/** The most rows and cells of one row that are read: a space holds at most 20,000 items. */
const MOST_TABLE_ROWS = 20_100
const MOST_TABLE_CELLS = 500

/**
 * The rows of a text of separated values (RFC 4180), read as forgivingly as spreadsheets do: lines end in CR, LF or both,
 * a mark of quotation within a cell that began without one is a letter. Empty lines are no rows, but count as lines.
 * Refused with `open-quote` and the `line` and `column` of a mark of quotation that is never closed, and with
 * `too-many-rows` (`most`).
 */
export function rowsOf(text: string, separator: Separator): readonly TableRow[] | Refusal {
  const rows: TableRow[] = []
  let cells: string[] = []
  let [at, line, lineStart, rowLine] = [0, 1, 0, 1]
  const endRow = (): void => {
    if (cells.length > 1 || cells[0] !== "") rows.push({ line: rowLine, cells })
    cells = []
  }
  for (;;) {
    let cell = ""
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1)
      if (close < 0) return refuse("open-quote", { line, column: at - lineStart + 1 })
      cell = text.slice(at + 1, close).replaceAll('""', '"')
      for (let index = at; index < close; index++) {
        const letter = text[index]
        if (letter !== "\n" && (letter !== "\r" || text[index + 1] === "\n")) continue
        line++
        lineStart = index + 1
      }
      at = close + 1
    }
    const end = endOfCell(text, at, separator)
    cells.push(cell + text.slice(at, end))
    at = end
    if (cells.length > MOST_TABLE_CELLS) return refuse("too-many-cells", { line: rowLine, most: MOST_TABLE_CELLS })
    if (at >= text.length) break
    if (text[at] === separator) {
      at++
      continue
    }
    endRow()
    if (rows.length > MOST_TABLE_ROWS) return refuse("too-many-rows", { most: MOST_TABLE_ROWS })
    at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1
    line++
    rowLine = line
    lineStart = at
    if (at >= text.length) return rows
  }
  endRow()
  return rows
}

/** Where the mark stands that closes a quoted cell, or -1. Two marks in a row mean one. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at
  return -1
}

function endOfCell(text: string, from: number, separator: Separator): number {
  let at = from
  for (; at < text.length; at++) {
    const letter = text[at]
    if (letter === separator || letter === "\n" || letter === "\r") break
  }
  return at
}

/** Letters of a file that are looked at to tell what parts its cells. */
const SAMPLE = 32_768

/**
 * What parts the cells of a text: what gives the most rows of one width, and of those the widest. A first line `sep=;`, as
 * some spreadsheets write it, says it outright.
 */
export function separatorOf(text: string): Separator {
  const said = saidSeparator(text)
  if (said !== null) return said
  let best: { separator: Separator; share: number; width: number } = { separator: ",", share: 0, width: 1 }
  for (const separator of SEPARATORS) {
    const { share, width } = evenness(sampleRows(text, separator))
    const isBetter = share > best.share + 0.05 || (share > best.share - 0.05 && width > best.width)
    if (width > 1 && isBetter) best = { separator, share, width }
  }
  return best.separator
}

/** The text without a first line that only says what parts its cells, which is kept as an empty one. */
export function withoutSaid(text: string): string {
  return saidSeparator(text) === null ? text : text.slice(5)
}

function saidSeparator(text: string): Separator | null {
  const letter = /^sep=([,;\t|])\r?\n/i.exec(text)?.[1]
  return SEPARATORS.find(separator => separator === letter) ?? null
}

function sampleRows(text: string, separator: Separator): readonly TableRow[] {
  const sample = text.slice(0, SAMPLE)
  const rows = rowsOf(sample, separator)
  if (!isRefusal(rows)) return text.length > SAMPLE ? rows.slice(0, -1) : rows
  // The sample ends within a quoted cell, or the text is damaged there: the lines before it are enough.
  const before = rowsOf(linesBefore(sample, Number(rows.detail["line"])), separator)
  return isRefusal(before) ? [] : before
}

function linesBefore(text: string, line: number): string {
  let at = 0
  for (let passed = 1; passed < line; passed++) {
    const end = /\r\n?|\n/g
    end.lastIndex = at
    if (end.exec(text) === null) return text
    at = end.lastIndex
  }
  return text.slice(0, at)
}

/** Which share of the rows has the most common width of more than one cell. */
function evenness(rows: readonly TableRow[]): { readonly share: number; readonly width: number } {
  const widths = new Map<number, number>()
  for (const { cells } of rows) if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
  let [width, most] = [1, 0]
  for (const [candidate, count] of widths)
    if (count > most || (count === most && candidate > width)) [width, most] = [candidate, count]
  return { share: rows.length === 0 ? 0 : most / rows.length, width }
}
