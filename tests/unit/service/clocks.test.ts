import { expect, test } from "vitest"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import {
  at,
  bookOf,
  calendarOf,
  clockOf,
  clocksOf,
  event,
  HOUR,
  MINUTE,
  policyOf,
  priority,
  target,
  time,
  versionOf,
  workWeek,
  written,
} from "./service-notation.ts"

/* The desk works Monday to Friday from 8 to 18 in UTC; 2026-11-23 is a Monday. */
const DESK = calendarOf(workWeek("08:00-18:00"))
const NOW = "2026-11-25 18:00"

const BASIC = bookOf(
  [
    policyOf([
      target("first-response", time(4)),
      target("next-response", time(4)),
      target("update", time(8)),
      target("assignment", time(2)),
      target("resolution", time(10), { pausesIn: ["paused"] }),
    ]),
  ],
  [DESK],
)

const opened = (facts: Readonly<Record<string, string>> = {}) => event("opened", "2026-11-23 09:00", facts)
const said = (clock: { state: string; due: number | null }) => `${clock.state} ${written(clock.due)}`

test("SLA-9 only what an agent tells the requester is a first response: no automatic reply, no note, no message", () => {
  const noise = (["automatic-reply", "internal-note", "customer-message"] as const).map((kind, hour) =>
    event(kind, `2026-11-23 1${hour}:00`),
  )
  const before = clockOf(clocksOf(BASIC, [opened(), ...noise], "2026-11-23 12:30"), "first-response")
  expect(said(before)).toBe("running 2026-11-23 13:00")
  const after = clockOf(
    clocksOf(BASIC, [opened(), ...noise, event("agent-reply", "2026-11-23 12:00")], NOW),
    "first-response",
  )
  expect(after).toMatchObject({ state: "met", elapsed: 3 * HOUR, stopCause: "reply" })
})

test("SLA-9 solving without an answer is no first response: nothing was met, nothing is owed", () => {
  const clock = clockOf(
    clocksOf(BASIC, [opened(), event("changed", "2026-11-23 10:00", { state: "done" })], NOW),
    "first-response",
  )
  expect(clock).toMatchObject({ state: "ended", stopCause: "done", breachedAt: null })
})

test("SLA-9 moving a ticket to another queue resets no first response, also where the other policy begins anew", () => {
  const queue = [{ fact: "queue", values: ["network"], isNegated: false }]
  const book = bookOf(
    [
      { ...policyOf([target("first-response", time(6))], { conditions: queue, onChange: "restart" }), id: "network" },
      policyOf([target("first-response", time(4))]),
    ],
    [DESK],
  )
  const moved = [opened({ queue: "desk" }), event("changed", "2026-11-23 11:00", { queue: "network" })]
  expect(clockOf(clocksOf(book, moved, NOW), "first-response")).toMatchObject({
    cycle: 1,
    start: at("2026-11-23 09:00"),
    due: at("2026-11-23 15:00"),
    policy: "network",
  })
  const answered = [
    opened({ queue: "desk" }),
    event("agent-reply", "2026-11-23 10:00"),
    event("changed", "2026-11-23 11:00", { queue: "network" }),
  ]
  expect(clocksOf(book, answered, NOW).clocks.map(({ state, policy }) => `${state} ${policy}`)).toEqual(["met usual"])
})

test("SLA-10 the update clock never overrules the first response: it begins with it (Zammad 5177)", () => {
  const events = [opened(), event("customer-message", "2026-11-23 10:00")]
  expect(clocksOf(BASIC, events, "2026-11-23 12:00").clocks.map(({ target }) => target)).toEqual([
    "first-response",
    "assignment",
    "resolution",
  ])
  const answered = [...events, event("agent-reply", "2026-11-23 12:00")]
  expect(said(clockOf(clocksOf(BASIC, answered, "2026-11-23 13:00"), "update"))).toBe("running 2026-11-24 10:00")
})

