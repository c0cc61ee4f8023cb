import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { isRefusal } from "@weft/model/base/result"
import { outlineLosses } from "@weft/model/exchange/outline/losses"
import {
  readDurationText,
  readPredecessor,
  writeDurationText,
  writePredecessor,
} from "@weft/model/exchange/outline/notation"
import { writeOutline } from "@weft/model/exchange/outline/write"
import { readPlan } from "@weft/model/exchange/plan-file/read-plan"
import { LINK_KINDS } from "@weft/model/plan/input"
import { realFile } from "../../support/shared-data.ts"
import { bytesOf, datesIn, mspdi, mspdiText, planIn, scheduleOf, spansIn, task } from "./plan-files.ts"

const PLAN = `WBS;Name;Duration;Predecessors;Start;Resources
1;House;;;;
1.1;"Plan; and draw";3d;;02.03.;Ana
1.2;Build;1w;1.1FS+1d;;Ana[50%]; Ben
1.2.1;Walls;4d;1.1;;
2;Paint;1ed?;1.2.1SS+50%;;Paint[3]`

test("PLANFILE-30 a table is read by WBS codes, whatever its separator and the spelling of its heads", async () => {
  const text = `wbs code,Task Name,Duration,Depends on,Start date,Assigned to
1,House,,,,
1.1,"Plan, ""and"" draw",3d,,2026-03-02,Ana
1.2,Build,1w,1.1FS+1d,,Ana[50%]; Ben
1.2.1,Walls,4d,1.1,,
2,Paint,1ed?,1.2.1SS+50%,,Paint[3]`
  for (const separator of [",", ";", "\t"]) {
    const cells = text.replaceAll(/,(?! ""and)/g, separator).replaceAll("; Ben", separator === ";" ? "" : "; Ben")
    const plan = await planIn(separator === "," ? text.replaceAll("\n", "\r\n") : cells)
    expect(plan.warnings).toEqual([])
    expect(plan.tasks.map(({ parent, duration, isElapsed }) => [parent, duration, isElapsed])).toEqual([
      [null, 4800, false],
      ["1", 14_400, false],
      ["1", 24_000, false],
      ["3", 19_200, false],
      [null, 14_400, true],
    ])
    expect(plan.tasks[1]!.name).toBe('Plan, "and" draw')
    expect(spansIn(plan)["Walls"]).toBe("2026-03-06T08:00 2026-03-11T17:00")
  }
})

test("PLANFILE-30 tasks may stand before the one that they lie below", async () => {
  const plan = await planIn("WBS,Name,Duration\n1.2,Walls,2d\n2,Paint,1d\n1.1.1,Draw,1d\n1,House,\n0,All,\n1.1,Plan,")
  expect(plan.tasks.map(({ name, parent }) => [name, parent])).toEqual([
    ["All", null],
    ["Paint", "5"],
    ["House", "5"],
    ["Walls", "4"],
    ["Plan", "4"],
    ["Draw", "6"],
  ])
  expect(datesIn(scheduleOf(await planIn(mspdiText(plan))))).toEqual(datesIn(scheduleOf(plan)))
})

test("PLANFILE-34 a cell of any length is told without delay", async () => {
  const long = " ".repeat(200_000)
  const plan = await planIn(`WBS,Name,Duration,Predecessors,Resources\n1,A,3${long}x,a${long}b!,${long}[`)
  expect(plan.warnings.map(({ about }) => about)).toEqual(["Duration", "Predecessors"])
})

