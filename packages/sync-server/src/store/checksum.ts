import { crc32 } from "node:zlib"

/**
 * The checksum of stored bytes, over the place they belong to as well: a row
 * that is sound but stands under another document or sequence does not verify.
 */
export function checksum(document: string, seq: number, bytes: Uint8Array): number {
  return crc32(bytes, crc32(`${document}#${seq}`))
}
