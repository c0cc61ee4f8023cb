import type { Tenths } from "../time/instant.ts"
import type { Segment } from "./input.ts"

/** How long split work takes with the gaps between its stretches, in working tenths. */
export interface Spans {
  /** From the first work to the last. */
  readonly whole: Tenths
  /** From the first work to the end of what is done. */
  readonly done: Tenths
  /** From the beginning of what is left to the last work. */
  readonly remaining: Tenths
}

/** The spans of stretches of which so much work is done; null where there are none, so that it is worked in one. */
export function spanOfSegments(segments: readonly Segment[] | undefined, whole: Tenths, done: Tenths): Spans | null {
  if (segments === undefined || segments.length === 0) return null
  const total = segments.reduce((sum, { length }) => sum + length, 0)
  if (!(total > 0)) return null
  // Stretches may be of a contour, whose lengths are times while the work in them differs: what is done is a part.
  let left = whole > 0 ? total * Math.min(1, Math.max(0, done / whole)) : 0
  const last = segments.at(-1)!
  const end = last.at + last.length
  let stop = 0
  let resume = segments[0]!.at
  for (const { at, length } of segments) {
    if (left <= 0) break
    stop = at + Math.min(left, length)
    resume = stop
    left -= length
    if (left > 0) continue
    const next = segments.find(segment => segment.at + segment.length > stop)
    resume = next === undefined ? end : Math.max(stop, next.at)
  }
  return { whole: end, done: stop, remaining: end - resume }
}
