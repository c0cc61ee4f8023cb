import { describe, expect, test } from "vitest"
import { seededRandom } from "@weft/model/base/random"
import type { PlanInput } from "@weft/model/plan/input"
import { LivePlan, type PlanEdit } from "@weft/model/plan/live-plan"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { instantOf, planInput, spanText } from "../../support/plan-notation.ts"
import { randomEdit, randomPlan } from "../../support/random-plan.ts"

describe("a plan that is edited", () => {
  test("SCHEDULE-40 an edit answers the tasks whose dates changed, and no others", () => {
    const live = new LivePlan(
      planInput(`
        Design 2d
        Build 5d after Design
        Docs 1d
        Test 1d after Build
      `),
    )
    const [design, , docs] = live.input.tasks
    expect(live.apply({ edit: "task", task: { ...design!, duration: 3 * 4800, remainingDuration: 3 * 4800 } })).toEqual(
      ["Design", "Build", "Test"],
    )
    expect(live.apply({ edit: "task", task: { ...docs!, deadline: instantOf("Fri 9 Jan", 17) } })).toEqual([])
    expect(live.task("Docs").totalSlack).toBe(4 * 4800)
    const { start, finish } = live.task("Test")
    expect(spanText(start, finish)).toBe("Thu 15 Jan – Thu 15 Jan")
  })

  for (const [name, features] of [
    ["of any kind", {}],
    ["without what is as late as possible", { asLateAsPossible: false }],
    ["without summaries and rings", { asLateAsPossible: false, summaries: false, rings: false }],
  ] as const)
    test(`SCHEDULE-40 after any edits a plan ${name} has the dates of a full pass`, () => {
      for (let seed = 1; seed <= 24; seed += 1) {
        const random = seededRandom(seed + 1000)
        const live = new LivePlan(randomPlan(seed, 24, features))
        expect(live.schedule(), `seed ${seed}`).toEqual(schedulePlan(live.input))
        for (let step = 0; step < 12; step += 1) {
          const edit = randomEdit(live.input, `new${step}`, random, features)
          live.apply(edit)
          if (random() < 0.65) continue
          const full = schedulePlan(live.input)
          expect({ ...live.schedule(), warnings: [] }, `seed ${seed}, step ${step}, ${JSON.stringify(edit)}`).toEqual({
            ...full,
            warnings: [],
          })
        }
      }
    })

  test("SCHEDULE-47 an edit that is taken back leaves no trace", () => {
    for (let seed = 1; seed <= 24; seed += 1) {
      const random = seededRandom(seed)
      const input = randomPlan(seed, 24, { rings: false })
      const live = new LivePlan(input)
      const before = live.schedule()
      if (before.warnings.some(({ code }) => code === "suspended-link")) continue
      for (let step = 0; step < 8; step += 1) {
        const edit = randomEdit(input, `new${step}`, random, { rings: false })
        live.apply(edit)
        live.apply(...inverse(input, edit))
        expect(live.schedule(), `seed ${seed}, ${JSON.stringify(edit)}`).toEqual(before)
      }
    }
  })
})

/** What takes an edit of a plan back; a link that was removed is the newest then, which only matters in rings. */
function inverse(input: PlanInput, edit: PlanEdit): PlanEdit[] {
  switch (edit.edit) {
    case "task":
      return [{ edit: "task", task: input.tasks.find(({ id }) => id === edit.task.id)! }]
    case "add-link":
      return [{ edit: "remove-link", link: edit.link }]
    case "remove-link":
      return [{ edit: "add-link", link: edit.link }]
    case "change-link":
      return [{ edit: "change-link", link: input.links.find(({ id }) => id === edit.link.id)! }]
    case "assignments":
      return [{ ...edit, assignments: input.assignments.filter(({ task }) => task === edit.task) }]
    case "plan":
      return [{ edit: "plan", input }]
  }
}