test("SLA-10 between updates every reply begins anew; after a customer reply the first one that is not answered counts", () => {
  const events = [
    opened(),
    event("agent-reply", "2026-11-23 10:00"),
    event("customer-message", "2026-11-23 11:00"),
    event("customer-message", "2026-11-23 14:00"),
    event("agent-reply", "2026-11-23 14:30"),
    event("agent-reply", "2026-11-23 16:00"),
  ]
  const { clocks } = clocksOf(BASIC, events, "2026-11-23 17:00")
  const cycles = (target: string) =>
    clocks
      .filter(clock => clock.target === target)
      .map(clock => `${clock.cycle} ${clock.state} ${clock.elapsed / MINUTE}`)
  expect(cycles("next-response")).toEqual(["1 met 210"])
  expect(cycles("update")).toEqual(["1 met 270", "2 met 90", "3 running 60"])
})

test("SLA-11 assignment is the time to have an owner, and begins again when nobody has it", () => {
  const events = [
    opened(),
    event("changed", "2026-11-23 10:00", { owner: "kim" }),
    event("changed", "2026-11-23 11:00", { owner: "lou" }),
    event("changed", "2026-11-23 12:00", { owner: "" }),
  ]
  const { clocks } = clocksOf(BASIC, events, "2026-11-23 15:00")
  expect(
    clocks.filter(({ target }) => target === "assignment").map(({ state, elapsed }) => `${state} ${elapsed / HOUR}`),
  ).toEqual(["met 1", "breached 3"])
  expect(clocksOf(BASIC, [opened({ owner: "kim" })], NOW).clocks.some(({ target }) => target === "assignment")).toBe(
    false,
  )
})

const waited = [
  opened(),
  event("agent-reply", "2026-11-23 10:00"),
  event("changed", "2026-11-23 11:00", { state: "paused", status: "pending-customer" }),
]

test("SLA-12 the resolution rests in the states it names, the first response does not, and waiting counts business time only", () => {
  const paused = clockOf(clocksOf(BASIC, waited, "2026-11-24 09:00"), "resolution")
  expect(paused).toMatchObject({
    state: "paused",
    isPaused: true,
    due: null,
    elapsed: 2 * HOUR,
    paused: 8 * HOUR,
    remaining: 8 * HOUR,
  })
  const asked = [opened(), event("changed", "2026-11-23 10:00", { state: "paused" })]
  expect(said(clockOf(clocksOf(BASIC, asked, "2026-11-23 12:00"), "first-response"))).toBe("running 2026-11-23 13:00")
})

test("SLA-12 a clock that rested over a weekend and a holiday is due right after it goes on, and does not breach as it does (Zammad)", () => {
  const calendar = calendarOf(workWeek("08:00-18:00"), {
    holidays: [{ date: "2026-11-27", name: "", kind: "public", from: 0 }],
  })
  const book = bookOf([policyOf([target("resolution", time(10), { pausesIn: ["paused"] })])], [calendar])
  const events = [
    event("opened", "2026-11-26 09:00"),
    event("changed", "2026-11-26 11:00", { state: "paused" }),
    event("customer-message", "2026-11-30 09:30", { state: "active" }),
  ]
  const clock = clockOf(clocksOf(book, events, "2026-11-30 09:30"), "resolution")
  expect(clock).toMatchObject({ state: "running", elapsed: 2 * HOUR, paused: 8.5 * HOUR, due: at("2026-11-30 17:30") })
})

test("SLA-12 a clock can rest in single statuses as well as in states", () => {
  const book = bookOf([policyOf([target("resolution", time(10), { pausesIn: ["pending-vendor"] })])], [DESK])
  const paused = clocksOf(
    book,
    [opened(), event("changed", "2026-11-23 10:00", { state: "paused", status: "pending-vendor" })],
    "2026-11-23 12:00",
  )
  const other = clocksOf(
    book,
    [opened(), event("changed", "2026-11-23 10:00", { state: "paused", status: "pending-customer" })],
    "2026-11-23 12:00",
  )
  expect([clockOf(paused, "resolution").state, clockOf(other, "resolution").state]).toEqual(["paused", "running"])
})

test("SLA-12 what ends or rests at the very instant at which it is due is in time", () => {
  const reply = (minute: string) =>
    clockOf(clocksOf(BASIC, [opened(), event("agent-reply", `2026-11-23 13:${minute}`)], NOW), "first-response").state
  expect([reply("00"), reply("01")]).toEqual(["met", "breached"])
  expect(clockOf(clocksOf(BASIC, [opened()], "2026-11-23 13:00"), "first-response").state).toBe("running")
  expect(clockOf(clocksOf(BASIC, [opened()], at("2026-11-23 13:00") + 1), "first-response")).toMatchObject({
    state: "breached",
    breachedAt: at("2026-11-23 13:00"),
  })
})

