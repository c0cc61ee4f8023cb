import * as Y from "yjs"
import { DEEPEST, firstType, isRun, unitsOf, type ProseNodes, type Unit } from "./prose-units.ts"
import { placeIn } from "./text-run.ts"

type Parent = Y.XmlFragment | Y.XmlElement

/** A place in a text that stays at its letter while others write around it. */
export type Place = Y.RelativePosition

/**
 * Where a position of the editor's document is in the text; null where nothing of the text is shown.
 *
 * @param side the letter that the place belongs to: -1 the one before it, 0 the one behind it
 */
export function placeAt(fragment: Y.XmlFragment, nodes: ProseNodes, position: number, side: -1 | 0): Place | null {
  return placeWithin(fragment, nodes, position, side)
}

/** @param position counted from the start of the parent's content */
function placeWithin(parent: Parent, nodes: ProseNodes, position: number, side: -1 | 0): Place | null {
  let start = 0
  for (const unit of unitsOf(parent)) {
    const size = nodes.sizeOf(unit)
    const inside = position - start
    if (isRun(unit) ? inside <= size && size > 0 : inside < size) return placeInUnit(parent, unit, nodes, inside, side)
    start += size
  }
  return position > start ? null : Y.createRelativePositionFromTypeIndex(parent, parent.length, side)
}

function placeInUnit(parent: Parent, unit: Unit, nodes: ProseNodes, inside: number, side: -1 | 0): Place | null {
  if (isRun(unit) && nodes.of(unit)![0]?.isText === true) {
    const { text, offset } = placeIn(unit, inside)
    return Y.createRelativePositionFromTypeIndex(text, offset, side)
  }
  if (isRun(unit) || inside <= 0 || nodes.of(unit)![0]?.isAtom === true)
    return Y.createRelativePositionFromTypeIndex(parent, indexIn(parent, firstType(unit)), 0)
  return placeWithin(unit, nodes, inside - 1, side)
}

/** Where a place is in the editor's document; null for one that is not shown, or that is of another text. */
export function positionOf(fragment: Y.XmlFragment, nodes: ProseNodes, place: Place): number | null {
  const found = Y.createAbsolutePositionFromRelativePosition(place, fragment.doc!)
  if (found === null) return null
  const offset = found.type instanceof Y.XmlText ? offsetInRun(found.type, found.index) : null
  const parent = offset === null ? (found.type as unknown) : (found.type.parent as unknown)
  if (!(parent instanceof Y.XmlFragment)) return null
  const start = contentStart(fragment, nodes, parent as Parent)
  if (start === null) return null
  const until = offset === null ? (parent.toArray()[found.index] as unknown) : offset.first
  let position = start
  for (const unit of unitsOf(parent as Parent)) {
    if (firstType(unit) === until) return position + (offset?.letters ?? 0)
    position += nodes.sizeOf(unit)
  }
  return until === undefined ? position : null
}

/** A place within a text, counted in the run that it is shown in. */
function offsetInRun(text: Y.XmlText, index: number): { readonly first: unknown; readonly letters: number } {
  const parent = text.parent as unknown
  const units = parent instanceof Y.XmlFragment ? unitsOf(parent as Parent) : []
  const run = units.find(unit => isRun(unit) && unit.includes(text)) as readonly Y.XmlText[] | undefined
  const before = run === undefined ? [] : run.slice(0, run.indexOf(text))
  return { first: run?.[0], letters: before.reduce((sum, other) => sum + other.length, index) }
}

/** Where the content of an element begins in the document; null where it is not shown as one. */
function contentStart(fragment: Y.XmlFragment, nodes: ProseNodes, element: Parent, depth = 0): number | null {
  if (element === (fragment as unknown)) return 0
  const parent = element.parent as unknown
  if (!(parent instanceof Y.XmlFragment) || depth > DEEPEST) return null
  const outside = contentStart(fragment, nodes, parent as Parent, depth + 1)
  if (outside === null) return null
  let position = outside
  for (const unit of unitsOf(parent as Parent)) {
    if (unit === element) return nodes.of(unit)?.[0]?.isAtom === false ? position + 1 : null
    position += nodes.sizeOf(unit)
  }
  return null
}

function indexIn(parent: Parent, child: unknown): number {
  return (parent.toArray() as unknown[]).indexOf(child)
}

/** Reads a place that somebody else told, which may be anything. */
export function readPlace(said: unknown): Place | null {
  if (typeof said !== "object" || said === null) return null
  const { type, tname, item, assoc } = said as Record<string, unknown>
  const isKnown = [type, item].every(id => id === undefined || id === null || isStructId(id))
  if (!isKnown || (tname !== undefined && tname !== null && typeof tname !== "string")) return null
  if ((type ?? item ?? tname ?? null) === null || (assoc !== undefined && typeof assoc !== "number")) return null
  return Y.createRelativePositionFromJSON(said)
}

function isStructId(id: unknown): boolean {
  if (typeof id !== "object" || id === null) return false
  const { client, clock } = id as Record<string, unknown>
  return [client, clock].every(part => typeof part === "number" && Number.isSafeInteger(part) && part >= 0)
}
