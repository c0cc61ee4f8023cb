/** The edges of what something opens beside, in px of the viewport. */
export interface Edges {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** The side of the anchor that is tried first. */
export type Side = "below" | "above" | "right"
/** Which edges line up. */
export type Align = "start" | "center" | "end"

/** What keeps clear of the window's edge, and of the anchor. */
const MARGIN = 8
const GAP = 4

/**
 * Returns where the top left corner of a floating part goes: on its side of the anchor if there is room, else on the
 * opposite one, else where it covers the least; always inside the window.
 */
export function placeBeside(
  anchor: Edges,
  size: Size,
  viewport: Size,
  side: Side,
  align: Align,
): { readonly left: number; readonly top: number } {
  const within = (value: number, extent: number, room: number) =>
    Math.max(MARGIN, Math.min(value, room - extent - MARGIN))
  const along = (start: number, end: number, extent: number) =>
    align === "start" ? start : align === "end" ? end - extent : (start + end - extent) / 2
  if (side === "right") {
    const right = anchor.right + GAP
    const fits = right + size.width + MARGIN <= viewport.width
    const left = fits ? right : anchor.left - GAP - size.width
    return {
      left: within(left, size.width, viewport.width),
      top: within(along(anchor.top, anchor.bottom, size.height), size.height, viewport.height),
    }
  }
  const below = anchor.bottom + GAP
  const above = anchor.top - GAP - size.height
  const fitsBelow = below + size.height + MARGIN <= viewport.height
  const fitsAbove = above >= MARGIN
  const goesBelow = side === "below" ? fitsBelow || !fitsAbove : !fitsAbove && fitsBelow
  return {
    left: within(along(anchor.left, anchor.right, size.width), size.width, viewport.width),
    top: within(goesBelow ? below : above, size.height, viewport.height),
  }
}
