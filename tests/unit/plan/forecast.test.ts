import { describe, expect, test } from "vitest"
import { buildNetwork } from "@weft/model/plan/build-network"
import { ClockRuns } from "@weft/model/plan/clock-runs"
import { normalQuantile, pertOf, QUANTILES, quantilesOf, type Estimate } from "@weft/model/plan/estimate"
import { forecastPlan, type Forecasting } from "@weft/model/plan/forecast"
import { computeDates, schedulePlan } from "@weft/model/plan/schedule-plan"
import { straightNetwork } from "@weft/model/plan/straight-network"
import { StraightRuns } from "@weft/model/plan/straight-runs"
import { seededRandom } from "@weft/model/base/random"
import { instantOf, instantText, planInput } from "../../support/plan-notation.ts"
import { randomPlan } from "../../support/random-plan.ts"

const DAY = 4800
const DRAWING: Forecasting = { runs: 4000, seed: 1, uncertainties: [], risks: [], correlations: {} }
const between = (task: string, least: number, likely: number, most: number, group?: string) => ({
  task,
  estimate: { shape: "pert", least: least * DAY, likely: likely * DAY, most: most * DAY } as const,
  ...(group === undefined ? {} : { group }),
})

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
const deviation = (values: Float64Array) => {
  const middle = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / values.length)
}

describe("estimates", () => {
  test("SCHEDULE-60 three points expect (a + 4m + b) / 6 and deviate by (b − a) / 6", () => {
    expect(pertOf({ least: 2, likely: 5, most: 14 })).toEqual({ expected: 6, deviation: 2 })
  })

  test("SCHEDULE-60 quantiles have the mean and deviation of their distribution", () => {
    const cases: readonly (readonly [Estimate, number, number])[] = [
      [{ shape: "uniform", least: 2, most: 8 }, 5, 6 / Math.sqrt(12)],
      [{ shape: "triangular", least: 0, likely: 3, most: 9 }, 4, Math.sqrt((0 + 9 + 81 - 0 - 0 - 27) / 18)],
      [{ shape: "pert", least: 0, likely: 2, most: 6 }, 14 / 6, Math.sqrt(((14 / 6) * (6 - 14 / 6)) / 7)],
      [
        { shape: "lognormal", median: 5, spread: 0.4 },
        5 * Math.exp(0.08),
        5 * Math.exp(0.08) * Math.sqrt(Math.exp(0.16) - 1),
      ],
      [{ shape: "pert", least: 4, likely: 4, most: 4 }, 4, 0],
    ]
    for (const [estimate, middle, spread] of cases) {
      const table = quantilesOf(estimate)
      expect(table).toHaveLength(QUANTILES)
      expect(table.every((value, index) => index === 0 || value >= table[index - 1]!)).toBe(true)
      expect(mean(table), estimate.shape).toBeCloseTo(middle, 2)
      expect(deviation(table), estimate.shape).toBeCloseTo(spread, 1)
    }
    expect([normalQuantile(0.5), normalQuantile(0.975)].map(value => value.toFixed(6))).toEqual([
      "0.000000",
      "1.959964",
    ])
  })
})

