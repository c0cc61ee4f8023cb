import { describe, expect, test } from "vitest"
import type { ProgressMode } from "@weft/model/plan/input"
import { outOfSequence, rescheduleAfter } from "@weft/model/plan/progress"
import { instantOf, plan, planInput, PlanReading } from "../../support/plan-notation.ts"

describe("progress at a data date", () => {
  const TEXT = `
    Design 5d started Mon 5 Jan, done 1d
    Build 6d after Design, started Tue 6 Jan, done 2d
    Test 2d after Build
    Docs 1d
  `
  const at = (progress: ProgressMode) => plan(TEXT, { project: { dataDate: instantOf("Mon 12 Jan", 8), progress } })

  test("SCHEDULE-16 nothing that has not begun lies before the data date", () => {
    for (const mode of ["retained-logic", "progress-override", "actual-dates"] as const)
      expect(at(mode).when("Docs"), mode).toBe("Mon 12 Jan – Mon 12 Jan")
    expect(plan(TEXT).when("Docs")).toBe("Mon 5 Jan – Mon 5 Jan")
  })

  test("SCHEDULE-17 with retained logic the rest waits for the data date and for unfinished predecessors", () => {
    const it = at("retained-logic")
    expect(it.when("Design")).toBe("Mon 5 Jan – Thu 15 Jan")
    expect(it.when("Build")).toBe("Tue 6 Jan – Wed 21 Jan")
    expect(it.when("Test")).toBe("Thu 22 Jan – Fri 23 Jan")
    expect([it.slack("Design"), it.slack("Build")]).toEqual([0, 0])
  })

  test("SCHEDULE-17 with progress override it waits for the data date alone, and its predecessors have slack", () => {
    const it = at("progress-override")
    expect(it.when("Build")).toBe("Tue 6 Jan – Thu 15 Jan")
    expect(it.when("Test")).toBe("Fri 16 Jan – Mon 19 Jan")
    expect(it.slack("Design")).toBe(2)
  })

  test("SCHEDULE-17 with actual dates it goes on where it stopped", () => {
    expect(at("actual-dates").when("Build")).toBe("Tue 6 Jan – Tue 13 Jan")
  })

  test("SCHEDULE-18 uncompleted work is rescheduled by a later resumption or a start no earlier", () => {
    const input = planInput(`
      Begun 4d started Mon 5 Jan, done 1d
      Open 2d
      Later 1d, no earlier than Mon 26 Jan
      Fixed 1d manual Tue 6 Jan
      Ended 1d started Mon 5 Jan, finished Mon 5 Jan
    `)
    const instant = instantOf("Thu 15 Jan", 8)
    const rows = rescheduleAfter(input, new PlanReading(input).schedule, instant)
    expect(rows.map(({ id }) => id)).toEqual(["Begun", "Open"])
    const tasks = input.tasks.map(task => rows.find(({ id }) => id === task.id) ?? task)
    const it = new PlanReading({ ...input, tasks })
    expect(it.when("Begun")).toBe("Mon 5 Jan – Mon 19 Jan")
    expect(it.when("Open")).toBe("Thu 15 Jan – Fri 16 Jan")
  })

  test("SCHEDULE-19 links whose successor began too early are out of sequence", () => {
    const found = outOfSequence(
      planInput(`
        Design 5d started Mon 5 Jan, done 1d
        Build 3d after Design, started Tue 6 Jan
        Test 3d after Design SS, started Tue 6 Jan
        Survey 2d started Mon 5 Jan, finished Wed 7 Jan
        Plan 1d after Survey, started Tue 6 Jan
        Docs 1d after Survey, started Thu 8 Jan
      `),
    )
    expect(found.map(({ id }) => id)).toEqual(["Design→Build", "Survey→Plan"])
  })
})
