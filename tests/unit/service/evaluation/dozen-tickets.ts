import { evaluate, type Evaluation } from "@weft/model/service/evaluation/evaluate"
import { partsOf, stretchOf, type Period } from "@weft/model/service/evaluation/period"
import { reportOf, type Report, type View } from "@weft/model/service/evaluation/tables"
import type { ServiceTerms } from "@weft/model/service/policy"
import { PolicyBook } from "@weft/model/service/policy-book"
import type { TicketEventKind } from "@weft/model/schema/service"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import { at, calendarOf, event, policyOf, target, time, workWeek } from "../service-notation.ts"

/** Two hours for the first response and eight for the resolution, which rests while paused; Monday to Friday, 9 to 17. */
export const TERMS: ServiceTerms = {
  policies: [policyOf([target("first-response", time(2)), target("resolution", time(8), { pausesIn: ["paused"] })])],
  calendars: [calendarOf(workWeek("09:00-17:00"))],
}

export const BOOK = new PolicyBook(TERMS)

export const NOW = at("2026-11-23 12:00")

/** From a Monday to the Sunday of the week after. */
export const FORTNIGHT: Period = { zone: "UTC", from: "2026-11-02", to: "2026-11-15" }

type Told = readonly [day: string, kind: TicketEventKind, facts?: Readonly<Record<string, string>>]

/**
 * A dozen tickets, each with what comes of it between the 2nd and the 15th of November. FR is the first response, RES the
 * resolution; work is in hours of the calendar.
 *
 * | ticket | comes, leaves      | FR                    | RES                          | solved                    |
 * |--------|--------------------|-----------------------|------------------------------|---------------------------|
 * | A      | 2nd, 2nd           | met, 1                | met, 3                       | first contact             |
 * | B      | 2nd, 3rd           | breached: late, unowned, 3 | breached: late, 9       | first contact             |
 * | C      | 3rd, 4th           | met, 0.5              | met, 3, a day paused         | after two replies         |
 * | D      | 4th, 4th, back and away on the 5th | met, 0.25 | met, 0.5; again met, 6 | reopened; 6.5 in all      |
 * | E      | 5th, 5th dropped   | ended                 | ended                        |                           |
 * | F      | 6th                | breached: late, reassigned, 3 | breached: still owed, reassigned |                |
 * | G      | 10th               | met, 1                | open, paused                 |                           |
 * | H      | 13th               | open (breached on the 16th) | open                   |                           |
 * | I      | in October, 2nd    | in October            | breached in October          | first contact, 25         |
 * | J      | in October, back on the 12th | in October  | breached: still owed, again, unowned |                   |
 * | K      | 11th, 11th         | exempt                | exempt, 4                    | without a reply           |
 * | L      | 12th, merged 12th  | ended                 | ended                        |                           |
 *
 * So 10 came, 2 came back and 9 left; 1 waited before (I) and 4 wait after: F (9 days), G (5), H (2) and J (16).
 */
const TOLD: Readonly<Record<string, readonly Told[]>> = {
  A: [
    ["11-02 09:00", "opened", { owner: "kim", priority: "low" }],
    ["11-02 10:00", "agent-reply"],
    ["11-02 12:00", "changed", { state: "done" }],
  ],
  B: [
    ["11-02 09:00", "opened", { priority: "high" }],
    ["11-02 12:00", "agent-reply"],
    ["11-02 12:30", "changed", { owner: "ben", state: "active" }],
    ["11-03 10:00", "changed", { state: "done" }],
  ],
  C: [
    ["11-03 09:00", "opened", { owner: "kim" }],
    ["11-03 09:30", "agent-reply"],
    ["11-03 10:00", "changed", { state: "paused" }],
    ["11-04 10:00", "customer-message", { state: "active" }],
    ["11-04 11:00", "agent-reply"],
    ["11-04 12:00", "changed", { state: "done" }],
  ],
  D: [
    ["11-04 09:00", "opened", { owner: "kim" }],
    ["11-04 09:15", "agent-reply"],
    ["11-04 09:30", "changed", { state: "done" }],
    ["11-05 09:00", "changed", { state: "active" }],
    ["11-05 15:00", "changed", { state: "done" }],
  ],
  E: [
    ["11-05 09:00", "opened"],
    ["11-05 10:00", "changed", { state: "cancelled" }],
  ],
  F: [
    ["11-06 16:00", "opened", { owner: "kim", priority: "high" }],
    ["11-09 09:30", "changed", { owner: "ben" }],
    ["11-09 11:00", "agent-reply"],
    ["11-12 09:00", "changed", { priority: "low" }],
  ],
  G: [
    ["11-10 09:00", "opened", { owner: "ben" }],
    ["11-10 10:00", "agent-reply"],
    ["11-10 10:30", "changed", { state: "paused" }],
  ],
  H: [["11-13 16:00", "opened"]],
  I: [
    ["10-28 09:00", "opened", { owner: "kim" }],
    ["10-28 09:30", "agent-reply"],
    ["11-02 10:00", "changed", { state: "done" }],
  ],
  J: [
    ["10-30 09:00", "opened"],
    ["10-30 09:30", "agent-reply"],
    ["10-30 10:00", "changed", { state: "done" }],
    ["11-12 09:00", "customer-message", { state: "waiting" }],
  ],
  K: [
    ["11-11 09:00", "opened", { owner: "ben" }],
    ["11-11 12:00", "exempted"],
    ["11-11 13:00", "changed", { state: "done" }],
  ],
  L: [
    ["11-12 09:00", "opened"],
    ["11-12 10:00", "changed", { merged: "G" }],
  ],
}

export const TICKETS: ReadonlyMap<string, readonly TicketEvent[]> = new Map(
  Object.entries(TOLD).map(([ticket, told]) => [
    ticket,
    told.map(([day, kind, facts]) => event(kind, `2026-${day}`, facts ?? {}, { ticket })),
  ]),
)

/** What happened in a period, read to its end: of the dozen, or of others. */
export function evaluated(
  period: Period,
  { book, tickets, now }: { book: PolicyBook; tickets: typeof TICKETS; now: number } = {
    book: BOOK,
    tickets: TICKETS,
    now: NOW,
  },
): Evaluation {
  const reading = evaluate(book, tickets, stretchOf(period), now)
  for (;;) {
    const { done, value } = reading.next()
    if (done) return value
  }
}

/** A view of the whole by days, with the backlog of its end. */
export function viewOf(period: Period, more: Partial<View> = {}): View {
  return { split: null, filter: [], parts: partsOf(period, "day"), backlogAt: stretchOf(period).end, ...more }
}

/** The report of the dozen over a period. */
export function reported(period: Period, more: Partial<View> = {}): Report {
  return reportOf(evaluated(period), viewOf(period, more))
}