test("SLA-13 solving stops every clock even if the customer spoke last (Chatwoot 10178)", () => {
  const events = [
    opened(),
    event("agent-reply", "2026-11-23 10:00"),
    event("customer-message", "2026-11-23 11:00"),
    event("changed", "2026-11-23 11:30", { state: "done" }),
  ]
  expect(clocksOf(BASIC, events, NOW).clocks.map(({ target, state }) => `${target} ${state}`)).toEqual([
    "first-response met",
    "next-response ended",
    "update ended",
    "assignment breached",
    "resolution met",
  ])
})

test("SLA-13 a reply that solves is a reply first, also when both are told of one instant", () => {
  const together = [
    opened(),
    event("changed", "2026-11-23 10:00", { state: "done" }, { id: "a" }),
    event("agent-reply", "2026-11-23 10:00", {}, { id: "b" }),
  ]
  expect(clockOf(clocksOf(BASIC, together, NOW), "first-response").state).toBe("met")
  const oneEvent = [opened(), event("agent-reply", "2026-11-23 10:00", { state: "done" })]
  expect(clocksOf(BASIC, oneEvent, NOW).clocks.map(({ target, state }) => `${target} ${state}`)).toEqual([
    "first-response met",
    "assignment ended",
    "resolution met",
  ])
})

test("SLA-13 what is cancelled is neither met nor breached", () => {
  const events = [opened(), event("changed", "2026-11-23 10:00", { state: "cancelled" })]
  expect(new Set(clocksOf(BASIC, events, NOW).clocks.map(({ state }) => state))).toEqual(new Set(["ended"]))
})

const reopened = [
  opened(),
  event("agent-reply", "2026-11-23 10:00"),
  event("changed", "2026-11-23 15:00", { state: "done" }),
  event("customer-message", "2026-11-24 09:00"),
  event("changed", "2026-11-24 10:00", { state: "active" }),
]

test("SLA-14 a ticket that is opened again begins another cycle, and what was met stays met", () => {
  const { clocks } = clocksOf(BASIC, reopened, "2026-11-24 12:00")
  const of = (target: string) =>
    clocks.filter(clock => clock.target === target).map(clock => `${clock.cycle} ${said(clock)}`)
  expect(of("resolution")).toEqual(["1 met 2026-11-24 09:00", "2 running 2026-11-25 10:00"])
  expect(of("first-response")).toEqual(["1 met 2026-11-23 13:00"])
  // What was asked while it was closed is owed from the reopening on.
  expect(of("next-response")).toEqual(["1 running 2026-11-24 14:00"])
})

test("SLA-14 where a policy says so the resolution goes on with what it had left", () => {
  const book = bookOf([policyOf([target("resolution", time(10))], { onReopen: "continue" })], [DESK])
  const clock = clockOf(clocksOf(book, reopened, "2026-11-24 12:00"), "resolution")
  expect(clock).toMatchObject({
    cycle: 2,
    elapsed: 8 * HOUR,
    paused: 0,
    due: at("2026-11-24 14:00"),
    start: at("2026-11-24 10:00"),
  })
})

const byPriority = (onChange: "keep" | "restart") =>
  bookOf(
    [
      {
        ...policyOf([target("resolution", time(4), { pausesIn: ["paused"] })], {
          conditions: priority("high"),
          onChange,
        }),
        id: "high",
      },
      policyOf([target("resolution", time(20), { pausesIn: ["paused"] })], { onChange }),
    ],
    [DESK],
  )

const raised = [
  opened({ priority: "low" }),
  event("changed", "2026-11-23 10:00", { state: "paused" }),
  event("changed", "2026-11-23 12:00", { state: "active" }),
  event("changed", "2026-11-23 14:00", { priority: "high" }),
]

test("SLA-15 a change of priority keeps the start and what was paused (GLPI 6902, 15605)", () => {
  const clock = clockOf(clocksOf(byPriority("keep"), raised, "2026-11-23 14:30"), "resolution")
  expect(clock).toMatchObject({
    policy: "high",
    cycle: 1,
    start: at("2026-11-23 09:00"),
    elapsed: 3.5 * HOUR,
    paused: 2 * HOUR,
    due: at("2026-11-23 15:00"),
  })
})

