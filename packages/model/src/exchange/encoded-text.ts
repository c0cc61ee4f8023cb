import { decodeUtf8 } from "lib0/string"

/** What browsers and servers both have to read text of other encodings than UTF-8. */
declare const TextDecoder: new (label: string) => { decode(bytes: Uint8Array): string }

/**
 * The text of a file in UTF-8, UTF-16 with or without a mark, or, for what is no JSON, in Windows' Western alphabet, in
 * which spreadsheets write tables where nobody asks for another. The mark is no part of the text. Null for bytes that are
 * no text in any of them.
 */
export function decodedText(bytes: Uint8Array): string | null {
  const wide = wideEncoding(bytes)
  if (wide !== null) return withoutMark(new TextDecoder(wide).decode(bytes))
  try {
    return withoutMark(decodeUtf8(bytes))
  } catch {
    return isJson(bytes) || bytes.some(isControl) ? null : new TextDecoder("windows-1252").decode(bytes)
  }
}

/** Whether the first letter begins an object or a list: JSON is UTF-8 by definition. */
function isJson(bytes: Uint8Array): boolean {
  const first = bytes.find(byte => byte > 32)
  return first === 0x7b || first === 0x5b
}

/** UTF-16 by its mark, or by the zeros beside the letters of the first line: every second byte is one. */
function wideEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le"
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be"
  const head = bytes.subarray(0, 64)
  if (head.length < 4) return null
  const zeros = (parity: number) => head.filter((byte, index) => index % 2 === parity && byte === 0).length
  const half = head.length / 2
  if (zeros(1) > half * 0.8 && zeros(0) === 0) return "utf-16le"
  return zeros(0) > half * 0.8 && zeros(1) === 0 ? "utf-16be" : null
}

/** Letters that no text holds: whatever has them is another kind of file. */
const isControl = (byte: number): boolean => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)

const withoutMark = (text: string): string => (text.startsWith("\ufeff") ? text.slice(1) : text)
