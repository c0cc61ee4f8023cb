import { assert } from "./assert.ts"

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
const VALUES = new Map([...DIGITS].map((digit, value) => [digit.charCodeAt(0), value]))

/**
 * Bytes as letters that stand in JSON (RFC 4648, with padding). Ours, because it must be the same in a page, in a worker
 * and in Node, and libraries take a worker for Node.
 */
export function toBase64(bytes: Uint8Array): string {
  let letters = ""
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]]
    const joined = (first << 16) | (second << 8) | third
    const left = bytes.length - at
    letters += DIGITS[joined >> 18]! + DIGITS[(joined >> 12) & 63]!
    letters += left > 1 ? DIGITS[(joined >> 6) & 63]! : "="
    letters += left > 2 ? DIGITS[joined & 63]! : "="
  }
  return letters
}

/** The bytes that letters of {@link toBase64} stand for. Whoever has letters from elsewhere looks at them first. */
export function fromBase64(letters: string): Uint8Array {
  assert(letters.length % 4 === 0, "base 64 goes by groups of four letters")
  const padding = letters.endsWith("==") ? 2 : letters.endsWith("=") ? 1 : 0
  const bytes = new Uint8Array((letters.length / 4) * 3 - padding)
  for (let at = 0, to = 0; at < letters.length; at += 4) {
    let joined = 0
    for (let digit = 0; digit < 4; digit++) joined = (joined << 6) | (VALUES.get(letters.charCodeAt(at + digit)) ?? 0)
    for (let shift = 16; shift >= 0 && to < bytes.length; shift -= 8) bytes[to++] = (joined >> shift) & 255
  }
  return bytes
}
