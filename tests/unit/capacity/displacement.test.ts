import { expect, test } from "vitest"
import { addAbsence } from "@weft/model/actions/calendar"
import { setStatus } from "@weft/model/actions/item"
import type { AbsenceId, ItemId, MemberId, StatusId } from "@weft/model/base/ids"
import { claimsOfSpace, countedElsewhere } from "@weft/model/capacity/claims-of-space"
import { DisplacementBook, type Displacement, type TakenWork } from "@weft/model/capacity/displacement"
import { CapacityLedger } from "@weft/model/capacity/ledger"
import type { PromisedTime, PromisesOf } from "@weft/model/capacity/promised-times"
import { workingHoursOf } from "@weft/model/capacity/working-hours"
import { dayOf, writeInstant } from "@weft/model/time/instant"
import { at } from "../../support/planned-space.ts"
import { WorkingFirm } from "../../support/working-firm.ts"

const member = (name: string) => name as MemberId
const urgent = (minutes: number): TakenWork => ({ space: "desk", item: "VPN", minutes, isAtOnce: true })
const usual = (minutes: number): TakenWork => ({ ...urgent(minutes), isAtOnce: false })
const minute = (instant: number | null) => (instant === null ? "never" : writeInstant(instant).slice(5, 16))

const told = ({ late, activities, projects }: Displacement) => ({
  late: late.map(({ item, clock, comes }) => `${item}: ${clock} ${minute(comes)}`),
  activities: activities.map(({ item, before, after }) => `${item}: ${minute(before)} → ${minute(after)}`),
  projects: projects.map(({ before, after }) => `${minute(before)} → ${minute(after)}`),
})

/** Hours that a ledger of two weeks has of somebody in the first days. */
function hoursOf(firm: WorkingFirm, who: string, count = 5): number[] {
  const first = dayOf(firm.now)
  const known = firm.known()
  const people = new Map([[who, workingHoursOf(known[0]!.snapshot, member(who))]])
  const ledger = new CapacityLedger({ first, count: 14 }, people)
  const counted = countedElsewhere(known.map(({ snapshot }) => snapshot))
  for (const { snapshot, plan, promisesOf } of known)
    for (const claim of claimsOfSpace(snapshot, plan, {
      today: first,
      promisesOf,
      spread: "flat",
      isCounted: item => counted.has(item),
    }))
      ledger.add(claim)
  return [...ledger.demand(who)].slice(0, count).map(minutes => Math.round(minutes / 6) / 10)
}

test("CAPACITY-12 activities of projects and tickets of services take the same hours", () => {
  const firm = new WorkingFirm("ben")
  firm.activity("Dig", "ben", 2)
  firm.ticket("Printer", "ben", 10, "2026-12-04")
  expect(hoursOf(firm, "ben")).toEqual([10, 10, 2, 2, 2])
})

test("CAPACITY-12 a ticket that became an activity counts once, and so does one that a task resolves", () => {
  for (const relation of [
    { from: "Printer", to: "Dig", type: "becomes", toSpace: "move" },
    { from: "Dig", to: "Printer", type: "resolves", fromSpace: "move" },
  ]) {
    const firm = new WorkingFirm("ben")
    firm.activity("Dig", "ben", 2)
    firm.ticket("Printer", "ben", 10, "2026-12-04")
    firm.relate("desk", relation)
    expect(hoursOf(firm, "ben"), relation.type).toEqual([8, 8, 0, 0, 0])
  }
})

test("CAPACITY-12 what is done, nobody's, or not estimated takes nothing; what is overdue falls on today", () => {
  const firm = new WorkingFirm("ben")
  firm.ticket("Done", "ben", 3, "2026-12-01")
  const done = [...firm.snapshot("desk").statuses.values()].find(({ category }) => category === "done")!.id
  firm.do("desk", setStatus, { items: ["Done" as ItemId], status: done as StatusId })
  firm.ticket("Nobodys", null, 3, "2026-12-01")
  firm.ticket("Unknown", "ben", null, "2026-12-01")
  firm.ticket("Overdue", "ben", 1, "2026-11-20")
  expect(hoursOf(firm, "ben")).toEqual([1, 0, 0, 0, 0])
})

test("CAPACITY-12 work that is planned while somebody is away falls on the days before and after", () => {
  const firm = new WorkingFirm("ben")
  const away = { member: member("ben"), from: "2026-12-01", to: "2026-12-03" }
  firm.do("desk", addAbsence, { id: "away" as AbsenceId, ...away, tentative: false })
  firm.ticket("Printer", "ben", 4, "2026-12-04")
  expect(hoursOf(firm, "ben")).toEqual([2, 0, 0, 0, 2])
})

test("CAPACITY-13 urgent work moves the activities of whoever takes it, what waits for them, and the finish", () => {
  const firm = new WorkingFirm("ben", "kim")
  firm.activity("Dig", "ben", 2)
  firm.activity("Build", "kim", 3, "Dig")
  firm.activity("Roof", "kim", 0, "Build")
  firm.activity("Garden", "kim", 1)
  firm.ticket("VPN", null, 6, null)
  expect(told(firm.book().of(member("ben"), urgent(360)))).toEqual({
    late: [],
    activities: ["Dig: 12-01T17:00 → 12-02T15:00", "Roof: 12-04T17:00 → 12-07T15:00"],
    projects: ["12-04T17:00 → 12-07T15:00"],
  })
})

