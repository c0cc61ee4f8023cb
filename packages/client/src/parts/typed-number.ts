import { format } from "../text/index.ts"

/**
 * The number that a person wrote, or undefined if it is none: with the decimal mark of their language, and with
 * grouping by the other mark, by spaces or by apostrophes. "1.234,5" and "1 234,5" are the same to a German.
 */
export function readTypedNumber(text: string, decimalMark: string): number | undefined {
  const grouping = decimalMark === "," ? /[.\s\u00a0\u202f'’]/g : /[,\s\u00a0\u202f'’]/g
  const plain = text.trim().replace("−", "-").replaceAll(grouping, "").replace(decimalMark, ".")
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(plain)) return undefined
  const value = Number(plain)
  return Number.isFinite(value) ? value : undefined
}

/** The number that a person wrote in the language of the screen, or undefined if it is none. */
export function readNumberHere(text: string): number | undefined {
  return readTypedNumber(text, decimalMark())
}

/** What stands before the fraction of a number in the language of the screen. */
export function decimalMark(): string {
  return format().number(1.5)[1] ?? "."
}
