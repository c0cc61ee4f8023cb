import { compareRanked, compareText } from "../base/rank.ts"
import type { ServiceCalendar, StoredPolicyVersion } from "../schema/service.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { isCalendarDate } from "../time/calendar-date.ts"
import type { Shift, Shifts, WeekPattern } from "../time/calendar-definition.ts"
import type { BusinessCalendarDefinition } from "./business-calendar.ts"
import { HOLIDAY_KINDS, PUBLIC_HOLIDAYS, type Holiday, type HolidayKind } from "./holiday.ts"
import {
  TARGET_KINDS,
  type Amount,
  type Condition,
  type PolicyVersion,
  type ServiceTerms,
  type Target,
  type TargetKind,
} from "./policy.ts"

/** The hours of a calendar as it is stored: a week from Sunday to Saturday, and days off. */
export type StoredHours = Pick<BusinessCalendarDefinition, "pattern" | "holidays">

/** What a version of a policy says, as it is stored. */
export type StoredTerms = Pick<PolicyVersion, "conditions" | "targets" | "onChange" | "appliesTo" | "onReopen">

/**
 * What a space promises, as clocks read it: the same for the same records on every device (MERGE T4). Any peer may have
 * written the records, so what does not fit is left out: a target without a promise promises nothing.
 */
export function serviceTermsOf(
  snapshot: Pick<Snapshot, "serviceCalendars" | "servicePolicies" | "policyVersions">,
): ServiceTerms {
  const versions = Map.groupBy(living(snapshot.policyVersions), ({ policy }) => policy)
  return {
    calendars: living(snapshot.serviceCalendars).map(calendarOf),
    policies: living(snapshot.servicePolicies)
      .sort(compareRanked)
      .map(({ id, name, audience }) => ({
        id,
        name,
        audience,
        versions: (versions.get(id) ?? []).sort(byVersion).map(versionOf),
      })),
  }
}

function byVersion(one: StoredPolicyVersion, other: StoredPolicyVersion): number {
  return one.version - other.version || compareText(one.id, other.id)
}

function calendarOf({ id, name, zone, definition }: ServiceCalendar): BusinessCalendarDefinition {
  const { pattern, holidays } = definition ?? {}
  const days = Array.isArray(pattern) ? pattern : []
  return {
    id,
    name,
    zone,
    pattern: [0, 1, 2, 3, 4, 5, 6].map(day => shiftsOf(days[day])) as unknown as WeekPattern,
    weeks: [],
    exceptions: [],
    holidays: listOf(holidays, holidayOf),
    holidayChoice: PUBLIC_HOLIDAYS,
  }
}

function shiftsOf(raw: unknown): Shifts {
  return listOf(raw, (shift): Shift | null => {
    const { from, to } = plainOf(shift)
    return typeof from === "number" && typeof to === "number" ? { from, to } : null
  })
}

function holidayOf(raw: unknown): Holiday | null {
  const { date, name, kind, from } = plainOf(raw)
  if (typeof date !== "string" || !isCalendarDate(date)) return null
  return {
    date,
    name: textOf(name),
    kind: (HOLIDAY_KINDS as readonly unknown[]).includes(kind) ? (kind as HolidayKind) : "public",
    from: typeof from === "number" && Number.isSafeInteger(from) && from >= 0 ? from : 0,
  }
}

function versionOf({ version, from, until, calendar, terms }: StoredPolicyVersion): PolicyVersion {
  const { conditions, targets, onChange, appliesTo, onReopen } = terms ?? {}
  return {
    version,
    from,
    until,
    conditions: listOf(conditions, conditionOf),
    calendar: calendar ?? "",
    targets: listOf(targets, targetOf),
    onChange: onChange === "restart" ? "restart" : "keep",
    appliesTo: appliesTo === "open-tickets" ? "open-tickets" : "new-tickets",
    onReopen: onReopen === "continue" ? "continue" : "restart",
  }
}

function conditionOf(raw: unknown): Condition | null {
  const { fact, values, isNegated } = plainOf(raw)
  if (typeof fact !== "string") return null
  return { fact, values: textsOf(values), isNegated: isNegated === true }
}

function targetOf(raw: unknown): Target | null {
  const { key, kind, promise, pausesIn, while: conditions } = plainOf(raw)
  const amount = amountOf(promise)
  if (typeof key !== "string" || !(TARGET_KINDS as readonly unknown[]).includes(kind) || amount === null) return null
  return {
    key,
    kind: kind as TargetKind,
    promise: amount,
    pausesIn: textsOf(pausesIn),
    while: listOf(conditions, conditionOf),
    steps: [],
  }
}

function amountOf(raw: unknown): Amount | null {
  const { unit, amount } = plainOf(raw)
  if (typeof amount !== "number" || !Number.isSafeInteger(amount) || amount < 0) return null
  return { unit: unit === "days" ? "days" : "time", amount }
}

function plainOf(raw: unknown): Readonly<Record<string, unknown>> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw) ? (raw as Record<string, unknown>) : {}
}

const textOf = (raw: unknown): string => (typeof raw === "string" ? raw : "")

function textsOf(raw: unknown): readonly string[] {
  return listOf(raw, value => (typeof value === "string" ? value : null))
}

function listOf<V>(raw: unknown, read: (entry: unknown) => V | null): readonly V[] {
  return Array.isArray(raw) ? raw.map(read).filter((value): value is V => value !== null) : []
}
