import { TEXT_BETWEEN, type XmlElement } from "./element.ts"

/** About how many letters are handed on at a time. */
const PIECE = 65_536

/** An element as an XML file, piece by piece. Letters that XML cannot hold are left out. */
export function* xmlPieces(root: XmlElement): Generator<string> {
  let piece = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
  for (const part of parts(root, 0)) {
    piece += part
    if (piece.length < PIECE) continue
    yield piece
    piece = ""
  }
  yield piece
}

function* parts(element: XmlElement, level: number): Generator<string> {
  const { name, content } = element
  if (name === TEXT_BETWEEN) {
    yield escaped(content as string)
    return
  }
  const indent = "\t".repeat(level)
  const tag = `${indent}<${name}${attributesOf(element)}`
  if (typeof content === "string" || content.length === 0) {
    yield content.length === 0 ? `${tag}/>\n` : `${tag}>${escaped(content as string)}</${name}>\n`
    return
  }
  yield `${tag}>\n`
  for (const child of content) yield* parts(child, level + 1)
  yield `${indent}</${name}>\n`
}

function attributesOf({ attributes }: XmlElement): string {
  if (attributes === null) return ""
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(value).replaceAll('"', "&quot;").replaceAll("\n", "&#10;")}"`)
    .join("")
}

const SPECIAL = /[&<>\r]/
const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" }
// Control characters, halves of surrogate pairs and two that stand for no letter have no place in XML.
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu

function escaped(text: string): string {
  const clean = text.replace(FORBIDDEN, "")
  return SPECIAL.test(clean) ? clean.replace(/[&<>\r]/g, letter => ESCAPES[letter]!) : clean
}
