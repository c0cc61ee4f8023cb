/** What parts the whole from the fraction of a number. */
export type Decimal = "." | ","

/** No number is longer, and a cell of any length is told in a moment to be none. */
const MOST_LETTERS = 60

/** A number as people write it, with or without marks between thousands, a currency or a per cent sign; null for none. */
export function readNumber(text: string, decimal: Decimal): number | null {
  if (text.length > MOST_LETTERS) return null
  const bare = text.replace(/^\s*[$€£¥]|\s*(?:[$€£¥%]|EUR|USD|CHF|GBP)\s*$/gi, "").replaceAll(/[\s\u00a0\u202f'’]/g, "")
  const grouped =
    decimal === "," ? /^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$/ : /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/
  if (!grouped.test(bare)) return null
  const number = Number(decimal === "," ? bare.replaceAll(".", "").replace(",", ".") : bare.replaceAll(",", ""))
  return Number.isFinite(number) ? number : null
}

/** What parts wholes from fractions in a file, by all its numbers; the usual where they do not say. */
export function guessDecimal(texts: Iterable<string>, usual: Decimal): Decimal {
  let [comma, point] = [0, 0]
  for (const text of texts) {
    if (/\d,\d{1,2}(?!\d)\D*$|\d,\d{4,}\D*$|\.\d{3},\d/.test(text)) comma++
    if (/\d\.\d{1,2}(?!\d)\D*$|\d\.\d{4,}\D*$|,\d{3}\.\d/.test(text)) point++
  }
  return comma === point ? usual : comma > point ? "," : "."
}

/** Minutes that are one of a unit, as people write units of time. A day is eight hours of work, a week five days. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:m|min|mins|minutes?|minuten?)$/i, 1],
  [/^(?:h|hrs?|hours?|std|stunden?)$/i, 60],
  [/^(?:d|days?|t|tage?)$/i, 480],
  [/^(?:w|weeks?|wochen?)$/i, 2_400],
]

/** A length of work as whole minutes: `1h 30m`, `1:30`, `90 min`, `1,5`; a bare number is of `unit` minutes. Null for none. */
export function readMinutes(text: string, decimal: Decimal, unit: number): number | null {
  if (text.length > MOST_LETTERS) return null
  const clock = /^\s*(\d{1,4}):([0-5]\d)(?::[0-5]\d)?\s*h?\s*$/.exec(text)
  if (clock !== null) return Number(clock[1]) * 60 + Number(clock[2])
  const bare = readNumber(text, decimal)
  if (bare !== null) return bare < 0 ? null : Math.round(bare * unit)
  const parts = [...text.matchAll(/\s*([\d.,]+)\s*(\p{L}+)\.?/gu)]
  if (
    parts.length === 0 ||
    parts
      .map(([all]) => all)
      .join("")
      .trim() !== text.trim()
  )
    return null
  let minutes = 0
  for (const [, amount, name] of parts) {
    const one = UNITS.find(([pattern]) => pattern.test(name!))?.[1]
    const number = readNumber(amount!, decimal)
    if (one === undefined || number === null) return null
    minutes += number * one
  }
  return Math.round(minutes)
}

/** Minutes that a bare number of a column means, by the column's head: those of an hour where it says nothing. */
export function unitOf(head: string): number {
  return /\bmin/i.test(head) ? 1 : /\b(?:days?|tage?)\b/i.test(head) ? 480 : 60
}
