import type { Attrs, Fragment, Mark, Node, NodeType, Schema } from "@tiptap/pm/model"
import { safeAddress, type ProseElement, type ProseNode } from "@weft/model/schema/prose"

/**
 * What a text may hold that this editor does not know: another build wrote it, or somebody with no good in mind. It is
 * never interpreted and never lost: an element stands as one closed piece that shows its letters, attributes and marks
 * are carried along, and all of it is written back as it was.
 */
export const FOREIGN_BLOCK = "foreignBlock"
export const FOREIGN_INLINE = "foreignInline"
export const FOREIGN_MARK = "foreignMark"
/** The attribute of a node that carries those of its element that are not the node's own. */
export const OTHERS = "others"
/** The attribute under which an element within a line has its marks, as letters have theirs. */
const MARKS = "marks"

type Values = Readonly<Record<string, unknown>>

/** Whether a node stands for something foreign. */
export function isForeign(node: Node): boolean {
  return node.type.name === FOREIGN_BLOCK || node.type.name === FOREIGN_INLINE
}

/** What a foreign node holds. */
export function heldBy(node: Node): ProseNode {
  return node.attrs["held"] as ProseNode
}

/**
 * The node for an element with these children, or null where there is none: a kind that the schema does not have, an
 * attribute that does not fit, or children that cannot stand in it. Children that must be there and are not are filled
 * in for the eye; they are written with the next edit of that element.
 */
export function nodeFor(
  schema: Schema,
  { element, attributes }: Pick<ProseElement, "element" | "attributes">,
  content: Fragment,
): Node | null {
  const type = schema.nodes[element]
  if (type === undefined || type.isText || type === schema.topNodeType) return null
  if (element === FOREIGN_BLOCK || element === FOREIGN_INLINE) return null
  const { [MARKS]: marked, ...stored } = attributes
  const marks = type.isInline ? marksFor(schema, isPlain(marked) ? marked : {}) : []
  const attrs = attrsFor(type, type.isInline ? stored : attributes)
  if (attrs === null) return null
  if (content.size > 0 && type.isLeaf) return null
  if (type.validContent(content)) return type.create(attrs, content, marks)
  try {
    return type.createAndFill(attrs, content, marks)
  } catch {
    return null
  }
}

const allowed = new WeakMap<NodeType, ReadonlySet<NodeType>>()

/** Whether a node of one type can stand anywhere in one of the other. */
export function canStandIn(parent: NodeType, child: NodeType): boolean {
  const known = allowed.get(parent)
  if (known !== undefined) return known.has(child)
  const types = new Set<NodeType>()
  const seen = new Set([parent.contentMatch])
  for (const match of seen) {
    for (let edge = 0; edge < match.edgeCount; edge++) {
      const { type, next } = match.edge(edge)
      types.add(type)
      seen.add(next)
    }
  }
  allowed.set(parent, types)
  return types.has(child)
}

function attrsFor(type: NodeType, stored: Values): Attrs | null {
  const known = new Set(Object.keys(type.spec.attrs ?? {}).filter(name => name !== OTHERS))
  const attrs: Record<string, unknown> = {}
  const others: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(stored)) {
    if (value === null || value === undefined) continue
    if (!known.has(name)) others[name] = value
    else if (FITS[name]?.(value) === false) return null
    else attrs[name] = value
  }
  if (Object.keys(others).length > 0) attrs[OTHERS] = others
  return attrs
}

/** The attributes that an element has where a node stands. */
export function attributesOf(node: Node): Values {
  const { [OTHERS]: others, ...own } = node.attrs as Record<string, unknown>
  const marks = node.isInline && node.marks.length > 0 ? { [MARKS]: markAttributes(node.marks) } : {}
  const all = { ...own, ...(others as Values | null), ...marks }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== undefined))
}

const isText = (value: unknown): boolean => typeof value === "string" && value.length <= 1000
const isId = (value: unknown): boolean => typeof value === "string" && /^[\w-]{1,64}$/.test(value)
const isSpan = (value: unknown): boolean =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 50
const isWidths = (value: unknown): boolean =>
  Array.isArray(value) && value.length <= 50 && value.every(width => typeof width === "number" && width < 5000)

/** Which values the attributes of nodes may have; a name means the same wherever it stands. */
const FITS: Readonly<Record<string, (value: unknown) => boolean>> = {
  level: value => value === 1 || value === 2 || value === 3,
  start: value => typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 1e9,
  type: value => value === "1" || value === "a" || value === "A" || value === "i" || value === "I",
  checked: value => typeof value === "boolean",
  language: value => typeof value === "string" && /^[\w+#.-]{0,40}$/.test(value),
  member: isId,
  item: isId,
  attachment: isId,
  comment: isId,
  label: isText,
  colspan: isSpan,
  rowspan: isSpan,
  colwidth: isWidths,
  align: value => value === "left" || value === "center" || value === "right",
}

/** The marks that letters with these attributes have. */
export function marksFor(schema: Schema, attributes: Values): readonly Mark[] {
  const marks: Mark[] = []
  const foreign: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(attributes)) {
    const type = name === FOREIGN_MARK ? undefined : schema.marks[name]
    if (type !== undefined && isMarkValue(name, value)) marks.push(type.create(value as Attrs))
    else foreign[name] = value
  }
  const carrier = schema.marks[FOREIGN_MARK]
  if (carrier !== undefined && Object.keys(foreign).length > 0) marks.push(carrier.create({ held: foreign }))
  return marks.reduce<readonly Mark[]>((set, mark) => mark.addToSet(set), [])
}

function isMarkValue(name: string, value: unknown): boolean {
  if (!isPlain(value)) return false
  const keys = Object.keys(value)
  if (name !== "link") return keys.length === 0
  return keys.length === 1 && safeAddress(value["href"]) !== null
}

function isPlain(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** The attributes of letters that have these marks. */
export function markAttributes(marks: readonly Mark[]): Readonly<Record<string, unknown>> {
  const attributes: Record<string, unknown> = {}
  for (const mark of marks) {
    if (mark.type.name === FOREIGN_MARK) Object.assign(attributes, mark.attrs["held"])
    else attributes[mark.type.name] = mark.attrs
  }
  return attributes
}
