import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { isRefusal } from "@weft/model/base/result"
import { readPlan } from "@weft/model/exchange/plan-file/read-plan"
import { CalendarSet } from "@weft/model/time/calendar-set"
import { realFile } from "../../support/shared-data.ts"
import { bytesOf, datesIn, mspdiText, planIn, scheduleOf, spansIn } from "./plan-files.ts"

const gan = (tasks: string, more = "", days = "") => `<?xml version="1.0" encoding="UTF-8"?>
<project name="House" view-date="2026-03-02">
  <calendars><day-types><default-week id="1" sun="1" mon="0" tue="0" wed="0" thu="0" fri="0" sat="1"/>
    <only-show-weekends value="false"/></day-types>${days}</calendars>
  <tasks empty-milestones="true"><taskproperties>
    <taskproperty id="tpc0" name="Floor" type="custom" valuetype="text"/></taskproperties>
${tasks}
  </tasks>${more}
</project>`

const bar = (id: number, start: string, days: number, inside = "", more = "") =>
  `<task id="${id}" name="T${id}" start="${start}" duration="${days}" complete="0" ${more}>${inside}</task>`
const depend = (id: number, type: number, days = 0, hardness = "Strong") =>
  `<depend id="${id}" type="${type}" difference="${days}" hardness="${hardness}"/>`

test("PLANFILE-20 every real file of GanttProject gets the dates that it shows, and is a plan of Microsoft Project after it", async context => {
  const folder = realFile(context, "gan")
  let compared = 0
  for (const name of readdirSync(folder)) {
    const plan = await planIn(readFileSync(join(folder, name)))
    const schedule = scheduleOf(plan)
    const hours = new CalendarSet(plan.calendars).get(plan.project.calendar)
    for (const [index, { stored, name: task }] of plan.tasks.entries()) {
      if (stored.start === null) continue
      compared += 1
      expect(hours.isEquivalent(schedule.tasks[index]!.start, stored.start), `${name}: ${task}`).toBe(true)
    }
    expect(plan.warnings).toEqual([])
    const again = await planIn(mspdiText(plan))
    expect(datesIn(scheduleOf(again)), name).toEqual(datesIn(schedule))
    expect(again.tasks.map(task => task.name)).toEqual(plan.tasks.map(task => task.name))
  }
  expect(compared).toBeGreaterThan(40)
})

test("PLANFILE-21 links are of four types with lags in working days; strong ones hold, rubber ones only push", async () => {
  const plan = await planIn(
    gan(
      bar(0, "2026-03-02", 2, depend(1, 2, 1) + depend(2, 1) + depend(3, 3, -1) + depend(4, 2, 0, "Rubber")) +
        bar(1, "2026-01-01", 1) +
        bar(2, "2026-01-01", 1) +
        bar(3, "2026-01-01", 1) +
        bar(4, "2026-03-11", 1, depend(5, 4)) +
        bar(5, "2026-01-01", 3),
    ),
  )
  expect(plan.links.map(({ from, to, kind, lag }) => [from, to, kind, lag.amount])).toEqual([
    ["0", "1", "FS", 4800],
    ["0", "2", "SS", 0],
    ["0", "3", "FF", -4800],
    ["0", "4", "FS", 0],
    ["4", "5", "SF", 0],
  ])
  expect(spansIn(plan)).toMatchObject({
    T1: "2026-03-05T08:00 2026-03-05T17:00",
    T2: "2026-03-02T08:00 2026-03-02T17:00",
    T3: "2026-03-02T08:00 2026-03-02T17:00",
    T4: "2026-03-11T08:00 2026-03-11T17:00",
    T5: "2026-03-06T08:00 2026-03-10T17:00",
  })
})

