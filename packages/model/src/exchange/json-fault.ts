/** Where text stops being JSON, as editors count: lines and columns from 1. */
export interface JsonFault {
  readonly line: number
  readonly column: number
}

const SPACE = /[ \t\n\r]*/y
const TEXT = /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[ !#-[\]-\uffff]*)*"/y
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

type Expected = "value" | "value-or-end" | "key" | "key-or-end" | "comma-or-end"

/**
 * Where a text that `JSON.parse` refused goes wrong. Engines say it each in their own words or not at all, so this reads
 * the text again, without recursion, so that no nesting can exhaust the stack.
 */
export function jsonFault(text: string): JsonFault {
  return placeAt(text, faultOffset(text))
}

function faultOffset(text: string): number {
  const open: ("{" | "[")[] = []
  let expected: Expected = "value"
  let at = 0
  for (;;) {
    at = endOf(SPACE, text, at) ?? at
    const letter = text[at]
    if (letter === undefined) return at
    const inner = open.at(-1)
    if (expected === "comma-or-end") {
      if (inner === undefined) return at
      if (letter === ",") expected = inner === "{" ? "key" : "value"
      else if (letter === (inner === "{" ? "}" : "]")) open.pop()
      else return at
      at++
    } else if (expected === "key-or-end" && letter === "}") {
      open.pop()
      expected = "comma-or-end"
      at++
    } else if (expected === "value-or-end" && letter === "]") {
      open.pop()
      expected = "comma-or-end"
      at++
    } else if (expected === "key" || expected === "key-or-end") {
      const key = endOf(TEXT, text, at)
      if (key === null) return at
      at = endOf(SPACE, text, key) ?? key
      if (text[at] !== ":") return at
      at++
      expected = "value"
    } else if (letter === "{" || letter === "[") {
      open.push(letter)
      expected = letter === "{" ? "key-or-end" : "value-or-end"
      at++
    } else {
      const end = endOf(TEXT, text, at) ?? endOf(SCALAR, text, at)
      if (end === null) return at
      at = end
      expected = "comma-or-end"
    }
  }
}

/** Where a sticky pattern ends that matches here, or `null` where it does not. */
function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : null
}

function placeAt(text: string, offset: number): JsonFault {
  let line = 1
  let start = 0
  for (let next = text.indexOf("\n"); next >= 0 && next < offset; next = text.indexOf("\n", next + 1)) {
    line++
    start = next + 1
  }
  return { line, column: offset - start + 1 }
}
