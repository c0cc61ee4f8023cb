import { describe, expect, test } from "vitest"
import { instantOf, plan, PlanReading } from "../../support/plan-notation.ts"

describe("late dates", () => {
  test("SCHEDULE-20 a task may end as late as its successors and the end of the project allow", () => {
    const it = plan(`
      Design 2d
      Build 5d after Design
      Docs 1d after Design
      Ship milestone after Build, Docs
    `)
    expect(it.late("Design")).toBe("Mon 5 Jan – Tue 6 Jan")
    expect(it.late("Docs")).toBe("Tue 13 Jan – Tue 13 Jan")
    expect(it.slack("Docs")).toBe(4)
    expect(it.critical).toEqual(["Design", "Build", "Ship"])
  })

  test("SCHEDULE-21 each kind of link holds the end that it drives, less its lag", () => {
    const it = plan(`
      Finish to start 1d
      Finish to finish 1d
      Start to start 1d
      Start to finish 1d
      Long 10d
      A 2d after Finish to start +1d
      B 2d after Finish to finish FF+1d
      C 2d after Start to start SS+1d
      D 2d after Start to finish SF+1d
    `)
    expect(it.late("A")).toBe("Thu 15 Jan – Fri 16 Jan")
    expect(it.late("Finish to start")).toBe("Tue 13 Jan – Tue 13 Jan")
    expect(it.late("Finish to finish")).toBe("Thu 15 Jan – Thu 15 Jan")
    expect(it.late("Start to start")).toBe("Wed 14 Jan – Wed 14 Jan")
    expect(it.late("Start to finish")).toBe("Fri 16 Jan – Fri 16 Jan")
  })

  test("SCHEDULE-22 late and hard constraints and a deadline pull late dates, a deadline nothing else", () => {
    const it = plan(`
      Long 10d
      A 1d, deadline Thu 8 Jan
      B 1d, no later than Tue 6 Jan
      C 1d, finish no later than Wed 7 Jan
      D 2d, must start Mon 5 Jan
      E 2d, must finish Tue 6 Jan
      Late 2d, deadline Mon 5 Jan
    `)
    expect(["A", "B", "C", "D", "E", "Late"].map(name => it.slack(name))).toEqual([3, 1, 2, 0, 0, -1])
    expect(it.when("Late")).toBe("Mon 5 Jan – Tue 6 Jan")
  })

  test("SCHEDULE-23 what has begun holds its predecessors to where its work stopped, what is finished holds none", () => {
    const it = plan(`
      Design 2d
      Build 5d after Design, started Mon 5 Jan, done 2d
      Survey 2d
      Test 1d after Survey, started Mon 5 Jan, finished Mon 5 Jan
      Long 10d
    `)
    expect(it.late("Design")).toBe("Mon 5 Jan – Tue 6 Jan")
    expect(it.late("Survey")).toBe("Thu 15 Jan – Fri 16 Jan")
    expect(it.late("Test")).toBe("Mon 5 Jan – Mon 5 Jan")
    expect(it.late("Build")).toBe("Mon 5 Jan – Fri 16 Jan")
  })

  test("SCHEDULE-24 a successor's levelling delay comes off the time that it leaves to its predecessors", () => {
    const it = plan(`
      Design 1d
      Build 1d after Design, delayed 1ed
      Long 5d
    `)
    expect(it.when("Build")).toBe("Wed 7 Jan – Wed 7 Jan")
    expect(it.late("Build")).toBe("Fri 9 Jan – Fri 9 Jan")
    expect(it.late("Design")).toBe("Wed 7 Jan – Wed 7 Jan")
  })
})

