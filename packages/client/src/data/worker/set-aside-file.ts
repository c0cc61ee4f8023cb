import type { SetAside } from "./disk.ts"

/** What was set aside, as a file that says of each piece where it comes from and why it is not in use. */
export function setAsideFile(entries: readonly SetAside[]): string {
  const pieces = entries.map(({ document, reason, at, bytes }) => ({
    document,
    reason,
    at: new Date(at).toISOString(),
    yjsUpdate: base64(bytes),
  }))
  return JSON.stringify({ format: "weft-set-aside", version: 1, pieces }, null, 2)
}

function base64(bytes: Uint8Array): string {
  let text = ""
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
