import { expect, test } from "vitest"
import { below, seededRandom, type Random } from "@weft/model/base/random"
import { ClockBoard } from "@weft/model/service/clock-board"
import { dueSteps, escalationId } from "@weft/model/service/escalation"
import { ledgerOf } from "@weft/model/service/ledger"
import { revisionsOf } from "@weft/model/service/revision"
import { ticketClocks } from "@weft/model/service/ticket-clocks"
import { ticketEventId, type TicketEventKind } from "@weft/model/schema/service"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import { newId, type ItemId } from "@weft/model/base/ids"
import {
  at,
  bookOf,
  calendarOf,
  clockOf,
  clocksOf,
  days,
  event,
  HOUR,
  MINUTE,
  policyOf,
  priority,
  saidBy,
  target,
  time,
  versionOf,
  workWeek,
  written,
} from "./service-notation.ts"

const HOLIDAY = { date: "2026-11-25", name: "", kind: "public", from: 0 } as const
const DESK = calendarOf(workWeek("08:00-12:00 13:00-18:00"), { zone: "Europe/Berlin", holidays: [HOLIDAY] })
const LADDER = [
  { id: "soon", offset: time(-1), conditions: [], actions: [] },
  { id: "due", offset: time(0), conditions: [], actions: [{ action: "notify", whom: "lead" }] },
  { id: "worse", offset: time(2), conditions: priority("high"), actions: [] },
] as const

const BOOK = bookOf(
  [
    {
      id: "high",
      name: "",
      audience: "customer",
      versions: [
        versionOf(
          [target("first-response", time(1)), target("resolution", time(6), { pausesIn: ["paused"], steps: LADDER })],
          { conditions: priority("high"), onChange: "restart" },
        ),
      ],
    },
    {
      id: "usual",
      name: "",
      audience: "customer",
      versions: [
        versionOf([
          target("first-response", time(4)),
          target("next-response", time(3)),
          target("resolution", days(2), { pausesIn: ["paused"] }),
        ]),
        versionOf(
          [
            target("first-response", time(2)),
            target("update", time(3)),
            target("resolution", time(9), { pausesIn: ["paused"], steps: LADDER }),
          ],
          {
            version: 2,
            from: at("2026-11-24 10:00"),
            appliesTo: "open-tickets",
            onReopen: "continue",
          },
        ),
      ],
    },
  ],
  [DESK],
)

const KINDS: readonly [TicketEventKind, Readonly<Record<string, string>>][] = [
  ["customer-message", {}],
  ["agent-reply", {}],
  ["automatic-reply", {}],
  ["internal-note", {}],
  ["changed", { state: "paused" }],
  ["changed", { state: "active" }],
  ["changed", { state: "done" }],
  ["changed", { priority: "high" }],
  ["changed", { priority: "low" }],
  ["changed", { owner: "kim" }],
  ["policy-chosen", { policy: "high" }],
  ["exempted", {}],
  ["exemption-withdrawn", {}],
]

const START = at("2026-11-20 07:00")

/** A ticket's history over about a week; several events may share an instant. */
function history(random: Random): TicketEvent[] {
  let instant = START + below(48, random) * HOUR
  const events = [event("opened", instant, { priority: below(2, random) === 0 ? "low" : "high" })]
  for (let count = 3 + below(8, random); count > 0; count -= 1) {
    instant += below(4, random) === 0 ? 0 : below(60 * 20, random) * MINUTE
    const [kind, facts] = KINDS[below(KINDS.length, random)]!
    events.push(event(kind, instant, facts))
  }
  return events
}

function shuffled<T>(values: readonly T[], random: Random): T[] {
  return values
    .map(value => [random(), value] as const)
    .toSorted(([one], [other]) => one - other)
    .map(([, value]) => value)
}

const END = START + 12 * 24 * HOUR

test("SLA-20 in whatever order and however often events arrive, the clocks are the same", () => {
  const random = seededRandom(1)
  for (let round = 0; round < 300; round += 1) {
    const events = history(random)
    const now = START + below(12 * 24 * 60, random) * MINUTE
    const told = shuffled([...events, ...events.filter(() => below(3, random) === 0)], random)
    expect(saidBy(clocksOf(BOOK, told, now))).toEqual(saidBy(clocksOf(BOOK, events, now)))
  }
  // Also where one id was told with different facts.
  const opening = event("opened", START)
  const [one, other] = [
    event("changed", START + HOUR, { priority: "high" }, { id: "twice" }),
    event("changed", START + HOUR, { priority: "low" }, { id: "twice" }),
  ]
  expect(saidBy(clocksOf(BOOK, [opening, one, other], END))).toEqual(saidBy(clocksOf(BOOK, [other, one, opening], END)))
})

