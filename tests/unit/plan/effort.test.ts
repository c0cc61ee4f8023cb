import { describe, expect, test } from "vitest"
import {
  withDuration,
  withoutPerson,
  withPerson,
  withUnits,
  withWork,
  type Effort,
  type Staffing,
} from "@weft/model/plan/effort"

const DAY = 4800

/** Two people at full time for four days. */
const staffing = (effort: Effort, isEffortDriven = false): Staffing => ({
  effort,
  isEffortDriven,
  duration: 4 * DAY,
  shares: [
    { resource: "Ana", units: 1, work: 4 * DAY },
    { resource: "Ben", units: 1, work: 4 * DAY },
  ],
})

/** `4d: Ana 100% 4d, Ben 50% 2d`. */
const told = ({ duration, shares }: Staffing) =>
  `${duration / DAY}d: ${shares.map(({ resource, units, work }) => `${resource} ${Math.round(units * 100)}% ${work / DAY}d`).join(", ")}`

describe("task types", () => {
  test("SCHEDULE-70 fixed units: duration makes work, work and units make duration", () => {
    const it = staffing("fixed-units")
    expect(told(withDuration(it, 6 * DAY))).toBe("6d: Ana 100% 6d, Ben 100% 6d")
    expect(told(withWork(it, "Ana", 6 * DAY))).toBe("6d: Ana 100% 6d, Ben 100% 4d")
    expect(told(withUnits(it, "Ana", 0.5))).toBe("8d: Ana 50% 4d, Ben 100% 4d")
  })

  test("SCHEDULE-71 fixed work: duration makes units, and units make duration", () => {
    const it = staffing("fixed-work")
    expect(told(withDuration(it, 8 * DAY))).toBe("8d: Ana 50% 4d, Ben 50% 4d")
    expect(told(withUnits(it, "Ana", 2))).toBe("4d: Ana 200% 4d, Ben 100% 4d")
    expect(told(withWork(it, "Ana", 8 * DAY))).toBe("8d: Ana 100% 8d, Ben 100% 4d")
  })

  test("SCHEDULE-72 fixed duration: units make work, and work makes units", () => {
    const it = staffing("fixed-duration")
    expect(told(withUnits(it, "Ana", 0.5))).toBe("4d: Ana 50% 2d, Ben 100% 4d")
    expect(told(withWork(it, "Ana", 2 * DAY))).toBe("4d: Ana 50% 2d, Ben 100% 4d")
    expect(told(withDuration(it, 2 * DAY))).toBe("2d: Ana 100% 2d, Ben 100% 2d")
  })

  test("SCHEDULE-73 where work drives, whoever joins takes it off the others, and whoever leaves hands it on", () => {
    const it = staffing("fixed-units", true)
    expect(told(withPerson(it, "Cleo", 2))).toBe("2d: Ana 100% 2d, Ben 100% 2d, Cleo 200% 4d")
    expect(told(withoutPerson(it, "Ben"))).toBe("8d: Ana 100% 8d")
    expect(told(withPerson(staffing("fixed-work"), "Cleo", 2))).toBe("2d: Ana 100% 2d, Ben 100% 2d, Cleo 200% 4d")
    expect(told(withPerson(staffing("fixed-duration", true), "Cleo", 2))).toBe(
      "4d: Ana 50% 2d, Ben 50% 2d, Cleo 100% 4d",
    )
  })

  test("SCHEDULE-73 where it does not, whoever joins adds work, and whoever leaves takes it along", () => {
    const it = staffing("fixed-units")
    expect(told(withPerson(it, "Cleo", 0.5))).toBe("4d: Ana 100% 4d, Ben 100% 4d, Cleo 50% 2d")
    expect(told(withoutPerson(it, "Ben"))).toBe("4d: Ana 100% 4d")
    const nobody = { ...it, isEffortDriven: true, shares: [] }
    expect(told(withPerson(nobody, "Ana", 0.5))).toBe("4d: Ana 50% 2d")
    expect(told(withoutPerson(withPerson(nobody, "Ana", 0.5), "Ana"))).toBe("4d: ")
  })
})
