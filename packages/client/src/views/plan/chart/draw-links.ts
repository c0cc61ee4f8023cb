import { middleOf, type BarPlace } from "./bar-place.ts"
import type { Shape } from "./shapes.ts"

const STUB = 7
const INSET = 5
const HEAD_WIDTH = 6
const HEAD_HEIGHT = 5

/** How a link stands: driving, on the critical path, or suspended because it closes a ring. */
export type LinkStanding = "plain" | "critical" | "suspended"

/** The way of a link: out of one end, and down or up into the follower, which its head touches. */
export interface LinkRoute {
  /** x and y in turn; the last point is where its head is. */
  readonly points: readonly number[]
  readonly isBelow: boolean
}

export function linkRoute(from: BarPlace, to: BarPlace, kind: "FF" | "FS" | "SF" | "SS", rowHeight: number): LinkRoute {
  const leavesEnd = kind === "FS" || kind === "FF"
  const entersStart = kind === "FS" || kind === "SS"
  const [out, direction] = leavesEnd ? [from.right, 1] : [from.left, -1]
  const y = middleOf(from)
  const isBelow = to.top >= from.top
  const middle = (to.left + to.right) / 2
  const inset = Math.min(INSET, (to.right - to.left) / 2)
  const enter = to.kind === "milestone" ? middle : entersStart ? to.left + inset : to.right - inset
  const edge = isBelow ? to.top - 1 : to.top + to.height + 1
  const isStraight = direction > 0 ? enter >= out + 2 : enter <= out - 2
  const between = isBelow ? to.top - (rowHeight - to.height) / 2 : to.top + to.height + (rowHeight - to.height) / 2
  const stub = out + direction * STUB
  const points = isStraight
    ? [out, y, enter, y, enter, edge]
    : [out, y, stub, y, stub, between, enter, between, enter, edge]
  return { points, isBelow }
}

/** How far along a link its tail is taken hold of: beyond the dot from which new links are drawn. */
const TAIL = 20

/** Where the ends of a link are taken hold of; the tail of one that is too short for it is its head. */
export function linkHandles({ points, isBelow }: LinkRoute): {
  readonly tail: readonly [number, number]
  readonly head: readonly [number, number]
} {
  // Off the bar, whose own edges are taken hold of there.
  const head = [points.at(-2)!, points.at(-1)! + (isBelow ? -HEAD_HEIGHT : HEAD_HEIGHT)] as const
  let left = TAIL
  for (let place = 2; place < points.length; place += 2) {
    const [x, y] = [points[place - 2]!, points[place - 1]!]
    const [dx, dy] = [points[place]! - x, points[place + 1]! - y]
    const length = Math.abs(dx) + Math.abs(dy)
    if (length >= left) return { tail: [x + (dx / length) * left, y + (dy / length) * left], head }
    left -= length
  }
  return { tail: head, head }
}

/** The line and the head of a link. */
export function linkShapes(route: LinkRoute, standing: LinkStanding): Shape[] {
  const { points, isBelow } = route
  const [enter, edge] = [points.at(-2)!, points.at(-1)!]
  const ink = standing === "critical" ? "critical" : standing === "suspended" ? "late" : "link"
  const back = isBelow ? -HEAD_HEIGHT : HEAD_HEIGHT
  const head = [enter - HEAD_WIDTH / 2, edge + back, enter + HEAD_WIDTH / 2, edge + back, enter, edge]
  return [
    {
      shape: "path",
      points,
      line: ink,
      width: 1.25,
      radius: 3,
      ...(standing === "suspended" ? { dash: [3, 3] as const } : {}),
    },
    { shape: "path", points: head, isClosed: true, fill: ink },
  ]
}

/** The handles of a link that the pointer is at. */
export function linkHandleShapes(route: LinkRoute): Shape[] {
  const { tail, head } = linkHandles(route)
  return [
    { shape: "path", points: route.points, line: "accent", width: 2, radius: 3 },
    ...[tail, head].map(([x, y]): Shape => ({
      shape: "box",
      x: x - 4,
      y: y - 4,
      width: 8,
      height: 8,
      radius: 4,
      fill: "surface",
      edge: "accent",
    })),
  ]
}
