import type { Node } from "@tiptap/pm/model"
import { buildProse } from "@weft/model/replica/prose-tree"
import * as Y from "yjs"
import { attributesOf, heldBy, isForeign } from "./foreign.ts"
import { firstType, isRun, unitsOf, type ProseNodes, type Unit } from "./prose-units.ts"
import { editRun, isLetters, newText, wantedPieces } from "./text-run.ts"

type Parent = Y.XmlFragment | Y.XmlElement
/** What one unit is to be: a node, or the text nodes of a run. */
type Wanted = readonly Node[]
/** Yjs stores any JSON as an attribute, and types it as its own few kinds. */
type StoredAttributes = Record<string, string>

/**
 * Makes a fragment read as the editor's document, with edits where they differ and nowhere else, so that what others
 * write at the same time in other places stands.
 */
export function writeChildren(parent: Parent, node: Node, nodes: ProseNodes): void {
  let standing = unitsOf(parent).filter(unit => !isRun(unit) || (nodes.of(unit) ?? []).length > 0)
  let wanted = wantedUnits(node)
  const leading = countSame(standing, wanted, nodes, (list, index) => list[index])
  standing = standing.slice(leading)
  wanted = wanted.slice(leading)
  const trailing = countSame(standing, wanted, nodes, (list, index) => list.at(-1 - index))
  // Where a line holds nothing but an empty text, that is written in.
  const empty = standing.length === 0 && leading === 0 && trailing === 0 ? emptyRun(parent) : undefined
  if (empty !== undefined && wanted.length === 1 && wanted[0]![0]!.isText) standing = [empty]
  const last = standing[standing.length - trailing]
  const before = last === undefined ? parent.length : indexIn(parent, firstType(last))
  match(parent, standing.slice(0, standing.length - trailing), wanted.slice(0, wanted.length - trailing), before, nodes)
}

function emptyRun(parent: Parent): Unit | undefined {
  return unitsOf(parent).find(unit => isRun(unit))
}

function wantedUnits(node: Node): readonly Wanted[] {
  const units: Node[][] = []
  node.forEach(child => {
    const last = units.at(-1)
    if (child.isText && last?.[0]?.isText === true) last.push(child)
    else units.push([child])
  })
  return units
}

function countSame(
  standing: readonly Unit[],
  wanted: readonly Wanted[],
  nodes: ProseNodes,
  at: <T>(list: readonly T[], index: number) => T | undefined,
): number {
  let count = 0
  while (count < Math.min(standing.length, wanted.length)) {
    const [unit, want] = [at(standing, count)!, at(wanted, count)!]
    if (!isShown(nodes.of(unit) ?? [], want)) break
    nodes.set(unit, want)
    count++
  }
  return count
}

function isShown(shown: readonly Node[], wanted: Wanted): boolean {
  return (
    shown.length === wanted.length && shown.every((node, index) => node === wanted[index] || node.eq(wanted[index]!))
  )
}

/**
 * Turns units into the wanted ones, pair by pair from whichever end is more alike. `end` is the index in the parent
 * behind the last of them; what is made anew is put in front of what is left, or there.
 */
function match(
  parent: Parent,
  standing: readonly Unit[],
  wanted: readonly Wanted[],
  end: number,
  nodes: ProseNodes,
): void {
  let [units, wants] = [standing, wanted]
  while (units.length > 0 && wants.length > 0) {
    const first = likeness(units[0]!, wants[0]!, nodes)
    const last = likeness(units.at(-1)!, wants.at(-1)!, nodes)
    if (first < 0 && last < 0) break
    if (first >= last) {
      become(units[0]!, wants[0]!, nodes)
      ;[units, wants] = [units.slice(1), wants.slice(1)]
    } else {
      const unit = units.at(-1)!
      become(unit, wants.at(-1)!, nodes)
      end = indexIn(parent, firstType(unit))
      ;[units, wants] = [units.slice(0, -1), wants.slice(0, -1)]
    }
  }
  const made = wants.map(want => build(want, nodes))
  parent.insert(units.length > 0 ? indexIn(parent, firstType(units[0]!)) : end, made as Y.XmlElement[])
  for (const unit of units) remove(parent, unit, nodes)
}

