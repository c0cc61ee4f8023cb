import { describe, expect, test } from "vitest"
import { compareBaselines, takeBaseline } from "@weft/model/plan/baseline"
import { criticalChain } from "@weft/model/plan/critical-chain"
import { LivePlan } from "@weft/model/plan/live-plan"
import { bufferSizes, feverOf } from "@weft/model/plan/buffers"
import {
  earnedSchedule,
  earnedValue,
  earnedValueOf,
  plannedValueOf,
  type BudgetedTask,
} from "@weft/model/plan/earned-value"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { CalendarSet } from "@weft/model/time/calendar-set"
import { instantOf, planInput, STANDARD } from "../../support/plan-notation.ts"

const DAY = 4800
const office = new CalendarSet([STANDARD]).get("standard")

describe("baselines", () => {
  test("SCHEDULE-74 a plan is later, longer and dearer than its baseline by working time, work and cost", () => {
    const before = planInput(`
      Phase:
        Design 2d by Ana
        Build 3d after Design
      Gone 1d
    `)
    const after = planInput(`
      Phase:
        Design 4d by Ana
        Build 3d after Design
      New 1d
    `)
    const first = takeBaseline(before, schedulePlan(before), new Map([["Design", 1000]]))
    const second = takeBaseline(after, schedulePlan(after), new Map([["Design", 1600]]))
    const { variances, added, removed } = compareBaselines(after, first, second)
    const of = (task: string) => variances.find(row => row.task === task)
    expect(of("Design")).toEqual({
      task: "Design",
      start: 0,
      finish: 2 * DAY,
      duration: 2 * DAY,
      work: 2 * DAY,
      cost: 600,
    })
    expect(of("Build")).toEqual({ task: "Build", start: 2 * DAY, finish: 2 * DAY, duration: 0, work: 0, cost: 0 })
    expect(of("Phase")?.duration).toBe(2 * DAY)
    expect([added, removed]).toEqual([["New"], ["Gone"]])
  })
})

describe("earned value", () => {
  const budgeted = (fields: Partial<BudgetedTask>): BudgetedTask => ({
    id: "Build",
    start: instantOf("Mon 5 Jan", 8),
    finish: instantOf("Fri 9 Jan", 17),
    budget: 1000,
    progress: 0.5,
    hasStarted: true,
    isFinished: false,
    earns: { rule: "percent" },
    actualCost: 600,
    ...fields,
  })
  const wednesday = instantOf("Wed 7 Jan", 17)

  test("SCHEDULE-75 planned value grows with the working time of the baseline", () => {
    const at = (day: string, hour: number) => plannedValueOf(budgeted({}), instantOf(day, hour), office)
    expect([at("Fri 2 Jan", 17), at("Tue 6 Jan", 17), at("Wed 7 Jan", 12), at("Mon 12 Jan", 8)]).toEqual([
      0, 400, 500, 1000,
    ])
    const milestone = budgeted({ finish: instantOf("Mon 5 Jan", 8) })
    expect([plannedValueOf(milestone, 0, office), plannedValueOf(milestone, wednesday, office)]).toEqual([0, 1000])
  })

  test("SCHEDULE-75 value is earned by progress, by halves, by milestones, or as time passes", () => {
    const earned = (fields: Partial<BudgetedTask>) => earnedValueOf(budgeted(fields), wednesday, office)
    expect(earned({})).toBe(500)
    expect(earned({ isFinished: true })).toBe(1000)
    expect(earned({ earns: { rule: "start-finish", atStart: 0 } })).toBe(0)
    expect(earned({ earns: { rule: "start-finish", atStart: 0.5 } })).toBe(500)
    expect(earned({ earns: { rule: "start-finish", atStart: 0.5 }, hasStarted: false })).toBe(0)
    expect(earned({ earns: { rule: "start-finish", atStart: 0 }, isFinished: true })).toBe(1000)
    expect(earned({ earns: { rule: "milestones", reached: 0.3 } })).toBe(300)
    expect(earned({ earns: { rule: "level-of-effort" } })).toBe(600)
  })

  test("SCHEDULE-76 indices, variances and estimates follow from planned and earned value and cost", () => {
    const value = earnedValue([budgeted({}), budgeted({ budget: 500, progress: 0, actualCost: 0 })], wednesday, office)
    expect(value).toMatchObject({
      plannedValue: 900,
      earnedValue: 500,
      actualCost: 600,
      budgetAtCompletion: 1500,
      costVariance: -100,
      scheduleVariance: -400,
      estimateAsPlanned: 1600,
    })
    expect(value.costIndex).toBeCloseTo(5 / 6)
    expect(value.scheduleIndex).toBeCloseTo(5 / 9)
    expect(value.estimateAtCompletion).toBeCloseTo(1800)
    expect(value.estimateWithSchedule).toBeCloseTo(600 + 1000 / ((5 / 6) * (5 / 9)))
    expect(value.estimateToComplete).toBeCloseTo(1200)
    expect(value.varianceAtCompletion).toBeCloseTo(-300)
    expect(value.toCompleteForBudget).toBeCloseTo(1000 / 900)
    expect(value.toCompleteForEstimate).toBeCloseTo(1000 / 1200)
  })

  test("SCHEDULE-76 what would be divided by zero is nothing", () => {
    const { costIndex, scheduleIndex, estimateAtCompletion, toCompleteForBudget } = earnedValue([], wednesday, office)
    expect([costIndex, scheduleIndex, estimateAtCompletion, toCompleteForBudget]).toEqual([null, null, null, null])
  })

  test("SCHEDULE-77 earned schedule is the time at which what is earned should have been", () => {
    const planned = [0, 100, 300, 600, 1000]
    expect(earnedSchedule(planned, 450, 3)).toEqual({
      earned: 2.5,
      actualTime: 3,
      variance: -0.5,
      index: 2.5 / 3,
      estimateAtCompletion: 4 / (2.5 / 3),
    })
    expect(earnedSchedule(planned, 1000, 5).earned).toBe(4)
    expect(earnedSchedule(planned, 0, 0)).toMatchObject({ earned: 0, index: null, estimateAtCompletion: null })
  })
})

