/** A piece of a filter as it is written, with its place. */
export interface Token {
  readonly kind: "word" | "quoted" | "id" | "sign" | "end"
  /** The word, the quoted text without its quotes, the id without its `#`, or the sign. */
  readonly text: string
  readonly offset: number
  readonly length: number
  /** Whether a quoted text has its closing quote. */
  readonly closed: boolean
}

/** What compares a field with a value; the longest first. */
export const COMPARISONS = ["!=", "!~", "<=", ">=", ":", "=", "<", ">", "~"] as const

const SIGNS: readonly string[] = [...COMPARISONS, "..", "(", ")", ","]
const ESCAPES = /\\(["\\])/g

/** Takes a filter apart; the last token is its end. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    if (/\s/.test(text[at]!)) at++
    else {
      const token = tokenAt(text, at)
      tokens.push(token)
      at += token.length
    }
  }
  tokens.push({ kind: "end", text: "", offset: text.length, length: 0, closed: true })
  return tokens
}

function tokenAt(text: string, offset: number): Token {
  const rest = text.slice(offset)
  const quoted = /^"((?:[^"\\]|\\.)*)("?)/s.exec(rest)
  if (quoted !== null) {
    const [all, inner, closing] = quoted as unknown as [string, string, string]
    return { kind: "quoted", text: inner.replace(ESCAPES, "$1"), offset, length: all.length, closed: closing !== "" }
  }
  const id = /^#([0-9A-Za-z_-]+)/.exec(rest)
  if (id !== null) return { kind: "id", text: id[1]!, offset, length: id[0].length, closed: true }
  const sign = SIGNS.find(one => rest.startsWith(one))
  if (sign !== undefined) return { kind: "sign", text: sign, offset, length: sign.length, closed: true }
  const word = wordAt(rest)
  return { kind: "word", text: word, offset, length: word.length, closed: true }
}

/** A run of letters up to a space or a sign; a sign that a word may hold (`!`, a lone `.`) does not end it. */
function wordAt(rest: string): string {
  let length = 1
  while (length < rest.length && !/[\s(),:=<>~"]/.test(rest[length]!)) {
    if (SIGNS.some(sign => sign.length > 1 && rest.startsWith(sign, length))) break
    length++
  }
  return rest.slice(0, length)
}

/** Writes a text so that it is read as one value: bare where it can stand so, else quoted. */
export function written(text: string, isReserved: (word: string) => boolean): string {
  const isBare = /^[\p{L}\p{N}][\p{L}\p{N}_./&'+-]*$/u.test(text) && !text.includes("..") && !isReserved(text)
  return isBare ? text : `"${text.replace(/["\\]/g, "\\$&")}"`
}
