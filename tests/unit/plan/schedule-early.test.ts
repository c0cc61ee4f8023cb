import { describe, expect, test } from "vitest"
import { weeklyCalendar } from "@weft/model/time/calendar-set"
import { plan, type PlanOptions, type PlanReading } from "../../support/plan-notation.ts"

const SOFT: PlanOptions = { project: { honorConstraints: false } }
const MORNINGS = weeklyCalendar("mornings", [
  [],
  ...Array.from({ length: 5 }, () => [{ from: 4800, to: 7200 }]),
  [],
] as never)

const LATE = `
  Design 5d
  Start by 2d after Design, no later than Wed 7 Jan
  Finish by 2d after Design, finish no later than Thu 8 Jan
  Start on 2d after Design, must start Tue 6 Jan
  Finish on 2d after Design, must finish Wed 7 Jan
  Later 2d after Design, must start Thu 15 Jan
`
const LATE_SLACK = { "Start by": -3, "Finish by": -3, "Start on": -4, "Finish on": -4, Later: 0 }

interface More {
  readonly options?: PlanOptions
  /** The total slack of tasks in days. */
  readonly slack?: Readonly<Record<string, number>>
  readonly also?: (it: PlanReading) => void
}

/** A test of when the tasks of a plan are worked, by their names. */
function schedules(text: string, dates: Readonly<Record<string, string>>, { options, slack = {}, also }: More = {}) {
  return () => {
    const it = plan(text, options)
    for (const [name, when] of Object.entries(dates)) expect(it.when(name), name).toBe(when)
    for (const [name, days] of Object.entries(slack)) expect(it.slack(name), name).toBe(days)
    also?.(it)
  }
}

describe("links", () => {
  test(
    "SCHEDULE-1 what has no predecessor begins with the project",
    schedules("Design 3d", { Design: "Mon 5 Jan – Wed 7 Jan" }),
  )

  test(
    "SCHEDULE-1 where the project begins on a day off, work begins on the next working day",
    schedules("Design 3d", { Design: "Mon 5 Jan – Wed 7 Jan" }, { options: { start: "Sat 3 Jan" } }),
  )

  test(
    "SCHEDULE-2 the latest of all links drives the start of a task",
    schedules(
      `
      Design 3d
      Order 5d
      Build 2d after Design, Order
    `,
      { Build: "Mon 12 Jan – Tue 13 Jan" },
    ),
  )

  test(
    "SCHEDULE-3 a lag runs on the successor's calendar, by the clock or as a part of the predecessor",
    schedules(
      `
      Design 4d
      Working 1d after Design +1d
      Lead 1d after Design -1d
      Clock 1d after Design +1ed
      Half 1d after Design +50%
      Half by the clock 1d after Design +50e%
      Night 1h after Design +1h, on nights
    `,
      {
        Working: "Mon 12 Jan – Mon 12 Jan",
        Lead: "Thu 8 Jan – Thu 8 Jan",
        Clock: "Mon 12 Jan – Mon 12 Jan",
        Half: "Tue 13 Jan – Tue 13 Jan",
        "Half by the clock": "Fri 9 Jan 09:00 – Mon 12 Jan 09:00",
        Night: "Thu 8 Jan 23:00 – Fri 9 Jan 00:00",
      },
    ),
  )

  test(
    "SCHEDULE-4 links from a start or to a finish move the start first, then lag",
    schedules(
      `
      Design 5d
      Starts together 2d after Design SS
      Starts later 2d after Design SS+1d
      Ends together 2d after Design FF
      Ends later 2d after Design FF+1d
      Ends at the start 2d after Start SF
      Start milestone, no earlier than Thu 8 Jan
    `,
      {
        "Starts together": "Mon 5 Jan – Tue 6 Jan",
        "Starts later": "Tue 6 Jan – Wed 7 Jan",
        "Ends together": "Thu 8 Jan – Fri 9 Jan",
        "Ends later": "Fri 9 Jan – Mon 12 Jan",
        "Ends at the start": "Tue 6 Jan – Wed 7 Jan",
      },
    ),
  )

  test(
    "SCHEDULE-4 a link between finishes pulls nothing before the project",
    schedules(
      `
      Order 1d
      Build 5d after Order FF
    `,
      { Build: "Mon 5 Jan – Fri 9 Jan" },
    ),
  )

  test(
    "SCHEDULE-5 work begins in working time, and a milestone may stay at the end of a shift",
    schedules(
      `
      Design 5d
      Done milestone after Design
      Build 1d after Design
    `,
      { Done: "Fri 9 Jan 17:00", Build: "Mon 12 Jan – Mon 12 Jan" },
    ),
  )

  test(
    "SCHEDULE-6 an elapsed duration runs by the clock, from the moment when it may",
    schedules(
      `
      Pour 5d
      Cure 3ed after Pour
      Strip 1d after Cure
    `,
      { Cure: "Fri 9 Jan 17:00 – Mon 12 Jan", Strip: "Tue 13 Jan – Tue 13 Jan" },
    ),
  )
})

