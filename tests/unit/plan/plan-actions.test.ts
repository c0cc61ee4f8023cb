import { describe, expect, test } from "vitest"
import {
  assign,
  createResource,
  patchResource,
  setUnits,
  setWork,
  trashResource,
  unassign,
} from "@weft/model/actions/assignment"
import { renameBaseline, saveBaseline, trashBaseline } from "@weft/model/actions/baseline"
import {
  addAbsence,
  addCalendarException,
  addCalendarWeek,
  createCalendar,
  patchAbsence,
  patchCalendar,
  patchCalendarException,
  setCalendarDay,
  setMemberUnits,
  setWorkDay,
  trashAbsence,
  trashCalendar,
  trashCalendarException,
  trashCalendarWeek,
} from "@weft/model/actions/calendar"
import type { Action } from "@weft/model/actions/define"
import { changeLink, linkItems, unlinkItems } from "@weft/model/actions/dependency"
import { createItem, reparentItem } from "@weft/model/actions/item"
import { claimMember, joinMember } from "@weft/model/actions/people"
import { addMember } from "@weft/model/actions/space"
import { indentItems, outdentItems } from "@weft/model/actions/outline"
import { patchPlan } from "@weft/model/actions/plan-settings"
import { reportProgress, rescheduleRest } from "@weft/model/actions/progress"
import {
  applyLevelling,
  moveBar,
  patchPlanning,
  setConstraint,
  setDuration,
  setSchedulingMode,
} from "@weft/model/actions/schedule-items"
import type {
  AbsenceId,
  AssignmentId,
  BaselineId,
  CalendarExceptionId,
  CalendarId,
  CalendarWeekId,
  DependencyId,
  ItemId,
  MemberId,
  ResourceId,
} from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { baselineOf } from "@weft/model/plan/baselines-of-space"
import { compareBaselines } from "@weft/model/plan/baseline"
import { planOf } from "@weft/model/plan/plan-of-space"
import { assignmentId } from "@weft/model/schema/planning"
import { living } from "@weft/model/schema/snapshot"
import { foundSpace, itemOf, MORNING, Person } from "../../support/person.ts"
import { at, datesOf, DAY, days, link, linksOf, makePlan, MONDAY } from "../../support/planned-space.ts"

function planner(): Person {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  return ana
}

const [ANA, BEN] = ["ana", "ben"] as readonly string[] as readonly [MemberId, MemberId]

function taskOf(person: Person, item: ItemId) {
  return planOf(person.snapshot).tasks.find(({ id }) => id === item)!
}

describe("PLAN-10 links are drawn, changed and taken away", () => {
  test("a link that would close a ring with what somebody sees is refused and names the ring", () => {
    const ana = planner()
    const { Paint, Dry, Furnish } = makePlan(ana, { Paint: 2, Dry: 1, Furnish: 1 })
    ana.do(linkItems, {
      links: [
        { from: Paint, to: Dry },
        { from: Dry, to: Furnish, lag: days(1) },
      ],
    })
    const answer = ana.try(linkItems, { links: [{ from: Furnish, to: Paint }] })
    expect(answer).toMatchObject({
      reason: "link-closes-ring",
      detail: { ring: expect.stringContaining("Furnish") as string },
    })
    expect(datesOf(ana.snapshot)).toMatchObject({ Furnish: "12-04T08 – 12-04T17" })
  })

  test("a link of another kind takes the place of the first, with its lag, in one step of undo", () => {
    const ana = planner()
    const { Paint, Furnish } = makePlan(ana, { Paint: 4, Furnish: 1 })
    const id = link(ana, Paint, Furnish, "FS", days(1))
    const before = datesOf(ana.snapshot)
    const changed = ana.do(changeLink, { link: id, kind: "SS" })
    expect(living(ana.snapshot.dependencies)).toMatchObject([{ kind: "SS", lag: days(1) }])
    expect(datesOf(ana.snapshot)).toMatchObject({ Furnish: "12-01T08 – 12-01T17" })
    ana.undo(changed)
    expect(datesOf(ana.snapshot)).toEqual(before)
    ana.do(changeLink, { link: id, lag: null })
    expect(datesOf(ana.snapshot)).toMatchObject({ Furnish: "12-04T08 – 12-04T17" })
  })

  test("a link that was taken away is drawn again as the youngest, and undoing that takes it away", () => {
    const ana = planner()
    const { Paint, Furnish } = makePlan(ana, { Paint: 2, Furnish: 1 })
    const id = link(ana, Paint, Furnish)
    const first = ana.snapshot.dependencies.get(id)!.madeAt
    ana.do(unlinkItems, { links: [id] })
    expect(linksOf(ana.snapshot)).toEqual([])
    const again = ana.do(linkItems, { links: [{ from: Paint, to: Furnish }] })
    expect(ana.snapshot.dependencies.get(id)!.madeAt).toBeGreaterThan(first)
    ana.undo(again)
    expect(linksOf(ana.snapshot)).toEqual([])
  })

  test("an item that comes to lie inside its predecessor suspends the link instead of stopping the plan", () => {
    const ana = planner()
    const { House, Roof } = makePlan(ana, { House: 2, Roof: 1 })
    link(ana, House, Roof)
    ana.do(reparentItem, { item: Roof, parent: House })
    expect(linksOf(ana.snapshot)).toEqual(["House→Roof: suspended"])
    expect(datesOf(ana.snapshot)).toEqual({ House: "11-30T08 – 11-30T17", Roof: "11-30T08 – 11-30T17" })
  })
})