test("SLA-15 where a policy says so a clock begins anew, and the ended cycle stays told", () => {
  const { clocks } = clocksOf(byPriority("restart"), raised, "2026-11-23 14:30")
  expect(
    clocks.map(
      ({ cycle, state, stopCause, policy, due }) => `${cycle} ${state} ${stopCause} ${policy} ${written(due)}`,
    ),
  ).toEqual(["1 ended restarted usual 2026-11-25 11:00", "2 running null high 2026-11-23 18:00"])
})

test("SLA-15 a promise that is shorter than what has passed is broken when it is made, and one that was broken before is told", () => {
  const late = clockOf(
    clocksOf(
      byPriority("keep"),
      [opened({ priority: "low" }), event("changed", "2026-11-23 17:00", { priority: "high" })],
      NOW,
    ),
    "resolution",
  )
  expect(late).toMatchObject({
    state: "breached",
    due: at("2026-11-23 13:00"),
    breachedAt: at("2026-11-23 17:00"),
    earlierBreaches: [],
  })
  const lowered = clockOf(
    clocksOf(
      byPriority("keep"),
      [opened({ priority: "high" }), event("changed", "2026-11-23 17:00", { priority: "low" })],
      "2026-11-24 09:00",
    ),
    "resolution",
  )
  expect(lowered).toMatchObject({
    state: "running",
    earlierBreaches: [{ at: at("2026-11-23 13:00"), policy: "high", version: 1 }],
  })
})

test("SLA-15 a change that no condition names changes nothing, and one while a ticket is closed counts from the reopening", () => {
  const book = byPriority("restart")
  expect(
    clocksOf(book, [...raised, event("changed", "2026-11-23 14:10", { color: "red" })], "2026-11-23 14:30").clocks,
  ).toHaveLength(2)
  const closed = [
    opened({ priority: "low" }),
    event("changed", "2026-11-23 10:00", { state: "done" }),
    event("changed", "2026-11-23 11:00", { priority: "high" }),
  ]
  expect(clocksOf(book, closed, NOW).clocks.map(({ policy, state }) => `${policy} ${state}`)).toEqual(["usual met"])
  const again = [...closed, event("changed", "2026-11-23 12:00", { state: "active" })]
  expect(
    clocksOf(book, again, "2026-11-23 13:00").clocks.map(({ policy, cycle, state }) => `${policy} ${cycle} ${state}`),
  ).toEqual(["usual 1 met", "high 2 running"])
})

const edited = (appliesTo: "new-tickets" | "open-tickets") => {
  const version = (number: number, from: number, hours: number) =>
    versionOf([target("resolution", time(hours))], { version: number, from, appliesTo })
  return bookOf(
    [
      {
        id: "usual",
        name: "",
        audience: "customer",
        versions: [version(1, 0, 20), version(2, at("2026-11-24 08:00"), 5)],
      },
    ],
    [DESK],
  )
}

test("SLA-16 a policy that is edited never rewrites closed tickets (ALVAO)", () => {
  const closed = [opened(), event("changed", "2026-11-23 18:00", { state: "done" })]
  for (const appliesTo of ["new-tickets", "open-tickets"] as const)
    expect(clocksOf(edited(appliesTo), closed, NOW).clocks.map(({ state, version }) => `${state} ${version}`)).toEqual([
      "met 1",
    ])
})

test("SLA-16 an open ticket comes under a new version only when that says so, from its beginning on", () => {
  expect(clockOf(clocksOf(edited("new-tickets"), [opened()], NOW), "resolution")).toMatchObject({
    version: 1,
    due: at("2026-11-25 09:00"),
  })
  const taken = clockOf(clocksOf(edited("open-tickets"), [opened()], NOW), "resolution")
  expect(taken).toMatchObject({ version: 2, due: at("2026-11-23 14:00"), breachedAt: at("2026-11-24 08:00") })
  expect(clockOf(clocksOf(edited("open-tickets"), [opened()], "2026-11-24 07:59"), "resolution")).toMatchObject({
    version: 1,
  })
  const fresh = [event("opened", "2026-11-24 09:00")]
  expect(clockOf(clocksOf(edited("new-tickets"), fresh, NOW), "resolution").version).toBe(2)
})

