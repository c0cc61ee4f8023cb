import { TENTHS_PER_DAY, type Instant } from "@weft/model/time/instant"
import { middleOf, type BarPlace } from "./bar-place.ts"
import type { ChartView } from "./chart-view.ts"
import { diamondAt } from "./draw-bars.ts"
import type { Ink, Shape } from "./shapes.ts"
import { xOf } from "./time-scale.ts"

/** Where bars would stand after what somebody here or elsewhere holds in their hand, in the rows from one to before another. */
export function ghostsOf(
  view: ChartView,
  place: (row: number) => BarPlace,
  [first, end]: readonly [first: number, end: number],
): Shape[] {
  const drags = [
    ...view.peerDrags,
    ...(view.ghost === null ? [] : [{ moved: view.ghost.moved, ink: "accent" as const, item: null, name: "" }]),
  ]
  const shapes: Shape[] = []
  for (const { moved, ink, item, name } of drags)
    for (let row = first; row < end; row += 1) {
      const { id } = view.rows[row]!
      const dates = moved.get(id)
      if (dates !== undefined) shapes.push(...ghostShapes(view, place(row), dates, ink, id === item ? name : ""))
    }
  return shapes
}

/** Where a bar would stand after a change, dashed, with by how many days it moves, and who holds it. */
function ghostShapes(
  view: ChartView,
  place: BarPlace,
  moved: { readonly start: Instant; readonly finish: Instant },
  ink: Ink,
  name: string,
): Shape[] {
  const [left, right] = [xOf(view.scale, moved.start), xOf(view.scale, moved.finish)]
  const y = middleOf(place)
  const isSummary = place.kind === "summary"
  // What moves is told by its start, what grows by its finish; a summary ends later.
  const hasMoved = moved.start !== place.dates.start && !isSummary
  const ends = hasMoved ? moved.start - place.dates.start : moved.finish - place.dates.finish
  const said = Math.round(ends / TENTHS_PER_DAY)
  const text = [name, said === 0 ? "" : view.words.shift(said)].filter(part => part !== "").join(" ")
  const label = (x: number): Shape[] =>
    text === ""
      ? []
      : [
          {
            shape: "text",
            x,
            y,
            text,
            ink,
            size: 11,
            weight: 640,
            hasHalo: true,
          },
        ]
  if (place.kind === "summary") {
    const end = Math.max(right, place.right)
    const points = [Math.min(right, place.right), y - 2, end, y - 2]
    return [{ shape: "path", points, line: ink, width: 1.5, dash: [3, 2] }, ...label(end + 6)]
  }
  if (place.kind === "milestone")
    return [
      { shape: "path", points: diamondAt(right, y), isClosed: true, line: ink, width: 1.5, dash: [3, 2] },
      ...label(right + 12),
    ]
  const width = Math.max(2, right - left)
  return [
    {
      shape: "box",
      x: left,
      y: place.top,
      width,
      height: place.height,
      radius: 3,
      fill: ink,
      opacity: 0.12,
    },
    { shape: "box", x: left, y: place.top, width, height: place.height, radius: 3, edge: ink, isDashed: true },
    ...label(left + width + 6),
  ]
}
