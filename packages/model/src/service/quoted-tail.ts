import { isEmptyProse, plainTextOf, type ProseNode } from "../schema/prose.ts"

/** A message as its writer wrote it, and what they left standing below of what they answered. */
export interface Quoting {
  readonly own: readonly ProseNode[]
  /** Empty where nothing is quoted. */
  readonly quoted: readonly ProseNode[]
}

/** What mail programs write over what they quote: `On 12 May, Ana wrote:`, `Am 12. Mai schrieb Ana:`, `---- Original ----`. */
const INTRODUCTION =
  /^(on\b.{0,200}\bwrote|am\b.{0,200}\bschrieb\b.{0,100}|-{2,}\s*(original message|ursprüngliche nachricht|forwarded message|weitergeleitete nachricht)\b.{0,20})\s*:?\s*-*$/i

/**
 * Parts a message from what stands below it as a quote, with the line that introduces it. What is written between or after
 * quotes is an answer to them, so only what is quoted at the very end is parted; a message of nothing else is left whole.
 */
export function partQuoted(content: readonly ProseNode[]): Quoting {
  const whole = { own: content, quoted: [] }
  const introduction = content.findIndex(node => INTRODUCTION.test(lettersOf(node)))
  const from = introduction >= 0 && isMail(content.slice(introduction + 1)) ? introduction : quotedFrom(content)
  if (from >= content.length) return whole
  const own = content.slice(0, from)
  return isEmptyProse(own) ? whole : { own, quoted: content.slice(from) }
}

const lettersOf = (node: ProseNode): string => plainTextOf([node]).trim()

const isQuote = (node: ProseNode): boolean =>
  ("element" in node && node.element === "blockquote") || lettersOf(node).startsWith(">")

/** Whether what stands below an introduction is what it introduces: quotes to the end, or letters without any mark. */
function isMail(below: readonly ProseNode[]): boolean {
  const said = below.filter(node => lettersOf(node) !== "")
  return said.length > 0 && (said.every(isQuote) || !said.some(isQuote))
}

/** Where the quotes begin with which a message ends. */
function quotedFrom(content: readonly ProseNode[]): number {
  let from = content.length
  for (let index = content.length - 1; index >= 0; index--) {
    if (isQuote(content[index]!)) from = index
    else if (lettersOf(content[index]!) !== "") break
  }
  return from
}