test("SLA-16 a promise that a new policy does not make ends, and one that it makes counts from the start", () => {
  const book = bookOf(
    [
      { ...policyOf([target("first-response", time(4))], { conditions: priority("high") }), id: "high" },
      policyOf([target("resolution", time(20))]),
    ],
    [DESK],
  )
  const clocks = clocksOf(
    book,
    [opened(), event("changed", "2026-11-23 11:00", { priority: "high" })],
    "2026-11-23 12:00",
  ).clocks
  expect(
    clocks.map(({ target, state, stopCause, start }) => `${target} ${state} ${stopCause} ${written(start)}`),
  ).toEqual(["resolution ended no-longer-promised 2026-11-23 09:00", "first-response running null 2026-11-23 09:00"])
})

test("SLA-18 an exemption has a reason, is of one cycle, and can be withdrawn", () => {
  const late: TicketEvent[] = [
    opened(),
    event("exempted", "2026-11-23 15:00", {}, { target: "first-response", reason: "The line was cut", by: "kim" }),
  ]
  const clocks = clocksOf(BASIC, late, NOW)
  expect(clockOf(clocks, "first-response")).toMatchObject({
    state: "exempt",
    breachedAt: at("2026-11-23 13:00"),
    exemption: { by: "kim", reason: "The line was cut" },
  })
  expect(clockOf(clocks, "resolution").exemption).toBe(null)
  const withdrawn = [...late, event("exemption-withdrawn", "2026-11-23 16:00", {}, { target: "first-response" })]
  expect(clockOf(clocksOf(BASIC, withdrawn, NOW), "first-response")).toMatchObject({
    state: "breached",
    exemption: null,
  })
  const all = clocksOf(BASIC, [...reopened, event("exempted", "2026-11-24 11:00", {}, { reason: "fire" })], NOW).clocks
  expect(all.filter(({ target }) => target === "resolution").map(({ state }) => state)).toEqual(["met", "exempt"])
})

test("SLA-19 clocks of teams and suppliers run beside, while a ticket is with them", () => {
  const held = (key: string, fact: string, value: string, hours: number) =>
    target("held", time(hours), { key, while: [{ fact, values: [value], isNegated: false }] })
  const book = bookOf(
    [
      policyOf([target("resolution", time(40))]),
      { ...policyOf([held("network team", "queue", "network", 3)]), id: "ola", audience: "internal" },
      { ...policyOf([held("carrier", "status", "pending-vendor", 5)]), id: "contract", audience: "supplier" },
    ],
    [DESK],
  )
  const events = [
    opened({ queue: "desk" }),
    event("changed", "2026-11-23 10:00", { queue: "network" }),
    event("changed", "2026-11-23 11:00", { status: "pending-vendor", state: "paused" }),
    event("changed", "2026-11-23 17:00", { status: "active", state: "active", queue: "desk" }),
    event("changed", "2026-11-24 09:00", { queue: "network" }),
  ]
  const { clocks } = clocksOf(book, events, "2026-11-24 10:00")
  expect(
    clocks.map(clock => `${clock.audience} ${clock.target} ${clock.cycle} ${clock.state} ${clock.elapsed / HOUR}`),
  ).toEqual([
    "customer resolution 1 running 11",
    "internal network team 1 breached 7",
    "internal network team 2 running 1",
    "supplier carrier 1 breached 6",
  ])
})

test("SLA-39 a ticket with facts without number, and one that went to and fro for years, are read all the same", () => {
  const told = Array.from({ length: 3_000 }, (_, place) => ({
    ...event(place % 2 === 0 ? "agent-reply" : "customer-message", "2026-11-23 09:00", { [`fact ${place}`]: "x" }),
    id: `told ${place}`,
    at: at("2026-11-23 09:00") + place * 1000,
  }))
  const read = clocksOf(BASIC, [opened(), ...told], NOW)
  expect(Object.keys(read.moments.at(-1)!.facts)).toHaveLength(200)
  expect(read.clocks.filter(({ target }) => target === "next-response")).toHaveLength(1_500)
  expect(clockOf(read, "first-response").state).toBe("met")
})
