import { assert, double, integer, property } from "fast-check"
import { describe, expect, test } from "vitest"
import { patchPlan } from "@weft/model/actions/plan-settings"
import { reportProgress } from "@weft/model/actions/progress"
import { moveBar } from "@weft/model/actions/schedule-items"
import { seededRandom } from "@weft/model/base/random"
import { LivePlan } from "@weft/model/plan/live-plan"
import { planOf } from "@weft/model/plan/plan-of-space"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { TENTHS_PER_DAY } from "@weft/model/time/instant"
import { axisOf, beginOf, weekNumber, type AxisUnit } from "../../../packages/client/src/views/plan/chart/axis.ts"
import { drawChart } from "../../../packages/client/src/views/plan/chart/draw-chart.ts"
import { GhostPlan } from "../../../packages/client/src/views/plan/chart/ghost.ts"
import { hitAt } from "../../../packages/client/src/views/plan/chart/hit.ts"
import { LinkRows } from "../../../packages/client/src/views/plan/chart/link-rows.ts"
import { planRows } from "../../../packages/client/src/views/plan/outline/plan-rows.ts"
import { linkAt } from "../../../packages/client/src/views/plan/chart/link-hit.ts"
import { stretchesOf } from "../../../packages/client/src/views/plan/chart/stretches.ts"
import {
  instantAt,
  LEAST_PER_DAY,
  MOST_PER_DAY,
  xOf,
  zoomedAt,
} from "../../../packages/client/src/views/plan/chart/time-scale.ts"
import { viewOf } from "../../support/chart-view.ts"
import { overviewOf } from "../../../packages/client/src/views/plan/overview/overview-shapes.ts"
import { Presence } from "../../../packages/client/src/data/presence.ts"
import { foundSpace, MORNING, Person } from "../../support/person.ts"
import { makePlan, at } from "../../support/planned-space.ts"
import { randomPlan } from "../../support/random-plan.ts"

const MONDAY = at("2026-11-23")

describe("the time axis", () => {
  test("GANTT-1 zooming keeps the instant under the pointer where it is, from years to hours", () => {
    assert(
      property(
        double({ min: Math.log(LEAST_PER_DAY), max: Math.log(MOST_PER_DAY), noNaN: true }),
        integer({ min: 0, max: 1400 }),
        double({ min: 0.2, max: 5, noNaN: true }),
        (logarithm, x, factor) => {
          const scale = { origin: MONDAY, perDay: Math.exp(logarithm) }
          const zoomed = zoomedAt(scale, x, factor)
          expect(zoomed.perDay).toBeGreaterThanOrEqual(LEAST_PER_DAY)
          expect(zoomed.perDay).toBeLessThanOrEqual(MOST_PER_DAY)
          const before = scale.origin + (x / scale.perDay) * TENTHS_PER_DAY
          expect(xOf(zoomed, before)).toBeCloseTo(x, 3)
        },
      ),
    )
  })

  test("GANTT-2 the fields of both levels follow each other without a gap at every zoom, and cover the chart", () => {
    for (let perDay = LEAST_PER_DAY; perDay < MOST_PER_DAY; perDay *= 1.17) {
      const scale = { origin: MONDAY + 777, perDay }
      for (const { unit, fields } of Object.values(axisOf(scale, 1000, 1))) {
        expect(fields[0]!.x, `${unit} at ${perDay}`).toBeLessThanOrEqual(0)
        expect(fields.at(-1)!.x + fields.at(-1)!.width).toBeGreaterThanOrEqual(999)
        for (const [index, { from }] of fields.entries()) {
          if (index > 0) expect(from).toBe(fields[index - 1]!.to)
          expect(beginOf(unit, from, 1)).toBe(from)
        }
      }
      expect(axisOf(scale, 1000, 1).lower.fields.length, "fields that can be read").toBeLessThan(60)
    }
  })

  test("GANTT-2 weeks begin on the weekday of the region and are numbered as ISO does", () => {
    const begins = (unit: AxisUnit, first: number) => beginOf(unit, at("2026-11-25"), first)
    expect(begins("week", 1)).toBe(MONDAY)
    expect(begins("week", 7)).toBe(at("2026-11-22"))
    const number = (date: string) => weekNumber(at(date) / TENTHS_PER_DAY)
    expect(["2026-11-23", "2026-12-31", "2027-01-03", "2027-01-04"].map(number)).toEqual([48, 53, 53, 1])
  })
})

