import { middleOf, type BarPlace } from "./bar-place.ts"
import type { Shape } from "./shapes.ts"

const STUB = 7
const INSET = 5
const HEAD_WIDTH = 6
const HEAD_HEIGHT = 5

/** How a link stands: driving, on the critical path, or suspended because it closes a ring. */
export type LinkStanding = "plain" | "critical" | "suspended"

/** The line and the head of a link: out of one end, and down or up into the follower. */
export function linkShapes(
  from: BarPlace,
  to: BarPlace,
  kind: "FF" | "FS" | "SF" | "SS",
  standing: LinkStanding,
  rowHeight: number,
): Shape[] {
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
