import * as Y from "yjs"
import type { ProseNode } from "../schema/prose.ts"

/** Yjs stores any JSON as an attribute, and types it as its own few kinds. */
type StoredAttributes = Record<string, string>

/** How deep prose is read. Nobody writes deeper; what is deeper was made to break its readers. */
const DEEPEST = 60

/** What prose says, as plain data. Takes any fragment: what is no element and no text is left out. */
export function readProse(fragment: Y.XmlFragment): readonly ProseNode[] {
  return fragment.toArray().flatMap(node => readNode(node, DEEPEST))
}

/** One element or text of prose, as plain data. */
export function readNode(node: unknown, depth: number = DEEPEST): readonly ProseNode[] {
  if (node instanceof Y.XmlText) return readText(node)
  if (!(node instanceof Y.XmlElement)) return []
  const content = depth > 0 ? node.toArray().flatMap(child => readNode(child, depth - 1)) : []
  return [{ element: node.nodeName, attributes: node.getAttributes() as Record<string, unknown>, content }]
}

function readText(text: Y.XmlText): readonly ProseNode[] {
  const delta = text.toDelta() as readonly { insert: unknown; attributes?: Record<string, unknown> }[]
  return delta.flatMap(({ insert, attributes = {} }) =>
    typeof insert === "string" ? [{ text: insert, marks: attributes }] : [],
  )
}

/** Prose as Yjs has it, to be put into a fragment or an element. Neighbouring texts become one. */
export function buildProse(nodes: readonly ProseNode[]): (Y.XmlElement | Y.XmlText)[] {
  const built: (Y.XmlElement | Y.XmlText)[] = []
  let run: { insert: string; attributes: Readonly<Record<string, unknown>> }[] = []
  const endRun = () => {
    if (run.length === 0) return
    const text = new Y.XmlText()
    text.applyDelta(run)
    built.push(text)
    run = []
  }
  for (const node of nodes) {
    if ("text" in node) {
      if (node.text !== "") run.push({ insert: node.text, attributes: node.marks })
      continue
    }
    endRun()
    const element = new Y.XmlElement<StoredAttributes>(node.element)
    for (const [name, value] of Object.entries(node.attributes))
      if (value !== null && value !== undefined) element.setAttribute(name, value as string)
    element.insert(0, buildProse(node.content) as Y.XmlElement[])
    built.push(element as Y.XmlElement)
  }
  endRun()
  return built
}
