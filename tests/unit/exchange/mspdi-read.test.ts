import { expect, test } from "vitest"
import { isRefusal } from "@weft/model/base/result"
import { readMspdi } from "@weft/model/exchange/mspdi/read"
import { readPlan } from "@weft/model/exchange/plan-file/read-plan"
import { writeInstant } from "@weft/model/time/instant"
import { after, bytesOf, mspdi, planIn, spansIn, task } from "./plan-files.ts"

test("PLANFILE-1 a plan is read with its outline, links and lags in whatever format they were typed", async () => {
  const plan = await planIn(
    mspdi(`<Tasks>
      ${task(0, { OutlineLevel: 0, Name: "House" })}
      ${task(1, { Summary: 1, WBS: "A" })}
      ${task(2, { OutlineLevel: 2, Duration: "PT16H0M0S", DurationFormat: 39 })}
      ${task(3, { OutlineLevel: 2, DurationFormat: 8, Duration: "PT24H0M0S" }, after(2, 3, 4800) + after(1, 0, 50, 19) + after(2, 2, 9600, 8) + after(0, 1, 20, 52))}
      <Task><UID>4</UID><IsNull>1</IsNull></Task>
    </Tasks>`),
  )
  expect(plan.tasks.map(({ id, parent }) => [id, parent])).toEqual([
    ["0", null],
    ["1", "0"],
    ["2", "1"],
    ["3", "1"],
  ])
  expect(plan.tasks[1]).toMatchObject({ wbs: "A", duration: 4800, isElapsed: false })
  expect(plan.tasks[2]).toMatchObject({ duration: 9600, isEstimated: true, durationUnit: "days" })
  expect(plan.tasks[3]).toMatchObject({ duration: 14_400, isElapsed: true })
  expect(plan.links.map(({ from, to, kind, lag }) => [from, to, kind, lag.kind, lag.amount])).toEqual([
    ["2", "3", "SS", "working", 4800],
    ["1", "3", "FF", "percent", 50],
    ["2", "3", "SF", "elapsed", 9600],
    ["0", "3", "FS", "elapsed-percent", 20],
  ])
  expect(plan.warnings).toEqual([])
})

test("PLANFILE-1 constraints, progress, manual dates and assignments are inputs; other stored dates are not", async () => {
  const plan = await planIn(
    mspdi(`<Tasks>
      ${task(1, { ConstraintType: 4, ConstraintDate: "2026-03-04T08:00:00.000+01:00", Deadline: "2026-03-20T17:00:00" })}
      ${task(2, { Manual: 1, Start: "2026-03-09T08:00:00", ManualStart: "2026-03-10T08:00:00" })}
      ${task(3, { ExternalTask: 1, Start: "2026-03-05T08:00:00", Finish: "2026-03-06T17:00:00" })}
      ${task(4, { ActualStart: "2026-03-03T08:00:00", ActualDuration: "PT2H0M0S", Start: "2026-04-01T08:00:00" })}
      ${task(6, { IsSubproject: 1, Start: "2026-03-16T08:00:00", Finish: "2026-03-18T17:00:00" })}
      ${task(5, { Type: 1, Active: 0, LevelingDelay: 4800, Start: "2026-04-01T08:00:00" })}
    </Tasks>
    <Resources><Resource><UID>7</UID><Name>Ana</Name></Resource><Resource><UID>8</UID><Type>0</Type></Resource></Resources>
    <Assignments>
      <Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>7</ResourceUID><Units>0.5</Units><Work>PT8H0M0S</Work></Assignment>
      <Assignment><UID>2</UID><TaskUID>1</TaskUID><ResourceUID>-65535</ResourceUID></Assignment>
    </Assignments>`),
  )
  const at = (index: number) => plan.tasks[index]!
  expect(at(0).constraint.kind).toBe("SNET")
  expect(writeInstant(at(0).deadline!)).toBe("2026-03-20T17:00:00")
  expect(writeInstant(at(1).start!)).toBe("2026-03-10T08:00:00")
  expect(writeInstant(at(2).finish!)).toBe("2026-03-06T17:00:00")
  expect(at(3)).toMatchObject({ start: null, actualDuration: 1200, remainingDuration: 3600 })
  expect(spansIn(plan)["Task 6"]).toBe("2026-03-16T08:00 2026-03-18T17:00")
  expect(at(5)).toMatchObject({ start: null, isActive: false, hasFixedDuration: true, levelingDelay: 4800 })
  expect(plan.resources.map(({ kind }) => kind)).toEqual(["work", "material"])
  expect(plan.assignments.map(({ resource, units, work }) => [resource, units, work])).toEqual([
    ["7", 0.5, 4800],
    [null, 1, 0],
  ])
  expect(spansIn(plan)["Task 1"]).toBe("2026-03-04T08:00 2026-03-05T17:00")
})

