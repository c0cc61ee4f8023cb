import { compareRanked, compareText } from "../base/rank.ts"
import type { ServiceCalendar, StoredPolicyVersion } from "../schema/service.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { isCalendarDate } from "../time/calendar-date.ts"
import type { CalendarException, Shift, Shifts, WeekPattern } from "../time/calendar-definition.ts"
import { DAY_LIMIT } from "../time/instant.ts"
import type { BusinessCalendarDefinition } from "./business-calendar.ts"
import { HOLIDAY_KINDS, PUBLIC_HOLIDAYS, type Holiday, type HolidayChoice, type HolidayKind } from "./holiday.ts"
import {
  TARGET_KINDS,
  type Amount,
  type Condition,
  type EscalationAction,
  type EscalationStep,
  type PolicyVersion,
  type ServiceTerms,
  type Target,
  type TargetKind,
} from "./policy.ts"

/**
 * The most targets of a version, and the most steps, conditions and actions of each. What has more targets, steps, actions
 * or letters is read up to there; of conditions all are read, since a policy without one of them would match more.
 */
export const TERMS_LIMITS = { targets: 12, steps: 12, conditions: 24, actions: 8, values: 200, note: 2000 }

/** The most spans of a day, and the most holidays, chosen days and exceptions of a calendar; more is not read. */
const HOURS_LIMITS = { spans: 48, holidays: 40_000, exceptions: 2_000 }

/** The hours of a calendar: a week from Sunday to Saturday, days that differ, and holidays with which of them are off. */
export type ServiceHours = Pick<BusinessCalendarDefinition, "pattern" | "holidays" | "exceptions" | "holidayChoice">

/** The hours of a calendar as they are stored; without a choice public holidays are off. */
export type StoredHours = Pick<ServiceHours, "pattern" | "holidays"> & Partial<ServiceHours>

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
      .map(({ id, name, audience, until }) => ({
        id,
        name,
        audience,
        versions: (versions.get(id) ?? []).sort(byVersion).map(versionOf).flatMap(upTo(until)),
      })),
  }
}

/** The versions of a policy that was retired hold up to then, also one that was published at the same time. */
function upTo(end: number | null): (version: PolicyVersion) => readonly PolicyVersion[] {
  return version => {
    if (end === null) return [version]
    const until = version.until === null ? end : Math.min(version.until, end)
    return version.from < end ? [{ ...version, until }] : []
  }
}

/** The versions of a policy in the order in which they count. */
export function byVersion(one: StoredPolicyVersion, other: StoredPolicyVersion): number {
  return one.version - other.version || compareText(one.id, other.id)
}

/** A stored calendar as clocks read it. */
export function calendarOf({
  id,
  name,
  zone,
  definition,
}: Pick<ServiceCalendar, "id" | "name" | "zone" | "definition">): BusinessCalendarDefinition {
  return { id, name, zone, weeks: [], ...readHours(definition) }
}

/** Hours as somebody stored them; what does not fit is left out. */
export function readHours(raw: unknown): ServiceHours {
  const { pattern, holidays, exceptions, holidayChoice } = plainOf(raw)
  const days = Array.isArray(pattern) ? pattern : []
  return {
    pattern: [0, 1, 2, 3, 4, 5, 6].map(day => shiftsOf(days[day])) as unknown as WeekPattern,
    exceptions: listOf(exceptions, HOURS_LIMITS.exceptions, exceptionOf),
    holidays: listOf(holidays, HOURS_LIMITS.holidays, holidayOf),
    holidayChoice: holidayChoice === undefined ? PUBLIC_HOLIDAYS : choiceOf(holidayChoice),
  }
}

/** An exception of a service names its days; none recurs. */
function exceptionOf(raw: unknown): CalendarException | null {
  const { name, from, to, shifts } = plainOf(raw)
  if (!isDay(from) || !isDay(to) || to < from) return null
  return { name: textOf(name), from, to, recurrence: null, shifts: shiftsOf(shifts) }
}

const isDay = (raw: unknown): raw is number =>
  Number.isInteger(raw) && (raw as number) >= 0 && (raw as number) < DAY_LIMIT

