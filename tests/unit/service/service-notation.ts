import { isRefusal } from "@weft/model/base/result"
import { createBusinessCalendar, type BusinessCalendarDefinition } from "@weft/model/service/business-calendar"
import type { Clock } from "@weft/model/service/clock"
import { PUBLIC_HOLIDAYS } from "@weft/model/service/holiday"
import type { Policy, PolicyVersion, Target, TargetKind } from "@weft/model/service/policy"
import { PolicyBook } from "@weft/model/service/policy-book"
import { ticketClocks, type TicketClocks } from "@weft/model/service/ticket-clocks"
import type { TicketEventKind } from "@weft/model/schema/service"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import type { Shifts, WeekPattern } from "@weft/model/time/calendar-definition"

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

/** Shifts from `"08:00-12:00 13:00-17:00"`. */
export function shifts(text: string): Shifts {
  return text
    .split(" ")
    .filter(span => span !== "")
    .map(span => {
      const [from, to] = span.split("-").map(time => {
        const [hour, minute] = time.split(":").map(Number)
        return hour! * 600 + minute! * 10
      })
      return { from: from!, to: to! }
    })
}

/** Monday to Friday with these hours. */
export function workWeek(text: string): WeekPattern {
  const day = shifts(text)
  return [[], day, day, day, day, day, []]
}

export function everyDay(text: string): WeekPattern {
  const day = shifts(text)
  return [day, day, day, day, day, day, day]
}

export function calendarOf(
  pattern: WeekPattern,
  more: Partial<BusinessCalendarDefinition> = {},
): BusinessCalendarDefinition {
  return {
    id: "desk",
    name: "Desk",
    zone: "UTC",
    pattern,
    weeks: [],
    exceptions: [],
    holidays: [],
    holidayChoice: PUBLIC_HOLIDAYS,
    ...more,
  }
}

export function business(definition: BusinessCalendarDefinition) {
  const calendar = createBusinessCalendar(definition)
  if (isRefusal(calendar)) throw new Error(calendar.reason)
  return calendar
}

/** An instant from `"2026-11-23 16:00"` in UTC. */
export const at = (text: string): number => Date.parse(`${text.replace(" ", "T")}Z`)
export const written = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString().slice(0, 16).replace("T", " ")

export const time = (hours: number) => ({ unit: "time", amount: hours * HOUR }) as const
export const days = (count: number) => ({ unit: "days", amount: count }) as const

export function target(kind: TargetKind, promise: Target["promise"], more: Partial<Target> = {}): Target {
  return { key: kind, kind, promise, pausesIn: [], while: [], steps: [], ...more }
}

export function versionOf(targets: readonly Target[], more: Partial<PolicyVersion> = {}): PolicyVersion {
  return {
    version: 1,
    from: 0,
    until: null,
    conditions: [],
    calendar: "desk",
    targets,
    onChange: "keep",
    appliesTo: "new-tickets",
    onReopen: "restart",
    ...more,
  }
}

export function policyOf(targets: readonly Target[], more: Partial<PolicyVersion> = {}): Policy {
  return { id: "usual", name: "Usual", audience: "customer", versions: [versionOf(targets, more)] }
}

export const priority = (...values: string[]) => [{ fact: "priority", values, isNegated: false }]

export function bookOf(policies: readonly Policy[], calendars: readonly BusinessCalendarDefinition[]): PolicyBook {
  return new PolicyBook({ policies, calendars })
}

let count = 0
/** An event at a time such as `"2026-11-23 16:00"`; ids count on. */
export function event(
  kind: TicketEventKind,
  when: string | number,
  facts: Readonly<Record<string, string>> = {},
  more: Partial<TicketEvent> = {},
): TicketEvent {
  count += 1
  const id = `e${String(count).padStart(6, "0")}`
  const instant = typeof when === "number" ? when : at(when)
  return { id, ticket: "T1", kind, at: instant, by: "", message: "", facts, target: "", reason: "", ...more }
}

export function clocksOf(book: PolicyBook, events: readonly TicketEvent[], now: string | number): TicketClocks {
  return ticketClocks(book, "T1", events, typeof now === "number" ? now : at(now))
}

/** The last cycle of a target. */
export function clockOf(clocks: TicketClocks, target: string): Clock {
  const clock = clocks.clocks.findLast(one => one.target === target)
  if (clock === undefined) throw new Error(`there is no clock of ${target}`)
  return clock
}

/** What a clock says that does not depend on where it was read from. */
export function saidBy({ clocks }: TicketClocks) {
  return clocks.map(({ basis: _basis, ...said }) => said)
}
