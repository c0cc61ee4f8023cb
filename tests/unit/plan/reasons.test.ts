import { describe, expect, test } from "vitest"
import { Explained } from "@weft/model/plan/explain"
import type { PlanInput } from "@weft/model/plan/input"
import type { Reason } from "@weft/model/plan/reasons"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { waysToFinishBy, type Way } from "@weft/model/plan/ways"
import { instantOf, instantText, plan, planInput, type PlanOptions } from "../../support/plan-notation.ts"
import { randomPlan } from "../../support/random-plan.ts"

/** A reason as a planner would say it. */
function told(reason: Reason): string {
  const at = instantText(reason.date, 8)
  switch (reason.because) {
    case "links":
      return `${reason.from.join(" and ")} until ${at}`
    case "constraint":
      return `${reason.kind} of ${reason.task} ${at}`
    case "below":
      return `${reason.task} below`
    case "calendar":
      return `nobody works until ${at}`
    case "duration":
    case "assignments":
      return `${reason.because} ${reason.length / 4800}d`
    default:
      return `${reason.because} ${at}`
  }
}

const startOf = (text: string, task: string, options: PlanOptions = {}) =>
  Explained.of(planInput(text, options)).reasons(task)!.start.map(told)
const finishOf = (text: string, task: string, options: PlanOptions = {}) =>
  Explained.of(planInput(text, options)).reasons(task)!.finish.map(told)

describe("why a date is what it is", () => {
  const TEXT = `
    Design 5d
    Order 5d
    Build 2d after Design, Order, delayed 1ed
    Test 1d after Build, no earlier than Thu 22 Jan
    Begun 4d started Tue 6 Jan, done 1d, resumes Mon 12 Jan
    Ended 1d started Tue 6 Jan, finished Thu 8 Jan
    Permit 1d manual Tue 6 Jan to Wed 7 Jan
    Promise 2d after Design, no later than Wed 7 Jan
    Wait 1d, as late as possible
    Painted 4d by Ana 50% 16h
    Phase:
      Early 1d
      Late 3d
    Survey 1d, no earlier than Fri 2 Jan
  `

  test("SCHEDULE-50 each date has its reasons in order: links, constraints, delays, hours, progress, typed dates", () => {
    expect(startOf(TEXT, "Design")).toEqual(["project-start Mon 5 Jan"])
    expect(startOf(TEXT, "Build")).toEqual([
      "Design and Order until Fri 9 Jan 17:00",
      "leveling-delay Sat 10 Jan 17:00",
      "nobody works until Tue 13 Jan",
    ])
    expect(startOf(TEXT, "Test")).toEqual(["Build until Wed 14 Jan 17:00", "SNET of Test Thu 22 Jan"])
    expect(startOf(TEXT, "Begun")).toEqual(["actual-start Tue 6 Jan"])
    expect(finishOf(TEXT, "Begun")).toEqual(["duration 4d", "resume Wed 14 Jan 17:00"])
    expect(finishOf(TEXT, "Ended")).toEqual(["actual-finish Thu 8 Jan 17:00"])
    expect(startOf(TEXT, "Permit")).toEqual(["manual Tue 6 Jan"])
    expect(startOf(TEXT, "Promise")).toEqual([
      "Design until Fri 9 Jan 17:00",
      "nobody works until Mon 12 Jan",
      "SNLT of Promise Wed 7 Jan",
    ])
    expect(startOf(TEXT, "Wait")).toEqual(["project-start Mon 5 Jan", "as-late-as-possible Thu 22 Jan"])
    expect(finishOf(TEXT, "Painted")).toEqual(["assignments 4d"])
    expect([startOf(TEXT, "Phase"), finishOf(TEXT, "Phase")]).toEqual([["Early below"], ["Late below"]])
    expect(startOf(TEXT, "Survey")).toEqual(["SNET of Survey Fri 2 Jan"])
  })

  test("SCHEDULE-50 the last reason gives the date, in every plan", () => {
    for (let seed = 1; seed <= 24; seed += 1) {
      const input = randomPlan(seed, 24)
      const explained = Explained.of(input)
      for (const row of schedulePlan(input).tasks) {
        const { start, finish } = explained.reasons(row.id)!
        expect(start.at(-1)?.date, `seed ${seed} ${row.id} ${JSON.stringify(start)}`).toBe(row.start)
        const isLate = row.start !== row.earlyStart
        if (!isLate) expect(finish.at(-1)?.date, `seed ${seed} ${row.id} ${JSON.stringify(finish)}`).toBe(row.finish)
      }
    }
  })

  test("SCHEDULE-51 a chain leads from a task to what nothing drives", () => {
    const chain = (task: string) =>
      Explained.of(planInput(TEXT))
        .chain(task)
        .map(link => link.task)
    expect(chain("Build")).toEqual(["Build", "Design"])
    expect(chain("Test")).toEqual(["Test"])
    expect(chain("Phase")).toEqual(["Early"])
    expect(chain("nobody")).toEqual([])
  })

  test("SCHEDULE-52 the longest path is what drives the end of the project, whatever slack says", () => {
    const text = `
      Design 2d
      Build 5d after Design
      Docs 1d after Design, deadline Mon 5 Jan
      Phase:
        Test 2d after Build
      Ship milestone after Phase
    `
    expect(plan(text).critical).toContain("Docs")
    expect(Explained.of(planInput(text)).longestPath()).toEqual(["Design", "Build", "Test", "Ship"])
  })
})

