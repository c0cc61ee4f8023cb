import type { PlanLink } from "@weft/model/plan/input"
import { barPlace, type BarView } from "./bar-place.ts"
import { linkHandles, linkRoute } from "./draw-links.ts"
import type { LinkRows } from "./link-rows.ts"

/** An end of a link under a pointer. */
export interface LinkHit {
  readonly link: PlanLink
  readonly end: "from" | "to"
}

const REACH = 6

/** The end of a link at a point of the chart below its axis; heads before tails, and nothing where none is near. */
export function linkAt(view: BarView, links: LinkRows, x: number, y: number): LinkHit | null {
  const row = Math.floor((y + view.top) / view.rowHeight)
  const isNear = ([atX, atY]: readonly [number, number]) => Math.hypot(atX - x, atY - y) <= REACH
  let tailed: LinkHit | null = null
  for (const { link, from, to } of links.between(row - 1, row + 2)) {
    const route = linkRoute(barPlace(view, from), barPlace(view, to), link.kind, view.rowHeight)
    const { tail, head } = linkHandles(route)
    if (isNear(head)) return { link, end: "to" }
    if (tailed === null && isNear(tail)) tailed = { link, end: "from" }
  }
  return tailed
}
