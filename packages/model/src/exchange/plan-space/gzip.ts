/*
 * Of the platforms that this runs on each has these; the libraries of types that are loaded here know none of them.
 */
interface Packing {
  readonly writable: { getWriter(): { write(bytes: Uint8Array): Promise<void>; close(): Promise<void> } }
  readonly readable: { getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array }> } }
}
declare const CompressionStream: new (format: "gzip") => Packing
declare const DecompressionStream: new (format: "gzip") => Packing
declare const TextEncoder: new () => { encode(text: string): Uint8Array }

/** A text as packed bytes. */
export function gzip(text: string): Promise<Uint8Array> {
  return through(new CompressionStream("gzip"), new TextEncoder().encode(text))
}

/** The most bytes that are unpacked: what is larger is no plan. */
const MOST_BYTES = 256 * 1024 * 1024

/** Packed bytes as they were; nothing where they are damaged. */
export async function gunzip(bytes: Uint8Array): Promise<Uint8Array | null> {
  try {
    return await through(new DecompressionStream("gzip"), bytes)
  } catch {
    return null
  }
}

async function through({ writable, readable }: Packing, bytes: Uint8Array): Promise<Uint8Array> {
  const writer = writable.getWriter()
  // Whatever goes wrong with the writing ends the reading too, and is told there.
  const written = writer.write(bytes).then(() => writer.close())
  written.catch(() => undefined)
  const pieces: Uint8Array[] = []
  const reader = readable.getReader()
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done || value === undefined) break
    size += value.length
    if (size > MOST_BYTES) throw new RangeError("more bytes than a plan has")
    pieces.push(value)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
