import { expect, test } from "vitest"
import { findingsOf } from "@weft/model/service/policy-findings"
import type { Condition, Policy, PolicyVersion, Target } from "@weft/model/service/policy"
import { PolicyBook } from "@weft/model/service/policy-book"
import { replay } from "@weft/model/service/replay"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import {
  at,
  bookOf,
  calendarOf,
  clocksOf,
  days,
  event,
  policyOf,
  priority,
  target,
  time,
  versionOf,
  workWeek,
} from "./service-notation.ts"

const DESK = calendarOf(workWeek("08:00-18:00"))
const RESOLUTION = [target("resolution", time(8))]

function named(
  id: string,
  conditions: readonly Condition[],
  more: Partial<PolicyVersion> = {},
  targets: readonly Target[] = RESOLUTION,
): Policy {
  return { ...policyOf(targets, { conditions, ...more }), id }
}

const not = (fact: string, ...values: string[]): Condition => ({ fact, values, isNegated: true })
const is = (fact: string, ...values: string[]): Condition => ({ fact, values, isNegated: false })

test("SLA-17 of policies that overlap the first is the ticket's, and it is told which conditions were passed over", () => {
  const book = bookOf(
    [
      named("late", priority("high"), { from: at("2027-01-01 00:00") }),
      named("vip", [is("vip", "yes")]),
      named("urgent", priority("high", "highest")),
      named("any", []),
    ],
    [DESK],
  )
  const chosen = (facts: Readonly<Record<string, string>>, byHand = "") =>
    book.explain("customer", facts, at("2026-11-23 09:00"), byHand)
  expect(chosen({ priority: "high", vip: "yes" }).bound?.policy.id).toBe("vip")
  expect(chosen({ priority: "high" })).toMatchObject({
    bound: { policy: { id: "urgent" } },
    isByHand: false,
    passedOver: [
      { policy: "late", version: null, condition: null },
      { policy: "vip", version: 1, condition: { fact: "vip", values: ["yes"] } },
    ],
  })
  expect(chosen({ priority: "high" }, "any")).toMatchObject({
    bound: { policy: { id: "any" } },
    isByHand: true,
    passedOver: [],
  })
  expect(chosen({ priority: "high" }, "gone")).toMatchObject({ bound: { policy: { id: "urgent" } }, isByHand: false })
  expect(book.explain("supplier", {}, 0, "").bound).toBe(null)
})

test("SLA-17 a policy that was chosen by hand stands through changes of category and priority (GLPI)", () => {
  const book = bookOf(
    [named("urgent", priority("high")), named("other", []), named("gold", [is("contract", "gold")])],
    [DESK],
  )
  const events = [
    event("opened", "2026-11-23 09:00", { priority: "low" }),
    event("policy-chosen", "2026-11-23 10:00", { policy: "gold" }),
    event("changed", "2026-11-23 11:00", { priority: "high" }),
  ]
  const policies = (...more: TicketEvent[]) =>
    clocksOf(book, [...events, ...more], "2026-11-23 13:00").policies.customer?.map(
      ({ bound, cause }) => `${bound?.policy.id} ${cause}`,
    )
  expect(policies()).toEqual(["other opened", "gold by-hand"])
  expect(policies(event("policy-chosen", "2026-11-23 12:00", { policy: "" }))).toEqual([
    "other opened",
    "gold by-hand",
    "urgent by-hand",
  ])
})

test("SLA-27 policies that overlap, contradict themselves or can never be chosen are told", () => {
  const of = (...policies: Policy[]) => {
    const terms = { policies, calendars: [DESK, calendarOf(workWeek(""), { id: "never" })] }
    return findingsOf(terms, new PolicyBook(terms)).map(finding => Object.values(finding).join(" "))
  }
  expect(of(named("a", priority("high")), named("b", priority("low")))).toEqual([])
  expect(of(named("a", priority("high")), named("b", [is("vip", "yes")]))).toEqual(["overlap b a"])
  expect(of(named("a", []), named("b", priority("high")))).toEqual(["never-chosen b a"])
  expect(of(named("a", [not("priority", "low")]), named("b", priority("high", "highest")))).toEqual([
    "never-chosen b a",
  ])
  expect(of(named("a", [not("priority", "low")]), named("b", priority("high", "low")))).toEqual(["overlap b a"])
  expect(of(named("a", priority("high")), { ...named("b", priority("high")), audience: "internal" })).toEqual([])
  expect(of(named("a", [...priority("high"), not("priority", "high")]))).toEqual(["never-matches a 1 priority"])
  expect(of(named("a", [], { calendar: "never" }))).toEqual(["unusable-calendar a 1 never no-working-time"])
  expect(of(named("a", [], { calendar: "none" }))).toEqual(["unusable-calendar a 1 none unknown"])
  expect(of(named("a", [is("x", "1")]), named("a", [is("x", "2")]))).toEqual(["same-policy a"])
})