test("SLA-21 as time goes by nothing that was decided changes, and nothing runs backwards", () => {
  const random = seededRandom(2)
  for (let round = 0; round < 200; round += 1) {
    const events = history(random)
    const from = events.at(-1)!.at
    const times = Array.from({ length: 12 }, () => from + below(6 * 24 * 60, random) * MINUTE).toSorted(
      (one, then) => one - then,
    )
    const readings = times.map(now => clocksOf(BOOK, events, now).clocks)
    for (const [place, clocks] of readings.entries())
      for (const clock of place === 0 ? [] : readings[place - 1]!) {
        const later = clocks.find(one => one.target === clock.target && one.cycle === clock.cycle)
        const isUnderOther = later?.version !== clock.version || later.policy !== clock.policy
        if (clock.stoppedAt !== null) expect({ ...later, basis: null }).toEqual({ ...clock, basis: null })
        else if (!isUnderOther) {
          expect(later.elapsed).toBeGreaterThanOrEqual(clock.elapsed)
          expect(later.paused).toBeGreaterThanOrEqual(clock.paused)
          if (clock.breachedAt !== null) expect(later.breachedAt).toBe(clock.breachedAt)
          if (clock.due !== null) expect(later.due).toBe(clock.due)
        }
      }
  }
})

test("SLA-21 no history gives a number that is none", () => {
  const random = seededRandom(3)
  for (let round = 0; round < 300; round += 1)
    for (const clock of clocksOf(BOOK, history(random), END).clocks) {
      const numbers = [clock.elapsed, clock.paused, clock.remaining, clock.start, clock.due ?? 0, clock.breachedAt ?? 0]
      expect(numbers.every(Number.isSafeInteger), JSON.stringify(numbers)).toBe(true)
    }
})

test("SLA-22 an event of the future counts when its time has come", () => {
  const events = [event("opened", "2026-11-23 09:00"), event("agent-reply", "2026-11-23 12:00", {}, { id: "later" })]
  const before = clocksOf(BOOK, events, "2026-11-23 10:00")
  expect(before).toMatchObject({
    nextEvent: at("2026-11-23 12:00"),
    faults: [{ fault: "in-the-future", event: "later" }],
  })
  expect(clockOf(before, "first-response").state).toBe("running")
  expect(clockOf(clocksOf(BOOK, events, "2026-11-23 12:00"), "first-response").state).toBe("met")
})

test("SLA-22 what cannot be, or was told twice in two ways, is told and has a result", () => {
  const opening = event("opened", "2026-11-23 09:00", {}, { id: "o" })
  const faults = (...events: TicketEvent[]) => clocksOf(BOOK, [opening, ...events], END).faults
  for (const instant of [Number.NaN, Infinity, 1.5, 0, -1])
    expect(faults(event("agent-reply", instant, {}, { id: "n" }))).toEqual([{ fault: "no-time", event: "n" }])
  expect(faults(event("agent-reply", "2026-11-20 09:00", {}, { id: "e" }))).toEqual([
    { fault: "before-opening", event: "e" },
  ])
  expect(faults(event("opened", "2026-11-24 09:00", {}, { id: "p" }))).toEqual([{ fault: "opened-again", event: "p" }])
  expect(faults(event("changed", "2026-11-24 09:00", {}, { id: "o" }))).toEqual([
    { fault: "told-differently", event: "o" },
  ])
  expect(faults(event("changed", "2026-11-24 09:00", { state: "finished" }, { id: "s" }))).toEqual([
    { fault: "unknown-state", event: "s" },
  ])
  expect(clocksOf(BOOK, [event("agent-reply", "2026-11-24 09:00")], END)).toMatchObject({
    clocks: [],
    faults: [{ fault: "never-opened", event: "" }],
  })
  expect(clocksOf(BOOK, [], END)).toMatchObject({ clocks: [], faults: [{ fault: "never-opened" }] })
})

test("SLA-22 the id of an event follows from the ticket and the message, so that a message delivered twice is one", () => {
  const [one, other] = [newId<ItemId>(seededRandom(1)), newId<ItemId>(seededRandom(2))]
  expect(ticketEventId(one, "<m1@example>")).toBe(ticketEventId(one, "<m1@example>"))
  expect(ticketEventId(one, "<m1@example>")).not.toBe(ticketEventId(other, "<m1@example>"))
})

