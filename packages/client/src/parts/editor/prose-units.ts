import { Fragment, type Node, type NodeType, type Schema } from "@tiptap/pm/model"
import { readNode } from "@weft/model/replica/prose-tree"
import type { ProseNode } from "@weft/model/schema/prose"
import * as Y from "yjs"
import { canStandIn, FOREIGN_BLOCK, FOREIGN_INLINE, nodeFor } from "./foreign.ts"
import { isLetters, readRun, type TextRun } from "./text-run.ts"

/** What the editor reads as one: an element, or a run of text. A text among blocks is foreign there, and by itself. */
export type Unit = Y.XmlElement | TextRun
type Parent = Y.XmlFragment | Y.XmlElement

/** How deep elements are read as nodes; what is deeper is foreign. */
export const DEEPEST = 40

export const isRun = (unit: Unit): unit is TextRun => Array.isArray(unit)

/** The units of a fragment or an element, in order. */
export function unitsOf(parent: Parent): readonly Unit[] {
  const units: Unit[] = []
  /** The run that a next text belongs to. */
  let run: Y.XmlText[] | null = null
  for (const child of parent.toArray() as unknown[]) {
    const text = child instanceof Y.XmlText ? child : null
    const isJoining = text !== null && isLetters(text)
    if (isJoining && run !== null) {
      run.push(text)
      continue
    }
    run = isJoining ? [text] : null
    if (run !== null) units.push(run)
    else if (text !== null) units.push([text])
    else if (child instanceof Y.XmlElement) units.push(child)
  }
  return units
}

/** The place of a unit's first type among its parent's children. */
export const firstType = (unit: Unit): Y.XmlElement | Y.XmlText => (isRun(unit) ? unit[0]! : unit)

/**
 * The nodes that a text is shown as, and which unit of it each stands for. Elements that nobody changed keep their node,
 * so that the screen need not look at them.
 */
export class ProseNodes {
  readonly #schema: Schema
  readonly #shown = new Map<Y.XmlElement | Y.XmlText, readonly Node[]>()

  constructor(schema: Schema) {
    this.#schema = schema
  }

  /** What a unit is shown as, as it was read or written last. */
  of(unit: Unit): readonly Node[] | undefined {
    return this.#shown.get(firstType(unit))
  }

  /** Notes what a unit is shown as. */
  set(unit: Unit, nodes: readonly Node[]): void {
    this.#shown.set(firstType(unit), nodes)
  }

  forget(type: Y.XmlElement | Y.XmlText): void {
    this.#shown.delete(type)
  }

  /** How much room a unit takes in the editor's count of positions. */
  sizeOf(unit: Unit): number {
    return (this.of(unit) ?? []).reduce((size, node) => size + node.nodeSize, 0)
  }

  /** The whole text as the editor's document. */
  read(fragment: Y.XmlFragment): Node {
    const type = this.#schema.topNodeType
    const content = Fragment.fromArray(this.#children(fragment, type, 0) as Node[])
    return type.validContent(content) ? type.create(null, content) : type.createAndFill(null, content)!
  }

  #children(parent: Parent, within: NodeType, depth: number): readonly Node[] {
    return unitsOf(parent).flatMap(unit => this.#unit(unit, within, depth))
  }

  #unit(unit: Unit, within: NodeType, depth: number): readonly Node[] {
    const standing = isRun(unit) ? undefined : this.of(unit)
    if (standing !== undefined) return standing
    const nodes = isRun(unit) ? this.#run(unit, within) : [this.#element(unit, within, depth)]
    this.set(unit, nodes)
    return nodes
  }

  #run(run: TextRun, within: NodeType): readonly Node[] {
    if (within.inlineContent && isLetters(run[0]!)) return readRun(run, this.#schema)
    const held = run.flatMap(text => readNode(text))
    // An empty text shows nothing anywhere.
    return held.length === 0 ? [] : [this.#foreign({ element: "", attributes: {}, content: held }, within)]
  }

  #element(element: Y.XmlElement, within: NodeType, depth: number): Node {
    const type = this.#schema.nodes[element.nodeName]
    const attributes = element.getAttributes() as Record<string, unknown>
    const fits = type !== undefined && canStandIn(within, type) && depth < DEEPEST
    const content = fits ? Fragment.fromArray(this.#children(element, type, depth + 1) as Node[]) : null
    const node = content && nodeFor(this.#schema, { element: element.nodeName, attributes }, content)
    return node ?? this.#foreign(readNode(element)[0]!, within)
  }

  #foreign(held: ProseNode, within: NodeType): Node {
    return this.#schema.nodes[within.inlineContent ? FOREIGN_INLINE : FOREIGN_BLOCK]!.create({ held })
  }
}