describe("PLAN-11 bars are moved and stretched", () => {
  test("dragging an automatic item writes a pin that can be seen and taken out", () => {
    const ana = planner()
    const { Paint } = makePlan(ana, { Paint: 2 })
    const moved = ana.do(moveBar, { item: Paint, start: at("2026-12-03T08:00") })
    expect(itemOf(ana.snapshot, Paint)).toMatchObject({ constraint: "snet", constraintAt: at("2026-12-03T08:00") })
    expect(datesOf(ana.snapshot)).toEqual({ Paint: "12-03T08 – 12-04T17" })
    ana.undo(moved)
    expect(datesOf(ana.snapshot)).toEqual({ Paint: "11-30T08 – 12-01T17" })
  })

  test("a manual item keeps its dates when it becomes one, and its working time when it is dragged", () => {
    const ana = planner()
    const { Paint } = makePlan(ana, { Paint: 2 })
    ana.do(moveBar, { item: Paint, start: at("2026-12-03T08:00") })
    ana.do(setSchedulingMode, { items: [Paint], mode: "manual" })
    expect(datesOf(ana.snapshot)).toEqual({ Paint: "12-03T08 – 12-04T17" })
    ana.do(moveBar, { item: Paint, start: at("2026-12-04T08:00") })
    expect(datesOf(ana.snapshot)).toEqual({ Paint: "12-04T08 – 12-07T17" })
    ana.do(setDuration, { items: [Paint], duration: DAY })
    expect(datesOf(ana.snapshot)).toEqual({ Paint: "12-04T08 – 12-04T17" })
  })

  test("levelling delays are written as one step and taken out as one", () => {
    const ana = planner()
    const { Paint, Furnish } = makePlan(ana, { Paint: 2, Furnish: 1 })
    const levelled = ana.do(applyLevelling, {
      delays: new Map([
        [Paint, 14_400],
        [Furnish, 28_800],
      ]),
    })
    expect(datesOf(ana.snapshot)).toEqual({ Paint: "12-01T08 – 12-02T17", Furnish: "12-02T08 – 12-02T17" })
    ana.undo(levelled)
    expect(datesOf(ana.snapshot)).toEqual({ Paint: "11-30T08 – 12-01T17", Furnish: "11-30T08 – 11-30T17" })
  })
})

describe("PLAN-12 the outline is indented and outdented", () => {
  test("rows go under the one above them on their level, at its end, and back beside it", () => {
    const ana = planner()
    const { House, Roof, Floor, Move } = makePlan(ana, { House: 1, Roof: 1, Floor: 1, Move: 1 })
    const outline = () =>
      planOf(ana.snapshot).tasks.map(({ id, parent }) => {
        const title = (of: string | null) => (of === null ? "" : ana.snapshot.items.get(of)!.title)
        return `${title(parent)}/${title(id)}`
      })
    ana.do(indentItems, { items: [Roof] })
    ana.do(indentItems, { items: [Floor] })
    expect(outline()).toEqual(["/House", "House/Roof", "House/Floor", "/Move"])
    ana.do(outdentItems, { items: [Roof] })
    expect(outline()).toEqual(["/House", "House/Floor", "/Roof", "/Move"])
    ana.do(indentItems, { items: [Roof, Move] })
    expect(outline()).toEqual(["/House", "House/Floor", "House/Roof", "House/Move"])
    expect(ana.try(indentItems, { items: [House] })).toMatchObject({ reason: "nothing-above" })
    expect(ana.try(outdentItems, { items: [House] })).toMatchObject({ reason: "already-at-top" })
  })
})

