import { describe, expect, test } from "vitest"
import type { AssignmentRuleId, MemberId, RotaId, RotaTurnId, SkillId, TeamId } from "@weft/model/base/ids"
import { PersistentMap } from "@weft/model/base/persistent-map"
import { ASSIGNMENT_MODES, type AssignmentRule, type RotaTurn, type Skill } from "@weft/model/schema/assignment-rules"
import { blankRow } from "@weft/model/schema/row"
import type { Table } from "@weft/model/schema/snapshot"
import type { Team } from "@weft/model/schema/space"
import {
  assigneeFor,
  isAutomaticFor,
  type AssignablePeople,
  type AssignmentTerms,
  type WorkAhead,
} from "@weft/model/service/assignment"
import { onCallBetween, turnAt } from "@weft/model/service/on-call"

const NOW = Date.UTC(2026, 10, 23, 9)
const HOUR = 3_600_000
const member = (name: string) => name as MemberId
const ROTA = "rota" as RotaId
const DELETED = { by: "ana", at: NOW } as never

function rule(id: string, told: Partial<AssignmentRule>): AssignmentRule {
  const blank = blankRow("assignmentRules", id) as unknown as AssignmentRule
  return { ...blank, conditions: [], mode: "round-robin", ...told, id: id as AssignmentRuleId }
}

function tableOf<R extends { readonly id: string }>(...rows: readonly R[]): Table<R> {
  return PersistentMap.from(rows.map(row => [row.id, row] as const))
}

const skill = (id: string, ...members: readonly string[]) =>
  ({ ...blankRow("skills", id), name: id, members: members.map(member) }) as unknown as Skill
const team = (id: string, ...members: readonly string[]) =>
  ({ ...blankRow("teams", id), name: id, members: members.map(member) }) as unknown as Team

function termsOf(rules: readonly AssignmentRule[], told: Partial<AssignmentTerms> = {}): AssignmentTerms {
  return { rules, skills: tableOf<Skill>(), turns: [], teams: tableOf(team("desk", "ana", "ben", "cem")), ...told }
}

interface Known {
  readonly gone?: readonly string[]
  readonly atHome?: readonly string[]
  readonly loads?: Readonly<Record<string, WorkAhead>>
}

function peopleOf({ gone = [], atHome = [], loads = {} }: Known = {}): AssignablePeople {
  return {
    isHere: who => !gone.includes(who),
    isAtWork: who => !atHome.includes(who),
    loadOf: who => loads[who] ?? { wanted: 0, available: 480 },
  }
}

const ticket = (id = "vpn", facts: Readonly<Record<string, string>> = {}) => ({ id, facts })
const chosen = (
  rules: readonly AssignmentRule[],
  known: Known = {},
  told: Partial<AssignmentTerms> = {},
  of = ticket(),
) => assigneeFor(of, termsOf(rules, told), peopleOf(known), NOW)

const DESK = { team: "desk" as TeamId }

describe("ASSIGN-1 the first rule that holds for a ticket and finds somebody counts", () => {
  const network = rule("network", {
    ...DESK,
    mode: "person",
    person: member("ben"),
    conditions: [{ fact: "category", values: ["network"], isNegated: false }],
  })
  const rest = rule("rest", { mode: "person", person: member("ana") })

  test("and each that was asked says why not", () => {
    const { member, rule, asked } = chosen([network, rest])
    expect([member, rule?.id]).toEqual(["ana", "rest"])
    expect(asked.map(({ verdict }) => verdict.verdict)).toEqual(["other-ticket", "chosen"])
    expect(asked[0]!.verdict).toMatchObject({ condition: { fact: "category" } })
    expect(chosen([network, rest], {}, {}, ticket("vpn", { category: "network" })).member).toBe("ben")
  })

  test("one that finds nobody leaves the ticket to the next, and nobody gets it where none does", () => {
    const found = chosen([network, rest], { gone: ["ben"] }, {}, ticket("vpn", { category: "network" }))
    expect(found.member).toBe("ana")
    expect(found.asked[0]!.verdict).toEqual({ verdict: "nobody", passedOver: [{ member: "ben", why: "gone" }] })
    expect(chosen([network, rest], { gone: ["ana"] })).toMatchObject({ member: null, team: null, rule: null })
  })

  test("one whose conditions cannot be read holds for no ticket", () => {
    expect(chosen([rule("later build", { ...rest, conditions: null })]).asked[0]!.verdict).toEqual({
      verdict: "other-ticket",
      condition: null,
    })
  })

  test("a team gets the ticket until one of its people takes it, as long as there is that team", () => {
    expect(chosen([rule("queue", { ...DESK, mode: "team" })])).toMatchObject({ member: null, team: "desk" })
    expect(chosen([rule("queue", { mode: "team", team: "gone" as TeamId })]).rule).toBeNull()
  })
})