describe("buffers of the critical chain", () => {
  const chain = (...safeties: number[]) => safeties.map(safety => ({ aggressive: 2 * DAY, safe: (2 + safety) * DAY }))
  const around = { links: 9, tasks: 6, tightness: 0.8 }

  test("SCHEDULE-78 a buffer is half of the chain, or follows from how uncertain it is", () => {
    const chains = [chain(1, 2, 3), chain(1, 1), chain(1, 1, 2)]
    const deviations = chains.map(tasks => bufferSizes(tasks, around).rootSquared / 2 / DAY)
    expect(deviations.map(value => value.toFixed(2))).toEqual(["1.87", "0.71", "1.22"])
    const sizes = bufferSizes(chain(1, 2, 3), around)
    expect(sizes.cutAndPaste).toBe(3 * DAY)
    expect(sizes.byDensity / DAY).toBeCloseTo(1.8708 * 2.5, 2)
    expect(sizes.byTightness / DAY).toBeCloseTo(1.8708 * 1.8, 2)
    expect(bufferSizes([], { links: 0, tasks: 0, tightness: 0 }).rootSquared).toBe(0)
  })

  test("SCHEDULE-82 the critical chain goes over links, and over people who are busy", () => {
    const live = new LivePlan(
      planInput(`
        Design 2d by Ana
        Build 3d after Design, by Ben
        Docs 2d by Ben, delayed 7ed
        Survey 1d by Ana, delayed 2ed
        Ship milestone after Docs
      `),
    )
    expect(criticalChain(live.computed)).toEqual(["Design", "Build", "Docs"])
    expect(criticalChain(new LivePlan(planInput("Phase:")).computed)).toEqual(["Phase"])
  })

  test("SCHEDULE-79 a buffer that is used faster than its chain is done has a fever", () => {
    expect([feverOf(0, 0.1), feverOf(0, 0.5), feverOf(0, 0.8)]).toEqual(["green", "yellow", "red"])
    expect([feverOf(0.9, 0.5), feverOf(0.9, 0.8), feverOf(0.9, 1)]).toEqual(["green", "yellow", "red"])
  })
})
