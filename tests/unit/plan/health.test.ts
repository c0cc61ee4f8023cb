import { describe, expect, test } from "vitest"
import { takeBaseline } from "@weft/model/plan/baseline"
import { planHealth, type HealthCheck } from "@weft/model/plan/health"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { instantOf, planInput } from "../../support/plan-notation.ts"

describe("the health of a plan", () => {
  const TEXT = `
    Design 5d by Ana, started Mon 5 Jan, finished Tue 13 Jan
    Build 5d after Design, by Ana, must start Mon 12 Jan
    Test 2d after Build SS+1d, by Ana, started Wed 21 Jan
    Docs 50d after Design -1d
    Alone 1d
    Ship milestone after Test, Docs, deadline Fri 23 Jan
  `
  const before = planInput(TEXT.replace("Tue 13 Jan", "Fri 9 Jan"))
  const input = planInput(TEXT, { project: { dataDate: instantOf("Mon 19 Jan", 8), honorConstraints: false } })
  const health = planHealth(input, schedulePlan(input), takeBaseline(before, schedulePlan(before)))
  const found = (check: HealthCheck) => health.findings.find(finding => finding.check === check)!

  test("SCHEDULE-80 a plan is checked for missing logic, leads, lags, constraints, slack, lengths, dates and people", () => {
    expect(found("missing-logic").found).toEqual(["Alone"])
    expect(found("leads").found).toEqual(["Design→Docs"])
    expect(found("lags").found).toEqual(["Build→Test"])
    expect(found("other-links").found).toEqual(["Build→Test"])
    expect(found("hard-constraints").found).toEqual(["Build"])
    expect(found("negative-slack").found).toEqual(["Build", "Docs", "Ship"])
    expect(found("high-duration").found).toEqual(["Docs"])
    expect(found("high-slack").found).toEqual(["Alone"])
    expect(found("invalid-dates").found).toEqual(["Test"])
    expect(found("no-resources").found).toEqual(["Docs", "Alone"])
    expect(found("leads").share).toBeCloseTo(1 / 5)
  })

  test("SCHEDULE-81 a plan is held to its baseline: what was missed, how the critical path stands, how much is done", () => {
    expect(found("missed").found).toEqual(["Design", "Build", "Alone"])
    expect(health.baselineExecutionIndex).toBeCloseTo(1 / 3)
    expect(health.criticalPathIndex).toBeLessThan(1)
    const empty = planInput("Ship milestone")
    expect(planHealth(empty, schedulePlan(empty))).toMatchObject({
      criticalPathIndex: null,
      baselineExecutionIndex: null,
    })
  })
})
