import { describe, expect, test } from "vitest"
import { createItem, patchItems, trashItems } from "@weft/model/actions/item"
import { archiveItems } from "@weft/model/actions/archive"
import { addAbsence, createCalendar, setCalendarDay, setWorkDay, trashCalendar } from "@weft/model/actions/calendar"
import { assign, createResource } from "@weft/model/actions/assignment"
import { patchPlan } from "@weft/model/actions/plan-settings"
import { reportProgress } from "@weft/model/actions/progress"
import {
  moveBar,
  patchPlanning,
  setConstraint,
  setDeadline,
  setSchedulingMode,
} from "@weft/model/actions/schedule-items"
import type { AbsenceId, CalendarId, ItemId, MemberId, ResourceId } from "@weft/model/base/ids"
import { overAllocationsOf } from "@weft/model/levelling/over-allocation"
import { LivePlan } from "@weft/model/plan/live-plan"
import { scheduleSpace } from "@weft/model/plan/link-health"
import { planOf, unitsOf } from "@weft/model/plan/plan-of-space"
import { foundSpace, MORNING, Person } from "../../support/person.ts"
import { at, datesOf, days, link, linksOf, makePlan, MONDAY } from "../../support/planned-space.ts"

function planner(): Person {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  return ana
}

const BEN = "ben" as MemberId

describe("PLAN-1 a space is read as one plan", () => {
  test("its living items are tasks in outline order, siblings by rank, and what lies below others is theirs", () => {
    const ana = planner()
    const { House } = makePlan(ana, { House: 1, Move: 1 })
    const roof = ana.newId<ItemId>()
    ana.do(createItem, { id: roof, title: "Roof", parent: House })
    const titles = planOf(ana.snapshot).tasks.map(({ id }) => ana.snapshot.items.get(id)!.title)
    expect(titles).toEqual(["House", "Roof", "Move"])
    ana.do(trashItems, { items: [House] })
    expect(planOf(ana.snapshot).tasks).toHaveLength(1)
  })

  test("what was typed in a list counts: a start date pins, a due date is a deadline, an estimate is a duration", () => {
    const ana = planner()
    const { Paint } = makePlan(ana, { Paint: 1 })
    const plain = ana.newId<ItemId>()
    const fields = { start: "2026-12-02", due: "2026-12-03", estimateMinutes: 960 }
    ana.do(createItem, { id: plain, title: "Plain", fields })
    const task = planOf(ana.snapshot).tasks.find(({ id }) => id === plain)
    expect(task).toMatchObject({
      duration: 9600,
      constraint: { kind: "SNET", date: at("2026-12-02") },
      deadline: at("2026-12-04"),
    })
    expect(datesOf(ana.snapshot)).toMatchObject({ Plain: "12-02T08 – 12-03T17" })
    ana.do(setConstraint, { items: [plain], kind: "asap", date: null })
    expect(datesOf(ana.snapshot)).toMatchObject({ Plain: "11-30T08 – 12-01T17" })
    expect(ana.snapshot.items.get(plain)!.start, "freeing it takes the typed date out").toBeNull()
    expect(ana.snapshot.items.get(Paint)!.milestone).toBe(false)
  })

  test("a manual item has its typed dates, else its start and due dates", () => {
    const ana = planner()
    const { Paint } = makePlan(ana, { Paint: 1 })
    ana.do(patchItems, { items: [Paint], fields: { schedulingMode: "manual", start: "2026-12-07", due: "2026-12-08" } })
    const [task] = planOf(ana.snapshot).tasks
    expect(task).toMatchObject({ mode: "manual", start: at("2026-12-07"), finish: at("2026-12-09") })
  })

  test("without a start it begins with the first date that somebody typed", () => {
    const ana = planner()
    ana.do(createItem, { id: ana.newId<ItemId>(), title: "One" })
    expect(planOf(ana.snapshot).project.start).toBe(at("2026-11-23"))
    ana.do(createItem, { id: ana.newId<ItemId>(), title: "Two", fields: { start: "2026-12-09" } })
    expect(planOf(ana.snapshot).project.start).toBe(at("2026-12-09"))
  })

  test("what is archived unfinished moves nothing, and what is archived done still holds its successors", () => {
    const ana = planner()
    const { Paint, Furnish } = makePlan(ana, { Paint: 3, Furnish: 2 })
    link(ana, Paint, Furnish)
    ana.do(archiveItems, { items: [Paint], archived: true })
    expect(planOf(ana.snapshot).tasks.find(({ id }) => id === Paint)).toMatchObject({ isActive: false })
    expect(datesOf(ana.snapshot)).toMatchObject({ Furnish: "11-30T08 – 12-01T17" })
    ana.do(archiveItems, { items: [Paint], archived: false })
    ana.do(reportProgress, { items: [Paint], percent: 100 })
    ana.do(archiveItems, { items: [Paint], archived: true })
    expect(datesOf(ana.snapshot)).toMatchObject({ Furnish: "12-03T08 – 12-04T17" })
  })
})