test("CAPACITY-13 other promises are broken whose work comes after they are due, each told with its clock and when", () => {
  const firm = new WorkingFirm("ben")
  firm.ticket("Printer", "ben", 4, "2026-11-30T13:30")
  firm.ticket("Scanner", "ben", 2, "2026-12-02")
  firm.ticket("VPN", null, 6, null)
  const displaced = firm.book().of(member("ben"), urgent(360))
  expect(told(displaced).late).toEqual(["Printer: due 12-01T10:00"])
  expect(minute(displaced.finish)).toBe("11-30T15:00")
})

test("CAPACITY-13 what could not be kept anyway is only counted", () => {
  const firm = new WorkingFirm("ben")
  firm.ticket("Printer", "ben", 8, "2026-11-30T10:00")
  firm.ticket("VPN", null, 1, null)
  const displaced = firm.book().of(member("ben"), urgent(60))
  expect(told(displaced).late).toEqual([])
  expect(displaced.laterStill).toBe(1)
})

test("CAPACITY-13 work that is not urgent waits for its turn: it moves no activity, and only what is due after it", () => {
  const firm = new WorkingFirm("ben")
  firm.activity("Dig", "ben", 2)
  firm.ticket("Before", "ben", 2, "2026-12-02T12:00")
  firm.ticket("After", "ben", 2, "2026-12-02T15:00")
  firm.ticket("VPN", null, 3, "2026-12-02T14:00")
  const displaced = firm.book().of(member("ben"), usual(180))
  expect(told(displaced)).toEqual({ late: ["After: due 12-02T16:00"], activities: [], projects: [] })
  expect(minute(displaced.finish)).toBe("12-02T14:00")
  expect(displaced.own).toEqual([])
})

test("CAPACITY-13 promises of the work itself that would not be kept are told, and what takes more than a year never comes", () => {
  const firm = new WorkingFirm("ben")
  firm.ticket("VPN", null, 3, "2026-11-30T10:00")
  const displaced = firm.book().of(member("ben"), urgent(180))
  expect(displaced.own.map(({ clock, comes }) => `${clock} ${minute(comes)}`)).toEqual(["due 11-30T11:00"])
  expect(firm.book().of(member("ben"), urgent(60 * 8 * 400)).finish).toBeNull()
})

test("CAPACITY-13 answers are late when somebody comes to the ticket too late, solutions when they are done too late", () => {
  const firm = new WorkingFirm("ben")
  firm.ticket("Printer", "ben", 2, null)
  firm.ticket("VPN", null, 3, null)
  const answer: PromisedTime = { clock: "next-response", due: at("2026-11-30T10:00") }
  const solution = (due: string): PromisedTime => ({ clock: "resolution", due: at(due) })
  const lateWith = (...kept: readonly PromisedTime[]) => {
    const promisesOf: PromisesOf = ({ id }) => (id === "Printer" ? kept : [])
    const known = firm.known().map(space => ({ ...space, promisesOf }))
    return told(new DisplacementBook(known, firm.now).of(member("ben"), urgent(180))).late
  }
  expect(lateWith(answer, solution("2026-11-30T14:00"))).toEqual(["Printer: next-response 11-30T11:00"])
  expect(lateWith(solution("2026-11-30T14:00"))).toEqual([])
  expect(lateWith(solution("2026-11-30T13:30"))).toEqual(["Printer: resolution 11-30T14:00"])
})

test("CAPACITY-13 what is late already is nobody's doing who takes it", () => {
  const firm = new WorkingFirm("ben")
  firm.ticket("VPN", null, 3, "2026-11-27")
  expect(firm.book().of(member("ben"), urgent(180)).own).toEqual([])
})

test("CAPACITY-13 asking writes nothing, and leaves the plan as it was", () => {
  const firm = new WorkingFirm("ben")
  firm.activity("Dig", "ben", 2)
  firm.ticket("VPN", null, 6, null)
  const book = firm.book()
  const once = book.of(member("ben"), urgent(360))
  expect(book.of(member("ben"), urgent(360))).toEqual(once)
  expect(told(firm.book().of(member("ben"), urgent(360)))).toEqual(told(once))
})

test("CAPACITY-14 of several people the one stands first to whom it does the least", () => {
  const firm = new WorkingFirm("ana", "ben", "cem", "dora")
  firm.activity("Dig", "ben", 2)
  firm.ticket("Printer", "cem", 4, "2026-11-30T13:30")
  firm.ticket("VPN", null, 3, "2026-11-30T12:00")
  const away = { member: member("dora"), from: "2026-11-30", to: "2026-11-30" }
  firm.do("desk", addAbsence, { id: "away" as AbsenceId, ...away, tentative: false })
  const people = ["ben", "cem", "dora", "ana"].map(member)
  expect(
    firm
      .book()
      .least(people, urgent(180))
      .map(({ member }) => member),
  ).toEqual(["ana", "ben", "cem", "dora"])
})

test("CAPACITY-13 work that takes no time displaces nothing", () => {
  const firm = new WorkingFirm("ben")
  firm.activity("Dig", "ben", 2)
  firm.ticket("Printer", "ben", 4, "2026-12-02T13:30")
  firm.ticket("VPN", null, 0, null)
  for (const work of [urgent(0), usual(0)])
    expect(told(firm.book().of(member("ben"), work))).toEqual({ late: [], activities: [], projects: [] })
})
