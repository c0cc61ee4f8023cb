import { below, seededRandom } from "@weft/model/base/random"
import { ClockBoard } from "@weft/model/service/clock-board"
import { PUBLIC_HOLIDAYS } from "@weft/model/service/holiday"
import type { ServiceTerms, Target } from "@weft/model/service/policy"
import { PolicyBook } from "@weft/model/service/policy-book"
import { replay } from "@weft/model/service/replay"
import type { TicketEventKind } from "@weft/model/schema/service"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import type { Shifts, WeekPattern } from "@weft/model/time/calendar-definition"
import { benchEvaluation } from "./evaluation.ts"
import { figure, report } from "./report.ts"

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOW = Date.UTC(2026, 10, 23, 10)
const RUNS = 15
const TICKETS = 100_000
const OPEN = 5_000

const OPENING_HOURS: Shifts = [
  { from: 8 * 600, to: 12 * 600 },
  { from: 13 * 600, to: 18 * 600 },
]
const WEEK: WeekPattern = [[], OPENING_HOURS, OPENING_HOURS, OPENING_HOURS, OPENING_HOURS, OPENING_HOURS, []]

function termsOf(hours: number): ServiceTerms {
  const target = (kind: Exclude<Target["kind"], "held">, amount: number): Target => ({
    key: kind,
    kind,
    promise: { unit: "time", amount: amount * HOUR },
    pausesIn: kind === "resolution" ? ["paused"] : [],
    while: [],
    steps:
      kind === "resolution"
        ? [
            { id: "warn", offset: { unit: "time", amount: -HOUR }, conditions: [], actions: [] },
            { id: "late", offset: { unit: "time", amount: 0 }, conditions: [], actions: [] },
          ]
        : [],
  })
  const version = (conditions: readonly string[], factor: number) => ({
    version: 1,
    from: 0,
    until: null,
    conditions: conditions.length === 0 ? [] : [{ fact: "priority", values: conditions, isNegated: false }],
    calendar: "desk",
    targets: [
      target("first-response", hours * factor),
      target("next-response", hours * 2 * factor),
      target("resolution", hours * 8 * factor),
    ],
    onChange: "keep" as const,
    appliesTo: "new-tickets" as const,
    onReopen: "restart" as const,
  })
  return {
    calendars: [
      {
        id: "desk",
        name: "Desk",
        zone: "Europe/Berlin",
        pattern: WEEK,
        weeks: [],
        exceptions: [],
        holidays: [],
        holidayChoice: PUBLIC_HOLIDAYS,
      },
    ],
    policies: [
      { id: "urgent", name: "Urgent", audience: "customer", versions: [version(["high"], 1)] },
      { id: "usual", name: "Usual", audience: "customer", versions: [version([], 2)] },
    ],
  }
}

/** A ticket of eight events from the last days or, if it is closed, from the last months. */
function ticketEvents(ticket: string, isOpen: boolean, random: () => number): TicketEvent[] {
  let at = NOW - (isOpen ? 1 + below(5 * 24 * 60, random) : 60 * 24 * 60 + below(100 * 24 * 60, random)) * MINUTE
  const kinds: [TicketEventKind, Readonly<Record<string, string>>][] = [
    ["opened", { priority: ["low", "high"][below(2, random)]! }],
    ["automatic-reply", {}],
    ["changed", { owner: "kim", state: "active" }],
    ["agent-reply", {}],
    ["changed", { state: "paused" }],
    ["customer-message", { state: "active" }],
    ["internal-note", {}],
    isOpen ? ["changed", { priority: "high" }] : ["changed", { state: "done" }],
  ]
  return kinds.map(([kind, facts], place) => {
    if (place > 0) at = Math.min(NOW, at + below(isOpen ? 300 : 1200, random) * MINUTE)
    return { id: `${ticket}-${place}`, ticket, kind, at, by: "", message: "", facts, target: "", reason: "" }
  })
}

function timed(work: () => unknown): number {
  const start = performance.now()
  if (work() === null) throw new Error("nothing was done")
  return performance.now() - start
}

/** Clocks of open tickets among many, the minute's re-evaluation, and a replay over those that are closed. */
export function benchService(): void {
  const random = seededRandom(19)
  const tickets = new Map<string, readonly TicketEvent[]>()
  for (let count = 0; count < TICKETS; count += 1) {
    const ticket = `t${count}`
    tickets.set(ticket, ticketEvents(ticket, count % (TICKETS / OPEN) === 0, random))
  }
  // As items stand in a space: a row each, which knows whether it is closed.
  const rows = [...tickets].map(([id, events]) => ({ id, isOpen: events.at(-1)?.facts["state"] !== "done" }))
  const bench = "service"
  const book = new PolicyBook(termsOf(4))
  const fill = () => {
    const board = new ClockBoard(book, NOW)
    for (const { id, isOpen } of rows) if (isOpen) board.put(id, tickets.get(id)!)
    if (board.size !== OPEN) throw new Error("tickets are missing")
    return board
  }
  for (let run = 0; run < 3; run += 1) fill()
  const filled = Array.from({ length: RUNS }, () => timed(fill))
  report(figure({ bench, figure: "5,000 open tickets among 100,000, all clocks", unit: "ms", target: 50 }, filled))
  const board = fill()
  let [now, changes] = [NOW, 0]
  const minutes = Array.from({ length: 240 }, () =>
    timed(() => {
      now += MINUTE
      const changed = board.advance(now)
      changes += changed.length
      return changed
    }),
  )
  if (changes === 0) throw new Error("nothing changed")
  report(figure({ bench, figure: "the minute's re-evaluation", unit: "ms", target: 5 }, minutes))
  report(
    figure({ bench, figure: "the longest of four hours of minutes", unit: "ms", target: 5 }, [Math.max(...minutes)]),
  )
  const closed = new Map([...tickets].filter((_, place) => !rows[place]!.isOpen))
  for (let count = 0; closed.size < TICKETS; count += 1) {
    const ticket = `more${count}`
    closed.set(ticket, ticketEvents(ticket, false, random))
  }
  const replayed = Array.from({ length: 5 }, () =>
    timed(() => {
      let changed = 0
      for (const progress of replay(new PolicyBook(termsOf(4)), new PolicyBook(termsOf(2)), closed, NOW))
        changed += progress.changed.length
      if (changed === 0) throw new Error("nothing changed")
      return changed
    }),
  )
  report(
    figure(
      { bench, figure: "a policy replayed over 100,000 closed tickets", unit: "s", target: 2 },
      replayed.map(ms => ms / 1000),
    ),
  )
  benchEvaluation({ book, tickets: closed, now: NOW })
}