describe("the outline", () => {
  const task = (id: string, parent: string | null) => ({ ...randomPlan(1, 1).tasks[0]!, id, parent })

  test("GANTT-3 rows have codes by their place, and a code that was given stands for those below it too", () => {
    const tasks = [task("a", null), task("b", "a"), task("c", "b"), task("d", "a"), task("e", null), task("f", "e")]
    const codes = (given: Record<string, string>) =>
      planRows({ tasks }, new Set(), id => given[id] ?? "").map(({ code }) => code)
    expect(codes({})).toEqual(["1", "1.1", "1.1.1", "1.2", "2", "2.1"])
    expect(codes({ e: "X" })).toEqual(["1", "1.1", "1.1.1", "1.2", "X", "X.1"])
  })

  test("GANTT-3 what lies below a folded row is not shown, whatever is folded in it, and keeps the codes of others", () => {
    const tasks = [task("a", null), task("b", "a"), task("c", "b"), task("d", null)]
    const shown = planRows({ tasks }, new Set(["a"]), () => "")
    expect(shown.map(({ id, code, isFolded }) => [id, code, isFolded])).toEqual([
      ["a", "1", true],
      ["d", "2", false],
    ])
  })
})

describe("the chart", () => {
  test("GANTT-4 the links that are drawn are those that touch or cross the rows in view", () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const input = randomPlan(seed, 300)
      const rows = planRows(input, new Set(), () => "")
      const index = new LinkRows(input.links, rows)
      const place = new Map(rows.map(({ id }, row) => [id, row]))
      const random = seededRandom(seed)
      const first = Math.floor(random() * 280)
      const end = first + 1 + Math.floor(random() * 30)
      const expected = input.links.filter(({ from, to }) => {
        const ends = [place.get(from), place.get(to)]
        if (ends.includes(undefined)) return false
        return Math.max(...(ends as number[])) >= first && Math.min(...(ends as number[])) < end
      })
      const found = index.between(first, end).map(({ link }) => link.id)
      expect(found.toSorted()).toEqual(expected.map(({ id }) => id).toSorted())
    }
  })

  test("GANTT-4 drawing costs what is in view, not what the plan holds", () => {
    const scale = { origin: MONDAY, perDay: 24 }
    const plan = { summaries: false, rings: false }
    const shapes = (size: number) => drawChart(viewOf(randomPlan(3, size, plan), { scale })).length
    expect(shapes(5_000)).toBeLessThan(3 * shapes(200))
  })

  test("GANTT-5 what is critical is told by colour and by hatch", () => {
    const input = randomPlan(5, 40, { summaries: false, progress: false, manual: false })
    const view = viewOf(input, { height: 4000, scale: { origin: 0, perDay: 9 }, width: 400_000 })
    const hatched = drawChart(view).filter(shape => shape.shape === "box" && shape.hatch !== undefined)
    const bars = input.tasks.filter(({ id, isActive, isMilestone, actualFinish }) => {
      const { isCritical, start, finish } = view.plan.task(id)
      return isCritical && isActive && !isMilestone && actualFinish === null && finish > start
    })
    expect(bars.length).toBeGreaterThan(0)
    expect(hatched).toHaveLength(bars.length)
    expect(hatched.every(shape => shape.shape === "box" && shape.fill === "critical-fill")).toBe(true)
    const plain = drawChart({ ...view, marksCritical: false })
    expect(plain.some(shape => shape.shape === "box" && shape.hatch !== undefined)).toBe(false)
  })

  test("GANTT-10 a baseline stands below its bar where the task was to lie, and only below those that it names", () => {
    const input = randomPlan(2, 3, { summaries: false, constraints: false, progress: false, manual: false })
    const scale = { origin: input.project.start, perDay: 60 }
    const dates = { start: input.project.start, finish: input.project.start + 2 * TENTHS_PER_DAY }
    const shapes = drawChart(viewOf(input, { scale, baselines: [new Map([["t1", dates]])] }))
    const thin = shapes.filter(shape => shape.shape === "box" && shape.fill === "baseline")
    expect(thin).toEqual([expect.objectContaining({ x: 0, width: 120, height: 3 })])
  })

  test("GANTT-10 up to three baselines stand below a bar, none over the other, the first as strong as alone", () => {
    const input = randomPlan(2, 3, { summaries: false, constraints: false, progress: false, manual: false })
    const scale = { origin: input.project.start, perDay: 60 }
    const dates = { start: input.project.start, finish: input.project.start + 2 * TENTHS_PER_DAY }
    const baselines = [1, 2, 3, 4].map(() => new Map([["t1", dates]]))
    const shapes = drawChart(viewOf(input, { scale, baselines }))
    const thin = shapes.flatMap(shape => (shape.shape === "box" && shape.fill === "baseline" ? [shape] : []))
    expect(thin).toHaveLength(3)
    expect(thin[0]!.opacity).toBe(1)
    for (const [index, { y }] of thin.slice(1).entries())
      expect(y).toBeGreaterThan(thin[index]!.y + thin[index]!.height)
  })

  test("GANTT-11 split work is drawn in its stretches, with a gap between them", () => {
    const plain = randomPlan(2, 1, { summaries: false, constraints: false, progress: false, manual: false })
    const segments = [
      { at: 0, length: 4_800 },
      { at: 14_400, length: 4_800 },
    ]
    const input = {
      ...plain,
      assignments: [],
      tasks: [{ ...plain.tasks[0]!, duration: 9_600, remainingDuration: 9_600, segments }],
    }
    const view = viewOf(input, { scale: { origin: input.project.start, perDay: 60 }, marksCritical: false })
    const { start, finish } = view.plan.task("t0")
    const bars = drawChart(view).flatMap(shape => (shape.shape === "box" && shape.fill === "bar" ? [shape] : []))
    expect(bars).toHaveLength(2)
    expect(bars[0]!.x).toBe(xOf(view.scale, start))
    expect(bars[0]!.x + bars[0]!.width).toBeLessThan(bars[1]!.x)
    expect(bars[1]!.x + bars[1]!.width).toBeCloseTo(xOf(view.scale, finish))
  })

  test("GANTT-11 people on split work leave a gap only where none of them works", () => {
    const share = (segments: { at: number; length: number }[] | undefined, delay = 0) => ({
      id: `a${delay}`,
      task: "t0",
      resource: "ana",
      units: 1,
      work: 1,
      actualWork: 0,
      remainingWork: 1,
      delay,
      ...(segments === undefined ? {} : { segments }),
    })
    const split = [
      { at: 0, length: 100 },
      { at: 300, length: 100 },
    ]
    const found = (...assignments: ReturnType<typeof share>[]) => stretchesOf({ tasks: [], assignments }).get("t0")
    expect(found(share(split))).toEqual(split)
    expect(found(share(split), share(split, 100))).toEqual([
      { at: 0, length: 200 },
      { at: 300, length: 200 },
    ])
    expect(found(share(split), share(undefined, 1))).toBeUndefined()
  })

  test("GANTT-6 the ends of a link are taken hold of beside the bars", () => {
    const input = randomPlan(9, 12, { summaries: false, rings: false, progress: false, manual: false })
    const view = viewOf(input, { width: 4000, scale: { origin: input.project.start, perDay: 40 } })
    const link = input.links.find(({ kind }) => kind === "FS")!
    const { start } = view.plan.task(link.to)
    const row = view.rows.findIndex(({ id }) => id === link.to)
    const isBelow = view.rows.findIndex(({ id }) => id === link.from) < row
    const y = row * 28 + 6 + (isBelow ? -6 : 19)
    const found = linkAt(view, view.links, xOf(view.scale, start) + 5, y)
    expect(found).toMatchObject({ end: "to", link: { to: link.to } })
    expect(linkAt(view, view.links, xOf(view.scale, start) - 60, row * 28 + 13)?.link.id).not.toBe(link.id)
  })

  test("GANTT-6 the parts of a bar are taken hold of where they are drawn", () => {
    const view = viewOf(randomPlan(2, 1, { summaries: false, constraints: false, progress: false, manual: false }), {
      scale: { origin: randomPlan(2, 1).project.start - TENTHS_PER_DAY, perDay: 60 },
    })
    const { start, finish } = view.plan.task("t0")
    const [left, right] = [xOf(view.scale, start), xOf(view.scale, finish)]
    const partAt = (x: number, y = 14) => hitAt(view, x, y)?.part
    expect(partAt((left + right) / 2)).toBe("body")
    expect(partAt(right - 2)).toBe("finish-edge")
    expect(partAt(left + 2)).toBe("start-edge")
    expect(partAt(right + 8)).toBe("finish-dot")
    expect(partAt(left - 8)).toBe("start-dot")
    expect(partAt(left + 1, 23)).toBe("progress")
    expect(partAt(left - 40)).toBeUndefined()
    expect(hitAt(view, left + 20, 28 + 14), "below the last row").toBeNull()
    expect(instantAt(view.scale, left)).toBe(start)
  })
})

