import { createContentHash } from "@weft/model/base/content-hash"

/** So much is read at once, in bytes: enough to be fast, little enough that others get their turn. */
const SLICE_BYTES = 1024 * 1024

/** The hash of a file, read piece by piece; rejects where it cannot be read, for example since it is gone. */
export async function hashFile(file: Blob, progress: (bytes: number) => void): Promise<string> {
  const hash = createContentHash()
  for (let start = 0; start < file.size; start += SLICE_BYTES) {
    const end = Math.min(file.size, start + SLICE_BYTES)
    hash.add(new Uint8Array(await file.slice(start, end).arrayBuffer()))
    progress(end)
  }
  return hash.digest()
}
