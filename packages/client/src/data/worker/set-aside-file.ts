import type { SetAside } from "./disk.ts"

/**
 * What was set aside, as a file: of each piece where it comes from, why it is not in use, what it said as far as that can
 * be read, and its bytes.
 */
export function setAsideFile(entries: readonly SetAside[]): string {
  const pieces = entries.map(({ document, reason, at, bytes, said = [] }) => ({
    document,
    reason,
    at: timeText(at),
    said: said.map(piece => ("at" in piece && piece.at !== null ? { ...piece, at: timeText(piece.at) } : piece)),
    yjsUpdate: base64(bytes),
  }))
  return JSON.stringify({ format: "weft-set-aside", version: 1, pieces }, null, 2)
}

function timeText(millis: number): string {
  return new Date(millis).toISOString()
}

function base64(bytes: Uint8Array): string {
  let text = ""
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