test("SLA-23 an event that arrives late but happened earlier recomputes, and what changed is marked", () => {
  const events = [event("opened", "2026-11-23 09:00"), event("changed", "2026-11-23 16:00", { state: "done" })]
  const before = clocksOf(BOOK, events, "2026-11-24 09:00")
  const after = clocksOf(BOOK, [...events, event("agent-reply", "2026-11-23 10:00")], "2026-11-24 09:00")
  expect(clockOf(before, "first-response").state).toBe("breached")
  expect(revisionsOf(before, after).map(({ key, changed, after }) => [key, changed, after?.state])).toEqual([
    ["T1/customer/first-response/1", ["state", "stoppedAt", "breachedAt", "elapsed"], "met"],
  ])
  const asked = clocksOf(
    BOOK,
    [...events, event("agent-reply", "2026-11-23 10:00"), event("customer-message", "2026-11-23 11:00")],
    "2026-11-24 09:00",
  )
  expect(revisionsOf(after, asked).map(({ key, before }) => [key, before])).toEqual([
    ["T1/customer/next-response/1", null],
  ])
  expect(revisionsOf(asked, after).map(({ key, after }) => [key, after])).toEqual([
    ["T1/customer/next-response/1", null],
  ])
  expect(revisionsOf(after, after)).toEqual([])
})

const high = event("opened", "2026-11-23 08:00", { priority: "high" })
const NOTHING_DONE = () => false

test("SLA-24 each step of a ladder is due once per ticket, target, cycle and step, at its time", () => {
  const steps = (now: string, isDone: (id: string) => boolean = NOTHING_DONE, ...more: TicketEvent[]) =>
    dueSteps(clockOf(clocksOf(BOOK, [high, ...more], now), "resolution"), isDone).map(
      ({ step, at }) => `${step} ${written(at)}`,
    )
  // Six working hours from 9:00 in Berlin, with an hour's break, end at 16:00 there.
  expect(steps("2026-11-23 13:59")).toEqual([])
  expect(steps("2026-11-23 14:00")).toEqual(["soon 2026-11-23 14:00"])
  expect(steps("2026-11-24 10:00")).toEqual(["soon 2026-11-23 14:00", "due 2026-11-23 15:00", "worse 2026-11-23 17:00"])
  const clock = clockOf(clocksOf(BOOK, [high], "2026-11-24 10:00"), "resolution")
  const done = new Set<string>([escalationId(clock, "soon"), escalationId(clock, "due")])
  expect(steps("2026-11-24 10:00", id => done.has(id))).toEqual(["worse 2026-11-23 17:00"])
  const again = [
    event("changed", "2026-11-23 16:30", { state: "done" }),
    event("changed", "2026-11-24 08:00", { state: "active" }),
  ]
  expect(steps("2026-11-24 16:30", id => done.has(id), ...again)).toEqual([
    "soon 2026-11-24 14:00",
    "due 2026-11-24 15:00",
  ])
})

test("SLA-24 a rest moves the steps that are to come, and none comes once the clock stopped or somebody was exempted", () => {
  const steps = (...events: TicketEvent[]) =>
    dueSteps(clockOf(clocksOf(BOOK, [high, ...events], "2026-11-24 16:00"), "resolution"), NOTHING_DONE).map(
      ({ step, at }) => `${step} ${written(at)}`,
    )
  const paused = event("changed", "2026-11-23 14:30", { state: "paused" })
  expect(steps(paused)).toEqual(["soon 2026-11-23 14:00"])
  expect(steps(paused, event("changed", "2026-11-24 08:00", { state: "active" }))).toEqual([
    "soon 2026-11-23 14:00",
    "due 2026-11-24 08:30",
    "worse 2026-11-24 10:30",
  ])
  expect(steps(event("changed", "2026-11-23 14:30", { state: "done" }))).toEqual(["soon 2026-11-23 14:00"])
  expect(steps(event("exempted", "2026-11-23 14:30", {}, { reason: "storm" }))).toEqual(["soon 2026-11-23 14:00"])
})

test("SLA-24 a step whose conditions do not hold at its time is passed over, and days have steps in hours before their end", () => {
  const steps = [
    { id: "open", offset: time(-2), conditions: [{ fact: "owner", values: [""], isNegated: false }], actions: [] },
    { id: "last day", offset: days(-1), conditions: [], actions: [] },
    { id: "after", offset: time(1), conditions: [], actions: [] },
  ]
  const book = bookOf([policyOf([target("resolution", days(2), { steps })])], [calendarOf(workWeek("08:00-18:00"))])
  const due = (...events: TicketEvent[]) =>
    dueSteps(
      clockOf(clocksOf(book, [event("opened", "2026-11-23 09:00"), ...events], "2026-11-27 00:00"), "resolution"),
      NOTHING_DONE,
    ).map(({ step, at }) => `${step} ${written(at)}`)
  expect(due()).toEqual(["last day 2026-11-24 18:00", "open 2026-11-25 16:00", "after 2026-11-26 09:00"])
  expect(due(event("changed", "2026-11-23 10:00", { owner: "kim" }))).toEqual([
    "last day 2026-11-24 18:00",
    "after 2026-11-26 09:00",
  ])
})