describe("forecasts", () => {
  const TEXT = `
    Design 4d
    Build 5d after Design
    Docs 2d after Design
    Ship milestone after Build, Docs
  `

  test("SCHEDULE-61 the same seed forecasts the same, and what does not vary ends as planned", () => {
    const input = planInput(TEXT)
    const certain = forecastPlan(input, { ...DRAWING, uncertainties: [between("Build", 5, 5, 5)] })
    expect([certain.by(10), certain.by(90)].map(at => instantText(at, 17))).toEqual(["Thu 15 Jan", "Thu 15 Jan"])
    const drawn = { ...DRAWING, uncertainties: [between("Design", 2, 4, 9), between("Build", 3, 5, 10)] }
    expect([...forecastPlan(input, drawn).finishes]).toEqual([...forecastPlan(input, drawn).finishes])
    expect([...forecastPlan(input, { ...drawn, seed: 2 }).finishes]).not.toEqual([
      ...forecastPlan(input, drawn).finishes,
    ])
  })

  test("SCHEDULE-61 the mean end is that of the estimates along a chain, and chances follow the runs", () => {
    const forecast = forecastPlan(planInput(TEXT, { project: { calendar: "24h" } }), {
      ...DRAWING,
      runs: 20_000,
      uncertainties: [between("Design", 2, 4, 9), between("Build", 3, 5, 10)],
    })
    const start = instantOf("Mon 5 Jan", 8)
    expect((mean(forecast.finishes) - start) / DAY).toBeCloseTo(4.5 + 5.5, 1)
    expect(forecast.chanceBy(forecast.by(80))).toBeGreaterThanOrEqual(0.8)
    expect(forecast.chanceBy(start)).toBe(0)
    expect(forecast.chanceBy(forecast.by(100))).toBe(1)
  })

  test("SCHEDULE-62 tasks are as critical as they are often on the driving path, and matter as they move the end", () => {
    const forecast = forecastPlan(planInput(TEXT), {
      ...DRAWING,
      uncertainties: [between("Build", 1, 3, 8), between("Docs", 1, 3, 8)],
    })
    const of = (name: string) => forecast.tasks.find(({ id }) => id === name)!
    expect(of("Design").criticality).toBe(1)
    expect(of("Build").criticality + of("Docs").criticality).toBeCloseTo(1, 1)
    expect(of("Build").cruciality).toBeGreaterThan(0.3)
    expect(of("Design").cruciality).toBe(null)
    expect(of("Build").sensitivity).toBeGreaterThan(0.2)
  })

  test("SCHEDULE-63 tasks of a group tend to be long together, which spreads the end", () => {
    const spread = (correlation: number) =>
      deviation(
        forecastPlan(planInput(TEXT), {
          ...DRAWING,
          uncertainties: [between("Design", 2, 4, 9, "new"), between("Build", 2, 5, 10, "new")],
          correlations: { new: correlation },
        }).finishes,
      )
    expect(spread(0.9)).toBeGreaterThan(spread(0) * 1.2)
  })

  test("SCHEDULE-64 a risk adds what it costs as often as it happens, and a variant meets the same luck", () => {
    const input = planInput(TEXT, { project: { calendar: "24h" } })
    const risky = { ...DRAWING, risks: [{ id: "flood", task: "Build", probability: 0.25, impact: 3 * DAY }] }
    const { finishes } = forecastPlan(input, risky)
    const planned = schedulePlan(input).finish
    const struck = finishes.filter(finish => finish === planned + 3 * DAY).length
    expect(struck / finishes.length).toBeCloseTo(0.25, 1)
    expect(finishes.filter(finish => finish === planned)).toHaveLength(finishes.length - struck)
    const longer = {
      ...input,
      tasks: input.tasks.map(task => (task.id === "Docs" ? { ...task, duration: DAY } : task)),
    }
    expect([...forecastPlan(longer, risky).finishes]).toEqual([...finishes])
  })

  describe("SCHEDULE-67 work that is not sure to be done takes its time as often as it is", () => {
    const REWORK = `
      Build 2d
      Rework 3d after Build
      Repair 4d after Rework
      Ship 1d after Build, Repair
      Other 1d
    `
    /** The share of the runs that end on each day, as a forecast of working days from Monday on. */
    const endsOf = (text: string, branches: Forecasting["branches"], calendar = "24h") => {
      const input = planInput(text, { project: { calendar } })
      const { finishes } = forecastPlan(input, { ...DRAWING, runs: 20_000, branches: branches! })
      const days = Array.from(finishes, finish => (finish - input.project.start) / DAY)
      return Object.fromEntries(
        [...new Set(days)].map(day => [day, days.filter(one => one === day).length / days.length]),
      )
    }

    test("a chain is done whole or not at all", () => {
      const ends = endsOf(REWORK, [{ id: "fails", ways: [{ probability: 0.25, tasks: ["Rework", "Repair"] }] }])
      expect(Object.keys(ends)).toEqual(["3", "10"])
      expect(ends[10]).toBeCloseTo(0.25, 1.7)
    })

    test("two chances of their own multiply", () => {
      const ends = endsOf(REWORK, [
        { id: "rework", ways: [{ probability: 0.5, tasks: ["Rework"] }] },
        { id: "repair", ways: [{ probability: 0.2, tasks: ["Repair"] }] },
      ])
      // Neither, one, the other, both: 0.4, 0.4, 0.1, 0.1.
      expect(Object.entries(ends).map(([day, share]) => [Number(day), Math.round(share * 10)])).toEqual([
        [3, 4],
        [6, 4],
        [7, 1],
        [10, 1],
      ])
    })

    test("of the ways of a branch one is taken, or none", () => {
      const ways = [
        { probability: 0.6, tasks: ["Rework"] },
        { probability: 0.3, tasks: ["Repair"] },
      ]
      const ends = endsOf(REWORK, [{ id: "ways", ways }])
      expect(Object.entries(ends).map(([day, share]) => [Number(day), Math.round(share * 10)])).toEqual([
        [3, 1],
        [6, 6],
        [7, 3],
      ])
    })

    test("what is not done holds nothing by its dates or risks, drives nothing, and counts on average as it is done", () => {
      for (const [says, constraint] of [
        ["by the short way", "no earlier than Mon 26 Jan"],
        ["by the clock", "must start Mon 26 Jan"],
      ] as const) {
        const text = REWORK.replace("Rework 3d after Build", `Rework 3d after Build, ${constraint}`)
        const input = planInput(text, { project: { calendar: "24h" } })
        const forecast = forecastPlan(input, {
          ...DRAWING,
          branches: [{ id: "never", ways: [{ probability: 0, tasks: ["Rework", "Repair"] }] }],
          risks: [{ id: "rain", task: "Repair", probability: 1, impact: DAY }],
        })
        expect((forecast.by(100) - input.project.start) / DAY, says).toBe(3)
        const of = (name: string) => forecast.tasks.find(({ id }) => id === name)!
        expect([of("Rework").criticality, of("Rework").meanDuration, of("Build").criticality], says).toEqual([0, 0, 1])
      }
      const half = forecastPlan(planInput(REWORK, { project: { calendar: "24h" } }), {
        ...DRAWING,
        branches: [{ id: "fails", ways: [{ probability: 0.5, tasks: ["Rework", "Repair"] }] }],
      })
      const rework = half.tasks.find(({ id }) => id === "Rework")!
      expect([rework.criticality, rework.meanDuration / DAY]).toEqual([expect.closeTo(0.5, 1), expect.closeTo(1.5, 1)])
      expect(rework.cruciality).toBeCloseTo(1, 5)
    })

    test("what has begun is done", () => {
      const ends = endsOf(REWORK.replace("Rework 3d after Build", "Rework 3d started Mon 5 Jan"), [
        { id: "fails", ways: [{ probability: 0, tasks: ["Rework"] }] },
      ])
      expect(Object.keys(ends)).toEqual(["8"])
    })
  })

  test("SCHEDULE-65 what is done stays done, and what is left of work under way varies as the whole would", () => {
    const input = planInput(`
      Done 4d started Mon 5 Jan, finished Thu 8 Jan
      Begun 4d started Mon 5 Jan, done 2d
    `)
    const { finishes } = forecastPlan(input, {
      ...DRAWING,
      uncertainties: [
        between("Done", 1, 4, 20),
        { task: "Begun", estimate: { shape: "uniform", least: 2 * DAY, most: 8 * DAY } },
      ],
    })
    expect(instantText(finishes[0]!, 17).slice(0, 9)).toBe("Thu 8 Jan")
    expect(instantText(finishes.at(-1)!, 17).slice(0, 10)).toBe("Mon 12 Jan")
  })

  test("SCHEDULE-66 the short way through a plan of one calendar ends when the engine itself does", () => {
    const random = seededRandom(5)
    let compared = 0
    for (let seed = 1; seed <= 40; seed += 1) {
      const input = randomPlan(seed, 24, { constraints: false, calendars: false, rings: false })
      const working = input.links.map(link => ({
        ...link,
        lag: { kind: "working", amount: Math.abs(link.lag.amount) } as const,
      }))
      const net = buildNetwork({
        ...input,
        links: working,
        tasks: input.tasks.map(task => ({ ...task, isActive: true })),
      })
      const dates = computeDates(net)
      const form = straightNetwork(net, dates)
      if (form === null) continue
      const [short, long] = [new StraightRuns(form), new ClockRuns(net, dates)]
      const runs = Math.min(short.block, long.block)
      for (let task = 0; task < net.count; task += 1)
        for (let run = 0; run < runs; run += 1) {
          if (!long.varies(task) || !short.varies(task)) continue
          const drawn = Math.max(short.done(task), Math.floor(random() * 10) * 600)
          short.durations[task * short.block + run] = drawn
          long.durations[task * long.block + run] = drawn
        }
      const [ends, exact] = [new Float64Array(runs), new Float64Array(runs)]
      short.pass(runs, ends, new Int32Array(net.count))
      long.pass(runs, exact, new Int32Array(net.count))
      for (let run = 0; run < runs; run += 1)
        expect(net.projectCalendar.between(short.instantOf(ends[run]!), exact[run]!), `seed ${seed} run ${run}`).toBe(0)
      compared += runs
    }
    expect(compared).toBeGreaterThan(100)
  })
})
