/** Between two cards, px. */
export const CARD_GAP = 8

/** What a card that was never drawn is taken to be high: two lines of title. */
const ESTIMATED_HEIGHT = 102

/** Where the cards of a column lie from its first one's top, px: one entry a card, and the end of the last one after them. */
export type Offsets = Float64Array

export function offsetsOf(ids: readonly string[], heights: ReadonlyMap<string, number>): Offsets {
  const offsets = new Float64Array(ids.length + 1)
  let top = 0
  for (let index = 0; index < ids.length; index++) {
    offsets[index] = top
    top += (heights.get(ids[index]!) ?? ESTIMATED_HEIGHT) + CARD_GAP
  }
  offsets[ids.length] = top
  return offsets
}

/** The index of the card that a height lies in, or of the nearest one. */
function indexAt(offsets: Offsets, y: number): number {
  let [low, high] = [0, offsets.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (offsets[middle + 1]! <= y) low = middle + 1
    else high = middle
  }
  return low
}

/** The index of the card before which something dropped at a height goes; the number of cards for the end. */
export function dropIndexAt(offsets: Offsets, y: number): number {
  const count = offsets.length - 1
  const index = indexAt(offsets, y)
  if (index >= count) return count
  const middle = (offsets[index]! + offsets[index + 1]! - CARD_GAP) / 2
  return y < middle ? index : index + 1
}

/** A run of cards, from the first to before the end. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** The cards to draw: those between two heights, and some more on both sides so that scrolling finds them there. */
export function rangeIn(offsets: Offsets, top: number, bottom: number, more: number): Range {
  const count = offsets.length - 1
  if (count === 0 || bottom < 0) return { start: 0, end: Math.min(count, bottom < 0 ? 0 : more) }
  const start = Math.max(0, indexAt(offsets, Math.max(0, top)) - more)
  return { start, end: Math.min(count, indexAt(offsets, bottom) + 1 + more) }
}