test("PLANFILE-22 holidays, vacations, baselines, allocations, notes and custom fields come along", async () => {
  const plan = await planIn(
    gan(
      bar(
        1,
        "2026-03-02",
        3,
        `<notes><![CDATA[a < b]]></notes><customproperty taskproperty-id="tpc0" value="2nd"/>${bar(2, "2026-03-02", 3)}${bar(3, "2026-03-05", 0, "", 'meeting="true"')}`,
      ),
      `<resources><resource id="4" name="Ana" function="Default:1" contacts="ana@house.example"/></resources>
       <allocations><allocation task-id="2" resource-id="4" load="50.0"/></allocations>
       <vacations><vacation start="2026-03-02" end="2026-03-04" resourceid="4"/></vacations>
       <previous><previous-tasks name="first"><previous-task id="2" start="2026-02-27" duration="2" meeting="false"/></previous-tasks></previous>`,
      '<date year="2026" month="3" date="3" type="HOLIDAY"><![CDATA[off]]></date><date year="" month="12" date="25" type="HOLIDAY"/><date year="2026" month="3" date="7" type="WORKING_DAY"/>',
    ),
  )
  expect(spansIn(plan)).toMatchObject({
    T1: "2026-03-02T08:00 2026-03-05T17:00",
    T2: "2026-03-02T08:00 2026-03-05T17:00",
    T3: "2026-03-05T08:00 2026-03-05T08:00",
  })
  expect(plan.tasks[0]).toMatchObject({ notes: "a < b", custom: { tpc0: "2nd" }, constraint: { kind: "ASAP" } })
  expect(plan.tasks[1]).toMatchObject({ parent: "1", baselines: [{ number: 0, duration: 9600 }] })
  expect(plan.tasks[2]).toMatchObject({ isMilestone: true, duration: 0 })
  expect(plan.calendars[0]!.exceptions.map(({ name, recurrence }) => [name, recurrence?.kind])).toEqual([
    ["off", undefined],
    ["", "yearly-by-date"],
    ["", undefined],
  ])
  expect(plan.calendars[1]).toMatchObject({ base: "1", exceptions: [{ from: 15_401, to: 15_402 }] })
  expect(plan.assignments).toMatchObject([{ task: "2", resource: "4", units: 0.5, work: 7200 }])
  const again = await planIn(mspdiText(plan))
  expect(again.customFields).toEqual([{ id: "188743731", name: "Floor" }])
  expect(again.tasks[0]!.custom).toEqual({ "188743731": "2nd" })
  expect(again.tasks[1]!.baselines).toEqual(plan.tasks[1]!.baselines)
})

test("PLANFILE-23 progress holds what has begun where it stands", async () => {
  const half = bar(1, "2026-03-02", 2, depend(2, 2)).replace('complete="0"', 'complete="50"')
  const done = bar(2, "2026-03-09", 1).replace('complete="0"', 'complete="100"')
  const plan = await planIn(gan(half + done))
  expect(plan.tasks[0]).toMatchObject({ actualDuration: 4800, remainingDuration: 4800, actualFinish: null })
  expect(spansIn(plan)["T2"]).toBe("2026-03-09T08:00 2026-03-09T17:00")
})

test("PLANFILE-24 faults of such a file are told or refused with their place", async () => {
  const plan = await planIn(gan(`${bar(1, "2026-02-30", 1, depend(9, 2) + depend(2, 7))}\n${bar(2, "2026-03-02", -4)}`))
  expect(plan.warnings.map(({ code, task, found, line }) => [code, task, found, line])).toEqual([
    ["impossible-date", "1", "2026-02-30", 7],
    ["impossible-value", "2", "-4", 8],
    ["link-to-nowhere", "1", "9", 7],
    ["impossible-value", "1", "7", 7],
  ])
  const refused = await readPlan([bytesOf(gan(`${bar(1, "2026-03-02", 1)}\n${bar(1, "2026-03-02", 1)}`))])
  expect(isRefusal(refused) && [refused.reason, refused.detail]).toEqual([
    "duplicate-id",
    { what: "task", id: "1", line: 8, column: 1 },
  ])
})
