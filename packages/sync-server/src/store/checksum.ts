import { crc32 } from "node:zlib"

/** Where stored bytes belong, and what is said of them. */
export interface RowPlace {
  readonly document: string
  readonly epoch: number
  readonly fromSeq: number
  readonly seq: number
  readonly author: string
  readonly session: string
  readonly at: number
}

/**
 * The checksum of a stored row, over the place it belongs to as well: a row
 * that is sound but stands under another document, sequence or author does not
 * verify.
 */
export function rowChecksum(
  { document, epoch, fromSeq, seq, author, session, at }: RowPlace,
  bytes: Uint8Array,
): number {
  return crc32(bytes, textChecksum([document, epoch, fromSeq, seq, author, session, at]))
}

/** The checksum of a stored snapshot, in the encoding it is stored in. */
export function snapshotChecksum(document: string, epoch: number, seq: number, bytes: Uint8Array): number {
  return crc32(bytes, textChecksum([document, epoch, seq]))
}

/** The checksum of a row that has no bytes. */
export function textChecksum(parts: readonly (string | number)[]): number {
  return crc32(parts.join("#"))
}

/** The checksum of rows and snapshots in a file of the first shape. */
export function checkRowOfFirstShape(document: string, seq: number, bytes: Uint8Array): number {
  return crc32(bytes, crc32(`${document}#${seq}`))
}
