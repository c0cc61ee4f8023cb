import type { CurvePoint } from "@weft/model/plan/value-of-space"
import type { Instant } from "@weft/model/time/instant"

export type CurveName = "planned" | "earned" | "actual"

export interface CurveScale {
  readonly x: (at: Instant) => number
  readonly y: (amount: number) => number
}

/** Round amounts from nothing to at least the greatest, four to six of them. */
export function niceSteps(greatest: number): readonly number[] {
  const rough = greatest / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map(factor => factor * power).find(size => size >= rough)!
  return Array.from({ length: Math.ceil(greatest / step) + 1 }, (_, index) => index * step)
}

/** The path of one curve, as far as it goes. */
export function linePath(curve: readonly CurvePoint[], name: CurveName, { x, y }: CurveScale): string {
  return curve
    .flatMap(point => {
      const amount = point[name]
      return amount === null ? [] : [`${x(point.at).toFixed(1)} ${y(amount).toFixed(1)}`]
    })
    .map((place, index) => `${index === 0 ? "M" : "L"}${place}`)
    .join("")
}

/** The least distance between two names. */
const APART = 14

/** Where the names of the curves stand: at their ends, and never one over the other. */
export function endLabels(
  curve: readonly CurvePoint[],
  { x, y }: CurveScale,
): readonly { readonly name: CurveName; readonly x: number; readonly y: number }[] {
  const ends = (["planned", "earned", "actual"] as const).flatMap(name => {
    const end = curve.findLast(point => point[name] !== null)
    return end === undefined ? [] : [{ name, x: x(end.at), y: y(end[name]!) }]
  })
  ends.sort((one, other) => one.y - other.y)
  let last: { x: number; y: number } | undefined
  return ends.map(end => {
    const isBeside = last !== undefined && Math.abs(last.x - end.x) < 80
    const placed = isBeside ? { ...end, y: Math.max(end.y, last!.y + APART) } : end
    last = placed
    return placed
  })
}