describe("constraints", () => {
  test(
    "SCHEDULE-7 no earlier than pushes a task, and without links stands before the project as well",
    schedules(
      `
      Design 2d
      Build 1d after Design, no earlier than Fri 9 Jan
      Test 2d after Design, finish no earlier than Tue 13 Jan
      Survey 1d, no earlier than Fri 2 Jan
    `,
      { Build: "Fri 9 Jan – Fri 9 Jan", Test: "Mon 12 Jan – Tue 13 Jan", Survey: "Fri 2 Jan – Fri 2 Jan" },
    ),
  )

  test(
    "SCHEDULE-8 honoured, late and hard constraints win over links, and the start slack tells by how much",
    schedules(
      LATE,
      {
        "Start by": "Wed 7 Jan – Thu 8 Jan",
        "Finish by": "Wed 7 Jan – Thu 8 Jan",
        "Start on": "Tue 6 Jan – Wed 7 Jan",
        "Finish on": "Tue 6 Jan – Wed 7 Jan",
        Later: "Thu 15 Jan – Fri 16 Jan",
      },
      { slack: LATE_SLACK },
    ),
  )

  test(
    "SCHEDULE-9 not honoured, links win over them, and the slack is negative",
    schedules(
      LATE,
      {
        "Start by": "Mon 12 Jan – Tue 13 Jan",
        "Finish by": "Mon 12 Jan – Tue 13 Jan",
        "Start on": "Mon 12 Jan – Tue 13 Jan",
        "Finish on": "Mon 12 Jan – Tue 13 Jan",
        Later: "Thu 15 Jan – Fri 16 Jan",
      },
      { options: SOFT, slack: LATE_SLACK },
    ),
  )

  test(
    "SCHEDULE-10 a levelling delay runs by the clock from where links and dates let a task begin",
    schedules(
      `
      Design 2d
      Build 1d after Design, delayed 1ed
      Test 1d, no earlier than Thu 8 Jan, delayed 2ed
      Docs 1d after Build
    `,
      { Build: "Thu 8 Jan – Thu 8 Jan", Test: "Mon 12 Jan – Mon 12 Jan", Docs: "Fri 9 Jan – Fri 9 Jan" },
    ),
  )
})

describe("who and when", () => {
  test(
    "SCHEDULE-11 a task takes as long as the longest of its assignments, each by its own hours",
    schedules(
      `
      Paint 2d by Ana
      Wire 2d by Ben
      Both 2d by Ana, Ben
      Half 2d by Ana 50% 16h
      Two 2d by Ana 200% 16h
      Fixed 2d by Ben, fixed duration
      Nothing to do 2d by Ana 0%
    `,
      {
        Paint: "Mon 5 Jan – Tue 6 Jan",
        Wire: "Mon 5 Jan – Thu 8 Jan 12:00",
        Both: "Mon 5 Jan – Thu 8 Jan 12:00",
        Half: "Mon 5 Jan – Thu 8 Jan",
        Two: "Mon 5 Jan – Mon 5 Jan",
        Fixed: "Mon 5 Jan – Tue 6 Jan",
        "Nothing to do": "Mon 5 Jan – Tue 6 Jan",
      },
      { options: { calendars: [MORNINGS], people: { Ben: "mornings" } } },
    ),
  )

  test(
    "SCHEDULE-12 a task with hours of its own is worked when both it and whoever is assigned work",
    schedules(
      `
      Alone 10h on nights
      Together 2h on nights, by Ana
      Regardless 2h on 24h, by Ana, ignoring resource calendars
      Round the clock 2d on 24h
    `,
      {
        Alone: "Mon 5 Jan 22:00 – Wed 7 Jan 03:00",
        Together: "Mon 5 Jan 22:00 – Tue 6 Jan 00:00",
        Regardless: "Mon 5 Jan – Mon 5 Jan 10:00",
        "Round the clock": "Mon 5 Jan – Tue 6 Jan 00:00",
      },
      { options: { people: { Ana: "24h" } } },
    ),
  )

  test(
    "SCHEDULE-13 manual and external tasks stay where they were put, and move what follows",
    schedules(
      `
      Design 5d
      Permit 1d after Design, manual Tue 6 Jan to Wed 7 Jan
      Delivery 1d external Thu 15 Jan to Thu 15 Jan
      Build 1d after Permit
      Mount 1d after Delivery
      Someday 2d manual
    `,
      {
        Permit: "Tue 6 Jan – Wed 7 Jan",
        Build: "Thu 8 Jan – Thu 8 Jan",
        Mount: "Fri 16 Jan – Fri 16 Jan",
        Someday: "Mon 5 Jan – Tue 6 Jan",
      },
      {
        also: it => {
          expect(it.task("Someday").isCritical).toBe(false)
          expect(it.warnings).toEqual(["manual-too-early Permit Design→Permit"])
        },
      },
    ),
  )

  test(
    "SCHEDULE-14 an inactive task has dates, but moves nothing and counts in no summary",
    schedules(
      `
      Phase:
        Design 2d
        Dropped 9d after Design, inactive
      Build 1d after Dropped
    `,
      { Dropped: "Wed 7 Jan – Mon 19 Jan", Phase: "Mon 5 Jan – Tue 6 Jan", Build: "Mon 5 Jan – Mon 5 Jan" },
      {
        also: it => {
          expect(it.schedule.finish).toBe(it.task("Design").finish)
        },
      },
    ),
  )
})

describe("progress", () => {
  test(
    "SCHEDULE-15 what has begun stays where it is, whatever its links and constraints say",
    schedules(
      `
      Design 5d
      Begun 4d after Design, no earlier than Mon 2 Feb, started Tue 6 Jan, done 1d
      Ended 2d after Design, started Mon 5 Jan, finished Wed 7 Jan
      Held 2d after Design, finish no earlier than Fri 16 Jan, started Mon 5 Jan
      Resumed 4d started Mon 5 Jan, done 1d, resumes Mon 12 Jan
      Next 1d after Begun
    `,
      {
        Begun: "Tue 6 Jan – Fri 9 Jan",
        Ended: "Mon 5 Jan – Wed 7 Jan",
        Held: "Mon 5 Jan – Fri 16 Jan",
        Resumed: "Mon 5 Jan – Wed 14 Jan",
        Next: "Mon 12 Jan – Mon 12 Jan",
      },
    ),
  )
})
