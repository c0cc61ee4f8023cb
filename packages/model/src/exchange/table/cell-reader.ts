import type { Priority } from "../../schema/item.ts"
import type { Moment } from "../../time/moment.ts"
import { oneLine } from "../one-line.ts"
import type { BoardBuilder } from "../board/board-builder.ts"
import type { Notice } from "../board/board.ts"
import { readDate, readInstant, type DateReading } from "./dates.ts"
import { readMinutes, readNumber, type Decimal } from "./numbers.ts"
import type { TableRow } from "./rows.ts"
import type { Table } from "./table.ts"
import { readFlag, readPriority } from "./words.ts"

/** How the values of a table are written. */
export interface ValueReading extends DateReading {
  readonly decimal: Decimal
}

/**
 * The cells of a table's rows as values. What a cell says that cannot be becomes a notice with its line and column, and
 * the row comes over without it. A column of -1 is one that the table has not: its cells are empty.
 */
export class CellReader {
  readonly #table: Table
  readonly #builder: BoardBuilder
  readonly #reading: ValueReading

  constructor(table: Table, builder: BoardBuilder, reading: ValueReading) {
    this.#table = table
    this.#builder = builder
    this.#reading = reading
  }

  text({ cells }: TableRow, column: number): string {
    const cell = (cells[column] ?? "").replaceAll(/\r\n?/g, "\n").trim()
    // An apostrophe before what a spreadsheet would take for a formula is no part of the text.
    return /^'+[=+\-@\t\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell
  }

  /** A text on one line. */
  line(row: TableRow, column: number): string {
    return oneLine(this.text(row, column))
  }

  date(row: TableRow, column: number): Moment | null {
    return this.#read(row, column, "wrong-date", text => readDate(text, this.#reading))
  }

  instant(row: TableRow, column: number): number | null {
    return this.#read(row, column, "wrong-date", text => readInstant(text, this.#reading))
  }

  number(row: TableRow, column: number): number | null {
    return this.#read(row, column, "wrong-number", text => readNumber(text, this.#reading.decimal))
  }

  /** A number that is no fraction and not below zero. */
  count(row: TableRow, column: number): number | null {
    return this.#read(row, column, "wrong-number", text => {
      const number = readNumber(text, this.#reading.decimal)
      return number !== null && Number.isInteger(number) && number >= 0 ? number : null
    })
  }

  minutes(row: TableRow, column: number, unit: number): number | null {
    return this.#read(row, column, "wrong-number", text => readMinutes(text, this.#reading.decimal, unit))
  }

  flag(row: TableRow, column: number): boolean | null {
    return this.#read(row, column, "wrong-value", readFlag)
  }

  priority(row: TableRow, column: number): Priority {
    return this.#read(row, column, "wrong-value", readPriority) ?? "none"
  }

  choice<V>(row: TableRow, column: number, read: (text: string) => V | null): V | null {
    return this.#read(row, column, "wrong-value", read)
  }

  notice(row: TableRow, column: number, what: Notice["what"]): void {
    this.#builder.notice({
      what,
      line: row.line,
      column: this.#table.heads[column] ?? "",
      found: this.text(row, column),
    })
  }

  /** Notes a row with more or fewer cells than the head: what stands beyond it is in no column. */
  checkWidth({ line, cells }: TableRow): void {
    const width = this.#table.heads.length
    const isShort = cells.length < width
    const isLong = cells.slice(width).some(cell => cell.trim() !== "")
    if (isShort || isLong)
      this.#builder.notice({ what: "wrong-width", line, column: "", found: `${cells.length} / ${width}` })
  }

  #read<V>(row: TableRow, column: number, what: Notice["what"], read: (text: string) => V | null): V | null {
    const text = this.text(row, column)
    if (text === "") return null
    const value = read(text)
    if (value === null) this.notice(row, column, what)
    return value
  }
}
