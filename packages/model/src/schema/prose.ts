/**
 * Prose as plain data: what a Y.XmlFragment of it says, without Yjs. Any peer may have written it, so every reader
 * takes only what fits and treats the rest as letters.
 *
 * Blocks are `paragraph`, `heading` (level), `bulletList`, `orderedList` (start), `listItem`, `taskList`, `taskItem`
 * (checked), `blockquote`, `codeBlock` (language), `horizontalRule`, `table`, `tableRow`, `tableHeader`, `tableCell` and
 * `attachment` (attachment); within a line there are `hardBreak`, `mention` (member, label) and `itemLink` (item,
 * label). Marks are `bold`, `italic`, `strike`, `code` and `link` (href). References hold ids; the label is what was
 * called so when it was written, for whoever does not know the id.
 */
export type ProseNode = ProseElement | ProseText

export interface ProseElement {
  readonly element: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly content: readonly ProseNode[]
}

export interface ProseText {
  readonly text: string
  readonly marks: Readonly<Record<string, unknown>>
}

/** What stands within a line; every other element begins a line of its own. */
const INLINE: ReadonlySet<string> = new Set(["hardBreak", "mention", "itemLink"])

export function isInline(node: ProseNode): boolean {
  return "text" in node || INLINE.has(node.element)
}

/** How the things are called now that prose refers to by id; `undefined` for what is not known here. */
export interface ProseNames {
  readonly member: (id: string) => string | undefined
  readonly item: (id: string) => string | undefined
  readonly attachment: (id: string) => string | undefined
}

/** Knows nobody: the labels stand that were written with the references. */
export const NO_NAMES: ProseNames = { member: () => undefined, item: () => undefined, attachment: () => undefined }

/** What an element refers to, as it is called; `undefined` for one that refers to nothing. */
export function referenceText({ element, attributes }: ProseElement, names: ProseNames): string | undefined {
  const id = (name: string) => textOf(attributes[name])
  switch (element) {
    case "mention":
      return `@${names.member(id("member")) ?? id("label")}`
    case "itemLink":
      return names.item(id("item")) ?? id("label")
    case "attachment":
      return names.attachment(id("attachment")) ?? id("label")
    default:
      return undefined
  }
}

const textOf = (raw: unknown): string => (typeof raw === "string" ? raw : "")

/** The letters of prose, a line for each block, for search, for filters and for whoever shows no marks. */
export function plainTextOf(nodes: readonly ProseNode[], names: ProseNames = NO_NAMES): string {
  return nodes.map(node => lettersOf(node, names)).join("\n")
}

function lettersOf(node: ProseNode, names: ProseNames): string {
  if ("text" in node) return node.text
  if (node.element === "hardBreak") return "\n"
  const reference = referenceText(node, names)
  if (reference !== undefined) return reference
  const between = node.element === "tableRow" ? "\t" : "\n"
  return node.content.reduce((text, child, index) => {
    const isJoined = index === 0 || (isInline(child) && isInline(node.content[index - 1]!))
    return text + (isJoined ? "" : between) + lettersOf(child, names)
  }, "")
}

/** Prose of plain paragraphs, one a line. */
export function paragraphsOf(text: string): readonly ProseElement[] {
  return text.split("\n").map(line => ({
    element: "paragraph",
    attributes: {},
    content: line === "" ? [] : [{ text: line, marks: {} }],
  }))
}

/** Whether prose says nothing: no letter, and nothing that shows without letters. */
export function isEmptyProse(nodes: readonly ProseNode[]): boolean {
  return nodes.every(node =>
    "text" in node
      ? node.text.trim() === ""
      : !["attachment", "mention", "itemLink", "horizontalRule", "table"].includes(node.element) &&
        isEmptyProse(node.content),
  )
}

/**
 * The address of a link, if a press on it does no more than open a page, a mail or a call; else null. Addresses without
 * a scheme are none: what they lead to would depend on where they are read.
 */
export function safeAddress(raw: unknown): string | null {
  if (typeof raw !== "string" || raw.length > 2000) return null
  // Browsers leave out line breaks and tabs within a scheme, and what no eye sees before it.
  // oxlint-disable-next-line no-control-regex -- these are what is refused
  if (/[\u0000-\u0020\u007f-\u00a0\u2028\u2029]/.test(raw)) return null
  return /^(https?:\/\/[^/?#\\]|mailto:[^/\\]|tel:[\d+])/i.test(raw) ? raw : null
}
