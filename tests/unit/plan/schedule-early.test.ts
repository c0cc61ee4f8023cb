import { describe, expect, test } from "vitest"
import { weeklyCalendar } from "@weft/model/time/calendar-set"
import { plan } from "../../support/plan-notation.ts"

const HARD = { project: { honorConstraints: true } }
const SOFT = { project: { honorConstraints: false } }

describe("links", () => {
  test("SCHEDULE-1 what has no predecessor begins with the project", () => {
    expect(plan("Design 3d").when("Design")).toBe("Mon 5 Jan – Wed 7 Jan")
    expect(plan("Design 3d", { start: "Sat 3 Jan" }).when("Design")).toBe("Mon 5 Jan – Wed 7 Jan")
  })

  test("SCHEDULE-2 the latest of all links drives the start of a task", () => {
    const it = plan(`
      Design 3d
      Order 5d
      Build 2d after Design, Order
    `)
    expect(it.when("Build")).toBe("Mon 12 Jan – Tue 13 Jan")
  })

  test("SCHEDULE-3 a lag runs on the successor's calendar, by the clock or as a part of the predecessor", () => {
    const it = plan(`
      Design 4d
      Working 1d after Design +1d
      Lead 1d after Design -1d
      Clock 1d after Design +1ed
      Half 1d after Design +50%
      Half by the clock 1d after Design +50e%
      Night 1h after Design +1h, on nights
    `)
    expect(it.when("Working")).toBe("Mon 12 Jan – Mon 12 Jan")
    expect(it.when("Lead")).toBe("Thu 8 Jan – Thu 8 Jan")
    expect(it.when("Clock")).toBe("Mon 12 Jan – Mon 12 Jan")
    expect(it.when("Half")).toBe("Tue 13 Jan – Tue 13 Jan")
    expect(it.when("Half by the clock")).toBe("Fri 9 Jan 09:00 – Mon 12 Jan 09:00")
    expect(it.when("Night")).toBe("Thu 8 Jan 23:00 – Fri 9 Jan 00:00")
  })

  test("SCHEDULE-4 links from a start or to a finish move the start first, then lag", () => {
    const it = plan(`
      Design 5d
      Starts together 2d after Design SS
      Starts later 2d after Design SS+1d
      Ends together 2d after Design FF
      Ends later 2d after Design FF+1d
      Ends at the start 2d after Start SF
      Start milestone, no earlier than Thu 8 Jan
    `)
    expect(it.when("Starts together")).toBe("Mon 5 Jan – Tue 6 Jan")
    expect(it.when("Starts later")).toBe("Tue 6 Jan – Wed 7 Jan")
    expect(it.when("Ends together")).toBe("Thu 8 Jan – Fri 9 Jan")
    expect(it.when("Ends later")).toBe("Fri 9 Jan – Mon 12 Jan")
    expect(it.when("Ends at the start")).toBe("Tue 6 Jan – Wed 7 Jan")
  })

  test("SCHEDULE-4 a link between finishes pulls nothing before the project", () => {
    const it = plan(`
      Order 1d
      Build 5d after Order FF
    `)
    expect(it.when("Build")).toBe("Mon 5 Jan – Fri 9 Jan")
  })

  test("SCHEDULE-5 work begins in working time, and a milestone may stay at the end of a shift", () => {
    const it = plan(`
      Design 5d
      Done milestone after Design
      Build 1d after Design
    `)
    expect(it.when("Done")).toBe("Fri 9 Jan 17:00")
    expect(it.when("Build")).toBe("Mon 12 Jan – Mon 12 Jan")
  })

  test("SCHEDULE-6 an elapsed duration runs by the clock, from the moment when it may", () => {
    const it = plan(`
      Pour 5d
      Cure 3ed after Pour
      Strip 1d after Cure
    `)
    expect(it.when("Cure")).toBe("Fri 9 Jan 17:00 – Mon 12 Jan")
    expect(it.when("Strip")).toBe("Tue 13 Jan – Tue 13 Jan")
  })
})

