type Point = readonly [x: number, y: number]

/** One step of a way: a line to a point, or a curve that cuts a corner. */
export type PathStep =
  | { readonly step: "move" | "line"; readonly to: Point }
  | { readonly step: "curve"; readonly corner: Point; readonly to: Point }

/** The way along points, x and y in turn; with a radius each corner is cut by a curve. */
export function pathSteps(points: readonly number[], radius: number): PathStep[] {
  const at = (index: number): Point => [points[index]!, points[index + 1]!]
  const steps: PathStep[] = [{ step: "move", to: at(0) }]
  for (let index = 2; index < points.length; index += 2) {
    const isCorner = radius > 0 && index + 3 < points.length
    if (!isCorner) steps.push({ step: "line", to: at(index) })
    else {
      steps.push({ step: "line", to: towards(at(index), at(index - 2), radius) })
      steps.push({ step: "curve", corner: at(index), to: towards(at(index), at(index + 2), radius) })
    }
  }
  return steps
}

/** The point that lies so far from one on the way to another, at most half of it. */
function towards([x, y]: Point, [toX, toY]: Point, distance: number): Point {
  const length = Math.hypot(toX - x, toY - y)
  if (length === 0) return [x, y]
  const share = Math.min(distance, length / 2) / length
  return [x + (toX - x) * share, y + (toY - y) * share]
}
