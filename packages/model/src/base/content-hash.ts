import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex } from "@noble/hashes/utils.js"

/** Hashes bytes that come in pieces. */
export interface ContentHash {
  add(piece: Uint8Array): void
  /** SHA-256 of all that was added, as 64 hexadecimal digits; nothing can be added afterwards. */
  digest(): string
}

/** What a browser offers by itself wants all bytes at once, which a big file would not fit in memory for. */
export function createContentHash(): ContentHash {
  const hash = sha256.create()
  return { add: piece => void hash.update(piece), digest: () => bytesToHex(hash.digest()) }
}