const weekday = (type: number) =>
  `<WeekDay><DayType>${type}</DayType><DayWorking>1</DayWorking><WorkingTimes>
    <WorkingTime><FromTime>22:00:00</FromTime><ToTime>00:00:00</ToTime></WorkingTime>
    <WorkingTime><FromTime>06:00:00</FromTime><ToTime>10:00:00</ToTime></WorkingTime>
  </WorkingTimes></WeekDay>`

test("PLANFILE-2 calendars are read with their week, dated weeks and exceptions, of the old form and the new", async () => {
  const period = (from: string, to: string) =>
    `<TimePeriod><FromDate>${from}T00:00:00</FromDate><ToDate>${to}T23:59:59</ToDate></TimePeriod>`
  const plan = await planIn(
    mspdi(
      `<Calendars>
        <Calendar><UID>1</UID><Name>Nights</Name><IsBaseCalendar>1</IsBaseCalendar><BaseCalendarUID>-1</BaseCalendarUID>
          <WeekDays>${weekday(2)}<WeekDay><DayType>7</DayType><DayWorking>0</DayWorking></WeekDay>
            <WeekDay><DayType>0</DayType><DayWorking>0</DayWorking>${period("2026-01-01", "2026-01-01")}</WeekDay></WeekDays>
          <WorkWeeks><WorkWeek>${period("2026-05-01", "2026-05-31")}<Name>May</Name><WeekDays>${weekday(3)}</WeekDays></WorkWeek></WorkWeeks>
          <Exceptions>
            <Exception>${period("1970-12-25", "2040-12-25")}<Name>Christmas</Name><Type>2</Type><Month>11</Month><MonthDay>25</MonthDay><DayWorking>0</DayWorking></Exception>
            <Exception>${period("2026-06-01", "2026-12-31")}<Type>5</Type><Period>2</Period><MonthItem>5</MonthItem><MonthPosition>4</MonthPosition><DayWorking>0</DayWorking></Exception>
            <Exception>${period("2026-02-02", "2026-02-20")}<Type>6</Type><Period>1</Period><DaysOfWeek>42</DaysOfWeek><DayWorking>0</DayWorking></Exception>
          </Exceptions></Calendar>
        <Calendar><UID>2</UID><Name>Ana</Name><BaseCalendarUID>1</BaseCalendarUID>
          <WeekDays><WeekDay><DayType>0</DayType><DayWorking>0</DayWorking>${period("2026-03-03", "2026-03-04")}</WeekDay></WeekDays></Calendar>
      </Calendars>`,
      "<CalendarUID>1</CalendarUID>",
    ),
  )
  const [nights, ana] = plan.calendars
  expect(nights!.pattern).toEqual([
    null,
    [
      { from: 3600, to: 6000 },
      { from: 13_200, to: 14_400 },
    ],
    null,
    null,
    null,
    null,
    [],
  ])
  expect(nights!.weeks).toMatchObject([{ name: "May", pattern: { 2: nights!.pattern[1] } }])
  expect(nights!.exceptions.map(({ name, from, recurrence }) => [name, from, recurrence])).toEqual([
    ["Christmas", 0, { kind: "yearly-by-date", month: 12, date: 25 }],
    ["", 15_492, { kind: "monthly-by-position", every: 2, position: "last", item: 2 }],
    ["", 15_373, { kind: "weekly", every: 1, weekdays: 42 }],
  ])
  expect(ana).toMatchObject({ base: "1", exceptions: [{ from: 15_402, to: 15_403, shifts: [] }] })
  expect(plan.warnings).toEqual([])
})