describe("PLAN-13 people are assigned", () => {
  test("with units, and the work follows until somebody types it", () => {
    const ana = planner()
    const { Paint } = makePlan(ana, { Paint: 2 })
    ana.do(assign, { item: Paint, resource: BEN, units: 0.5 })
    expect(itemOf(ana.snapshot, Paint).assignees).toEqual(["ben"])
    expect(planOf(ana.snapshot).assignments).toMatchObject([{ resource: "ben", units: 0.5, work: DAY }])
    const assignment = assignmentId(Paint, BEN)
    ana.do(setWork, { assignment, work: 2 * DAY })
    expect(taskOf(ana, Paint).duration, "fixed units take longer").toBe(4 * DAY)
    ana.do(setUnits, { assignment, units: 1 })
    expect(taskOf(ana, Paint).duration).toBe(2 * DAY)
    ana.do(patchPlanning, { items: [Paint], fields: { effort: "fixed-duration" } })
    ana.do(setUnits, { assignment, units: 2 })
    expect(planOf(ana.snapshot).assignments).toMatchObject([{ units: 2, work: 4 * DAY }])
    expect(taskOf(ana, Paint).duration).toBe(2 * DAY)
  })

  test("a role of the space is assigned like a person, and what takes no time takes none", () => {
    const ana = planner()
    const { Paint } = makePlan(ana, { Paint: 2 })
    const painter = ana.newId<ResourceId>()
    ana.do(createResource, { id: painter, name: "Painter", maxUnits: 3 })
    ana.do(assign, { item: Paint, resource: painter, units: 2 })
    ana.do(patchResource, { resource: painter, fields: { kind: "material" } })
    expect(planOf(ana.snapshot).resources).toEqual([{ id: painter, calendar: null, kind: "material" }])
    expect(itemOf(ana.snapshot, Paint).assignees, "only members are assignees").toEqual([])
    ana.do(trashResource, { resource: painter })
    expect(planOf(ana.snapshot).assignments, "the assignment keeps naming it").toMatchObject([{ resource: painter }])
  })

  test("whoever stood in as a placeholder hands over bookings and absences to the member they turn out to be", () => {
    const ana = planner()
    const { Paint, Furnish } = makePlan(ana, { Paint: 2, Furnish: 1 })
    const foreign = "foreign" as MemberId
    ana.do(addMember, { id: foreign, name: "B. Builder", placeholder: true })
    const painter = ana.newId<ResourceId>()
    ana.do(createResource, { id: painter, name: "Painter", member: foreign })
    ana.do(assign, { item: Paint, resource: foreign })
    ana.do(assign, { item: Furnish, resource: painter })
    ana.do(addAbsence, { id: ana.newId<AbsenceId>(), member: foreign, from: "2026-11-30", to: "2026-11-30" })
    ana.do(claimMember, { placeholder: foreign, member: BEN })
    ana.do(joinMember, { placeholder: foreign, member: BEN })
    expect(planOf(ana.snapshot).assignments.map(({ resource }) => resource)).toEqual(["ben", "ben"])
    expect(datesOf(ana.snapshot)).toEqual({ Paint: "12-01T08 – 12-02T17", Furnish: "12-01T08 – 12-01T17" })
    ana.do(assign, { item: Paint, resource: BEN, units: 0.5 })
    expect(planOf(ana.snapshot).assignments, "nobody is assigned twice").toHaveLength(2)
  })

  test("effort-driven work is shared by whoever joins and taken over from whoever leaves, each in one step of undo", () => {
    const ana = planner()
    const { Paint } = makePlan(ana, { Paint: 4 })
    ana.do(patchPlanning, { items: [Paint], fields: { effortDriven: true } })
    ana.do(assign, { item: Paint, resource: BEN })
    const joined = ana.do(assign, { item: Paint, resource: ANA })
    expect(datesOf(ana.snapshot)).toEqual({ Paint: "11-30T08 – 12-01T17" })
    ana.undo(joined)
    expect(datesOf(ana.snapshot)).toEqual({ Paint: "11-30T08 – 12-03T17" })
    ana.do(assign, { item: Paint, resource: ANA })
    ana.do(unassign, { assignment: assignmentId(Paint, BEN) })
    expect(planOf(ana.snapshot).assignments).toMatchObject([{ resource: "ana", work: 4 * DAY }])
    expect(datesOf(ana.snapshot)).toEqual({ Paint: "11-30T08 – 12-03T17" })
    expect(itemOf(ana.snapshot, Paint).assignees).toEqual(["ana"])
  })
})

