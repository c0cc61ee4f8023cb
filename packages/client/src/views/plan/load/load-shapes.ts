import { isTooMuch, type Load } from "@weft/model/capacity/allocations"
import type { Shape } from "../chart/shapes.ts"
import { xOf, type TimeScale } from "../chart/time-scale.ts"

/** Height of the lane of one person, and of what stands for all that there is of them. */
export const LANE = 40
const FULL = 22
const BASE = LANE - 6
/** The most that a bar stands above the limit. */
const MOST_OVER = 10
/** From this width of a stretch on its share is written. */
const LEAST_FOR_SHARE = 40

/**
 * The load of one person in stretches of time: bars up to what there is of them, a line at that, and above it, hatched,
 * what is too much. The share is written where it is too much, so that it does not take the colour to see it.
 */
export function laneShapes(
  loads: readonly Load[],
  scale: TimeScale,
  top: number,
  percent: (share: number) => string,
): Shape[] {
  return loads.flatMap((load): Shape[] => {
    const [left, right] = [xOf(scale, load.from), xOf(scale, load.to)]
    const width = Math.max(1, right - left - 1)
    const limit: Shape = { shape: "box", x: left, y: top + BASE - FULL, width, height: 1, fill: "text-3" }
    const limits = load.available > 0 ? [limit] : []
    if (load.booked === 0) return limits
    const share = load.available > 0 ? load.booked / load.available : Infinity
    const height = Math.min(1, share) * FULL
    const fill: Shape = { shape: "box", x: left, y: top + BASE - height, width, height, fill: "bar" }
    if (!isTooMuch(load)) return [fill, ...limits]
    const more = Math.min(MOST_OVER, Math.max(4, (share - 1) * FULL))
    const over = { x: left, y: top + BASE - FULL - more, width, height: FULL + more }
    const crowd: Shape = { shape: "box", ...over, fill: "critical-fill", hatch: "critical", edge: "critical" }
    if (width < LEAST_FOR_SHARE || !Number.isFinite(share)) return [crowd, ...limits]
    const said: Shape = {
      shape: "text",
      x: (left + right) / 2,
      y: top + BASE - FULL / 2,
      text: percent(share),
      ink: "text-1",
      size: 11,
      weight: 640,
      align: "center",
      hasHalo: true,
      room: width - 4,
    }
    return [crowd, ...limits, said]
  })
}
