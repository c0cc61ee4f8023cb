import { expect } from "vitest"
import { assign } from "@weft/model/actions/assignment"
import { saveBaseline } from "@weft/model/actions/baseline"
import { addCalendarException, createCalendar, setCalendarDay } from "@weft/model/actions/calendar"
import { changeLink, linkItems } from "@weft/model/actions/dependency"
import { reparentItem, restoreItems, trashItems } from "@weft/model/actions/item"
import { moveBars } from "@weft/model/actions/move-bars"
import { patchPlan } from "@weft/model/actions/plan-settings"
import { reportProgress } from "@weft/model/actions/progress"
import { moveBar, setDuration } from "@weft/model/actions/schedule-items"
import type { BaselineId, CalendarExceptionId, CalendarId, MemberId } from "@weft/model/base/ids"
import { baselineOf } from "@weft/model/plan/baselines-of-space"
import { overAllocationsOf } from "@weft/model/levelling/over-allocation"
import { LivePlan } from "@weft/model/plan/live-plan"
import { scheduleSpace } from "@weft/model/plan/link-health"
import { unitsOf } from "@weft/model/plan/plan-of-space"
import { living } from "@weft/model/schema/snapshot"
import { itemOf } from "../support/person.ts"
import { at, datesOf, DAY, days, link, linksOf, makePlan, MONDAY } from "../support/planned-space.ts"
import { scenario } from "../support/two-replicas.ts"

scenario("S1 links that close a ring: both are stored, and the later one is suspended", {
  given: ana => {
    const items = makePlan(ana, { Paint: 2, Dry: 1, Furnish: 3 })
    link(ana, items.Paint, items.Dry)
    return items
  },
  ana: (ana, { Dry, Furnish }) => link(ana, Dry, Furnish),
  ben: (ben, { Furnish, Paint }) => link(ben, Furnish, Paint),
  outcome: ({ snapshot, later }) => {
    expect(linksOf(snapshot)).toEqual([
      `Dry→Furnish: ${later === "ana" ? "suspended" : "kept"}`,
      `Furnish→Paint: ${later === "ben" ? "suspended" : "kept"}`,
      "Paint→Dry: kept",
    ])
    expect(datesOf(snapshot)).toEqual(
      later === "ana"
        ? { Furnish: "11-30T08 – 12-02T17", Paint: "12-03T08 – 12-04T17", Dry: "12-07T08 – 12-07T17" }
        : { Paint: "11-30T08 – 12-01T17", Dry: "12-02T08 – 12-02T17", Furnish: "12-03T08 – 12-07T17" },
    )
  },
})

scenario("S2 a duration and a predecessor's start change: both count", {
  given: ana => {
    const items = makePlan(ana, { Paint: 2, Furnish: 3 })
    link(ana, items.Paint, items.Furnish)
    return items
  },
  ana: (ana, { Furnish }) => ana.do(setDuration, { items: [Furnish], duration: 5 * DAY }),
  ben: (ben, { Paint }) => ben.do(moveBar, { item: Paint, start: at("2026-12-02T08:00") }),
  outcome: ({ snapshot }) => {
    expect(datesOf(snapshot)).toEqual({ Paint: "12-02T08 – 12-03T17", Furnish: "12-04T08 – 12-10T17" })
    const { schedule } = scheduleSpace(snapshot)
    expect(schedule.tasks.map(({ isCritical, totalSlack }) => [isCritical, totalSlack])).toEqual([
      [true, 0],
      [true, 0],
    ])
  },
})

scenario("S3 the same link is drawn twice: it is one, with the later lag, and both lags stand beside each other", {
  given: ana => makePlan(ana, { Paint: 2, Furnish: 3 }),
  ana: (ana, { Paint, Furnish }) => link(ana, Paint, Furnish, "FS", days(1)),
  ben: (ben, { Paint, Furnish }) => link(ben, Paint, Furnish, "FS", days(3)),
  outcome: ({ snapshot, later }) => {
    const links = living(snapshot.dependencies)
    expect(links).toHaveLength(1)
    expect(links[0]!.lag).toEqual(days(later === "ana" ? 1 : 3))
    expect(links[0]!.conflicts).toMatchObject([{ field: "lag", values: [{ by: later }, {}] }])
  },
})

