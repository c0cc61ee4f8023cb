import { promisify } from "node:util"
import { constants, zstdCompress, zstdCompressSync, zstdDecompressSync } from "node:zlib"
import type { Snapshot } from "./log-store.ts"

/**
 * How the bytes of a snapshot are stored: a document of many small records
 * packs to a fifth, and unpacks faster than the disk would give the rest. The
 * first byte says how, then comes the length of the state vector in four bytes,
 * the vector, and the bytes.
 */
const PLAIN = 0
const ZSTD = 1

const HEAD_BYTES = 5

/** Fewer bytes than this are not worth packing. */
const LEAST_BYTES = 512

/** The fastest level: the next ones take twice as long for a tenth less. */
const OPTIONS = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

/** What a snapshot holds. */
export type SnapshotBytes = Pick<Snapshot, "bytes" | "vector">

const compressApart = promisify(zstdCompress)

/** Returns a snapshot's bytes as they are stored. */
export function packBytes(snapshot: SnapshotBytes): Uint8Array {
  const { bytes } = snapshot
  return bytes.length < LEAST_BYTES
    ? joined(PLAIN, snapshot, bytes)
    : joined(ZSTD, snapshot, zstdCompressSync(bytes, OPTIONS))
}

/** The same as {@link packBytes}, without holding up the thread that asks. */
export async function packBytesApart(snapshot: SnapshotBytes): Promise<Uint8Array> {
  const { bytes } = snapshot
  return bytes.length < LEAST_BYTES ? packBytes(snapshot) : joined(ZSTD, snapshot, await compressApart(bytes, OPTIONS))
}

function joined(kind: number, { vector = new Uint8Array() }: SnapshotBytes, bytes: Uint8Array): Uint8Array {
  const head = Buffer.alloc(HEAD_BYTES)
  head[0] = kind
  head.writeUInt32LE(vector.length, 1)
  return Buffer.concat([head, vector, bytes])
}

/** Returns the bytes of {@link packBytes} as they were. Throws where they are not from there. */
export function unpackBytes(stored: Uint8Array): SnapshotBytes {
  const length = new DataView(stored.buffer, stored.byteOffset).getUint32(1, true)
  // A view would hold on to all that was stored.
  const vector = stored.slice(HEAD_BYTES, HEAD_BYTES + length)
  const bytes = unpacked(stored[0], stored.subarray(HEAD_BYTES + length))
  return length === 0 ? { bytes } : { bytes, vector }
}

function unpacked(kind: number | undefined, bytes: Uint8Array): Uint8Array {
  switch (kind) {
    case PLAIN:
      return bytes
    case ZSTD:
      return plain(zstdDecompressSync(bytes))
    default:
      throw new Error(`a snapshot is packed in a way that is not known here: ${kind}`)
  }
}

/** The same bytes as what others expect, and not as Node's own kind. */
function plain({ buffer, byteOffset, byteLength }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