describe("ASSIGN-2 somebody who has left, lacks a skill or is not at work is passed over", () => {
  const SKILLS = tableOf(skill("linux", "ben", "cem"), skill("french", "cem"))
  const wants = (...skills: readonly string[]) => ({ skills: skills as readonly SkillId[] })

  test("every combination of three people, two skills and hours finds exactly those who can", () => {
    const names = ["ana", "ben", "cem"]
    const subsets = (all: readonly string[]) =>
      Array.from({ length: 2 ** all.length }, (_, bits) => all.filter((_, place) => (bits >> place) & 1))
    let cases = 0
    for (const gone of subsets(names))
      for (const atHome of subsets(names))
        for (const skills of subsets(["linux", "french"]))
          for (const withinHours of [false, true]) {
            cases += 1
            const able = names.filter(
              name =>
                !gone.includes(name) &&
                !(withinHours && atHome.includes(name)) &&
                skills.every(id => SKILLS.get(id)!.members.includes(member(name))),
            )
            const one = rule("one", { ...DESK, ...wants(...skills), withinHours })
            const found = chosen([one], { gone, atHome }, { skills: SKILLS })
            const verdict = found.asked[0]!.verdict
            if (able.length === 0) expect(verdict.verdict).toBe("nobody")
            else expect(able).toContain(found.member)
            if (verdict.verdict === "chosen") expect(verdict.of).toBe(able.length)
            if (verdict.verdict === "chosen" || verdict.verdict === "nobody")
              expect(verdict.passedOver).toHaveLength(names.length - able.length)
          }
    expect(cases).toBe(8 * 8 * 4 * 2)
  })

  test("a skill that was deleted is needed by nobody", () => {
    const deleted = tableOf<Skill>({ ...skill("linux"), deleted: DELETED })
    expect(chosen([rule("one", { ...DESK, ...wants("linux") })], {}, { skills: deleted }).member).not.toBeNull()
  })

  test("people can be named besides those of a team, and somebody who is both counts once", () => {
    const both = rule("both", { ...DESK, members: [member("ana"), member("dora")] })
    expect(chosen([both]).asked[0]!.verdict).toMatchObject({ of: 4 })
  })
})

describe("ASSIGN-3 who is next follows from the ticket and from those who can, without counting", () => {
  const inTurn = rule("in turn", DESK)

  test("whatever order they are known in", () => {
    for (const id of ["a", "b", "c", "d"]) {
      const backwards = { teams: tableOf(team("desk", "cem", "ben", "ana")) }
      expect(chosen([inTurn], {}, backwards, ticket(id)).member).toBe(chosen([inTurn], {}, {}, ticket(id)).member)
    }
  })

  test("and over many tickets everybody gets about as many", () => {
    const counts = new Map<string | null, number>()
    for (let count = 0; count < 900; count += 1) {
      const { member } = chosen([inTurn], {}, {}, ticket(`t${count}`))
      counts.set(member, (counts.get(member) ?? 0) + 1)
    }
    for (const name of ["ana", "ben", "cem"]) expect(Math.abs(counts.get(name)! - 300), name).toBeLessThan(60)
  })
})

describe("ASSIGN-4 the least load is the least share of somebody's hours", () => {
  const least = rule("least", { ...DESK, mode: "least-load" })
  const load = (wanted: number, available: number) => ({ wanted, available })

  test("so that half a day of a part-timer weighs as much as a day of others", () => {
    const loads = { ana: load(300, 480), ben: load(200, 480), cem: load(150, 240) }
    expect(chosen([least], { loads }).member).toBe("ben")
    expect(chosen([least], { loads: { ...loads, cem: load(90, 240) } }).member).toBe("cem")
  })

  test("who has no hours comes after everybody who has some, and of the same load the hash decides", () => {
    const away = { ana: load(0, 0), ben: load(900, 480), cem: load(0, 0) }
    expect(chosen([least], { loads: away }).member).toBe("ben")
    const tickets = Array.from({ length: 60 }, (_, count) => chosen([least], {}, {}, ticket(`t${count}`)).member)
    expect(new Set(tickets)).toEqual(new Set(["ana", "ben", "cem"]))
  })

  test("and what it was is told", () => {
    const loads = { ana: load(300, 480), ben: load(200, 480), cem: load(400, 480) }
    expect(chosen([least], { loads }).asked[0]!.verdict).toMatchObject({ load: { wanted: 200 }, of: 3 })
  })
})