/** Takes a unit out. Of a run only the letters go: what somebody else types into that text meanwhile has a place then. */
function remove(parent: Parent, unit: Unit, nodes: ProseNodes): void {
  if (isRun(unit) && isLetters(unit[0]!)) {
    for (const text of unit) text.delete(0, text.length)
    return nodes.set(unit, [])
  }
  parent.delete(indexIn(parent, firstType(unit)), 1)
  nodes.forget(firstType(unit))
}

function indexIn(parent: Parent, child: unknown): number {
  return (parent.toArray() as unknown[]).indexOf(child)
}

/** How much of a unit stands in what it may become; below zero where it cannot become that. */
function likeness(unit: Unit, wanted: Wanted, nodes: ProseNodes): number {
  const shown = nodes.of(unit) ?? []
  const want = wanted[0]!
  if (isRun(unit)) {
    if (!want.isText || shown.some(isForeign)) return -1
    return commonLetters(textOf(shown), textOf(wanted))
  }
  const was = shown[0]
  if (was === undefined || isForeign(was) || isForeign(want) || was.type !== want.type) return -1
  if (was.isTextblock) return commonLetters(was.textContent, want.textContent)
  let same = 0
  const standing = new Set<Node>()
  was.forEach(child => standing.add(child))
  want.forEach(child => {
    if (standing.has(child)) same++
  })
  return same
}

const textOf = (nodes: readonly Node[]): string => nodes.map(node => node.text ?? "").join("")

function commonLetters(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length)
  let start = 0
  while (start < shorter && left[start] === right[start]) start++
  let end = 0
  while (end < shorter - start && left.at(-1 - end) === right.at(-1 - end)) end++
  return start + end
}

function become(unit: Unit, wanted: Wanted, nodes: ProseNodes): void {
  if (isRun(unit)) editRun(unit, wantedPieces(wanted))
  else {
    writeAttributes(unit, wanted[0]!, nodes.of(unit)![0]!)
    writeChildren(unit, wanted[0]!, nodes)
  }
  nodes.set(unit, wanted)
}

/** Writes the attributes in which a node differs from what was shown, and no others: defaults are not stored. */
function writeAttributes(element: Y.XmlElement, wanted: Node, shown: Node): void {
  const [before, after] = [attributesOf(shown), attributesOf(wanted)]
  for (const name of Object.keys(before)) if (!(name in after)) element.removeAttribute(name)
  for (const [name, value] of Object.entries(after))
    if (JSON.stringify(before[name]) !== JSON.stringify(value)) element.setAttribute(name, value as string)
}

/** Makes a unit of its own for wanted nodes. */
function build(wanted: Wanted, nodes: ProseNodes): Y.XmlElement | Y.XmlText {
  const node = wanted[0]!
  if (node.isText) {
    const text = newText(wantedPieces(wanted))
    nodes.set([text], wanted)
    return text
  }
  if (isForeign(node)) {
    const held = heldBy(node)
    const isText = "element" in held && held.element === ""
    const [made] = buildProse(isText ? held.content : [held])
    const unit = made ?? new Y.XmlText()
    nodes.set(unit instanceof Y.XmlText ? [unit] : unit, wanted)
    return unit
  }
  const element = new Y.XmlElement<StoredAttributes>(node.type.name)
  for (const [name, value] of Object.entries(attributesOf(node))) element.setAttribute(name, value as string)
  const children = wantedUnits(node).map(want => build(want, nodes))
  if (children.length > 0) element.insert(0, children as Y.XmlElement[])
  nodes.set(element as Y.XmlElement, wanted)
  return element as Y.XmlElement
}