describe("what would make this Friday", () => {
  const waysOf = (text: string, task: string, day: string) =>
    waysToFinishBy(planInput(text), task, instantOf(day, 17)).map(({ change, finish }: Way) => {
      const what = "link" in change ? change.link : change.task
      const length = change.kind === "shorten" ? ` to ${change.duration / 4800}d` : ""
      return `${change.kind} ${what}${length}: ${instantText(finish, 17)}`
    })

  const TEXT = `
    Design 4d
    Build 2d after Design +1d
    Test 1d after Build, no earlier than Wed 14 Jan
    Docs 9d
  `

  test("SCHEDULE-53 every single change that is enough is found, with the least of it, and what changes least comes first", () => {
    expect(waysOf(TEXT, "Build", "Mon 12 Jan")).toEqual([
      "drop-lag Design→Build: Mon 12 Jan",
      "shorten Design to 3d: Mon 12 Jan",
      "shorten Build to 1d: Mon 12 Jan",
      "drop-link Design→Build: Tue 6 Jan",
    ])
    expect(waysOf(TEXT, "Test", "Tue 13 Jan")).toEqual([])
    expect(waysOf(TEXT, "Test", "Wed 21 Jan")).toEqual([])
    expect(waysOf("Test 1d, no earlier than Wed 14 Jan", "Test", "Fri 9 Jan")).toEqual([
      "drop-constraint Test: Mon 5 Jan",
    ])
    expect(waysOf("Test 1d, delayed 2ed", "Test", "Tue 6 Jan")).toEqual(["drop-delay Test: Mon 5 Jan"])
    expect(waysOf("Test 1d manual Mon 12 Jan", "Test", "Fri 9 Jan")).toEqual(["schedule-automatically Test: Mon 5 Jan"])
  })

  test("SCHEDULE-53 each change does what it says, in every plan", () => {
    let found = 0
    for (let seed = 1; seed <= 8; seed += 1) {
      const input = randomPlan(seed, 16, { asLateAsPossible: false })
      const row = schedulePlan(input).tasks.findLast(({ isSummary }) => !isSummary)!
      const by = row.finish - 14_400
      for (const { change, finish } of waysToFinishBy(input, row.id, by)) {
        const changed = schedulePlan(withChange(input, change)).tasks.find(({ id }) => id === row.id)
        expect([changed?.finish, finish <= by], `seed ${seed} ${JSON.stringify(change)}`).toEqual([finish, true])
        found += 1
      }
    }
    expect(found).toBeGreaterThan(5)
  })
})

/** A plan with a change, made on its rows. */
function withChange(input: PlanInput, change: Way["change"]): PlanInput {
  if (change.kind === "drop-link") return { ...input, links: input.links.filter(({ id }) => id !== change.link) }
  if (change.kind === "drop-lag")
    return {
      ...input,
      links: input.links.map(link =>
        link.id === change.link ? { ...link, lag: { kind: "working", amount: 0 } as const } : link,
      ),
    }
  return {
    ...input,
    tasks: input.tasks.map(task => {
      if (task.id !== change.task) return task
      if (change.kind === "drop-constraint") return { ...task, constraint: { kind: "ASAP", date: null } as const }
      if (change.kind === "drop-delay") return { ...task, levelingDelay: 0 }
      if (change.kind === "schedule-automatically") return { ...task, mode: "auto" as const, start: null, finish: null }
      const { duration } = change
      return { ...task, duration, remainingDuration: duration - task.actualDuration, hasFixedDuration: true }
    }),
  }
}
