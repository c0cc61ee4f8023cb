import { refuse, type Refusal } from "../base/result.ts"
import { decodedText } from "./encoded-text.ts"
import { jsonFault } from "./json-fault.ts"

/** The most bytes of a foreign file that are read: more would stall a browser, and no board is that large. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024

const BYTE_ORDER_MARK = "\ufeff"

/**
 * The text of a file, or why it has none: `too-big` (with `megabytes`, the limit), `empty-file`, `archive` (a packed
 * file), `not-text` (bytes that are no text), `web-page` (saved HTML, mostly a page to sign in), `xml-file`.
 */
export function textOf(file: string | Uint8Array, most = MAX_FILE_BYTES): string | Refusal {
  if (file.length > most) return refuse("too-big", { megabytes: most / 1024 / 1024 })
  const text = typeof file === "string" ? file : decoded(file)
  if (typeof text !== "string") return text
  const bare = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
  if (bare.trim() === "") return refuse("empty-file")
  if (bare.startsWith("PK\u0003\u0004")) return refuse("archive")
  if (/^\s*<(?:\?xml|project)\b/i.test(bare)) return refuse("xml-file")
  return bare.trimStart().startsWith("<") ? refuse("web-page") : bare
}

function decoded(bytes: Uint8Array): string | Refusal {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4) return refuse("archive")
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return refuse("archive")
  return decodedText(bytes) ?? refuse("not-text")
}

/** What JSON text says, or `broken-json` with the `line` and `column` where it stops being JSON. */
export function parseJson(text: string): { readonly value: unknown } | Refusal {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    const { line, column } = jsonFault(text)
    return refuse("broken-json", { line, column })
  }
}