function choiceOf(raw: unknown): HolidayChoice {
  const { kinds, deselected, selected } = plainOf(raw)
  return {
    kinds: textsOf(kinds, HOLIDAY_KINDS.length).filter(kind =>
      (HOLIDAY_KINDS as readonly string[]).includes(kind),
    ) as HolidayKind[],
    deselected: textsOf(deselected, HOURS_LIMITS.holidays).filter(isCalendarDate),
    selected: textsOf(selected, HOURS_LIMITS.holidays).filter(isCalendarDate),
  }
}

function shiftsOf(raw: unknown): Shifts {
  return listOf(raw, HOURS_LIMITS.spans, (shift): Shift | null => {
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
  return { version, from, until, calendar: calendar ?? "", ...readTerms(terms) }
}

/** Terms as somebody stored them; what does not fit is left out. */
export function readTerms(raw: unknown): StoredTerms {
  const { conditions, targets, onChange, appliesTo, onReopen } = plainOf(raw)
  return {
    conditions: listOf(conditions, Infinity, conditionOf),
    targets: listOf(targets, TERMS_LIMITS.targets, targetOf),
    onChange: onChange === "restart" ? "restart" : "keep",
    appliesTo: appliesTo === "open-tickets" ? "open-tickets" : "new-tickets",
    onReopen: onReopen === "continue" ? "continue" : "restart",
  }
}

function conditionOf(raw: unknown): Condition | null {
  const { fact, values, isNegated } = plainOf(raw)
  if (typeof fact !== "string") return null
  return { fact, values: textsOf(values, Infinity), isNegated: isNegated === true }
}

function targetOf(raw: unknown): Target | null {
  const { key, kind, promise, pausesIn, while: conditions, steps } = plainOf(raw)
  const amount = amountOf(promise)
  if (typeof key !== "string" || !(TARGET_KINDS as readonly unknown[]).includes(kind) || amount === null) return null
  return {
    key,
    kind: kind as TargetKind,
    promise: amount,
    pausesIn: textsOf(pausesIn, TERMS_LIMITS.values),
    while: listOf(conditions, Infinity, conditionOf),
    steps: listOf(steps, TERMS_LIMITS.steps, stepOf),
  }
}

function amountOf(raw: unknown): Amount | null {
  const amount = offsetOf(raw)
  return amount === null || amount.amount < 0 ? null : amount
}

function offsetOf(raw: unknown): Amount | null {
  const { unit, amount } = plainOf(raw)
  if (typeof amount !== "number" || !Number.isSafeInteger(amount)) return null
  return { unit: unit === "days" ? "days" : "time", amount }
}

function stepOf(raw: unknown): EscalationStep | null {
  const { id, offset, conditions, actions } = plainOf(raw)
  const by = offsetOf(offset)
  if (typeof id !== "string" || id === "" || by === null) return null
  return {
    id,
    offset: by,
    conditions: listOf(conditions, Infinity, conditionOf),
    actions: listOf(actions, TERMS_LIMITS.actions, actionOf),
  }
}

function actionOf(raw: unknown): EscalationAction | null {
  const { action, whom, owner, queue, priority, text } = plainOf(raw)
  switch (action) {
    case "notify":
      return { action, whom: textOf(whom) }
    case "reassign":
      return { action, owner: textOf(owner), queue: textOf(queue) }
    case "raise-priority":
      return { action, priority: textOf(priority) }
    case "add-note":
      return { action, text: textOf(text).slice(0, TERMS_LIMITS.note) }
    default:
      return null
  }
}

function plainOf(raw: unknown): Readonly<Record<string, unknown>> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw) ? (raw as Record<string, unknown>) : {}
}

const textOf = (raw: unknown): string => (typeof raw === "string" ? raw : "")

function textsOf(raw: unknown, most: number): readonly string[] {
  return listOf(raw, most, value => (typeof value === "string" ? value : null))
}

function listOf<V>(raw: unknown, most: number, read: (entry: unknown) => V | null): readonly V[] {
  return Array.isArray(raw)
    ? raw
        .slice(0, most)
        .map(read)
        .filter((value): value is V => value !== null)
    : []
}