function turn(id: string, who: string | null, from: number, to: number, told: Partial<RotaTurn> = {}): RotaTurn {
  const blank = blankRow("rotaTurns", id) as unknown as RotaTurn
  const row = { rota: ROTA, member: who === null ? null : member(who), from: NOW + from * HOUR, to: NOW + to * HOUR }
  return { ...blank, ...row, ...told, id: id as RotaTurnId }
}

describe("ASSIGN-5 on call is whose turn it is, or who stands in", () => {
  const shown = (turns: readonly RotaTurn[], from: number, to: number) =>
    onCallBetween(turns, ROTA, NOW + from * HOUR, NOW + to * HOUR).map(
      one => `${(one.from - NOW) / HOUR}–${(one.to - NOW) / HOUR} ${one.member ?? "nobody"}`,
    )

  test("from its first instant to before its last; stretches leave no gap untold", () => {
    const turns = [turn("a", "ana", 0, 8), turn("b", "ben", 8, 16), turn("o", "cem", 6, 10, { isOverride: true })]
    expect(shown(turns, -2, 18)).toEqual(["-2–0 nobody", "0–6 ana", "6–10 cem", "10–16 ben", "16–18 nobody"])
  })

  test("of turns that overlap the one that was said last counts, wherever it stands, and overrides before turns", () => {
    const turns = [
      turn("a", "ana", 0, 8, { saidAt: 3 }),
      turn("b", "ben", 0, 8, { saidAt: 9 }),
      turn("c", "cem", 2, 4, { saidAt: 1, isOverride: true }),
      turn("d", "dora", 3, 5, { saidAt: 2, isOverride: true }),
    ]
    expect(shown(turns, 0, 8)).toEqual(["0–2 ben", "2–3 cem", "3–5 dora", "5–8 ben"])
    expect(shown(turns.toReversed(), 0, 8)).toEqual(shown(turns, 0, 8))
  })

  test("what stretches say is what is true at each instant, for every pair of turns on six hours", () => {
    const spans = [0, 1, 2, 3, 4].flatMap(from => [1, 2, 4].map(length => [from, from + length] as const))
    for (const [from, to] of spans)
      for (const [other, end] of spans)
        for (const isOverride of [false, true]) {
          const turns = [turn("a", "ana", from, to, { saidAt: 1 }), turn("b", "ben", other, end, { isOverride })]
          const stretches = onCallBetween(turns, ROTA, NOW - HOUR, NOW + 9 * HOUR)
          expect([stretches[0]!.from, stretches.at(-1)!.to]).toEqual([NOW - HOUR, NOW + 9 * HOUR])
          for (let half = -2; half < 18; half += 1) {
            const at = NOW + (half * HOUR) / 2
            const stretch = stretches.find(one => one.from <= at && at < one.to)!
            expect(stretch.member).toBe(turnAt(turns, ROTA, at)?.member ?? null)
          }
        }
  })

  test("a rule asks who it was when the ticket was opened; nobody is somebody else", () => {
    const onCall = rule("on call", { mode: "on-call", rota: ROTA })
    expect(chosen([onCall], {}, { turns: [turn("a", "ana", -1, 1)] }).member).toBe("ana")
    expect(chosen([onCall], {}, { turns: [turn("a", "ana", 1, 2)] }).asked[0]!.verdict).toEqual({
      verdict: "nobody-on-call",
    })
    expect(chosen([onCall], {}, { turns: [turn("a", null, -1, 1), turn("b", "ben", -1, 1)] }).member).toBe("ben")
    const deleted = { deleted: DELETED }
    expect(chosen([onCall], {}, { turns: [turn("a", "ana", -1, 1, deleted)] }).member).toBeNull()
  })
})

test("ASSIGN-6 a rule gives by itself what is opened since somebody let it, and suggests all else", () => {
  const since = rule("since", { ...DESK, automaticFrom: NOW })
  expect([NOW - 1, NOW].map(at => isAutomaticFor(since, at))).toEqual([false, true])
  expect(isAutomaticFor(rule("never", DESK), NOW)).toBe(false)
})

test("ASSIGN-1 asked twice, and on whatever device, every mode says the same", () => {
  for (const mode of ASSIGNMENT_MODES) {
    const one = rule("one", { ...DESK, mode, person: member("ben"), rota: ROTA })
    const turns = [turn("a", "ana", -1, 1)]
    expect(chosen([one], {}, { turns }), mode).toEqual(chosen([one], {}, { turns }))
  }
})
