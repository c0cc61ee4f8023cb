import { isRefusal, refuse, type Refusal } from "../../base/result.ts"

/** What browsers and servers both have to read text of other encodings than UTF-8. */
declare const TextDecoder: new (
  label: string,
  options: { readonly fatal: boolean },
) => { decode(bytes?: Uint8Array, options?: { readonly stream: boolean }): string }

type Decoder = InstanceType<typeof TextDecoder>

/** How many bytes are looked at to tell the encoding: as long as an XML declaration gets. */
const HEAD = 256

/**
 * Turns the bytes of an XML file into text, piece by piece. The encoding is told by the mark at its head, by the zeros
 * of UTF-16, or by the XML declaration; otherwise it is UTF-8.
 */
export class XmlDecoder {
  #decoder: Decoder | null = null
  #head = new Uint8Array(0)
  #name = "utf-8"
  #readable = ""

  /** After `not-text`: what could still be read of the piece that is damaged, so that the place of the damage is known. */
  get readable(): string {
    return this.#readable
  }

  /** The text of the next piece, or `archive`, `unknown-encoding` (with its `name`) or `not-text`. */
  write(bytes: Uint8Array): string | Refusal {
    if (this.#decoder !== null) return this.#decode(this.#decoder, bytes)
    this.#head = joined(this.#head, bytes)
    return this.#head.length < HEAD ? "" : this.#begin()
  }

  /** What is left at the end. */
  end(): string | Refusal {
    if (this.#decoder !== null) return this.#decode(this.#decoder)
    const text = this.#begin()
    if (isRefusal(text) || this.#decoder === null) return text
    const rest = this.#decode(this.#decoder)
    return isRefusal(rest) ? rest : text + rest
  }

  #begin(): string | Refusal {
    const head = this.#head
    if (head[0] === 0x1f && head[1] === 0x8b) return refuse("archive")
    if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4) return refuse("archive")
    // The binary formats of Microsoft Office all begin so, those of Microsoft Project too.
    if (head[0] === 0xd0 && head[1] === 0xcf && head[2] === 0x11 && head[3] === 0xe0) return refuse("binary-plan")
    this.#name = encodingOf(head)
    try {
      this.#decoder = new TextDecoder(this.#name, { fatal: true })
    } catch {
      return refuse("unknown-encoding", { name: this.#name })
    }
    return this.#decode(this.#decoder, head)
  }

  #decode(decoder: Decoder, bytes?: Uint8Array): string | Refusal {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
    } catch {
      const text = bytes === undefined ? "" : new TextDecoder(this.#name, { fatal: false }).decode(bytes)
      this.#readable = text.slice(0, Math.max(0, text.indexOf("\ufffd")))
      return refuse("not-text")
    }
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

const DECLARED = /^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']/

function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le"
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be"
  if (head[0] === 0x3c && head[1] === 0) return "utf-16le"
  if (head[0] === 0 && head[1] === 0x3c) return "utf-16be"
  const declared = DECLARED.exec(String.fromCharCode(...head.subarray(0, HEAD)).replace("\u00ef\u00bb\u00bf", ""))?.[1]
  // A declaration that can be read letter by letter is no UTF-16, whatever it says: some programs write it so.
  return declared === undefined || /^utf-?16/i.test(declared) ? "utf-8" : declared.toLowerCase()
}
