import { expect, test } from "vitest"
import type { Load } from "@weft/model/capacity/allocations"
import { LANE, laneShapes } from "../../../packages/client/src/views/plan/load/load-shapes.ts"
import { at } from "../../support/planned-space.ts"

const HOUR = 600
const DAY = 14_400
const MONDAY = at("2026-11-23")
const SCALE = { origin: MONDAY, perDay: 60 }

const day = (index: number, booked: number, available = 8): Load => ({
  from: MONDAY + index * DAY,
  to: MONDAY + (index + 1) * DAY,
  booked: booked * HOUR,
  available: available * HOUR,
  by: [],
})

const shapesOf = (...loads: Load[]) => laneShapes(loads, SCALE, LANE, share => `${Math.round(share * 100)} %`)

test("CAPACITY-3 what is too much is hatched and says by how much, and what fits is neither", () => {
  const shapes = shapesOf(day(0, 8), day(1, 12))
  expect(shapes.filter(shape => shape.shape === "box" && shape.hatch !== undefined)).toHaveLength(1)
  expect(shapes.flatMap(shape => (shape.shape === "text" ? [[shape.x, shape.text]] : []))).toEqual([[90, "150 %"]])
})

test("CAPACITY-3 time off has no limit; work in it is too much, without a share of nothing", () => {
  expect(shapesOf(day(0, 0, 0))).toEqual([])
  const shapes = shapesOf(day(0, 2, 0))
  expect(shapes).toHaveLength(1)
  expect(shapes[0]).toMatchObject({ hatch: "critical" })
})

test("CAPACITY-3 every bar stays within the lane of its person, however much it is", () => {
  for (const booked of [0, 1, 4, 8, 8.05, 9, 12, 16, 80, 800])
    for (const shape of shapesOf(day(0, booked)))
      if (shape.shape === "box") {
        expect(shape.y, `${booked} hours`).toBeGreaterThanOrEqual(LANE)
        expect(shape.y + shape.height, `${booked} hours`).toBeLessThanOrEqual(2 * LANE)
      }
})
