import { SaxesParser, type SaxesTagPlain } from "saxes"
import { isRefusal, refuse, type Refusal } from "../../base/result.ts"
import { XmlDecoder } from "./decode.ts"
import { TEXT_BETWEEN, type XmlElement } from "./element.ts"

/** The most bytes, elements and levels of a file: larger plans are refused before they exhaust the memory. */
const MOST_BYTES = 256 * 1024 * 1024
const MOST_ELEMENTS = 8_000_000
const MOST_LEVELS = 64

export interface ReadingXml {
  /** Hears how many bytes were read so far. */
  readonly progress?: (bytes: number) => void
  /** Asked before every piece. */
  readonly isCancelled?: () => boolean
}

/**
 * Reads an XML file piece by piece into its root element, or says why it cannot be read:
 * - `broken-xml` with the parser's words as `what`, `doctype`, `too-deep`, each with `line` and `column`
 * - `not-xml`, `empty-file`, `archive`, `binary-plan`, `unknown-encoding`, `not-text` with `line`
 * - `too-big` with `megabytes` or `elements`, the limit; `cancelled`
 *
 * Document types are refused altogether, and with them every entity that a file could define for itself.
 */
export async function readXml(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { progress, isCancelled }: ReadingXml = {},
): Promise<XmlElement | Refusal> {
  const decoder = new XmlDecoder()
  const tree = new TreeBuilder()
  let bytes = 0
  for await (const chunk of chunks) {
    if (isCancelled?.() === true) return refuse("cancelled")
    bytes += chunk.length
    if (bytes > MOST_BYTES) return refuse("too-big", { megabytes: MOST_BYTES / 1024 / 1024 })
    const text = decoder.write(chunk)
    if (isRefusal(text)) return tree.write(decoder.readable) ?? tree.placed(text)
    const refusal = tree.write(text)
    if (refusal !== null) return refusal
    progress?.(bytes)
  }
  const rest = decoder.end()
  if (isRefusal(rest)) return tree.write(decoder.readable) ?? tree.placed(rest)
  return tree.write(rest) ?? tree.end()
}

type Place = {
  readonly line: number
  readonly column: number
}

const LOOSE_AMPERSAND = /&(?!(?:#\d+|#x[\da-fA-F]+|amp|lt|gt|quot|apos);)/

/** Stops the parser, which would go on after an error. */
class Fault extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.reason)
    this.refusal = refusal
  }
}

class TreeBuilder {
  readonly #parser = new SaxesParser<{ xmlns: false }>({ xmlns: false })
  readonly #open: XmlElement[] = []
  readonly #names = new Map<string, string>()
  #root: XmlElement | null = null
  #prefix = ""
  #elements = 0
  #hasText = false
  /** What is being read, and where it begins. */
  #piece = { text: "", line: 1, column: 0 }
  /** Where the tag that is being read began. */
  #line = 1
  #column = 1