test("PLANFILE-3 work that is split or contoured is read from what is worked each day", async () => {
  const day = (date: number, hours: number) =>
    `<TimephasedData><Type>1</Type><Start>2026-03-0${date}T08:00:00</Start><Finish>2026-03-0${date}T17:00:00</Finish><Value>PT${hours}H0M0S</Value></TimephasedData>`
  const plan = await planIn(
    mspdi(`<Tasks>${task(1)}</Tasks><Resources><Resource><UID>7</UID></Resource></Resources>
    <Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>7</ResourceUID><Work>PT12H0M0S</Work><WorkContour>8</WorkContour>
      ${day(2, 8)}${day(3, 0)}${day(4, 4)}${day(5, 0)}</Assignment></Assignments>`),
  )
  expect(plan.assignments[0]!.segments).toEqual([
    { at: 0, length: 4800 },
    { at: 9600, length: 2400 },
  ])
  expect(spansIn(plan)["Task 1"]).toBe("2026-03-02T08:00 2026-03-04T12:00")
})

test("PLANFILE-4 what does not fit is told with its place and what stands in, and the plan is read", async () => {
  const plan = await planIn(
    mspdi(
      `<Tasks>
${task(1, { CalendarUID: 9, ConstraintType: 4, ConstraintDate: "2026-02-30T08:00:00" }, after(44))}
${task(2, { Priority: "high", Duration: "PT-3H" }, "<PredecessorLink><PredecessorUID>5</PredecessorUID><CrossProject>1</CrossProject></PredecessorLink>")}
</Tasks><Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>3</ResourceUID></Assignment></Assignments>`,
      "<CalendarUID>5</CalendarUID>",
    ),
  )
  expect(plan.warnings.map(({ code, task: uid, about, found, line }) => [code, uid, about, found, line])).toEqual([
    ["impossible-date", "1", "ConstraintDate", "2026-02-30T08:00:00", 7],
    ["unknown-calendar", "1", "CalendarUID", "9", 7],
    ["impossible-value", "2", "Duration", "PT-3H", 8],
    ["impossible-value", "2", "Priority", "high", 8],
    ["link-to-nowhere", "1", "PredecessorUID", "44", 7],
    ["link-to-other-file", "2", "PredecessorUID", "5", 8],
    ["assignment-to-nowhere", "1", "ResourceUID", "3", 9],
  ])
  expect(plan.warnings[1]!.column).toBeGreaterThan(60)
  expect(plan.tasks).toHaveLength(2)
})

test("PLANFILE-4 an outline that is deeper than any plan's ends at its last level", async () => {
  const deep = Array.from({ length: 300 }, (_, index) => task(index + 1, { OutlineLevel: index + 1 }))
  const plan = await planIn(mspdi(`<Tasks>${deep.join("")}</Tasks>`))
  expect(plan.warnings).toHaveLength(99)
  expect(plan.tasks.at(-1)).toMatchObject({ id: "300", parent: "200" })
})

const refusalOf = async (file: string | Uint8Array) => {
  const read = await readPlan([typeof file === "string" ? bytesOf(file) : file])
  if (!isRefusal(read)) throw new Error("it was read")
  return { reason: read.reason, ...read.detail }
}

test("PLANFILE-5 a damaged file is refused with the line and column, and nothing of it is taken", async () => {
  expect(await refusalOf(mspdi(`<Tasks>${task(1)}<Task>`))).toMatchObject({ reason: "broken-xml", line: 7 })
  expect(await refusalOf(mspdi("\n<Tasks><Task><Name>A & B</Name></Task></Tasks>"))).toMatchObject({
    reason: "broken-xml",
    line: 7,
    column: 22,
  })
  expect(await refusalOf(mspdi(`<Tasks>\n${task(1)}\n${task(1)}</Tasks>`))).toEqual({
    reason: "duplicate-id",
    what: "Task",
    id: "1",
    line: 8,
    column: 1,
  })
  expect(await refusalOf(mspdi("<Tasks><Task><Name>A</Name></Task></Tasks>"))).toMatchObject({
    reason: "missing-id",
    line: 6,
    column: 8,
  })
  expect(await refusalOf('<?xml version="1.0"?><Project/>')).toEqual({ reason: "missing-start" })
  const damaged = bytesOf(mspdi("<Tasks/>"))
  damaged[damaged.indexOf(0x3e, 100)] = 0xff
  expect(await refusalOf(damaged)).toMatchObject({ reason: "not-text", line: 3 })
})