describe("PLAN-14 progress is reported", () => {
  test("a part is done from when it was planned, all of it ends as planned, and nothing takes the report back", () => {
    const ana = planner()
    const { Paint } = makePlan(ana, { Paint: 4 })
    ana.do(reportProgress, { items: [Paint], percent: 25 })
    expect(taskOf(ana, Paint)).toMatchObject({ actualStart: MONDAY, actualDuration: DAY, remainingDuration: 3 * DAY })
    ana.do(reportProgress, { items: [Paint], percent: 100 })
    expect(taskOf(ana, Paint)).toMatchObject({ actualFinish: at("2026-12-03T17:00"), actualDuration: 4 * DAY })
    ana.do(reportProgress, { items: [Paint], percent: 0 })
    expect(taskOf(ana, Paint)).toMatchObject({ actualStart: null, actualFinish: null, remainingDuration: 4 * DAY })
  })

  test("told dates count, a new estimate makes it longer, and a later report counts from that", () => {
    const ana = planner()
    const { Paint, Dry } = makePlan(ana, { Paint: 4, Dry: 1 })
    ana.do(reportProgress, { items: [Paint], percent: 50, startedAt: at("2026-12-01T08:00") })
    ana.do(reportProgress, { items: [Paint], left: 6 * DAY })
    expect(taskOf(ana, Paint)).toMatchObject({ duration: 8 * DAY, actualDuration: 2 * DAY })
    ana.do(reportProgress, { items: [Paint], percent: 75 })
    expect(taskOf(ana, Paint)).toMatchObject({ duration: 8 * DAY, actualDuration: 6 * DAY, remainingDuration: 2 * DAY })
    ana.do(reportProgress, { items: [Dry], startedAt: MONDAY, finishedAt: at("2026-12-02T17:00") })
    expect(taskOf(ana, Dry)).toMatchObject({ duration: 3 * DAY, remainingDuration: 0 })
  })

  test("what is not done is moved behind the data date in one step", () => {
    const ana = planner()
    const { Paint, Move } = makePlan(ana, { Paint: 4, Dry: 1, Move: 1 })
    ana.do(setSchedulingMode, { items: [Move], mode: "manual" })
    ana.do(reportProgress, { items: [Paint], percent: 50 })
    const before = datesOf(ana.snapshot)
    const moved = ana.do(rescheduleRest, { after: at("2026-12-07T00:00") })
    expect(datesOf(ana.snapshot)).toEqual({
      Paint: "11-30T08 – 12-08T17",
      Dry: "12-07T08 – 12-07T17",
      Move: "11-30T08 – 11-30T17",
    })
    ana.undo(moved)
    expect(datesOf(ana.snapshot)).toEqual(before)
  })
})

test("PLAN-15 a baseline keeps what the plan said, through every later change, in as many parts as it needs", () => {
  const ana = planner()
  const { Paint } = makePlan(ana, { Paint: 2, Furnish: 1 })
  for (let count = 0; count < 600; count += 1)
    ana.do(createItem, { id: ana.newId<ItemId>(), title: `Box ${count}`, fields: { durationTenths: 600 } })
  const id = ana.newId<BaselineId>()
  ana.do(saveBaseline, { id, name: " Offer " })
  expect(living(ana.snapshot.baselineParts)).toHaveLength(2)
  expect(ana.snapshot.baselines.get(id)).toMatchObject({ name: "Offer", takenBy: "ana", takenAt: MORNING })
  const taken = baselineOf(ana.snapshot, id)
  expect(taken).toHaveLength(602)
  ana.do(setDuration, { items: [Paint], duration: 5 * DAY })
  ana.do(renameBaseline, { id, name: "Contract" })
  ana.reload()
  expect(baselineOf(ana.snapshot, id)).toEqual(taken)
  const later = ana.newId<BaselineId>()
  ana.do(saveBaseline, { id: later, name: "Now" })
  const { variances } = compareBaselines(planOf(ana.snapshot), taken, baselineOf(ana.snapshot, later))
  expect(variances.filter(({ duration }) => duration !== 0)).toMatchObject([{ task: Paint, duration: 3 * DAY }])
  ana.do(trashBaseline, { id })
  expect(living(ana.snapshot.baselines)).toMatchObject([{ name: "Now" }])
})