  constructor() {
    this.#parser.on("opentagstart", ({ name }) => {
      this.#line = this.#parser.line
      this.#column = Math.max(1, this.#parser.column - name.length - 1)
    })
    this.#parser.on("opentag", tag => this.#openTag(tag))
    this.#parser.on("closetag", () => this.#open.pop())
    this.#parser.on("text", text => this.#addText(text))
    this.#parser.on("cdata", text => this.#addText(text))
    this.#parser.on("doctype", () => this.#stop("doctype"))
    this.#parser.on("error", error => {
      const at = this.#placeOfLooseAmpersand(/entity/.test(error.message))
      throw new Fault(
        refuse(this.#root === null ? "not-xml" : "broken-xml", {
          what: at === null ? what(error) : "an ampersand that begins no reference",
          ...(at ?? this.#place()),
        }),
      )
    })
  }

  /** A refusal with the place that the file is read up to. */
  placed(refusal: Refusal): Refusal {
    return { ...refusal, detail: { ...refusal.detail, ...this.#place() } }
  }

  write(text: string): Refusal | null {
    if (!this.#hasText && text.trim() !== "") {
      this.#hasText = true
      if (!text.trimStart().replace("\ufeff", "").startsWith("<")) return refuse("not-xml", { line: 1, column: 1 })
      if (/^\ufeff?\s*<(!doctype\s+html|html)\b/i.test(text)) return refuse("web-page")
    }
    if (text !== "") this.#piece = { text, line: this.#parser.line, column: this.#parser.column }
    return caught(() => this.#parser.write(this.#hasText ? text : ""))
  }

  end(): XmlElement | Refusal {
    if (!this.#hasText) return refuse("empty-file")
    return caught(() => this.#parser.close()) ?? this.#root ?? refuse("not-xml", this.#place())
  }

  #openTag({ name, attributes }: SaxesTagPlain): void {
    this.#elements += 1
    if (this.#elements > MOST_ELEMENTS) this.#stop("too-big", { elements: MOST_ELEMENTS })
    if (this.#open.length >= MOST_LEVELS) this.#stop("too-deep", { levels: MOST_LEVELS })
    if (this.#root === null && name.includes(":")) this.#prefix = name.slice(0, name.indexOf(":") + 1)
    const opened: XmlElement = {
      name: this.#interned(name),
      attributes: isEmpty(attributes) ? null : attributes,
      content: "",
      line: this.#line,
      column: this.#column,
    }
    const outer = this.#open.at(-1)
    if (outer === undefined) this.#root = opened
    else inside(outer).push(opened)
    this.#open.push(opened)
  }

  #addText(text: string): void {
    const current = this.#open.at(-1)
    if (current === undefined) return
    if (typeof current.content === "string") current.content += text
    else if (text.trim() !== "")
      current.content.push({ name: TEXT_BETWEEN, attributes: null, content: text, ...this.#place() })
  }

  #interned(name: string): string {
    let known = this.#names.get(name)
    if (known === undefined) {
      known = this.#prefix !== "" && name.startsWith(this.#prefix) ? name.slice(this.#prefix.length) : name
      this.#names.set(name, known)
    }
    return known
  }

  /** Where an ampersand begins no reference: the parser notices only at the next semicolon, which may be far away. */
  #placeOfLooseAmpersand(isEntity: boolean): Place | null {
    const { text, line, column } = this.#piece
    const match = LOOSE_AMPERSAND.exec(text)
    if (match === null || !(isEntity || match.index > text.lastIndexOf(";"))) return null
    const lines = text.slice(0, match.index).split("\n")
    const last = lines.at(-1)!.length
    return { line: line + lines.length - 1, column: lines.length === 1 ? column + last + 1 : last + 1 }
  }

  #place(): Place {
    return { line: this.#parser.line, column: this.#parser.column + 1 }
  }

  #stop(reason: string, detail: Readonly<Record<string, string | number>> = {}): never {
    throw new Fault(refuse(reason, { ...detail, ...this.#place() }))
  }
}

/** What stands inside an element that turns out to be no leaf. */
function inside(outer: XmlElement): XmlElement[] {
  if (typeof outer.content !== "string") return outer.content
  const { line, column, content } = outer
  const elements: XmlElement[] =
    content.trim() === "" ? [] : [{ name: TEXT_BETWEEN, attributes: null, content, line, column }]
  outer.content = elements
  return elements
}

function isEmpty(attributes: Readonly<Record<string, string>>): boolean {
  for (const _ in attributes) return false
  return true
}

function caught(parse: () => void): Refusal | null {
  try {
    parse()
    return null
  } catch (error) {
    if (error instanceof Fault) return error.refusal
    throw error
  }
}

/** The parser's words without the place that it puts before them. */
function what(error: Error): string {
  return error.message.replace(/^(?:\d+:\d+: )?/, "").replace(/\.$/, "")
}