scenario("S4 an item is deleted while a link to it is made: the link sleeps, and wakes with the item", {
  given: ana => makePlan(ana, { Paint: 2, Furnish: 3 }),
  ana: (ana, { Paint }) => ana.do(trashItems, { items: [Paint] }),
  ben: (ben, { Paint, Furnish }) => link(ben, Paint, Furnish),
  outcome: ({ snapshot }) => {
    expect(linksOf(snapshot)).toEqual(["Paint→Furnish: dormant"])
    expect(datesOf(snapshot)).toEqual({ Furnish: "11-30T08 – 12-02T17" })
  },
  afterwards: ({ ana, ben, eve, share }, { Paint }) => {
    ben.do(restoreItems, { items: [Paint] })
    share()
    for (const { snapshot } of [ana, ben, eve]) {
      expect(linksOf(snapshot)).toEqual(["Paint→Furnish: kept"])
      expect(datesOf(snapshot)).toMatchObject({ Furnish: "12-02T08 – 12-04T17" })
    }
  },
})

scenario("S5 two edit one calendar while a task is scheduled on it: all count in one schedule", {
  given: ana => {
    const calendar = ana.newId<CalendarId>()
    ana.do(createCalendar, { id: calendar, name: "Site" })
    ana.do(patchPlan, { calendar })
    return { calendar, items: makePlan(ana, { Paint: 4, Furnish: 3 }) }
  },
  ana: (ana, { calendar }) => {
    ana.do(setCalendarDay, { calendar, weekday: 5, shifts: [] })
    ana.do(addCalendarException, {
      id: ana.newId<CalendarExceptionId>(),
      calendar,
      name: "Stocktaking",
      from: "2026-12-01",
      to: "2026-12-01",
      recurrence: null,
      shifts: [],
    })
  },
  ben: (ben, { calendar, items }) => {
    ben.do(setCalendarDay, { calendar, weekday: 6, shifts: [{ from: 4800, to: 9600 }] })
    link(ben, items.Paint, items.Furnish)
  },
  // The first of December is off, Fridays are, and Saturdays are worked.
  outcome: ({ snapshot }) =>
    expect(datesOf(snapshot)).toEqual({ Paint: "11-30T08 – 12-05T16", Furnish: "12-07T08 – 12-09T17" }),
})

scenario("S6 two baselines are taken while the plan changes: both are there, each as its author saw it", {
  given: ana => {
    const items = makePlan(ana, { Paint: 2, Furnish: 3 })
    link(ana, items.Paint, items.Furnish)
    return { ...items, first: ana.newId<BaselineId>(), second: ana.newId<BaselineId>() }
  },
  ana: (ana, { first }) => ana.do(saveBaseline, { id: first, name: "Offer" }),
  ben: (ben, { second, Paint }) => {
    ben.do(setDuration, { items: [Paint], duration: 4 * DAY })
    ben.do(saveBaseline, { id: second, name: "Contract" })
  },
  outcome: ({ snapshot }, { first, second, Paint, Furnish }) => {
    expect(
      living(snapshot.baselines)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["Contract", "Offer"])
    const rows = (id: BaselineId) => Object.fromEntries(baselineOf(snapshot, id).map(row => [row.task, row]))
    expect(rows(first)[Paint]).toMatchObject({ start: MONDAY, duration: 2 * DAY })
    expect(rows(first)[Furnish]).toMatchObject({ finish: at("2026-12-04T17:00") })
    expect(rows(second)[Paint]).toMatchObject({ duration: 4 * DAY })
    expect(rows(second)[Furnish]).toMatchObject({ finish: at("2026-12-08T17:00") })
  },
})

