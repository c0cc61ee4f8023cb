import { promisify } from "node:util"
import { constants, zstdCompress, zstdCompressSync, zstdDecompressSync } from "node:zlib"

/**
 * Snapshots are stored compressed: a document of many small records packs to a
 * fifth, and unpacks faster than the disk would give the rest. One byte in
 * front says how.
 */
const PLAIN = 0
const ZSTD = 1

/** Fewer bytes than this are not worth it. */
const LEAST_BYTES = 512

/** The fastest level: the next ones take twice as long for a tenth less. */
const OPTIONS = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

/** Returns bytes as they are stored. */
export function packBytes(bytes: Uint8Array): Uint8Array {
  if (bytes.length < LEAST_BYTES) return Buffer.concat([Uint8Array.of(PLAIN), bytes])
  return Buffer.concat([Uint8Array.of(ZSTD), zstdCompressSync(bytes, OPTIONS)])
}

const compressApart = promisify(zstdCompress)

/** The same as {@link packBytes}, without holding up the thread that asks. */
export async function packBytesApart(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes.length < LEAST_BYTES) return packBytes(bytes)
  return Buffer.concat([Uint8Array.of(ZSTD), await compressApart(bytes, OPTIONS)])
}

/** Returns the bytes of {@link packBytes} as they were. Throws where they are not from there. */
export function unpackBytes(stored: Uint8Array): Uint8Array {
  const bytes = stored.subarray(1)
  switch (stored[0]) {
    case PLAIN:
      return bytes
    case ZSTD:
      return plain(zstdDecompressSync(bytes))
    default:
      throw new Error(`a snapshot is packed in a way that is not known here: ${stored[0]}`)
  }
}

/** The same bytes as what others expect, and not as Node's own kind. */
function plain({ buffer, byteOffset, byteLength }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
