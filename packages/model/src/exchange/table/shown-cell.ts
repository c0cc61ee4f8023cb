import { oneLine } from "../one-line.ts"
import { readDate } from "./dates.ts"
import { readMinutes, readNumber } from "./numbers.ts"
import type { ColumnUse } from "./mapping.ts"
import type { ValueReading } from "./cell-reader.ts"
import { readFlag, readLevel, readPriority } from "./words.ts"

/** What a cell would become, for whoever chooses what its column is. */
export type ShownCell =
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "moment"; readonly moment: string }
  | { readonly is: "flag"; readonly flag: boolean }
  | { readonly is: "minutes"; readonly minutes: number }
  | { readonly is: "number"; readonly number: number }
  | { readonly is: "wrong"; readonly text: string }

/** Letters of a cell that are shown. */
const SHOWN_LETTERS = 200

/** Reads one cell under a use of its column. `unit` is how many minutes a bare number of a length of work means. */
export function shownCell(cell: string, use: ColumnUse, reading: ValueReading, unit: number): ShownCell {
  const text = oneLine(cell).trim().slice(0, SHOWN_LETTERS)
  const orWrong = (shown: ShownCell | null): ShownCell => shown ?? { is: "wrong", text }
  if (text === "") return { is: "text", text }
  switch (use) {
    case "start":
    case "due":
    case "createdAt":
    case "doneAt":
    case "custom-date": {
      const moment = readDate(text, reading)
      return orWrong(moment === null ? null : { is: "moment", moment })
    }
    case "done":
    case "archived":
    case "custom-flag": {
      const flag = readFlag(text)
      return orWrong(flag === null ? null : { is: "flag", flag })
    }
    case "estimate":
    case "remaining": {
      const minutes = readMinutes(text, reading.decimal, unit)
      return orWrong(minutes === null ? null : { is: "minutes", minutes })
    }
    case "points":
    case "custom-number": {
      const number = readNumber(text, reading.decimal)
      const isWrong = number === null || (use === "points" && (number < 0 || !Number.isInteger(number)))
      return isWrong ? { is: "wrong", text } : { is: "number", number }
    }
    case "priority":
      return orWrong(readPriority(text) === null ? null : { is: "text", text })
    case "importance":
    case "urgency":
      return orWrong(readLevel(text) === null ? null : { is: "text", text })
    default:
      return { is: "text", text }
  }
}