scenario("S7 progress is reported while what is left is estimated anew: both stand", {
  given: ana => makePlan(ana, { Paint: 10 }),
  ana: (ana, { Paint }) => ana.do(reportProgress, { items: [Paint], percent: 40, startedAt: at("2026-12-01T08:00") }),
  ben: (ben, { Paint }) => ben.do(reportProgress, { items: [Paint], left: 8 * DAY }),
  outcome: ({ snapshot }, { Paint }) => {
    const { input } = scheduleSpace(snapshot)
    expect(itemOf(snapshot, Paint).conflicts).toEqual([])
    expect(input.tasks[0]).toMatchObject({ actualDuration: 4 * DAY, remainingDuration: 8 * DAY, duration: 12 * DAY })
    expect(datesOf(snapshot)).toEqual({ Paint: "12-01T08 – 12-16T17" })
  },
})

scenario("S8 one person is booked fully twice: both bookings stand, and everybody sees that it is too much", {
  given: ana => makePlan(ana, { Paint: 4, Furnish: 2 }),
  ana: (ana, { Paint }) => ana.do(assign, { item: Paint, resource: "eve" as MemberId }),
  ben: (ben, { Furnish }) => ben.do(assign, { item: Furnish, resource: "eve" as MemberId }),
  outcome: ({ snapshot }, { Paint, Furnish }) => {
    const { computed } = new LivePlan(scheduleSpace(snapshot).input)
    expect(living(snapshot.assignments)).toHaveLength(2)
    const found = overAllocationsOf(computed, resource => unitsOf(snapshot, resource))
    expect(found).toEqual([
      { resource: "eve", from: MONDAY, to: at("2026-12-01T17:00"), units: 2, tasks: expect.any(Array) },
    ])
    expect([...found[0]!.tasks].sort()).toEqual([Paint, Furnish].sort())
  },
})

scenario("S1 undoing the link that was older wakes the one that was suspended", {
  given: ana => makePlan(ana, { Paint: 2, Furnish: 3 }),
  ana: (ana, { Paint, Furnish }) => {
    ana.undoLater = ana.do(linkItems, { links: [{ from: Paint, to: Furnish }] })
  },
  ben: (ben, { Paint, Furnish }) => {
    ben.undoLater = ben.do(linkItems, { links: [{ from: Furnish, to: Paint }] })
  },
  outcome: ({ snapshot }) => expect(linksOf(snapshot).filter(text => text.endsWith("suspended"))).toHaveLength(1),
  afterwards: ({ ana, ben, eve, later, share }) => {
    const older = later === "ana" ? ben : ana
    older.undo(older.undoLater!)
    share()
    for (const { snapshot } of [ana, ben, eve])
      expect(linksOf(snapshot)).toEqual([later === "ana" ? "Paint→Furnish: kept" : "Furnish→Paint: kept"])
  },
})

scenario("S20 a summary moves, and an activity below it becomes longer: both count", {
  given: ana => {
    const items = makePlan(ana, { House: 1, Dig: 2, Build: 3 })
    for (const item of [items.Dig, items.Build]) ana.do(reparentItem, { item, parent: items.House })
    link(ana, items.Dig, items.Build)
    return items
  },
  ana: (ana, { House }) => ana.do(moveBars, { items: [House], by: at("2026-12-02") - at("2026-11-30") }),
  ben: (ben, { Dig }) => ben.do(setDuration, { items: [Dig], duration: 3 * DAY }),
  outcome: ({ snapshot }) =>
    expect(datesOf(snapshot)).toEqual({
      House: "12-02T08 – 12-09T17",
      Dig: "12-02T08 – 12-04T17",
      Build: "12-07T08 – 12-09T17",
    }),
})

scenario(
  "S21 the end of a link is put on another bar while its lag changes: it leads there, with the lag that was seen",
  {
    given: ana => {
      const items = makePlan(ana, { Dig: 1, Build: 1, Paint: 1 })
      return { ...items, drawn: link(ana, items.Dig, items.Build, "FS", days(1)) }
    },
    ana: (ana, { drawn, Paint }) => ana.do(changeLink, { link: drawn, to: Paint }),
    ben: (ben, { drawn }) => ben.do(changeLink, { link: drawn, lag: days(4) }),
    outcome: ({ snapshot }) => {
      expect(linksOf(snapshot)).toEqual(["Dig→Paint: kept"])
      expect(datesOf(snapshot)).toMatchObject({ Build: "11-30T08 – 11-30T17", Paint: "12-02T08 – 12-02T17" })
    },
  },
)