test("PLANFILE-5 document types and what they define are refused before anything grows", async () => {
  const bomb =
    '<?xml version="1.0"?>\n<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><Project>&b;</Project>'
  expect(await refusalOf(bomb)).toMatchObject({ reason: "doctype", line: 2 })
  expect(await refusalOf("<Project><Name>&a;</Name></Project>")).toMatchObject({ reason: "broken-xml", line: 1 })
  expect(await refusalOf("<a>".repeat(100_000))).toMatchObject({ reason: "too-deep" })
})

test("PLANFILE-6 what is no plan is refused by what it is", async () => {
  expect(await refusalOf("")).toEqual({ reason: "empty-file" })
  expect(await refusalOf("  \n ")).toEqual({ reason: "empty-file" })
  expect(await refusalOf(Uint8Array.of(0x1f, 0x8b, 8, 0))).toMatchObject({ reason: "archive" })
  expect(await refusalOf(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0))).toMatchObject({ reason: "binary-plan" })
  expect(await refusalOf("<!DOCTYPE html><html></html>")).toEqual({ reason: "web-page" })
  expect(await refusalOf('{"name": "board"}')).toEqual({ reason: "not-plan-table" })
  expect(await refusalOf("<APIBusinessObjects/>")).toEqual({ reason: "not-plan", found: "APIBusinessObjects" })
})

test("PLANFILE-7 letters may be of any encoding that the file names or that its head shows", async () => {
  const text = mspdi(`<Tasks>${task(1, { Name: "Übergabe" })}</Tasks>`)
  const utf16 = (swap: boolean) => {
    const bytes = new Uint8Array(2 * text.length + 2)
    const view = new DataView(bytes.buffer)
    for (const [index, letter] of [...`\ufeff${text}`].entries()) view.setUint16(index * 2, letter.charCodeAt(0), swap)
    return bytes
  }
  const latin = Uint8Array.from(text.replace("UTF-8", "iso-8859-1"), letter => letter.charCodeAt(0))
  for (const file of [bytesOf(text), bytesOf(`\ufeff${text}`), utf16(true), utf16(false), latin])
    expect((await planIn(file)).tasks[0]!.name).toBe("Übergabe")
  expect(await refusalOf(text.replace("UTF-8", "klingon"))).toEqual({
    reason: "unknown-encoding",
    name: "klingon",
    line: 1,
    column: 1,
  })
})

test("PLANFILE-8 a file that comes piece by piece reads the same, says how far it is, and can be cancelled", async () => {
  const bytes = bytesOf(mspdi(`<Tasks>${task(1, { Name: "Übergabe" })}${task(2, {}, after(1))}</Tasks>`))
  const whole = await readMspdi([bytes])
  const heard: number[] = []
  const pieces = Array.from(bytes, byte => Uint8Array.of(byte))
  expect(await readMspdi(pieces, { progress: count => heard.push(count) })).toEqual(whole)
  expect(heard.at(-1)).toBe(bytes.length)
  const stopped = await readMspdi(pieces, { isCancelled: () => heard.length > 5 })
  expect(stopped).toMatchObject({ reason: "cancelled" })
})

test("PLANFILE-8 more than a plan can be is refused while it is read", async () => {
  const piece = bytesOf(" ".repeat(1024 * 1024))
  let given = 0
  function* endless() {
    yield bytesOf("<Project>")
    for (;;) {
      given += 1
      yield piece
    }
  }
  const read = await readMspdi(endless())
  expect(read).toMatchObject({ reason: "too-big", detail: { megabytes: 256 } })
  expect(given).toBeLessThan(260)
})
