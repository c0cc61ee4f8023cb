import { closeSync, fsyncSync, openSync, readSync, writeSync } from "node:fs"
import { assert } from "@weft/model/base/assert"

/** Files one after the other in one file, as `tar` reads and writes them (POSIX ustar), so that nobody needs us to open it. */
const BLOCK = 512
const CHUNK_BYTES = 1024 * 1024
const LONGEST_NAME = 100

/** The size of a larger file does not fit into the octal digits of its field. */
const MOST_OCTAL_BYTES = 8 ** 11

/** Writes an archive. Throws what the disk throws; a file that was there is refused. */
export class TarWriter {
  readonly #file: number

  constructor(path: string) {
    this.#file = openSync(path, "wx", 0o600)
  }

  /** Adds a file of exactly so many bytes. */
  add(name: string, size: number, at: number, chunks: Iterable<Uint8Array>): void {
    writeSync(this.#file, header(name, size, at))
    let written = 0
    for (const chunk of chunks) {
      writeAll(this.#file, chunk)
      written += chunk.length
    }
    assert(written === size, `${name} has the size that was announced`)
    writeAll(this.#file, new Uint8Array(paddingOf(size)))
  }

  /** Ends the archive. It is on disk afterwards. */
  end(): void {
    writeAll(this.#file, new Uint8Array(2 * BLOCK))
    fsyncSync(this.#file)
    closeSync(this.#file)
  }
}

/** A file in an archive. Its chunks have to be read before the next one. */
export interface TarEntry {
  readonly name: string
  readonly size: number
  readonly chunks: Iterable<Uint8Array>
}

/** The archive is none, or ends before it is whole. */
export class BrokenTar extends Error {}

/** Reads the files of an archive in order. Throws {@link BrokenTar}. */
export function* readTar(path: string): Generator<TarEntry> {
  const file = openSync(path, "r")
  try {
    for (;;) {
      const block = readExactly(file, BLOCK)
      if (block.every(byte => byte === 0)) return
      const { name, size } = readHeader(block)
      yield { name, size, chunks: chunksOf(file, size) }
      readExactly(file, paddingOf(size))
    }
  } finally {
    closeSync(file)
  }
}

/** The bytes of an open file from where it stands, in pieces. Throws {@link BrokenTar} where it ends before. */
export function* chunksOf(file: number, size: number): Generator<Uint8Array> {
  for (let left = size; left > 0; left -= CHUNK_BYTES) yield readExactly(file, Math.min(left, CHUNK_BYTES))
}

function readExactly(file: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let done = 0; done < length;) {
    const read = readSync(file, bytes, done, length - done, null)
    if (read === 0) throw new BrokenTar("the file ends before it is whole")
    done += read
  }
  return bytes
}

export function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done)
}

function paddingOf(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK
}

function header(name: string, size: number, at: number): Uint8Array {
  assert(Buffer.byteLength(name) <= LONGEST_NAME, `${name} fits into an archive`)
  const block = Buffer.alloc(BLOCK)
  block.write(name, 0)
  block.write("0000600\0", 100)
  block.write("0000000\0", 108)
  block.write("0000000\0", 116)
  if (size < MOST_OCTAL_BYTES) block.write(`${size.toString(8).padStart(11, "0")}\0`, 124)
  else {
    // As GNU tar does: a set first bit, then the number itself.
    block[124] = 0x80
    block.writeBigUInt64BE(BigInt(size), 128)
  }
  block.write(
    `${Math.floor(at / 1000)
      .toString(8)
      .padStart(11, "0")}\0`,
    136,
  )
  block.write("0", 156)
  block.write("ustar\x0000", 257)
  block.write(`${checksumOf(block).toString(8).padStart(6, "0")}\0 `, 148)
  return block
}

function readHeader(bytes: Uint8Array): { readonly name: string; readonly size: number } {
  const block = Buffer.from(bytes)
  const text = (start: number, length: number) => block.toString("utf8", start, start + length).replace(/\0.*$/s, "")
  if (Number.parseInt(text(148, 8), 8) !== checksumOf(block)) throw new BrokenTar("the file is no archive")
  const size = block[124] === 0x80 ? Number(block.readBigUInt64BE(128)) : Number.parseInt(text(124, 12), 8)
  return { name: text(0, LONGEST_NAME), size }
}

/** The sum of a header's bytes, its own field taken as blanks. */
function checksumOf(block: Uint8Array): number {
  return block.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 0x20 : byte), 0)
}
