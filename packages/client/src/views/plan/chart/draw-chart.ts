import { barPlace, type BarPlace } from "./bar-place.ts"
import { AXIS, type ChartView } from "./chart-view.ts"
import { barShapes, baselineShapes, handleShapes } from "./draw-bars.ts"
import { ghostsOf } from "./draw-ghosts.ts"
import { axisShapes, groundShapes, lineShapes } from "./draw-ground.ts"
import { linkHandleShapes, linkRoute, linkShapes, type LinkStanding } from "./draw-links.ts"
import type { LinkRow } from "./link-rows.ts"
import type { Shape } from "./shapes.ts"

/** Links below this many pixels a day would only be a blot. */
const LEAST_FOR_LINKS = 1.2

/** The rows in view, from the first to before the second. */
function rowsInView(view: Pick<ChartView, "rows" | "top" | "height" | "rowHeight">): readonly [number, number] {
  const first = Math.max(0, Math.floor(view.top / view.rowHeight))
  const end = Math.ceil((view.top + view.height - AXIS) / view.rowHeight)
  return [Math.min(first, view.rows.length), Math.min(end, view.rows.length)]
}

/** Everything that is in view of a chart, in the order in which it is drawn. Costs what is shown, not what the plan holds. */
export function drawChart(view: ChartView): readonly Shape[] {
  const [first, end] = rowsInView(view)
  const places = new Map<number, BarPlace>()
  const place = (row: number) => {
    const standing = places.get(row) ?? barPlace(view, row)
    places.set(row, standing)
    return { ...standing, top: standing.top + AXIS }
  }
  const shapes: Shape[] = [
    ...groundShapes(view, first, end),
    { shape: "clip", area: { x: 0, y: AXIS, width: view.width, height: view.height - AXIS } },
  ]
  if (view.scale.perDay >= LEAST_FOR_LINKS)
    for (const link of view.links.between(first, end)) shapes.push(...linkShapesOf(view, link, place))
  for (let row = first; row < end; row += 1) {
    const { id } = view.rows[row]!
    const bar = place(row)
    if (bar.right > -200 && bar.left < view.width + 200)
      shapes.push(...baselineShapes(view, bar), ...barShapes(view, bar))
    const ink = view.peerInk(id)
    if (ink !== null) shapes.push({ ...outlineOf(bar), edge: ink })
    if (id === view.dropOn) shapes.push({ ...outlineOf(bar), edge: "accent", fill: "accent", opacity: 0.15 })
  }
  shapes.push(...lineShapes(view))
  shapes.push(...ghostsOf(view, place, [first, end]))
  const hovered = view.rows.findIndex(({ id }, row) => row >= first && row < end && id === view.hovered)
  if (hovered >= 0 && view.ghost === null) shapes.push(...handleShapes(place(hovered)))
  if (view.drawnLink !== null) shapes.push(...pullShapes(view.drawnLink))
  return [...shapes, { shape: "clip", area: null }, ...axisShapes(view)]
}

function linkShapesOf(view: ChartView, { link, from, to }: LinkRow, place: (row: number) => BarPlace): Shape[] {
  const [source, target] = [place(from), place(to)]
  const far = (x: number) => x < -200 || x > view.width + 200
  if (far(source.right) && far(target.left) && source.right > view.width === target.left > view.width) return []
  const { net } = view.plan.computed
  const isSuspended = net.warnings.some(({ code, about }) => code === "suspended-link" && about === link.id)
  const isCritical = view.marksCritical && source.dates.isCritical && target.dates.isCritical
  const standing: LinkStanding = isSuspended ? "suspended" : isCritical ? "critical" : "plain"
  const route = linkRoute(source, target, link.kind, view.rowHeight)
  return view.hoveredLink === link.id ? linkHandleShapes(route) : linkShapes(route, standing)
}

function outlineOf({ left, right, top, height }: BarPlace) {
  return { shape: "box", x: left - 3, y: top - 3, width: right - left + 6, height: height + 6, radius: 5 } as const
}

function pullShapes([x1, y1, x2, y2]: readonly [number, number, number, number]): Shape[] {
  return [
    { shape: "path", points: [x1, y1, x2, y2], line: "accent", width: 1.5, dash: [4, 3] },
    { shape: "box", x: x2 - 3.5, y: y2 - 3.5, width: 7, height: 7, radius: 3.5, fill: "accent" },
  ]
}