describe("slack", () => {
  test("SCHEDULE-25 total slack is the smaller of start and finish slack, by the task's calendar or by the clock", () => {
    const it = plan(`
      Long 10d
      Short 1d
      Night 2h on nights
      Cure 1ed
    `)
    expect(it.slack("Short")).toBe(9)
    expect(it.task("Night").totalSlack).toBe((11 * 5 - 2) * 600)
    expect(it.task("Cure").totalSlack).toBe((11 * 24 + 9 - 24) * 600)
  })

  test("SCHEDULE-25 the slack of what is under way is that of its finish, and projects may choose", () => {
    const text = `
      Long 10d
      Begun 4d started Tue 6 Jan, done 1d
      Open 4d
    `
    expect(plan(text).slack("Begun")).toBe(5)
    expect(plan(text, { project: { totalSlack: "start" } }).slack("Begun")).toBe(0)
    expect(plan(text, { project: { totalSlack: "finish" } }).slack("Open")).toBe(6)
  })

  test("SCHEDULE-26 free slack is what no direct successor notices, never negative nor more than the total", () => {
    const it = plan(`
      A 1d
      B 1d
      Build 3d after A, B
      Wait 1d after A +1d
      Docs 1d after Build SS+2d
      Gone 2d after A, started Mon 5 Jan, finished Tue 6 Jan
      Long 3d
      Last 1d after Long, B, deadline Tue 6 Jan
    `)
    expect(it.free("A")).toBe(0)
    expect(it.free("B")).toBe(0)
    expect(it.free("Wait")).toBe(1)
    expect(it.free("Docs")).toBe(0)
    expect(it.free("Gone")).toBe(0)
    expect(it.slack("Long")).toBe(-2)
    expect(it.free("Long")).toBe(0)
  })

  test("SCHEDULE-27 a task is critical with no more slack than the project allows for, until it is finished", () => {
    const text = `
      Long 5d
      Near 4d
      Done 5d started Mon 5 Jan, finished Fri 9 Jan
    `
    expect(plan(text).critical).toEqual(["Long"])
    expect(plan(text, { project: { criticalSlackLimit: 4800 } }).critical).toEqual(["Long", "Near"])
  })

  test("SCHEDULE-28 with several critical paths every end has its own", () => {
    const text = `
      Long 5d
      Short 2d
      End 1d after Short
    `
    expect(plan(text).critical).toEqual(["Long"])
    expect(plan(text, { project: { multipleCriticalPaths: true } }).critical).toEqual(["Long", "Short", "End"])
  })
})

describe("summaries", () => {
  test("SCHEDULE-29 a summary reaches from the first start below it to the last finish, early and late", () => {
    const it = plan(`
      Phase:
        Design 2d
        Part:
          Build 3d after Design
        Docs 1d
      Long 10d
    `)
    expect(it.when("Phase")).toBe("Mon 5 Jan – Fri 9 Jan")
    expect(it.when("Part")).toBe("Wed 7 Jan – Fri 9 Jan")
    expect(it.late("Phase")).toBe("Mon 12 Jan – Fri 16 Jan")
    expect(it.slack("Part")).toBe(5)
  })

  test("SCHEDULE-30 a link to a summary holds for all below it, one from its finish waits for all of it", () => {
    const linked = plan(`
      Phase 1:
        A 2d
        B 3d
      Phase 2:
        C 1d after Phase 1
        D 2d after C
      Phase 3:
        E 1d
      Last 1d after Phase 2 SS+1d
    `)
    expect(linked.when("C")).toBe("Thu 8 Jan – Thu 8 Jan")
    expect(linked.late("A")).toBe("Tue 6 Jan – Wed 7 Jan")
    expect(linked.when("Last")).toBe("Fri 9 Jan – Fri 9 Jan")
    expect(linked.late("C")).toBe("Thu 8 Jan – Thu 8 Jan")
  })

  test("SCHEDULE-31 no earlier than and finish no later than of a summary hold for all below it", () => {
    const input = plan(`
      Phase:
        A 2d
        B 1d after A
      Long 20d
    `).input
    const constrained = (kind: "SNET" | "FNLT", text: string) => ({
      ...input,
      tasks: input.tasks.map(task =>
        task.id === "Phase" ? { ...task, constraint: { kind, date: instantOf(text, kind === "SNET" ? 8 : 17) } } : task,
      ),
    })
    const pushed = new PlanReading(constrained("SNET", "Wed 14 Jan"))
    expect(pushed.when("A")).toBe("Wed 14 Jan – Thu 15 Jan")
    const held = new PlanReading(constrained("FNLT", "Fri 9 Jan"))
    expect(held.slack("B")).toBe(2)
  })

  test("SCHEDULE-32 a manual summary keeps its typed dates, and one without anything below stands at the start", () => {
    const it = plan(`
      Phase 1d manual Mon 12 Jan to Fri 23 Jan
        A 2d
      Empty:
    `)
    expect(it.when("Phase")).toBe("Mon 12 Jan – Fri 23 Jan")
    expect(it.when("A")).toBe("Mon 5 Jan – Tue 6 Jan")
    expect(it.when("Empty")).toBe("Mon 5 Jan 08:00")
  })
})

