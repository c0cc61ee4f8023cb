import { describe, expect, test } from "vitest"
import { planHealth, type HealthCheck } from "@weft/model/plan/health"
import type { PlanInput } from "@weft/model/plan/input"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { remediesOf, troublesOf, type Remedy, type TroubleKind } from "@weft/model/plan/troubles"
import { instantOf, planInput } from "../../support/plan-notation.ts"

/** A plan after a remedy, as its action would leave it. */
function remedied(input: PlanInput, remedy: Remedy): PlanInput {
  const withTask = (id: string, fields: object) => ({
    ...input,
    tasks: input.tasks.map(task => (task.id === id ? { ...task, ...fields } : task)),
  })
  const withLink = (id: string, fields: object) => ({
    ...input,
    links: input.links.map(link => (link.id === id ? { ...link, ...fields } : link)),
  })
  switch (remedy.remedy) {
    case "unlink":
      return { ...input, links: input.links.filter(({ id }) => id !== remedy.link.id) }
    case "drop-lag":
      return withLink(remedy.link.id, { lag: { kind: "working", amount: 0 } })
    case "finish-to-start":
      return withLink(remedy.link.id, { kind: "FS" })
    case "free":
      return withTask(remedy.task, { constraint: { kind: "ASAP", date: null } })
    case "automatic":
      return withTask(remedy.task, { mode: "auto", start: null, finish: null })
    case "no-earlier":
      return withTask(remedy.task, { constraint: { kind: "SNET", date: remedy.date } })
    case "link-to-finish": {
      const lag = { kind: "working", amount: 0 } as const
      const link = { id: "new", from: remedy.task, to: remedy.milestone, kind: "FS" as const, lag }
      return { ...input, links: [...input.links, link] }
    }
    case "reschedule":
      return { ...input, project: { ...input.project, dataDate: remedy.after } }
  }
}

describe("what does not hold in a plan", () => {
  const found = (input: PlanInput, kind: TroubleKind) =>
    troublesOf(input, schedulePlan(input)).find(troubles => troubles.kind === kind)!.found

  const cases: readonly (readonly [kind: TroubleKind, plan: string, task: string, remedies: readonly string[]])[] = [
    [
      "suspended-link",
      `
        Design 2d after Test
        Build 2d after Design
        Test 2d after Build
      `,
      "Test",
      ["unlink Build→Test", "unlink Test→Design", "unlink Design→Build"],
    ],
    [
      "out-of-sequence",
      `
        Design 2d
        Build 2d after Design, started Mon 5 Jan
      `,
      "Build",
      ["unlink Design→Build"],
    ],
    [
      "too-early",
      `
        Design 2d
        Build 2d after Design, manual Mon 5 Jan
      `,
      "Build",
      ["automatic Build", "unlink Design→Build"],
    ],
    [
      "broken-constraint",
      `
        Design 2d
        Build 2d after Design, must start Mon 5 Jan
      `,
      "Build",
      ["no-earlier Build", "free Build"],
    ],
    [
      "broken-constraint",
      `
        Design 2d
        Build 2d after Design, finish no later than Mon 5 Jan
      `,
      "Build",
      ["free Build"],
    ],
    ["missed-deadline", `Build 2d deadline Mon 5 Jan`, "Build", []],
  ]

  test.each(cases)("SCHEDULE-84 %s is found, and each remedy ends it", (kind, text, task, remedies) => {
    const input = planInput(text, { project: { honorConstraints: false } })
    const [trouble, ...others] = found(input, kind)
    expect([trouble!.task, others]).toEqual([task, []])
    const named = (remedy: Remedy) =>
      `${remedy.remedy} ${"link" in remedy ? remedy.link.id : "task" in remedy ? remedy.task : ""}`
    expect(trouble!.remedies.map(named)).toEqual(remedies)
    for (const remedy of trouble!.remedies) expect(found(remedied(input, remedy), kind), named(remedy)).toEqual([])
  })

  const checks: readonly (readonly [check: HealthCheck, plan: string, about: string, remedies: readonly string[]])[] = [
    ["leads", "Design 2d\nBuild 2d after Design -1d", "Design→Build", ["drop-lag"]],
    ["lags", "Design 2d\nBuild 2d after Design +1d", "Design→Build", ["drop-lag"]],
    ["other-links", "Design 2d\nBuild 2d after Design SS", "Design→Build", ["finish-to-start"]],
    ["hard-constraints", "Design 2d must finish Thu 8 Jan", "Design", ["no-earlier", "free"]],
    ["missing-logic", "Design 2d\nBuild 5d\nShip milestone after Build", "Design", ["link-to-finish"]],
    ["high-duration", "Design 50d", "Design", []],
  ]

  test.each(checks)("SCHEDULE-84 what a check of %s finds is ended by its remedies", (check, text, about, remedies) => {
    const input = planInput(text)
    const findings = (plan: PlanInput) =>
      planHealth(plan, schedulePlan(plan)).findings.find(finding => finding.check === check)!.found
    expect(findings(input)).toEqual([about])
    const offered = remediesOf(input, schedulePlan(input), check, about)
    expect(offered.map(({ remedy }) => remedy)).toEqual(remedies)
    for (const remedy of offered) expect(findings(remedied(input, remedy)), remedy.remedy).toEqual([])
  })

  test("SCHEDULE-84 work that should have begun is moved behind the data date, actual dates after it are not", () => {
    const text = "Design 2d\nBuild 2d started Fri 23 Jan"
    const input = planInput(text, { project: { dataDate: instantOf("Mon 12 Jan", 8) } })
    const schedule = schedulePlan({ ...input, project: { ...input.project, dataDate: null } })
    expect(remediesOf(input, schedule, "invalid-dates", "Design")).toEqual([
      { remedy: "reschedule", after: instantOf("Mon 12 Jan", 8) },
    ])
    expect(remediesOf(input, schedule, "invalid-dates", "Build")).toEqual([])
  })

  test("SCHEDULE-83 the critical path is whole where the end moves with its first task", () => {
    const whole = (text: string) => {
      const input = planInput(text)
      return planHealth(input, schedulePlan(input)).isPathWhole
    }
    expect(whole("Design 2d\nBuild 2d after Design")).toBe(true)
    expect(whole("Design 2d\nBuild 2d after Design, must start Wed 7 Jan")).toBe(false)
    expect(whole("Design 2d started Mon 5 Jan, finished Tue 6 Jan, done 2d")).toBeNull()
  })
})
