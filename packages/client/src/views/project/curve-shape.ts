import type { CurvePoint } from "@weft/model/plan/value-of-space"
import type { Instant } from "@weft/model/time/instant"
import { keptApart, pathThrough, type Point } from "../../parts/chart/lines.ts"

export type CurveName = "planned" | "earned" | "actual"

export interface CurveScale {
  readonly x: (at: Instant) => number
  readonly y: (amount: number) => number
}

/** The path of one curve, as far as it goes. */
export function linePath(curve: readonly CurvePoint[], name: CurveName, { x, y }: CurveScale): string {
  return pathThrough(
    curve.flatMap(point => {
      const amount = point[name]
      return amount === null ? [] : [{ x: x(point.at), y: y(amount) }]
    }),
  )
}

/** Where the names of the curves stand: at their ends, and never one over the other. */
export function endLabels(
  curve: readonly CurvePoint[],
  { x, y }: CurveScale,
): readonly (Point & { readonly name: CurveName })[] {
  const ends = (["planned", "earned", "actual"] as const).flatMap(name => {
    const end = curve.findLast(point => point[name] !== null)
    return end === undefined ? [] : [{ name, x: x(end.at), y: y(end[name]!) }]
  })
  return keptApart(ends)
}