describe("PLAN-2 calendars of a space, hours and absences of people count in its plan", () => {
  test("a calendar says what differs from its base, and the standard week is below all", () => {
    const ana = planner()
    const { Paint } = makePlan(ana, { Paint: 2 })
    const [site, winter] = [ana.newId<CalendarId>(), ana.newId<CalendarId>()]
    ana.do(createCalendar, { id: site, name: "Site" })
    ana.do(createCalendar, { id: winter, name: "Winter", base: site })
    ana.do(setCalendarDay, { calendar: site, weekday: 2, shifts: [] })
    ana.do(setCalendarDay, { calendar: winter, weekday: 1, shifts: [{ from: 4800, to: 7200 }] })
    ana.do(patchPlanning, { items: [Paint], fields: { calendar: winter } })
    // Half of Monday, no Tuesday, Wednesday, half of Thursday.
    expect(datesOf(ana.snapshot)).toEqual({ Paint: "11-30T08 – 12-03T12" })
    ana.do(trashCalendar, { calendar: winter })
    expect(datesOf(ana.snapshot), "a calendar in the trash is not used").toEqual({ Paint: "11-30T08 – 12-01T17" })
  })

  test("whoever is assigned works by their own week and not while they are away", () => {
    const ana = planner()
    const { Paint } = makePlan(ana, { Paint: 3 })
    ana.do(assign, { item: Paint, resource: BEN })
    ana.do(setWorkDay, { member: BEN, weekday: 2, shifts: [] })
    ana.do(addAbsence, { id: ana.newId<AbsenceId>(), member: BEN, from: "2026-12-03", to: "2026-12-03" })
    ana.do(addAbsence, {
      id: ana.newId<AbsenceId>(),
      member: BEN,
      from: "2026-12-04",
      to: "2026-12-04",
      tentative: true,
    })
    expect(datesOf(ana.snapshot)).toEqual({ Paint: "11-30T08 – 12-04T17" })
  })

  test("bookings as a resource of the space and as a member are one person's", () => {
    const ana = planner()
    const { Paint, Furnish } = makePlan(ana, { Paint: 2, Furnish: 2 })
    const id = ana.newId<ResourceId>()
    ana.do(createResource, { id, name: "Ben on site", member: BEN, maxUnits: 1.5 })
    ana.do(assign, { item: Paint, resource: id })
    ana.do(assign, { item: Furnish, resource: BEN, units: 0.75 })
    const { input } = scheduleSpace(ana.snapshot)
    expect(input.resources.map(resource => resource.id)).toEqual(["ben"])
    const found = overAllocationsOf(new LivePlan(input).computed, resource => unitsOf(ana.snapshot, resource))
    expect(found).toMatchObject([{ resource: "ben", from: MONDAY, units: 1.75 }])
  })
})

describe("PLAN-3 a plan tells what in it does not hold", () => {
  test("a link is broken where its successor stands earlier, and says from when it would hold", () => {
    const ana = planner()
    const { Paint, Furnish } = makePlan(ana, { Paint: 2, Furnish: 1 })
    ana.do(setSchedulingMode, { items: [Furnish], mode: "manual" })
    const id = link(ana, Paint, Furnish, "FS", days(1))
    expect(datesOf(ana.snapshot), "linking moves no manual item").toMatchObject({ Furnish: "11-30T08 – 11-30T17" })
    expect(scheduleSpace(ana.snapshot).links.get(id)).toEqual({ state: "broken", earliest: at("2026-12-02T17:00") })
    ana.do(moveBar, { item: Furnish, start: at("2026-12-03T08:00") })
    expect(linksOf(ana.snapshot)).toEqual(["Paint→Furnish: kept"])
  })

  test("constraints and deadlines that are not kept are listed with the date that stands instead", () => {
    const ana = planner()
    const { Paint, Furnish } = makePlan(ana, { Paint: 3, Furnish: 2 })
    link(ana, Paint, Furnish)
    ana.do(patchPlan, { honorConstraints: false })
    ana.do(setConstraint, { items: [Furnish], kind: "snlt", date: at("2026-12-01T08:00") })
    ana.do(setDeadline, { items: [Furnish], date: at("2026-12-03T17:00") })
    ana.do(setDeadline, { items: [Paint], date: at("2026-12-02T17:00") })
    expect(scheduleSpace(ana.snapshot).broken).toEqual([
      { item: Furnish, what: "constraint", promised: at("2026-12-01T08:00"), date: at("2026-12-03T08:00") },
      { item: Furnish, what: "deadline", promised: at("2026-12-03T17:00"), date: at("2026-12-04T17:00") },
    ])
  })
})