describe("as late as possible", () => {
  test("SCHEDULE-33 takes all slack of its chain, has none left, and moves what follows it", () => {
    const it = plan(`
      Order 1d, as late as possible
      Use 1d after Order
      Long 5d
    `)
    expect(it.when("Order")).toBe("Thu 8 Jan – Thu 8 Jan")
    expect(it.early("Order")).toBe("Mon 5 Jan – Mon 5 Jan")
    expect(it.slack("Order")).toBe(0)
    expect(it.when("Use")).toBe("Fri 9 Jan – Fri 9 Jan")
  })

  test("SCHEDULE-34 from the finish, plans are laid back from it and what can wait waits", () => {
    const it = plan(
      `
      Design 2d, as late as possible
      Build 3d after Design, as late as possible
      Docs 1d, as late as possible
    `,
      { finish: "Fri 30 Jan" },
    )
    expect(it.when("Build")).toBe("Wed 28 Jan – Fri 30 Jan")
    expect(it.when("Design")).toBe("Mon 26 Jan – Tue 27 Jan")
    expect(it.when("Docs")).toBe("Fri 30 Jan – Fri 30 Jan")
    expect(it.critical).toEqual(["Design", "Build"])
    expect(it.slack("Docs")).toBe(4)
    expect(it.schedule.start).toBe(it.task("Design").start)
  })
})

test("SCHEDULE-34 from the finish, what is as soon as possible makes its predecessors earlier", () => {
  const it = plan(
    `
      Design 2d, as late as possible
      Order 1d after Design
      Build 5d, as late as possible
      Ship 1d after Build, as late as possible
    `,
    { finish: "Fri 30 Jan" },
  )
  expect(it.when("Build")).toBe("Fri 23 Jan – Thu 29 Jan")
  expect(it.when("Order")).toBe("Tue 27 Jan – Tue 27 Jan")
  expect(it.when("Design")).toBe("Fri 23 Jan – Mon 26 Jan")
  expect(it.slack("Order")).toBe(0)
})

describe("what does not fit", () => {
  test("SCHEDULE-35 of a ring the later link is suspended, and the rest is scheduled", () => {
    const it = plan(`
      A 1d after C
      B 1d after A
      C 1d after B
      D 1d after C
    `)
    expect(it.warnings).toEqual(["suspended-link C B→C"])
    expect(it.schedule.warnings[0]?.ring).toEqual(["C", "A", "B"])
    expect(it.when("C")).toBe("Mon 5 Jan – Mon 5 Jan")
    expect(it.when("D")).toBe("Tue 6 Jan – Tue 6 Jan")
  })

  test("SCHEDULE-35 a link between a task and its own summary closes a ring as well", () => {
    const it = plan(`
      Phase:
        A 1d
        B 1d after Phase
    `)
    expect(it.warnings).toEqual(["suspended-link B Phase→B"])
  })

  test("SCHEDULE-36 links, assignments and calendars to nowhere are told, and the plan is scheduled without them", () => {
    const { input } = plan(`
      A 1d on 24h
      B 1d after A
    `)
    const it = new PlanReading({
      ...input,
      calendars: [],
      links: [...input.links, { ...input.links[0]!, id: "lost", from: "nobody" }],
      assignments: [{ id: "a", task: "B", resource: "nobody", units: 1, work: 1, actualWork: 0, remainingWork: 1 }],
    })
    expect(it.warnings).toEqual([
      "assignment-to-nowhere B a",
      "link-to-nowhere B lost",
      "calendar standard",
      "calendar 24h",
    ])
    expect(it.when("B")).toBe("Tue 6 Jan – Tue 6 Jan")
  })
})
