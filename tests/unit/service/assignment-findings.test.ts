import { expect, test } from "vitest"
import { createAssignmentRule } from "@weft/model/actions/assignment-rules"
import { createRota, handoverOn, overrideTurn, planTurns, trashTurn } from "@weft/model/actions/rota"
import { createSkill, setSkilled } from "@weft/model/actions/skill"
import { createTeam } from "@weft/model/actions/space"
import type { AssignmentRuleId, MemberId, RotaId, SkillId, TeamId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { assignablePeople, zoneOfService } from "@weft/model/capacity/assignable-people"
import { rotaTurnId } from "@weft/model/schema/assignment-rules"
import { assignmentFindings } from "@weft/model/service/assignment-findings"
import { onCallBetween } from "@weft/model/service/on-call"
import { foundSpace, MORNING, Person } from "../../support/person.ts"

const DAY = 86_400_000
const ROTA = "rota" as RotaId
const member = (name: string) => name as MemberId

function desk(): Person {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  return ana
}

const rule = (person: Person, id: string, told: Partial<Parameters<typeof createAssignmentRule.decide>[1]> = {}) =>
  person.do(createAssignmentRule, { id: id as AssignmentRuleId, name: id, mode: "person", ...told })

const findings = ({ snapshot, now }: Person) =>
  assignmentFindings(snapshot, assignablePeople(snapshot, now), now).map(({ finding, ...of }) =>
    [finding, "rule" in of ? of.rule : of.rota].join(" "),
  )

function rota(person: Person, zone = "Europe/Berlin"): void {
  person.do(createRota, { id: ROTA, name: "On call", zone, handoverMinute: 8 * 60 })
}

const plan = (person: Person, turns: number, firstDay = "2026-11-23") =>
  person.do(planTurns, { rota: ROTA, people: [member("ana"), member("ben")], firstDay, days: 7, turns })

test("ASSIGN-7 rules that can match no ticket, or find nobody, are told", () => {
  const ana = desk()
  ana.do(createSkill, { id: "linux" as SkillId, name: "Linux" })
  const one = (...values: readonly string[]) => ({ fact: "impact", values, isNegated: false })
  rule(ana, "contradicts", { conditions: [one("high"), one("low")], person: member("ana") })
  rule(ana, "nobody")
  rule(ana, "unskilled", { person: member("ana"), skills: ["linux" as SkillId] })
  rule(ana, "no rota", { mode: "on-call" })
  rule(ana, "no team", { mode: "team", team: "gone" as TeamId })
  expect(findings(ana)).toEqual([
    "never-matches contradicts",
    "names-nobody nobody",
    "nobody-has-skills unskilled",
    "no-rota no rota",
    "names-nobody no team",
  ])
  ana.do(setSkilled, { skill: "linux" as SkillId, member: member("ana"), isSkilled: true })
  expect(findings(ana)).not.toContain("nobody-has-skills unskilled")
})

test("ASSIGN-7 what stands behind a rule that gives away every ticket is never asked", () => {
  const ana = desk()
  rule(ana, "everything", { person: member("ben") })
  rule(ana, "the rest", { person: member("ana") })
  expect(findings(ana)).toEqual(["never-asked the rest"])
  const hours = desk()
  rule(hours, "in hours", { person: member("ben"), withinHours: true })
  rule(hours, "the rest", { person: member("ana") })
  expect(findings(hours)).toEqual([])
})

test("ASSIGN-7 times of the next weeks in which nobody is on call are told of rotas that rules ask", () => {
  const ana = desk()
  rota(ana)
  plan(ana, 2)
  expect(findings(ana)).toEqual([])
  rule(ana, "on call", { mode: "on-call", rota: ROTA })
  expect(findings(ana)).toEqual(["gap rota"])
  plan(ana, 5)
  expect(findings(ana)).toEqual([])
})

test("ASSIGN-8 turns hand over at the same minute of the wall, across changes of the clocks", () => {
  const ana = desk()
  rota(ana)
  plan(ana, 30)
  const until = MORNING + 29 * 7 * DAY
  const stretches = onCallBetween([...ana.snapshot.rotaTurns.values()], ROTA, MORNING, until)
  expect(stretches.slice(0, 3).map(one => one.member)).toEqual(["ana", "ben", "ana"])
  const hourOf = (at: number) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Berlin", hour: "2-digit", minute: "2-digit" }).format(at)
  expect(new Set(stretches.slice(1).map(({ from }) => hourOf(from)))).toEqual(new Set(["08:00"]))
})

test("ASSIGN-8 planned anew a turn is the new one's, and one that was deleted is back", () => {
  const ana = desk()
  rota(ana)
  plan(ana, 2)
  const first = rotaTurnId(ROTA, handoverOn(ana.snapshot, ROTA, "2026-11-23"), false)
  ana.do(trashTurn, { turn: first })
  ana.do(planTurns, { rota: ROTA, people: [member("ben")], firstDay: "2026-11-23", days: 7, turns: 1 })
  expect(ana.snapshot.rotaTurns.get(first)).toMatchObject({ member: "ben", deleted: null })
  expect(ana.snapshot.rotaTurns.size).toBe(2)
})

test("ASSIGN-8 what is no turn is refused, and says why", () => {
  const ana = desk()
  rota(ana)
  const turns = { rota: ROTA, people: [member("ana")], firstDay: "2026-11-23", days: 7, turns: 1 }
  const over = { rota: ROTA, member: member("ana"), from: MORNING, to: MORNING + DAY }
  const reasons = [
    ana.try(planTurns, { ...turns, people: [] }),
    ana.try(planTurns, { ...turns, people: [member("stranger")] }),
    ana.try(planTurns, { ...turns, firstDay: "2026-02-30" }),
    ana.try(planTurns, { ...turns, days: 0 }),
    ana.try(planTurns, { ...turns, turns: 367 }),
    ana.try(overrideTurn, { ...over, to: MORNING }),
    ana.try(overrideTurn, { ...over, rota: "gone" as RotaId }),
    ana.try(createRota, { id: "other" as RotaId, name: "Other", zone: "Mars/Olympus", handoverMinute: 0 }),
    ana.try(createRota, { id: "other" as RotaId, name: "Other", zone: "UTC", handoverMinute: 1440 }),
    ana.try(createAssignmentRule, {
      id: "bad" as AssignmentRuleId,
      name: "Bad",
      conditions: [{ fact: "impact", values: [], isNegated: false }],
    }),
    ana.try(createSkill, { id: "blank" as SkillId, name: " " }),
  ].map(answer => (isRefusal(answer) ? answer.reason : "done"))
  expect(reasons).toEqual([
    "member-missing",
    "member-missing",
    "date-missing",
    "turns-out-of-range",
    "turns-out-of-range",
    "period-backwards",
    "not-found",
    "unknown-zone",
    "not-a-time",
    "condition-without-values",
    "name-missing",
  ])
})

test("ASSIGN-9 people are at work by the clock of the service, and what they do in it is their load", () => {
  const ana = desk()
  ana.do(createTeam, { id: "desk" as TeamId, name: "Desk", members: [member("ana")] })
  rota(ana, "Pacific/Auckland")
  expect(zoneOfService(ana.snapshot)).toBe("Pacific/Auckland")
  const people = assignablePeople(ana.snapshot, MORNING)
  // Nine in the morning of UTC is ten in the evening there.
  expect(people.isAtWork(member("ana"), MORNING)).toBe(false)
  expect(people.isAtWork(member("ana"), MORNING + 12 * 3_600_000)).toBe(true)
  expect([people.isHere(member("ana")), people.isHere(member("stranger"))]).toEqual([true, false])
  expect(people.loadOf(member("ana"))).toEqual({ wanted: 0, available: 10 * 480 })
})
