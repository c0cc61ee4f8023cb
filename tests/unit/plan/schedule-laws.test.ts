import { describe, expect, test } from "vitest"
import type { LinkKind, PlanInput } from "@weft/model/plan/input"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { instantOf } from "../../support/plan-notation.ts"
import { randomPlan } from "../../support/random-plan.ts"

const SEEDS = Array.from({ length: 40 }, (_, index) => index + 1)
const WEEK = 7 * 14_400

describe("laws of schedules", () => {
  test("SCHEDULE-41 without promises and progress no task is later than it may be", () => {
    for (const seed of SEEDS) {
      const input = randomPlan(seed, 30, { constraints: false, progress: false, manual: false, calendars: false })
      const positive = input.links.map(link => ({
        ...link,
        lag: { kind: "working", amount: Math.abs(link.lag.amount) } as const,
      }))
      for (const task of schedulePlan({ ...input, links: positive }).tasks) {
        expect(task.totalSlack, `seed ${seed} ${task.id}`).toBeGreaterThanOrEqual(0)
        expect(task.freeSlack, `seed ${seed} ${task.id}`).toBeLessThanOrEqual(task.totalSlack)
      }
    }
  })

  test("SCHEDULE-42 a plan that begins some weeks later is the same some weeks later", () => {
    for (const seed of SEEDS) {
      const input = randomPlan(seed, 30)
      const [before, after] = [schedulePlan(input), schedulePlan(movedBy(input, 3 * WEEK))]
      const dates = before.tasks.map(({ earlyStart, earlyFinish, lateStart, lateFinish }) =>
        [earlyStart, earlyFinish, lateStart, lateFinish].map(date => date + 3 * WEEK),
      )
      expect(
        after.tasks.map(({ earlyStart, earlyFinish, lateStart, lateFinish }) => [
          earlyStart,
          earlyFinish,
          lateStart,
          lateFinish,
        ]),
        `seed ${seed}`,
      ).toEqual(dates)
      expect(after.tasks.map(({ totalSlack }) => totalSlack)).toEqual(before.tasks.map(({ totalSlack }) => totalSlack))
    }
  })

  test("SCHEDULE-43 backwards is forwards in a mirror", () => {
    const mirrored: Readonly<Record<LinkKind, LinkKind>> = { FS: "FS", SS: "FF", FF: "SS", SF: "SF" }
    for (const seed of SEEDS) {
      const drawn = randomPlan(seed, 30, {
        constraints: false,
        progress: false,
        manual: false,
        calendars: false,
        summaries: false,
      })
      const input: PlanInput = {
        ...drawn,
        project: { ...drawn.project, calendar: "24h", multipleCriticalPaths: false },
        links: drawn.links
          .filter(({ kind }) => kind !== "SF")
          .map(link => ({ ...link, lag: { kind: "working", amount: Math.abs(link.lag.amount) } })),
      }
      const forward = schedulePlan(input)
      const suspended = new Set(forward.warnings.map(({ about }) => about))
      const mirror = schedulePlan({
        ...input,
        links: input.links
          .filter(({ id }) => !suspended.has(id))
          .map(link => ({ ...link, from: link.to, to: link.from, kind: mirrored[link.kind] })),
      })
      const turn = (date: number) => forward.finish + input.project.start - date
      for (const [index, task] of forward.tasks.entries())
        expect([task.lateStart, task.lateFinish], `seed ${seed} ${task.id}`).toEqual([
          turn(mirror.tasks[index]!.earlyFinish),
          turn(mirror.tasks[index]!.earlyStart),
        ])
    }
  })

  test("SCHEDULE-44 the order in which rows are kept of equal age changes no date", () => {
    for (const seed of SEEDS) {
      const input = randomPlan(seed, 30, { rings: false })
      const turned = schedulePlan({
        ...input,
        links: [...input.links].reverse(),
        assignments: [...input.assignments].reverse(),
        calendars: [...input.calendars].reverse(),
      })
      expect(turned.tasks, `seed ${seed}`).toEqual(schedulePlan(input).tasks)
    }
  })

  test("SCHEDULE-45 nothing that a row may hold makes it fail", () => {
    const odd = [0, -1, 0.5, 1e12, -1e12, Number.NaN, Number.POSITIVE_INFINITY, instantOf("Mon 5 Jan", 8)]
    for (const [index, value] of odd.entries()) {
      const input = randomPlan(index + 100, 20)
      const tasks = input.tasks.map(task => ({
        ...task,
        duration: value,
        remainingDuration: value,
        levelingDelay: value,
        constraint: { ...task.constraint, date: value },
        deadline: value,
        actualStart: task.actualStart === null ? null : value,
        start: value,
        segments: [{ at: value, length: value }],
      }))
      const links = input.links.map(link => ({ ...link, lag: { ...link.lag, amount: value } }))
      const assignments = input.assignments.map(assignment => ({ ...assignment, units: value, work: value }))
      const project = { ...input.project, start: Number.isFinite(value) ? value : 0 }
      const { tasks: rows } = schedulePlan({ ...input, project, tasks, links, assignments })
      for (const row of rows)
        expect(Number.isFinite(row.start) && Number.isFinite(row.finish), `${value} ${row.id}`).toBe(true)
    }
  })
})

function movedBy(input: PlanInput, time: number): PlanInput {
  const moved = (date: number | null) => (date === null ? null : date + time)
  return {
    ...input,
    project: {
      ...input.project,
      start: input.project.start + time,
      finish: moved(input.project.finish),
      dataDate: moved(input.project.dataDate ?? null),
    },
    tasks: input.tasks.map(task => ({
      ...task,
      constraint: { ...task.constraint, date: moved(task.constraint.date) },
      deadline: moved(task.deadline),
      actualStart: moved(task.actualStart),
      actualFinish: moved(task.actualFinish),
      start: moved(task.start),
      finish: moved(task.finish),
    })),
  }
}
