import { fileTypeFromBuffer } from "file-type"

/** What nobody can say more of. */
const UNKNOWN = "application/octet-stream"

/** Types that a browser shows without running anything; all others are only ever saved. */
const SHOWN: ReadonlySet<string> = new Set([
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "image/avif",
  "application/pdf",
  "audio/mpeg",
  "audio/ogg",
  "video/mp4",
  "video/webm",
])

/** The type that a file's first bytes show. Names and claims do not count: a page that calls itself a picture stays a page. */
export async function sniffType(head: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  return found?.mime ?? UNKNOWN
}

/** Whether a browser may show files of a type in place. */
export function isShown(type: string): boolean {
  return SHOWN.has(type)
}
