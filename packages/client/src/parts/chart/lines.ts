/** A place in a drawing. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Round amounts from nothing to at least the greatest, three to six of them. */
export function niceSteps(greatest: number): readonly number[] {
  const rough = greatest / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map(factor => factor * power).find(size => size >= rough)!
  return Array.from({ length: Math.ceil(greatest / step) + 1 }, (_, index) => index * step)
}

/** The path of a line through some points, in order. */
export function pathThrough(points: readonly Point[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("")
}

/** The least distance between two names, and how near in width they have to be to lie over each other. */
const APART = 14
const BESIDE = 80

/** Names from the highest to the lowest, each moved down as far as it would lie over the one before. */
export function keptApart<Label extends Point>(labels: readonly Label[]): readonly Label[] {
  let last: Point | undefined
  return labels
    .toSorted((one, other) => one.y - other.y)
    .map(label => {
      const isBeside = last !== undefined && Math.abs(last.x - label.x) < BESIDE
      const placed = isBeside ? { ...label, y: Math.max(label.y, last!.y + APART) } : label
      last = placed
      return placed
    })
}
