import { TEXT_BETWEEN, type XmlElement } from "./element.ts"

/** About how many letters are handed on at a time. */
const PIECE = 65_536

/** Levels that are handed on part by part; what lies deeper is a record, and is written whole. */
const OPEN_LEVELS = 2

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
  if (level === OPEN_LEVELS || typeof element.content === "string" || element.content.length === 0) {
    yield textOf(element, level)
    return
  }
  yield `${beginOf(element, level)}>\n`
  for (const child of element.content) yield* parts(child, level + 1)
  yield endOf(element, level)
}

function textOf(element: XmlElement, level: number): string {
  const { name, content } = element
  if (name === TEXT_BETWEEN) return escaped(content as string)
  const begin = beginOf(element, level)
  if (content.length === 0) return `${begin}/>\n`
  if (typeof content === "string") return `${begin}>${escaped(content)}</${name}>\n`
  let text = `${begin}>\n`
  for (const child of content) text += textOf(child, level + 1)
  return text + endOf(element, level)
}

function beginOf(element: XmlElement, level: number): string {
  return `${indentOf(level)}<${element.name}${attributesOf(element)}`
}

function endOf({ name }: XmlElement, level: number): string {
  return `${indentOf(level)}</${name}>\n`
}

const INDENTS = Array.from({ length: 8 }, (_, level) => "\t".repeat(level))

function indentOf(level: number): string {
  return INDENTS[level] ?? "\t".repeat(level)
}

function attributesOf({ attributes }: XmlElement): string {
  if (attributes === null) return ""
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(value).replaceAll('"', "&quot;").replaceAll("\n", "&#10;")}"`)
    .join("")
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" }
/** Most texts are numbers, dates and words, which stand as they are. */
const PLAIN = /^[\w \t\n.,:;/()+-]*$/
// Control characters, halves of surrogate pairs and two that stand for no letter have no place in XML.
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu

function escaped(text: string): string {
  if (PLAIN.test(text)) return text
  return text.replace(FORBIDDEN, "").replace(/[&<>\r]/g, letter => ESCAPES[letter]!)
}
