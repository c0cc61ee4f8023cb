import { isInline, NO_NAMES, referenceText, safeAddress } from "../schema/prose.ts"
import type { ProseElement, ProseNames, ProseNode, ProseText } from "../schema/prose.ts"

/** Prose as Markdown (CommonMark with GitHub's tables, checks and strikes), without an empty line at its end. */
export function markdownOf(nodes: readonly ProseNode[], names: ProseNames = NO_NAMES): string {
  return blocks(nodes, names).join("\n\n")
}

function blocks(nodes: readonly ProseNode[], names: ProseNames): readonly string[] {
  return grouped(nodes).map(group => (Array.isArray(group) ? line(group, names) : block(group as ProseElement, names)))
}

/** Neighbours within a line as one, where they stand among blocks. */
function grouped(nodes: readonly ProseNode[]): readonly (ProseNode[] | ProseElement)[] {
  const groups: (ProseNode[] | ProseElement)[] = []
  for (const node of nodes) {
    const last = groups.at(-1)
    if (!isInline(node)) groups.push(node as ProseElement)
    else if (Array.isArray(last)) last.push(node)
    else groups.push([node])
  }
  return groups
}

function block(node: ProseElement, names: ProseNames): string {
  const { element, attributes, content } = node
  switch (element) {
    case "heading":
      return `${"#".repeat(wholeBetween(attributes["level"], 1, 6))} ${line(content, names)}`
    case "blockquote":
      return prefixed("> ", blocks(content, names).join("\n\n"))
    case "bulletList":
    case "taskList":
      return listItems(content, names, item => `- ${checkOf(item)}`)
    case "orderedList": {
      const start = wholeBetween(attributes["start"], 1, 1_000_000)
      return listItems(content, names, (_item, index) => `${start + index}. `)
    }
    case "codeBlock":
      return fenced(lettersWithin(content), attributes["language"])
    case "horizontalRule":
      return "---"
    case "table":
      return table(content, names)
    case "attachment":
      return `![${escaped(referenceText(node, names) ?? "")}](attachment:${plainId(attributes["attachment"])})`
    case "paragraph":
      return line(content, names)
    default:
      return blocks(content, names).join("\n\n")
  }
}

function listItems(
  items: readonly ProseNode[],
  names: ProseNames,
  mark: (item: ProseElement, index: number) => string,
): string {
  return items
    .filter((item): item is ProseElement => "element" in item)
    .map((item, index) => {
      const before = mark(item, index)
      const inside = blocks(item.content, names).join("\n\n")
      return before + prefixed(" ".repeat(before.indexOf(" ") + 1), inside).trimStart()
    })
    .join("\n")
}

function checkOf({ element, attributes }: ProseElement): string {
  if (element !== "taskItem") return ""
  return attributes["checked"] === true ? "[x] " : "[ ] "
}

function table(rows: readonly ProseNode[], names: ProseNames): string {
  const cells = rows
    .filter((row): row is ProseElement => "element" in row)
    .map(row => row.content.map(cell => ("element" in cell ? cellText(cell, names) : escaped(cell.text))))
  const width = Math.max(1, ...cells.map(row => row.length))
  const [head = [], ...body] = cells
  const drawn = (row: readonly string[]) => `| ${Array.from({ length: width }, (_, at) => row[at] ?? "").join(" | ")} |`
  return [drawn(head), `|${" --- |".repeat(width)}`, ...body.map(drawn)].join("\n")
}

function cellText({ content }: ProseElement, names: ProseNames): string {
  return blocks(content, names)
    .join(" ")
    .replaceAll("\n", " ")
    .replace(/(?<!\\)\|/g, "\\|")
}

function fenced(code: string, language: unknown): string {
  // A fence is longer than any within.
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = "`".repeat(longest + 1)
  const info = typeof language === "string" && /^[\w+#.-]{1,40}$/.test(language) ? language : ""
  return `${fence}${info}\n${code}\n${fence}`
}

function line(content: readonly ProseNode[], names: ProseNames): string {
  return content
    .map(node => {
      if ("text" in node) return marked(node)
      if (node.element === "hardBreak") return "\\\n"
      return escaped(referenceText(node, names) ?? lettersWithin(node.content))
    })
    .join("")
}

function lettersWithin(content: readonly ProseNode[]): string {
  return content.map(node => ("text" in node ? node.text : lettersWithin(node.content))).join("")
}

function marked({ text, marks }: ProseText): string {
  const [, before = "", inside = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? []
  // Marks next to a space do not count as such in Markdown.
  if (inside === "") return text
  let shown = "code" in marks ? codeSpan(inside) : escaped(inside)
  if ("strike" in marks) shown = `~~${shown}~~`
  if ("italic" in marks) shown = `*${shown}*`
  if ("bold" in marks) shown = `**${shown}**`
  const address = linkOf(marks["link"])
  if (address !== null) shown = `[${shown}](<${address.replaceAll(">", "%3E").replaceAll("<", "%3C")}>)`
  return before + shown + after
}

function linkOf(mark: unknown): string | null {
  return typeof mark === "object" && mark !== null ? safeAddress((mark as Record<string, unknown>)["href"]) : null
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const tick = "`".repeat(longest + 1)
  const space = text.startsWith("`") || text.endsWith("`") ? " " : ""
  return tick + space + text + space + tick
}

/** Letters that would be read as marks, taken literally. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]<>~|&]/g, "\\$&")
    .replace(/^(\s*)([#+-]|\d+[.)])(?=\s|$)/gm, (_all, space: string, mark: string) => `${space}${escapedMark(mark)}`)
}

const escapedMark = (mark: string): string => (mark.length === 1 ? `\\${mark}` : mark.replace(/[.)]$/, "\\$&"))

const prefixed = (prefix: string, text: string): string =>
  text
    .split("\n")
    .map(row => (prefix + row).trimEnd())
    .join("\n")

const plainId = (raw: unknown): string => (typeof raw === "string" && /^[\w-]+$/.test(raw) ? raw : "")

function wholeBetween(raw: unknown, least: number, most: number): number {
  return typeof raw === "number" && Number.isInteger(raw) ? Math.min(most, Math.max(least, raw)) : least
}
