import type { Clock } from "@weft/model/service/clock"
import { dueSteps } from "@weft/model/service/escalation"
import { ledgerOf, type LedgerReason } from "@weft/model/service/ledger"
import type { PolicyBook } from "@weft/model/service/policy-book"
import type { Audience } from "@weft/model/schema/service"
import type { TicketClocks } from "@weft/model/service/ticket-clocks"
import { placeAt } from "@weft/model/service/timeline"
import { zoneClock } from "@weft/model/service/zone-clock"
import { whySentence } from "./sla-sentences.ts"

const MINUTE = 60_000

/** An instant as it reads on the wall of a zone, with how far that is from UTC: `2026-11-24T10:00:00+01:00`. */
function timeIn(instant: number, zone: string): string {
  const wall = zoneClock(zone).wallAt(instant)
  const offset = Math.round((wall - instant) / MINUTE)
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0")
  const sign = offset < 0 ? "-" : "+"
  return `${new Date(wall).toISOString().slice(0, 19)}${sign}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`
}

/** A clock as it is printed: amounts in minutes or days, times on the wall of its calendar. */
function rowOf(clock: Clock) {
  const { promise, basis } = clock
  const { zone } = basis.calendar.clock
  const time = (instant: number | null) => (instant === null ? null : timeIn(instant, zone))
  const amount = (value: number) => (promise.unit === "days" ? value : Math.round((value / MINUTE) * 1000) / 1000)
  return {
    ticket: clock.ticket,
    target: clock.target,
    audience: clock.audience,
    policy: clock.policy,
    version: clock.version,
    cycle: clock.cycle,
    state: clock.state,
    unit: promise.unit === "days" ? "days" : "minutes",
    promised: amount(promise.amount),
    elapsed: amount(clock.elapsed),
    paused: amount(clock.paused),
    remaining: amount(clock.remaining),
    start: time(clock.start),
    due: time(clock.due),
    breached: clock.breachedAt !== null,
    breachedAt: time(clock.breachedAt),
    stoppedAt: time(clock.stoppedAt),
    stoppedBy: clock.stopCause,
    exemption:
      clock.exemption === null
        ? null
        : { at: time(clock.exemption.at), by: clock.exemption.by, reason: clock.exemption.reason },
    earlierBreaches: clock.earlierBreaches.map(breach => ({ ...breach, at: time(breach.at) })),
    steps: dueSteps(clock, () => false).map(({ step, at, actions }) => ({ step, at: time(at), actions })),
    ledger: ledgerOf(clock).map(({ from, to, amount: passed, because, ...line }) => ({
      from: time(from),
      to: time(to),
      ...line,
      amount: amount(passed),
      because: becauseText(because),
    })),
  }
}

function becauseText(because: LedgerReason): string {
  return because.reason === "policy" ? "policy" : because.kind
}

export const clockRow = { of: rowOf, time: timeIn }

/** The policies that a ticket was under, each with why. */
export function policyRows({ ticket, policies, moments }: TicketClocks, book: PolicyBook, zone: string) {
  return (Object.entries(policies) as [Audience, NonNullable<TicketClocks["policies"][Audience]>][]).flatMap(
    ([audience, spans]) =>
      spans.map(({ from, bound, cause }) => {
        const { facts } = moments[placeAt(moments, from)]!
        const byHand = moments.findLast(({ event, at }) => event.kind === "policy-chosen" && at <= from)
        const choice = book.explain(audience, facts, from, byHand?.event.facts["policy"] ?? "")
        return {
          ticket,
          audience,
          from: timeIn(from, zone),
          policy: bound?.policy.id ?? null,
          version: bound?.version.version ?? null,
          because: cause,
          why: whySentence(choice),
        }
      }),
  )
}
