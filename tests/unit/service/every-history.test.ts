import { expect, test } from "vitest"
import type { TicketEventKind } from "@weft/model/schema/service"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import { ticketClocks } from "@weft/model/service/ticket-clocks"
import { at, bookOf, calendarOf, MINUTE, policyOf, priority, shifts, target, everyDay } from "./service-notation.ts"
import { count, type CountedPolicies, type CountedTarget } from "./counter.ts"

/*
 * The alphabet: what can happen after the opening, each letter one kind of event or one fact that clocks read. Notes and
 * automatic replies change nothing, which is tested of its own, so that they need no letters here; nor do policies by
 * hand, which are another way to change policies.
 */
const LETTERS: readonly [TicketEventKind, Readonly<Record<string, string>>][] = [
  ["agent-reply", {}],
  ["customer-message", {}],
  ["changed", { state: "paused" }],
  ["changed", { state: "active" }],
  ["changed", { state: "done" }],
  ["changed", { state: "cancelled" }],
  ["changed", { priority: "high" }],
  ["changed", { owner: "kim" }],
  ["exempted", {}],
]

const TICK = 30 * MINUTE
const ORIGIN = at("2026-11-20 00:00")
/** When the opening and the five things after it happen: in shifts, at their edges, in breaks and at night; the last is now. */
const TIMES: readonly (readonly number[])[] = [
  [16, 18, 24, 34, 36, 66, 90],
  [17, 40, 41, 65, 66, 70, 130],
  [35, 64, 65, 66, 74, 84, 86],
]
const HOURS = "08:00-12:00 13:00-18:00"

const counted: CountedPolicies = {
  high: [
    { kind: "first-response", ticks: 2, pausesWhilePaused: false },
    { kind: "next-response", ticks: 4, pausesWhilePaused: false },
    { kind: "update", ticks: 3, pausesWhilePaused: true },
    { kind: "assignment", ticks: 1, pausesWhilePaused: false },
    { kind: "resolution", ticks: 9, pausesWhilePaused: false },
  ],
  other: [
    { kind: "first-response", ticks: 8, pausesWhilePaused: false },
    { kind: "next-response", ticks: 6, pausesWhilePaused: true },
    { kind: "update", ticks: 10, pausesWhilePaused: true },
    { kind: "assignment", ticks: 7, pausesWhilePaused: true },
    { kind: "resolution", ticks: 12, pausesWhilePaused: true },
  ],
}

const targetsOf = (targets: readonly CountedTarget[]) =>
  targets.map(({ kind, ticks, pausesWhilePaused }) =>
    target(kind, { unit: "time", amount: ticks * TICK }, { pausesIn: pausesWhilePaused ? ["paused"] : [] }),
  )

const book = bookOf(
  [
    { ...policyOf(targetsOf(counted.high), { conditions: priority("high") }), id: "high" },
    { ...policyOf(targetsOf(counted.other)), id: "other" },
  ],
  [calendarOf(everyDay(HOURS))],
)

const worked = Uint8Array.from({ length: 200 }, (_, tick) => {
  const tenths = (tick % 48) * 300
  return shifts(HOURS).some(({ from, to }) => tenths >= from && tenths < to) ? 1 : 0
})

/** All histories of up to so many letters, shorter ones first. */
function* histories(most: number): Generator<readonly number[]> {
  let level: (readonly number[])[] = [[]]
  for (let length = 0; length <= most; length += 1) {
    yield* level
    if (length < most) level = level.flatMap(history => LETTERS.map((_, letter) => [...history, letter]))
  }
}

/** Events made once for each letter and time, as making them is most of the work. */
const made = TIMES.map(times =>
  times.map((tick, place) =>
    (place === 0 ? [["opened", {}] as const] : LETTERS).map(([kind, facts]): TicketEvent => ({
      id: `e${place}`,
      ticket: "T1",
      kind,
      at: ORIGIN + tick * TICK,
      by: "",
      message: "",
      facts,
      target: "",
      reason: "",
    })),
  ),
)

test("SLA-1 every history of up to six events is what a counter counts tick by tick", () => {
  let differing = 0
  let seen = 0
  for (const history of histories(5))
    for (const [set, times] of TIMES.entries()) {
      // The longest histories are walked at one of the times each, so that all of them are walked.
      if (history.length === 5 && (history[0]! + history[4]! + history[2]!) % TIMES.length !== set) continue
      const events = [made[set]![0]![0]!, ...history.map((letter, place) => made[set]![place + 1]![letter]!)]
      const end = times.at(-1)!
      const read = ticketClocks(book, "T1", events, ORIGIN + end * TICK).clocks
      const said = read.map(clock => ({
        target: clock.kind,
        cycle: clock.cycle,
        state: clock.state,
        elapsed: clock.elapsed / TICK,
        paused: clock.paused / TICK,
        breachedAt: clock.breachedAt === null ? null : (clock.breachedAt - ORIGIN) / TICK,
        start: (clock.start - ORIGIN) / TICK,
      }))
      const expected = count(events, counted, worked, end, TICK, ORIGIN)
      seen += 1
      if (JSON.stringify(said) === JSON.stringify(expected)) continue
      differing += 1
      if (differing === 1)
        expect(said, events.map(({ kind, facts }) => `${kind} ${JSON.stringify(facts)}`).join("; ")).toEqual(expected)
    }
  expect(differing).toBe(0)
  expect(seen).toBeGreaterThan(70_000)
}, 60_000)