test("SLA-25 the ledger of every clock goes on without a gap, and what ran in it is what elapsed", () => {
  const random = seededRandom(5)
  let lines = 0
  for (let round = 0; round < 300; round += 1)
    for (const clock of clocksOf(BOOK, history(random), START + below(12 * 24 * 60, random) * MINUTE).clocks) {
      const ledger = ledgerOf(clock)
      const sum = (did: string) =>
        ledger.filter(line => line.did === did).reduce((total, { amount }) => total + amount, 0)
      expect([sum("ran"), sum("paused")]).toEqual([clock.elapsed, clock.paused])
      for (const [place, line] of ledger.entries()) {
        expect(line.from).toBe(place === 0 ? clock.basis.start : ledger[place - 1]!.to)
        expect(line.to).toBeGreaterThan(line.from)
      }
      if (ledger.length > 0) expect(ledger.at(-1)!.to).toBe(clock.stoppedAt ?? clock.basis.now)
      lines += ledger.length
    }
  expect(lines).toBeGreaterThan(1000)
})

test("SLA-25 a ledger says what began each line, in which state, under which policy", () => {
  const events = [
    event("opened", "2026-11-23 08:00", { priority: "low" }),
    event("agent-reply", "2026-11-23 10:20", { state: "paused", status: "pending-customer" }),
    event("customer-message", "2026-11-23 13:00", { state: "active", status: "open" }),
    event("internal-note", "2026-11-23 13:10"),
  ]
  const lines = ledgerOf(clockOf(clocksOf(BOOK, events, "2026-11-24 11:00"), "resolution"))
  expect(
    lines.map(({ from, did, amount, because, status, policy, version }) => [
      written(from),
      did,
      amount / MINUTE,
      because.reason === "event" ? because.kind : "policy",
      status,
      `${policy} ${version}`,
    ]),
  ).toEqual([
    ["2026-11-23 08:00", "ran", 140, "opened", "", "usual 1"],
    ["2026-11-23 10:20", "paused", 100, "agent-reply", "pending-customer", "usual 1"],
    ["2026-11-23 13:00", "ran", 420, "customer-message", "open", "usual 1"],
    ["2026-11-24 10:00", "ran", 60, "policy", "open", "usual 2"],
  ])
})

test("SLA-26 a board that only looks at what changes is told of every change in its minute", () => {
  const random = seededRandom(6)
  const tickets = new Map(Array.from({ length: 40 }, (_, place) => [`T${place}`, history(random)]))
  const board = new ClockBoard(BOOK, START)
  const decided = ({ clocks }: ReturnType<typeof clocksOf>) =>
    clocks.map(({ target, cycle, state, due, breachedAt, stoppedAt, policy, version }) => {
      return [target, cycle, state, due, breachedAt, stoppedAt, policy, version]
    })
  /** What a screen shows that looks at nothing but what the board hands out. */
  const shown = new Map([...tickets].map(([ticket, events]) => [ticket, decided(board.put(ticket, events))]))
  let handedOut = 0
  for (let now = START; now < END; now += 17 * MINUTE) {
    const next = board.nextChange
    const changed = board.advance(now)
    if (next !== null && next > now) expect(changed).toEqual([])
    for (const clocks of changed) shown.set(clocks.ticket, decided(clocks))
    handedOut += changed.length
    if ((now - START) % (5 * 17 * MINUTE) !== 0) continue
    for (const [ticket, events] of tickets) {
      const fresh = ticketClocks(BOOK, ticket, events, now)
      expect(shown.get(ticket)).toEqual(decided(fresh))
      const dues = fresh.clocks.flatMap(({ stoppedAt, due }) => (stoppedAt === null && due !== null ? [due] : []))
      expect(board.dueOf(ticket)).toBe(dues.length === 0 ? null : Math.min(...dues))
    }
  }
  expect(handedOut).toBeGreaterThan(200)
  expect(handedOut).toBeLessThan(2000)
  board.remove("T0")
  expect([board.size, board.dueOf("T0"), board.read("T0")]).toEqual([39, null, null])
  expect(decided(board.read("T1")!)).toEqual(shown.get("T1"))
})

test("SLA-1 notes and automatic replies change no clock, wherever they stand", () => {
  const random = seededRandom(7)
  for (let round = 0; round < 200; round += 1) {
    const events = history(random)
    const noise = events.map(({ at }) =>
      event(below(2, random) === 0 ? "internal-note" : "automatic-reply", at + below(90, random) * MINUTE),
    )
    expect(saidBy(clocksOf(BOOK, [...events, ...noise], END))).toEqual(saidBy(clocksOf(BOOK, events, END)))
  }
})