test("PLANFILE-31 what a table says of links, durations and resources is written as it was read", async () => {
  const units = { minutesPerDay: 480, minutesPerWeek: 2400, daysPerMonth: 20 }
  for (const text of ["3d", "1.5h", "30m", "2w", "1mo", "3ed", "2ew", "1emo", "4d?", "0.333333d"])
    expect(writeDurationText(readDurationText(text, units)!, units)).toBe(text)
  for (const text of ["", "d", "-3d", "3 fortnights", "1e99d", "3d!"]) expect(readDurationText(text, units)).toBe(null)
  const isCode = (code: string) => ["1.2", "A.1FS", "7"].includes(code)
  for (const kind of LINK_KINDS)
    for (const lag of ["", "+2d", "-3h", "+1ed", "+50%", "-25e%"]) {
      const text = kind === "FS" && lag === "" ? "1.2" : `1.2${kind}${lag}`
      expect(writePredecessor(readPredecessor(text, isCode, units)!, units)).toBe(text)
    }
  expect(readPredecessor("A.1FS", isCode, units)).toMatchObject({ code: "A.1FS", kind: "FS" })
  expect(readPredecessor("7 ss + 2 days", isCode, units)).toMatchObject({ kind: "SS", lag: { amount: 9600 } })
})

test("PLANFILE-32 what a table can hold comes back with the same schedule", async context => {
  for (const name of ["aspcloud_Home_move_plan", "mpxj_mpp12relations", "aspnet_TestRecurringTask2016"]) {
    const plan = await planIn(readFileSync(realFile(context, `mspdi/${name}.xml`)))
    const again = await planIn(writeOutline(plan, scheduleOf(plan)))
    expect(again.warnings).toEqual([])
    expect(datesIn(scheduleOf(again)), name).toEqual(datesIn(scheduleOf(plan)))
    expect(datesIn(scheduleOf(await planIn(mspdiText(again)))), name).toEqual(datesIn(scheduleOf(plan)))
  }
  const own = await planIn(
    mspdi(`<Tasks>
      ${task(1, { Manual: 1, ManualStart: "2026-03-10T09:30:00", ManualFinish: "2026-03-12T10:00:00", Name: "=SUM(A1)", Notes: 'one\n"two"' })}
      ${task(2, { ConstraintType: 7, ConstraintDate: "2026-03-20T12:00:00", Deadline: "2026-03-25T17:00:00", PercentComplete: 50, ActualStart: "2026-03-03T08:00:00" })}
      ${task(3, { Type: 1, LevelingDelay: 14_400, Priority: 700, Active: 0 })}
    </Tasks>`),
  )
  const again = await planIn(writeOutline(own, scheduleOf(own)))
  expect(datesIn(scheduleOf(again))).toEqual(datesIn(scheduleOf(own)))
  const said = (plan: typeof own) =>
    plan.tasks.map(({ name, notes, mode, priority, isActive, deadline, levelingDelay, effort }) => [
      name,
      notes,
      mode,
      priority,
      isActive,
      deadline,
      levelingDelay,
      effort,
    ])
  expect(said(again)).toEqual(said(own))
})

test("PLANFILE-33 what a table cannot hold is counted", async context => {
  const plan = await planIn(readFileSync(realFile(context, "mspdi/native_mspditimephasedsegments.xml")))
  expect(outlineLosses(plan).map(({ what }) => what)).toEqual(
    expect.arrayContaining(["resource-calendars", "splits", "progress-of-assignments", "other-fields"]),
  )
  expect(outlineLosses(await planIn(PLAN))).toEqual([])
})

test("PLANFILE-34 what does not fit in a table is told with its line, and a table with two of a code is refused", async () => {
  const plan = await planIn(`${PLAN}\n3;Odd;three days;1.9; 2026-13-01;Ana[much]`)
  expect(plan.warnings.map(({ about, found, line }) => [about, found, line])).toEqual([
    ["Start", "02.03.", 3],
    ["Start", "2026-13-01", 7],
    ["Duration", "three days", 7],
    ["Resources", "Ana[much]", 7],
    ["Predecessors", "1.9", 7],
  ])
  const refusal = async (text: string) => {
    const read = await readPlan([bytesOf(text)])
    return isRefusal(read) ? [read.reason, read.detail] : []
  }
  expect(await refusal("WBS,Name\n1,A\n2,B\n1,C")).toEqual(["duplicate-code", { code: "1", line: 4 }])
  expect(await refusal('WBS,Name\n1,A\n2,"B\n3,C')).toEqual(["unclosed-quote", { line: 3 }])
  expect(await refusal("jobs 32\nhorizon 158")).toEqual(["not-plan-table", {}])
})
