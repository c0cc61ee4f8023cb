import type { Clock } from "./clock.ts"
import { amountBetween, measureOf } from "./measure.ts"
import { rests, type Moment } from "./timeline.ts"

/** One line of what a clock counted: that it ran, rested, or stood still while the ticket was closed. */
export interface LedgerLine {
  readonly from: number
  readonly to: number
  readonly did: "ran" | "paused" | "stood"
  /** Working time or days of the line, in the promise's unit. Those that ran sum up to what elapsed. */
  readonly amount: number
  /** What began the line: the ticket's event, or that a policy came into force. */
  readonly because: LedgerReason
  /** State and status of the ticket all the while. */
  readonly state: string
  readonly status: string
  /** The policy that was in force; what is counted is counted as the judging one says. */
  readonly policy: string
  readonly version: number
}

export type LedgerReason =
  | { readonly reason: "event"; readonly event: string; readonly kind: Moment["event"]["kind"] }
  | { readonly reason: "policy" }

/** The story of a clock, line by line without a gap, from its start to its stop or the present. */
export function ledgerOf({ promise, stoppedAt, basis }: Clock): LedgerLine[] {
  const { moments, spans, bound, calendar, start, now } = basis
  const end = stoppedAt ?? now
  const measure = measureOf(calendar, promise.unit, start)
  const cuts = [start, ...moments.map(({ at }) => at), ...spans.map(({ from }) => from), end]
  const places = [...new Set(cuts.filter(cut => cut >= start && cut <= end))].toSorted((one, other) => one - other)
  const lines: LedgerLine[] = []
  for (let place = 0; place + 1 < places.length; place += 1) {
    const [from, to] = [places[place]!, places[place + 1]!]
    const moment = moments.findLast(({ at }) => at <= from)!
    const span = spans.findLast(one => one.from <= from && one.bound !== null) ?? spans.find(one => one.bound !== null)!
    const did = moment.isClosed ? "stood" : rests(moment, bound.pausesIn) ? "paused" : "ran"
    const line: LedgerLine = {
      from,
      to,
      did,
      amount: did === "stood" ? 0 : amountBetween(measure, from, to),
      because: moment.at === from || place === 0 ? reasonOf(moment) : { reason: "policy" },
      state: moment.state,
      status: moment.facts["status"] ?? "",
      policy: span.bound!.policy.id,
      version: span.bound!.version.version,
    }
    const before = lines.at(-1)
    // What changed nothing for the clock is no line of its own.
    if (before !== undefined && goesOn(before, line))
      lines[lines.length - 1] = { ...before, to, amount: before.amount + line.amount }
    else lines.push(line)
  }
  return lines
}

function reasonOf({ event }: Moment): LedgerReason {
  return { reason: "event", event: event.id, kind: event.kind }
}

function goesOn(one: LedgerLine, other: LedgerLine): boolean {
  return (
    one.did === other.did &&
    one.state === other.state &&
    one.status === other.status &&
    one.policy === other.policy &&
    one.version === other.version
  )
}