interface Refused {
  readonly action: Action<unknown>
  readonly args: unknown
  readonly reason: string
}

const refused = <Args>(action: Action<Args>, args: NoInfer<Args>, reason: string): Refused => ({
  action: action as Action<unknown>,
  args,
  reason,
})

test("PLAN-16 what cannot be planned is refused for a reason, and nothing is written", () => {
  const ana = planner()
  const { House, Roof, Paint, Done } = makePlan(ana, { House: 1, Roof: 1, Paint: 2, Done: 1 })
  ana.do(reparentItem, { item: Roof, parent: House })
  ana.do(reportProgress, { items: [Paint], percent: 50 })
  ana.do(reportProgress, { items: [Done], percent: 100 })
  const calendar = ana.newId<CalendarId>()
  const derived = ana.newId<CalendarId>()
  ana.do(createCalendar, { id: calendar, name: "Site" })
  ana.do(createCalendar, { id: derived, name: "Winter", base: calendar })
  const absence = ana.newId<AbsenceId>()
  ana.do(addAbsence, { id: absence, member: BEN, from: "2026-12-01", to: "2026-12-02" })
  const painter = ana.newId<ResourceId>()
  ana.do(createResource, { id: painter, name: "Painter" })
  const gone = "gone"
  const backwards = { from: "2026-12-02", to: "2026-12-01" }
  const overlapping = [
    { from: 0, to: 600 },
    { from: 300, to: 900 },
  ]
  const day = { name: "", recurrence: null, shifts: [], from: "2026-12-01", to: "2026-12-01" }
  const exception = ana.newId<CalendarExceptionId>()
  ana.do(addCalendarException, { id: exception, calendar, ...day })
  const week = ana.newId<CalendarWeekId>()
  ana.do(addCalendarWeek, { id: week, calendar, name: "", from: "2026-12-01", to: "2026-12-02", days: {} })
  const all: readonly Refused[] = [
    refused(linkItems, { links: [] }, "not-found"),
    refused(linkItems, { links: [{ from: Paint, to: gone as ItemId }] }, "not-found"),
    refused(linkItems, { links: [{ from: Paint, to: Paint }] }, "same-item"),
    refused(linkItems, { links: [{ from: House, to: Roof }] }, "link-to-own-summary"),
    refused(linkItems, { links: [{ from: Roof, to: House }] }, "link-to-own-summary"),
    refused(
      linkItems,
      {
        links: [
          { from: Paint, to: Roof },
          { from: House, to: Paint },
        ],
      },
      "link-closes-ring",
    ),
    refused(unlinkItems, { links: [gone as DependencyId] }, "not-found"),
    refused(changeLink, { link: gone as DependencyId, lag: null }, "not-found"),
    refused(setDuration, { items: [Roof], duration: -1 }, "duration-negative"),
    refused(setDuration, { items: [House], duration: DAY }, "dates-from-below"),
    refused(setDuration, { items: [Done], duration: DAY }, "already-finished"),
    refused(setDuration, { items: [], duration: DAY }, "not-found"),
    refused(moveBar, { item: House, start: MONDAY }, "dates-from-below"),
    refused(moveBar, { item: Paint, start: MONDAY }, "already-begun"),
    refused(moveBar, { item: Done, start: MONDAY }, "already-finished"),
    refused(setConstraint, { items: [Roof], kind: "mso", date: null }, "date-missing"),
    refused(patchPlanning, { items: [Roof], fields: { calendar: gone as CalendarId } }, "not-found"),
    refused(patchPlanning, { items: [Roof], fields: { physicalPercent: 101 } }, "percent-out-of-range"),
    refused(patchPlanning, { items: [Roof], fields: { levellingPriority: 1001 } }, "priority-out-of-range"),
    refused(applyLevelling, { delays: new Map([[Roof, -1]]) }, "duration-negative"),
    refused(applyLevelling, { delays: new Map([[gone as ItemId, 1]]) }, "not-found"),
    refused(assign, { item: Roof, resource: gone as ResourceId }, "not-found"),
    refused(assign, { item: gone as ItemId, resource: BEN }, "not-found"),
    refused(assign, { item: Roof, resource: BEN, units: 0 }, "units-not-positive"),
    refused(unassign, { assignment: gone as AssignmentId }, "not-found"),
    refused(setUnits, { assignment: gone as AssignmentId, units: 1 }, "not-found"),
    refused(setWork, { assignment: gone as AssignmentId, work: -1 }, "duration-negative"),
    refused(createResource, { id: painter, name: "again" }, "exists"),
    refused(createResource, { id: ana.newId<ResourceId>(), name: "x", member: gone as MemberId }, "not-found"),
    refused(patchResource, { resource: painter, fields: { maxUnits: 0 } }, "units-not-positive"),
    refused(patchResource, { resource: painter, fields: { name: " " } }, "name-missing"),
    refused(trashResource, { resource: gone as ResourceId }, "not-found"),
    refused(reportProgress, { items: [Roof], percent: 101 }, "percent-out-of-range"),
    refused(reportProgress, { items: [House], percent: 50 }, "dates-from-below"),
    refused(reportProgress, { items: [Roof], left: -1 }, "duration-negative"),
    refused(reportProgress, { items: [Paint], finishedAt: MONDAY - 1 }, "finish-before-start"),
    refused(saveBaseline, { id: ana.newId<BaselineId>(), name: " " }, "name-missing"),
    refused(renameBaseline, { id: gone as BaselineId, name: "x" }, "not-found"),
    refused(trashBaseline, { id: gone as BaselineId }, "not-found"),
    refused(patchPlan, { minutesPerDay: 0 }, "duration-negative"),
    refused(patchPlan, { scheduleFrom: "finish" }, "date-missing"),
    refused(patchPlan, { calendar: gone as CalendarId }, "not-found"),
    refused(createCalendar, { id: calendar, name: "again" }, "exists"),
    refused(createCalendar, { id: ana.newId<CalendarId>(), name: "" }, "name-missing"),
    refused(patchCalendar, { calendar, base: derived }, "calendar-ring"),
    refused(trashCalendar, { calendar: gone as CalendarId }, "not-found"),
    refused(setCalendarDay, { calendar, weekday: 7, shifts: [] }, "not-found"),
    refused(setCalendarDay, { calendar, weekday: 1, shifts: overlapping }, "hours-overlap"),
    refused(setWorkDay, { member: BEN, weekday: 1, shifts: overlapping }, "hours-overlap"),
    refused(setMemberUnits, { member: BEN, maxUnits: 0 }, "units-not-positive"),
    refused(
      addCalendarException,
      { id: ana.newId<CalendarExceptionId>(), calendar, ...day, ...backwards },
      "finish-before-start",
    ),
    refused(patchCalendarException, { exception, fields: { to: "2026-11-01" } }, "finish-before-start"),
    refused(trashCalendarException, { exception: gone as CalendarExceptionId }, "not-found"),
    refused(
      addCalendarWeek,
      { id: ana.newId<CalendarWeekId>(), calendar, name: "", ...backwards, days: {} },
      "finish-before-start",
    ),
    refused(trashCalendarWeek, { week: gone as CalendarWeekId }, "not-found"),
    refused(addAbsence, { id: ana.newId<AbsenceId>(), member: BEN, ...backwards }, "finish-before-start"),
    refused(patchAbsence, { absence, to: "2026-11-01" }, "finish-before-start"),
    refused(trashAbsence, { absence: gone as AbsenceId }, "not-found"),
  ]
  ana.outbox = []
  for (const { action, args, reason } of all) {
    const answer = ana.try(action, args)
    expect(isRefusal(answer) ? answer.reason : "done", `${action.name} ${JSON.stringify(args)}`).toBe(reason)
  }
  expect(ana.outbox).toEqual([])
})