describe("GANTT-13 what others do on a plan is seen as they do it", () => {
  const heard = (bars: unknown) => {
    const presence = new Presence(() => undefined)
    presence.heard("space/S", "peer", { member: "ben", name: "Ben", items: [], drag: null, bars })
    return presence.peers("space/S")[0]!.bars
  }

  test("bars that somebody pulls are read, and what does not fit is left out", () => {
    expect(heard([["a", 10, 20]])).toEqual([["a", 10, 20]])
    expect(heard([["a", 10, 20], ["b", 20, 10], ["c", -1, 4], [7, 1, 2], "d", ["e", 1.5, 2]])).toEqual([["a", 10, 20]])
    expect(heard(Array.from({ length: 500 }, (_, index) => [`t${index}`, 1, 2]))).toHaveLength(16)
    expect(heard("everything")).toBeNull()
    expect(heard([])).toBeNull()
  })

  test("they are drawn dashed in the colour of whoever pulls them, and the one in the hand bears the name", () => {
    const input = randomPlan(2, 3, { summaries: false, constraints: false, progress: false, manual: false })
    const { start, finish } = schedulePlan(input).tasks[1]!
    const moved = new Map([["t1", { start: start + TENTHS_PER_DAY, finish: finish + TENTHS_PER_DAY }]])
    const peerDrags = [{ item: "t1", moved, ink: "p3", name: "Ben" } as const]
    const view = viewOf(input, { scale: { origin: input.project.start, perDay: 60 }, peerDrags })
    const shapes = drawChart(view)
    const dashed = shapes.filter(shape => shape.shape === "box" && shape.isDashed && shape.edge === "p3")
    const told = shapes.flatMap(shape => (shape.shape === "text" && shape.ink === "p3" ? [shape.text] : []))
    expect([dashed.length, told]).toEqual([1, ["Ben 1"]])
  })
})