describe("constraints", () => {
  test("SCHEDULE-7 no earlier than pushes a task, and without links stands before the project as well", () => {
    const it = plan(`
      Design 2d
      Build 1d after Design, no earlier than Fri 9 Jan
      Test 2d after Design, finish no earlier than Tue 13 Jan
      Survey 1d, no earlier than Fri 2 Jan
    `)
    expect(it.when("Build")).toBe("Fri 9 Jan – Fri 9 Jan")
    expect(it.when("Test")).toBe("Mon 12 Jan – Tue 13 Jan")
    expect(it.when("Survey")).toBe("Fri 2 Jan – Fri 2 Jan")
  })

  const LATE = `
    Design 5d
    Start by 2d after Design, no later than Wed 7 Jan
    Finish by 2d after Design, finish no later than Thu 8 Jan
    Start on 2d after Design, must start Tue 6 Jan
    Finish on 2d after Design, must finish Wed 7 Jan
    Later 2d after Design, must start Thu 15 Jan
  `

  test("SCHEDULE-8 honoured, late and hard constraints win over links, and the start slack tells by how much", () => {
    const it = plan(LATE, HARD)
    expect(it.when("Start by")).toBe("Wed 7 Jan – Thu 8 Jan")
    expect(it.when("Finish by")).toBe("Wed 7 Jan – Thu 8 Jan")
    expect(it.when("Start on")).toBe("Tue 6 Jan – Wed 7 Jan")
    expect(it.when("Finish on")).toBe("Tue 6 Jan – Wed 7 Jan")
    expect(it.when("Later")).toBe("Thu 15 Jan – Fri 16 Jan")
    expect(["Start by", "Finish by", "Start on", "Finish on", "Later"].map(name => it.slack(name))).toEqual([
      -3, -3, -4, -4, 0,
    ])
  })

  test("SCHEDULE-9 not honoured, links win over them, and the slack is negative", () => {
    const it = plan(LATE, SOFT)
    for (const name of ["Start by", "Finish by", "Start on", "Finish on"])
      expect(it.when(name), name).toBe("Mon 12 Jan – Tue 13 Jan")
    expect(it.when("Later")).toBe("Thu 15 Jan – Fri 16 Jan")
    expect(["Start by", "Finish by", "Start on", "Finish on", "Later"].map(name => it.slack(name))).toEqual([
      -3, -3, -4, -4, 0,
    ])
  })

  test("SCHEDULE-10 a levelling delay runs by the clock from where links and dates let a task begin", () => {
    const it = plan(`
      Design 2d
      Build 1d after Design, delayed 1ed
      Test 1d, no earlier than Thu 8 Jan, delayed 2ed
      Docs 1d after Build
    `)
    expect(it.when("Build")).toBe("Thu 8 Jan – Thu 8 Jan")
    expect(it.when("Test")).toBe("Mon 12 Jan – Mon 12 Jan")
    expect(it.when("Docs")).toBe("Fri 9 Jan – Fri 9 Jan")
  })
})

