import { expect, test } from "vitest"
import { EMPTY_OFFERING, type FulfilmentTask } from "@weft/model/schema/offering-content"
import { createBusinessCalendar, type BusinessCalendar } from "@weft/model/service/business-calendar"
import { fulfilmentProgress, plannedTasks, type TaskStanding } from "@weft/model/service/fulfilment"
import { PUBLIC_HOLIDAYS } from "@weft/model/service/holiday"
import { workingDayAfter } from "@weft/model/service/service-days"
import { addDays } from "@weft/model/time/calendar-date"
import { STANDARD_WEEK } from "@weft/model/time/calendar-definition"

/** Monday to Friday in Berlin, with Tuesday the 24th of November 2026 off. */
const OFFICE = createBusinessCalendar({
  id: "office",
  name: "Office",
  zone: "Europe/Berlin",
  pattern: STANDARD_WEEK,
  weeks: [],
  exceptions: [],
  holidays: [{ date: "2026-11-24", name: "Moving", kind: "public", from: 0 }],
  holidayChoice: PUBLIC_HOLIDAYS,
}) as BusinessCalendar

/** The days that are worked, one by one. */
const isWorked = (day: string) => ![0, 6].includes(new Date(`${day}T12:00Z`).getUTCDay()) && day !== "2026-11-24"

function countedOneByOne(day: string, days: number): string {
  let at = day
  while (!isWorked(at)) at = addDays(at, 1)
  for (let left = Math.abs(days); left > 0;) {
    at = addDays(at, Math.sign(days))
    if (isWorked(at)) left -= 1
  }
  return at
}

test("CATALOGUE-5 a task is due so many working days after its origin, or before it, as counted day by day", () => {
  for (let start = 0; start < 14; start += 1) {
    for (let days = -12; days <= 12; days += 1) {
      const from = addDays("2026-11-19", start)
      expect(workingDayAfter(OFFICE, from, days), `${days} after ${from}`).toBe(countedOneByOne(from, days))
    }
  }
})

test("CATALOGUE-5 without hours a week has five working days", () => {
  expect(workingDayAfter(null, "2026-11-20", 1)).toBe("2026-11-23")
  expect(workingDayAfter(null, "2026-11-23", -1)).toBe("2026-11-20")
})

function task(key: string, more: Partial<FulfilmentTask> = {}): FulfilmentTask {
  const nothing = { description: {}, team: null, person: null, space: null, after: [], onlyIf: null }
  return { key, title: { en: key }, from: "opening", workingDays: 0, ...nothing, ...more }
}

const FORM = [
  {
    key: "screen",
    kind: "flag" as const,
    label: { en: "Screen" },
    help: {},
    isRequired: false,
    options: [],
    shownIf: null,
  },
]
const BASIS = {
  opened: "2026-11-23",
  due: "2026-12-01",
  workingDayAfter: (day: string, days: number) => workingDayAfter(OFFICE, day, days),
}

test("CATALOGUE-5 tasks count from the opening or the due day, and those without a promise have no day", () => {
  const tasks = [task("order", { workingDays: 1 }), task("hand-over", { from: "due", workingDays: -1 })]
  const due = (basis: typeof BASIS | { readonly due: null }) =>
    plannedTasks({ ...EMPTY_OFFERING, tasks }, {}, { ...BASIS, ...basis }).map(planned => planned.due)
  expect(due(BASIS)).toEqual(["2026-11-25", "2026-11-30"])
  expect(due({ due: null })).toEqual(["2026-11-25", null])
})

test("CATALOGUE-6 a task whose condition does not hold is not made, and whoever waits for it waits for what it waits for", () => {
  const tasks = [
    task("order"),
    task("screen", { after: ["order"], onlyIf: { field: "screen", value: "true" } }),
    task("desk", { after: ["screen", "later"] }),
    task("later", { after: ["desk"] }),
  ]
  const content = { ...EMPTY_OFFERING, form: FORM, tasks }
  const links = (screen: boolean) =>
    plannedTasks(content, { screen }, BASIS).map(planned => [planned.task.key, ...planned.after].join(" "))
  expect(links(true)).toEqual(["order", "screen order", "desk screen", "later desk"])
  expect(links(false)).toEqual(["order", "desk order", "later desk"])
})

test("CATALOGUE-7 progress counts what is still asked for, and late is what is open after its day", () => {
  const at = (category: TaskStanding["category"], due: string | null) => ({ category, due })
  const progress = (...tasks: readonly TaskStanding[]) => fulfilmentProgress(tasks, "2026-11-23")
  expect(progress()).toEqual({ done: 0, total: 0, late: [], isComplete: false })
  expect(
    progress(
      at("done", "2026-11-01"),
      at("active", "2026-11-22"),
      at("waiting", "2026-11-23"),
      at("unknown", null),
      at("cancelled", "2026-11-01"),
      at("gone", "2026-11-01"),
    ),
  ).toEqual({ done: 1, total: 4, late: [1], isComplete: false })
  expect(progress(at("done", null), at("cancelled", null)).isComplete).toBe(true)
  expect(progress(at("cancelled", null)).isComplete).toBe(false)
})