describe("GANTT-14 the overview shows the whole plan in small", () => {
  test("every bar lies within it, and of a great plan no more are drawn than can be told apart", () => {
    for (const size of [5, 200, 5_000]) {
      const plan = new LivePlan(randomPlan(3, size, { rings: false }))
      const rows = planRows(plan.computed.net.input, new Set(), () => "")
      const span = { from: plan.computed.dates.start, to: plan.computed.dates.finish }
      const bars = overviewOf(plan, rows, span, 800, 56)
      expect(bars.length).toBeGreaterThan(0)
      expect(bars.length).toBeLessThan(1_000)
      for (const { y, height, x } of bars) {
        expect(y + height).toBeLessThanOrEqual(56)
        expect(x).toBeGreaterThanOrEqual(0)
      }
    }
  })
})

describe("GANTT-7 the ghost shows what the plan is after letting go", () => {
  test("every trial, one after the other, comes to the dates that the engine gives the changed rows", () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const input = randomPlan(seed, 60, { rings: false, asLateAsPossible: false })
      const before = schedulePlan(input)
      const ghosts = new GhostPlan(new LivePlan(input))
      const random = seededRandom(seed)
      for (let round = 0; round < 6; round += 1) {
        const place = Math.floor(random() * 60)
        const date = input.project.start + Math.floor(random() * 60) * TENTHS_PER_DAY
        const task = { ...input.tasks[place]!, constraint: { kind: "SNET", date } } as const
        const ghost = ghosts.try({ tasks: [task], link: null })
        const after = schedulePlan({ ...input, tasks: input.tasks.with(place, task) })
        expect(ghost.finishAfter).toBe(after.finish)
        for (const [index, row] of after.tasks.entries()) {
          const old = before.tasks[index]!
          const moved = ghost.moved.get(row.id)
          const isElsewhere = row.start !== old.start || row.finish !== old.finish
          expect(moved, `${row.id} of seed ${seed}`).toEqual(
            isElsewhere ? { start: row.start, finish: row.finish } : undefined,
          )
        }
      }
    }
  })

  test("a link that is tried and let go of leaves nothing behind, and one that closes a ring says so", () => {
    const input = randomPlan(9, 20, { summaries: false, rings: false, progress: false, manual: false })
    const { from, to } = input.links[0]!
    const ghosts = new GhostPlan(new LivePlan(input))
    const back = { id: "back", from: to, to: from, kind: "FS", lag: { kind: "working", amount: 0 } } as const
    expect(ghosts.try({ tasks: [], link: back }).closesRing).toBe(true)
    const ghost = ghosts.try({ tasks: [], link: null })
    expect(ghost.closesRing).toBe(false)
    expect(ghost.moved.size).toBe(0)
  })

  test("a link that is put elsewhere and let go of leaves the plan as it was", () => {
    const input = randomPlan(9, 20, {
      summaries: false,
      rings: false,
      progress: false,
      manual: false,
      asLateAsPossible: false,
    })
    const link = input.links[0]!
    const ghosts = new GhostPlan(new LivePlan(input))
    const without = { ...input, links: input.links.filter(({ id }) => id !== link.id) }
    ghosts.try({ tasks: [], link: { ...link, id: "elsewhere", kind: "SS" }, without: link })
    expect(ghosts.try({ tasks: [], link: null, without: link }).finishAfter).toBe(schedulePlan(without).finish)
    expect(ghosts.try({ tasks: [], link: null }).moved.size).toBe(0)
  })

  test("a constraint that would be broken is told with the deadlines", () => {
    const plain = randomPlan(2, 2, { summaries: false, constraints: false, progress: false, manual: false })
    const [first, second] = plain.tasks.map(task => ({ ...task, calendar: null, isElapsed: false, deadline: null }))
    const date = plain.project.start + TENTHS_PER_DAY
    const kept = { ...second!, constraint: { kind: "SNLT", date } as const }
    const links = [{ id: "l", from: first!.id, to: kept.id, kind: "SS", lag: { kind: "working", amount: 0 } } as const]
    const input = { ...plain, tasks: [first!, kept], links, assignments: [], resources: [] }
    const late = { ...first!, constraint: { kind: "SNET", date: date + 5 * TENTHS_PER_DAY } as const }
    const ghost = new GhostPlan(new LivePlan(input)).try({ tasks: [late], link: null })
    expect(ghost.broken).toMatchObject([{ task: kept.id, promise: "start", date }])
  })

  test("a space without a start of its own keeps it when somebody drags the first bar, so that nothing else jumps", () => {
    const ana = new Person("ana", 1, MORNING)
    foundSpace(ana, ["ana"])
    const { First, Other } = makePlan(ana, { First: 2, Other: 3 })
    ana.do(patchPlan, { start: null })
    const before = planOf(ana.snapshot)
    const ghosts = new GhostPlan(new LivePlan(before))
    const start = before.project.start + 2 * TENTHS_PER_DAY
    const row = before.tasks.find(({ id }) => id === First)!
    const ghost = ghosts.try({ tasks: [{ ...row, constraint: { kind: "SNET", date: start } }], link: null })
    ana.do(moveBar, { item: First!, start })
    const after = schedulePlan(planOf(ana.snapshot))
    const find = (id: string) => after.tasks.find(task => task.id === id)!
    expect(ghost.moved.get(First!)).toEqual({ start: find(First!).start, finish: find(First!).finish })
    expect(ghost.moved.has(Other!)).toBe(false)
    expect(find(Other!).start).toBe(schedulePlan(before).tasks.find(({ id }) => id === Other)!.start)
    ana.do(reportProgress, { items: [First!], percent: 50 })
    expect(planOf(ana.snapshot).project.start).toBe(before.project.start)
  })
})
