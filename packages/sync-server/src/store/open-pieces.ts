import { open, type FileHandle } from "node:fs/promises"
import type { Readable } from "node:stream"
import { createGunzip, type Gunzip } from "node:zlib"

const PIECE_BYTES = 256 * 1024

/** Opens a file to be read piece by piece; what is packed with gzip is unpacked on the way. */
export async function openPieces(path: string): Promise<AsyncIterable<Uint8Array> | string> {
  try {
    const file = await open(path)
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
      return piecesOf(file, bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b)
    } catch (error) {
      await file.close()
      throw error
    }
  } catch (error) {
    return whyUnreadable(error)
  }
}

/** The pieces of a file, which is closed when nobody wants more of them. */
async function* piecesOf(file: FileHandle, isPacked: boolean): AsyncGenerator<Uint8Array> {
  const bytes = file.createReadStream({ start: 0, highWaterMark: PIECE_BYTES, autoClose: false })
  const pieces: Readable = isPacked ? createGunzip({ chunkSize: PIECE_BYTES }) : bytes
  if (pieces !== bytes) {
    bytes.on("error", error => pieces.destroy(error))
    bytes.pipe(pieces as Gunzip)
  }
  try {
    for await (const piece of pieces) yield piece as Uint8Array
  } finally {
    bytes.destroy()
    await file.close()
  }
}

/** Why a file cannot be read, in words. */
export function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error)
  if (code === "ENOENT") return "There is no such file."
  if (code === "EISDIR") return "This is a folder. Name the files in it."
  return code === "EACCES" ? "The file may not be read." : `The file cannot be read (${code}).`
}