describe("who and when", () => {
  test("SCHEDULE-11 a task takes as long as the longest of its assignments, each by its own hours", () => {
    const mornings = weeklyCalendar("mornings", [
      [],
      ...Array.from({ length: 5 }, () => [{ from: 4800, to: 7200 }]),
      [],
    ] as never)
    const it = plan(
      `
      Paint 2d by Ana
      Wire 2d by Ben
      Both 2d by Ana, Ben
      Half 2d by Ana 50% 16h
      Two 2d by Ana 200% 16h
      Fixed 2d by Ben, fixed duration
      Nothing to do 2d by Ana 0%
    `,
      { calendars: [mornings], people: { Ben: "mornings" } },
    )
    expect(it.when("Paint")).toBe("Mon 5 Jan – Tue 6 Jan")
    expect(it.when("Wire")).toBe("Mon 5 Jan – Thu 8 Jan 12:00")
    expect(it.when("Both")).toBe("Mon 5 Jan – Thu 8 Jan 12:00")
    expect(it.when("Half")).toBe("Mon 5 Jan – Thu 8 Jan")
    expect(it.when("Two")).toBe("Mon 5 Jan – Mon 5 Jan")
    expect(it.when("Fixed")).toBe("Mon 5 Jan – Tue 6 Jan")
    expect(it.when("Nothing to do")).toBe("Mon 5 Jan – Tue 6 Jan")
  })

  test("SCHEDULE-12 a task with hours of its own is worked when both it and whoever is assigned work", () => {
    const it = plan(
      `
      Alone 10h on nights
      Together 2h on nights, by Ana
      Regardless 2h on 24h, by Ana, ignoring resource calendars
      Round the clock 2d on 24h
    `,
      { people: { Ana: "24h" } },
    )
    expect(it.when("Alone")).toBe("Mon 5 Jan 22:00 – Wed 7 Jan 03:00")
    expect(it.when("Together")).toBe("Mon 5 Jan 22:00 – Tue 6 Jan 00:00")
    expect(it.when("Regardless")).toBe("Mon 5 Jan – Mon 5 Jan 10:00")
    expect(it.when("Round the clock")).toBe("Mon 5 Jan – Tue 6 Jan 00:00")
  })

  test("SCHEDULE-13 manual and external tasks stay where they were put, and move what follows", () => {
    const it = plan(`
      Design 5d
      Permit 1d after Design, manual Tue 6 Jan to Wed 7 Jan
      Delivery 1d external Thu 15 Jan to Thu 15 Jan
      Build 1d after Permit
      Mount 1d after Delivery
      Someday 2d manual
    `)
    expect(it.when("Permit")).toBe("Tue 6 Jan – Wed 7 Jan")
    expect(it.when("Build")).toBe("Thu 8 Jan – Thu 8 Jan")
    expect(it.when("Mount")).toBe("Fri 16 Jan – Fri 16 Jan")
    expect(it.when("Someday")).toBe("Mon 5 Jan – Tue 6 Jan")
    expect(it.task("Someday").isCritical).toBe(false)
    expect(it.warnings).toEqual(["manual-too-early Permit Design→Permit"])
  })

  test("SCHEDULE-14 an inactive task has dates, but moves nothing and counts in no summary", () => {
    const it = plan(`
      Phase:
        Design 2d
        Dropped 9d after Design, inactive
      Build 1d after Dropped
    `)
    expect(it.when("Dropped")).toBe("Wed 7 Jan – Mon 19 Jan")
    expect(it.when("Phase")).toBe("Mon 5 Jan – Tue 6 Jan")
    expect(it.when("Build")).toBe("Mon 5 Jan – Mon 5 Jan")
    expect(it.schedule.finish).toBe(it.task("Design").finish)
  })
})

describe("progress", () => {
  test("SCHEDULE-15 what has begun stays where it is, whatever its links and constraints say", () => {
    const it = plan(`
      Design 5d
      Begun 4d after Design, no earlier than Mon 2 Feb, started Tue 6 Jan, done 1d
      Ended 2d after Design, started Mon 5 Jan, finished Wed 7 Jan
      Held 2d after Design, finish no earlier than Fri 16 Jan, started Mon 5 Jan
      Resumed 4d started Mon 5 Jan, done 1d, resumes Mon 12 Jan
      Next 1d after Begun
    `)
    expect(it.when("Begun")).toBe("Tue 6 Jan – Fri 9 Jan")
    expect(it.when("Ended")).toBe("Mon 5 Jan – Wed 7 Jan")
    expect(it.when("Held")).toBe("Mon 5 Jan – Fri 16 Jan")
    expect(it.when("Resumed")).toBe("Mon 5 Jan – Wed 14 Jan")
    expect(it.when("Next")).toBe("Mon 12 Jan – Mon 12 Jan")
  })
})