test("SLA-27 promises, steps and versions that make no sense are told", () => {
  const of = (...versions: PolicyVersion[]) => {
    const terms = { policies: [{ ...named("a", []), versions }], calendars: [DESK] }
    return findingsOf(terms, new PolicyBook(terms)).map(finding => Object.values(finding).join(" "))
  }
  const step = (id: string, offset: Target["promise"]) => ({ id, offset, conditions: [], actions: [] })
  expect(
    of(versionOf([target("resolution", time(0)), target("update", { unit: "time", amount: Number.NaN })])),
  ).toEqual(["bad-promise a 1 resolution", "bad-promise a 1 update"])
  expect(of(versionOf([...RESOLUTION, ...RESOLUTION]))).toEqual(["same-target a 1 resolution"])
  expect(of(versionOf([target("first-response", time(9)), ...RESOLUTION]))).toEqual([
    "answer-after-resolution a 1 first-response",
  ])
  expect(of(versionOf([target("resolution", time(8), { steps: [step("x", time(1)), step("x", days(1))] })]))).toEqual([
    "same-step a 1 resolution x",
    "bad-step a 1 resolution x",
  ])
  const noon = at("2026-11-23 12:00")
  expect(of(versionOf(RESOLUTION, { until: noon + 1 }), versionOf(RESOLUTION, { version: 2, from: noon }))).toEqual([
    "versions-overlap a 1 2",
  ])
  expect(of(versionOf(RESOLUTION, { from: noon, until: noon }))).toEqual(["ends-before-it-begins a 1"])
  expect(of(versionOf(RESOLUTION, { until: noon }), versionOf(RESOLUTION, { from: noon }))).toEqual([
    "same-version a 1",
  ])
})

test("SLA-28 a policy is replayed over what was before it is published: met, breached and changed per ticket", () => {
  const tickets = new Map<string, readonly TicketEvent[]>()
  for (let count = 0; count < 1200; count += 1) {
    const ticket = `T${count}`
    const done = `2026-11-23 ${count % 3 === 0 ? "10" : count % 3 === 1 ? "13" : "17"}:00`
    tickets.set(ticket, [
      event("opened", "2026-11-23 09:00", {}, { ticket }),
      event("changed", done, { state: "done" }, { ticket }),
    ])
  }
  const [was, would] = [6, 2].map(hours => bookOf([policyOf([target("resolution", time(hours))])], [DESK]))
  const steps = [...replay(was!, would!, tickets, at("2026-12-01 00:00"))]
  expect(steps.map(({ done, total }) => `${done} of ${total}`)).toEqual(["500 of 1200", "1000 of 1200", "1200 of 1200"])
  expect(steps.at(-1)).toMatchObject({
    before: { resolution: { met: 800, breached: 400 } },
    after: { resolution: { met: 400, breached: 800 } },
  })
  const changed = steps.flatMap(step => step.changed)
  expect(changed).toHaveLength(400)
  expect(changed[0]).toEqual({
    ticket: "T1",
    audience: "customer",
    target: "resolution",
    before: "met",
    after: "breached",
  })
  const cancelled = replay(was!, would!, tickets, at("2026-12-01 00:00"))
  cancelled.next()
  cancelled.return()
  expect(cancelled.next().done).toBe(true)
})

test("SLA-28 a replay tells of promises that are new, and of no tickets at all that nothing was", () => {
  const events = [
    event("opened", "2026-11-23 09:00"),
    event("agent-reply", "2026-11-23 10:00"),
    event("changed", "2026-11-23 11:00", { state: "done" }),
  ]
  const before = bookOf([policyOf(RESOLUTION)], [DESK])
  const after = bookOf([policyOf([...RESOLUTION, target("first-response", { unit: "time", amount: 1 })])], [DESK])
  const [step] = [...replay(before, after, new Map([["T1", events]]), at("2026-12-01 00:00"))]
  expect(step?.changed).toEqual([
    { ticket: "T1", audience: "customer", target: "first-response", before: "not-promised", after: "breached" },
  ])
  expect([...replay(before, after, new Map(), 0)]).toEqual([])
})
