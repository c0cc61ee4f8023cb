import { describe, expect, test } from "vitest"
import type { PlanInput, PlanTask } from "@weft/model/plan/input"
import { LivePlan } from "@weft/model/plan/live-plan"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { plan } from "../../support/plan-notation.ts"
import { randomPlan } from "../../support/random-plan.ts"

const WAITS = "as late as successors allow"

describe("as late as successors allow", () => {
  const shapes: readonly (readonly [says: string, plan: string, dates: Readonly<Record<string, string>>])[] = [
    [
      "it stands right before what follows it, which stays",
      `
        Build 5d
        Order 1d ${WAITS}
        Mount 2d after Build, Order
        Paint 4d after Build
      `,
      { Order: "Fri 9 Jan – Fri 9 Jan", Mount: "Mon 12 Jan – Tue 13 Jan" },
    ],
    [
      "where as late as possible would push what follows it to the end",
      `
        Build 5d
        Order 1d as late as possible
        Mount 2d after Build, Order
        Paint 4d after Build
      `,
      { Order: "Tue 13 Jan – Tue 13 Jan", Mount: "Wed 14 Jan – Thu 15 Jan" },
    ],
    [
      "a chain of it goes along",
      `
        Build 5d
        Offer 1d ${WAITS}
        Order 2d after Offer, ${WAITS}
        Mount 2d after Build, Order
      `,
      { Offer: "Wed 7 Jan – Wed 7 Jan", Order: "Thu 8 Jan – Fri 9 Jan" },
    ],
    [
      "without anything that follows it ends with the plan, or by its deadline",
      `
        Build 5d
        Docs 1d ${WAITS}
        Invoice 1d ${WAITS}, deadline Wed 7 Jan
      `,
      { Docs: "Fri 9 Jan – Fri 9 Jan", Invoice: "Wed 7 Jan – Wed 7 Jan" },
    ],
    [
      "each kind of link holds it by its own end, less the lag",
      `
        Build 5d
        Mount 2d after Build
        Same start 1d ${WAITS}
        Same finish 1d ${WAITS}
        With lag 1d ${WAITS}
        First 2d after Build, Same start SS
        Second 2d after Build, Same finish FF
        Third 2d after Build, With lag FS+2d
      `,
      {
        "Same start": "Mon 12 Jan – Mon 12 Jan",
        "Same finish": "Tue 13 Jan – Tue 13 Jan",
        "With lag": "Wed 7 Jan – Wed 7 Jan",
      },
    ],
    [
      "what follows the summary above holds it too, and the summary is as long as it shows",
      `
        Phase:
          Plan 1d
          Clean 1d ${WAITS}
        Build 5d
        Hand over 1d after Phase, Build
        Rest 4d after Build
      `,
      { Clean: "Fri 9 Jan – Fri 9 Jan", Phase: "Mon 5 Jan – Fri 9 Jan", "Hand over": "Mon 12 Jan – Mon 12 Jan" },
    ],
    [
      "it is where it began, once it has",
      `
        Build 5d
        Order 1d ${WAITS}, started Tue 6 Jan
        Mount 2d after Build, Order
      `,
      { Order: "Tue 6 Jan – Tue 6 Jan" },
    ],
  ]

  test.each(shapes)("SCHEDULE-38 %s", (_, text, dates) => {
    const it = plan(text)
    for (const [name, when] of Object.entries(dates)) expect(it.when(name), name).toBe(when)
  })

  test("SCHEDULE-38 it has no free slack left, and of the total what is after it; its early dates stay", () => {
    const it = plan(shapes[0]![1])
    expect(it.early("Order")).toBe("Mon 5 Jan – Mon 5 Jan")
    expect([it.free("Order"), it.slack("Order"), it.slack("Mount")]).toEqual([0, 2, 2])
    expect(it.critical).toEqual(["Build", "Paint"])
  })

  test("SCHEDULE-38 the dates of all others are those without it", () => {
    let waited = 0
    for (let seed = 1; seed <= 40; seed += 1) {
      const input = randomPlan(seed, 30, { asLateAsPossible: false })
      const waiting = withEvery(input, task => ({ ...task, constraint: { kind: "ZFF", date: null } }))
      const [soon, late] = [schedulePlan(withEvery(waiting, asap)), schedulePlan(waiting)]
      for (const [index, task] of late.tasks.entries()) {
        const { earlyStart, earlyFinish } = soon.tasks[index]!
        expect([task.earlyStart, task.earlyFinish], `seed ${seed} ${task.id}`).toEqual([earlyStart, earlyFinish])
        expect(task.start, `seed ${seed} ${task.id}`).toBeGreaterThanOrEqual(task.earlyStart)
        if (task.start > task.earlyStart) waited += 1
      }
      expect(late.finish, `seed ${seed}`).toBe(soon.finish)
    }
    expect(waited).toBeGreaterThan(100)
  })

  test("SCHEDULE-38 pinned where it is shown, it delays nobody", () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const features = { asLateAsPossible: false, progress: false, calendars: false, rings: false }
      const drawn = randomPlan(seed, 30, features)
      const active = {
        ...drawn,
        tasks: drawn.tasks.map(task => ({ ...task, isActive: true })),
        // A part of a summary's length is another once it is pinned longer.
        links: drawn.links.filter(({ lag }) => lag.kind === "working" || lag.kind === "elapsed"),
      }
      const waiting = withEvery(active, task =>
        Number(task.id.slice(1)) % 3 === 0 ? { ...task, constraint: { kind: "ZFF", date: null } } : asap(task),
      )
      const shown = schedulePlan(waiting)
      const rows = new Map(shown.tasks.map(row => [row.id, row]))
      const pinned = schedulePlan(
        withEvery(waiting, task => {
          const { start, earlyStart } = rows.get(task.id)!
          return start > earlyStart ? { ...task, constraint: { kind: "SNET", date: start }, levelingDelay: 0 } : task
        }),
      )
      for (const [index, { id, isSummary, start, finish }] of shown.tasks.entries())
        if (!isSummary) {
          const row = pinned.tasks[index]!
          expect([row.start, row.finish], `seed ${seed} ${id}`).toEqual([start, finish])
        }
    }
  })

  test("SCHEDULE-40 an edit moves what waits for the task", () => {
    const { input } = plan(shapes[0]![1])
    const live = new LivePlan(input)
    live.schedule()
    const build = input.tasks[0]!
    live.apply({ edit: "task", task: { ...build, duration: 4 * 4800, remainingDuration: 4 * 4800 } })
    expect(live.schedule()).toEqual(schedulePlan(live.input))
  })
})

const asap = (task: PlanTask): PlanTask => ({ ...task, constraint: { kind: "ASAP", date: null } })

/** The plan with tasks that are no summaries changed. */
function withEvery(input: PlanInput, changed: (task: PlanTask) => PlanTask): PlanInput {
  const summaries = new Set(input.tasks.map(({ parent }) => parent))
  return { ...input, tasks: input.tasks.map(task => (summaries.has(task.id) ? task : changed(task))) }
}
