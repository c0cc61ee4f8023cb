import type { PolicyVersionId, ServiceCalendarId, ServicePolicyId } from "../base/ids.ts"
import { compareRanked, rankBetween } from "../base/rank.ts"
import { isRefusal, refuse } from "../base/result.ts"
import type { Audience } from "../schema/service.ts"
import { living } from "../schema/snapshot.ts"
import { createBusinessCalendar } from "../service/business-calendar.ts"
import { PUBLIC_HOLIDAYS } from "../service/holiday.ts"
import type { Target, TargetKind } from "../service/policy.ts"
import type { StoredHours, StoredTerms } from "../service/space-terms.ts"
import { STANDARD_WEEK } from "../time/calendar-definition.ts"
import { defineAction } from "./define.ts"

export interface CreateServiceCalendar {
  readonly id: ServiceCalendarId
  readonly name: string
  readonly zone: string
  readonly hours: StoredHours
}

/**
 * Makes a calendar of a service. It never changes: other hours are another calendar, which takes effect with the next
 * version of a policy, so that every device counts by the same hours (MERGE T4). Refused as `createBusinessCalendar` does.
 */
export const createServiceCalendar = defineAction<CreateServiceCalendar>(
  "service-calendar.create",
  ({ snapshot, write }, { id, name, zone, hours }) => {
    if (name.trim() === "") return refuse("name-missing")
    if (snapshot.serviceCalendars.has(id)) return refuse("exists")
    const rest = { weeks: [], exceptions: [], holidayChoice: PUBLIC_HOLIDAYS }
    const calendar = createBusinessCalendar({ ...hours, ...rest, id, name, zone })
    if (isRefusal(calendar)) return calendar
    write.create("serviceCalendars", id, { name: name.trim(), zone, definition: { ...hours } })
  },
)

export interface CreateServicePolicy {
  readonly id: ServicePolicyId
  readonly name: string
  readonly audience: Audience
}

/** Makes a policy, which is asked after all others. It promises nothing until a version of it is published. */
export const createServicePolicy = defineAction<CreateServicePolicy>(
  "service-policy.create",
  ({ snapshot, write, random }, { id, name, audience }) => {
    if (name.trim() === "") return refuse("name-missing")
    if (snapshot.servicePolicies.has(id)) return refuse("exists")
    const last = living(snapshot.servicePolicies).sort(compareRanked).at(-1)?.rank ?? null
    write.create("servicePolicies", id, { name: name.trim(), audience, rank: rankBetween(last, null, random) })
  },
)

export interface PublishPolicy {
  readonly id: PolicyVersionId
  readonly policy: ServicePolicyId
  /** From when on it is chosen, in milliseconds since 1970. */
  readonly from: number
  readonly calendar: ServiceCalendarId
  readonly terms: StoredTerms
}

/**
 * Publishes the next version of a policy; earlier ones stay as they are. Two that are published at the same time both
 * stand, and every reader takes the same of them (MERGE T4). Refused where it would promise nothing, or has no calendar.
 */
export const publishPolicy = defineAction<PublishPolicy>(
  "service-policy.publish",
  ({ snapshot, write }, { id, policy, from, calendar, terms }) => {
    if (snapshot.servicePolicies.get(policy)?.deleted !== null) return refuse("not-found")
    if (snapshot.serviceCalendars.get(calendar)?.deleted !== null) return refuse("not-found")
    if (terms.targets.length === 0) return refuse("promises-nothing")
    const known = [...snapshot.policyVersions.values()].filter(version => version.policy === policy)
    const version = Math.max(0, ...known.map(one => one.version)) + 1
    write.create("policyVersions", id, { policy, version, from, calendar, terms: { ...terms } })
  },
)

export interface SetUsualTerms {
  readonly calendar: ServiceCalendarId
  readonly policy: ServicePolicyId
  readonly version: PolicyVersionId
  readonly calendarName: string
  readonly policyName: string
  readonly zone: string
}

const HOUR = 3_600_000

/** An answer within a working day and a solution within five of them, which rests while somebody outside is waited for. */
const USUAL_TERMS: StoredTerms = {
  conditions: [],
  targets: [
    usualTarget("first-response", 8, []),
    usualTarget("next-response", 16, []),
    usualTarget("resolution", 40, ["paused"]),
  ],
  onChange: "keep",
  appliesTo: "open-tickets",
  onReopen: "restart",
}

function usualTarget(kind: TargetKind, hours: number, pausesIn: readonly string[]): Target {
  return { key: kind, kind, promise: { unit: "time", amount: hours * HOUR }, pausesIn, while: [], steps: [] }
}

/**
 * Gives a service that promises nothing the usual hours and promises from now on, for open tickets too. Refused where it
 * has promises, and where its hours cannot be counted in the zone, as `createBusinessCalendar` says.
 */
export const setUsualTerms = defineAction<SetUsualTerms>(
  "service-policy.usual",
  ({ snapshot, write, random, now }, { calendar, policy, version, calendarName, policyName, zone }) => {
    if (living(snapshot.policyVersions).length > 0) return refuse("exists")
    const definition = { pattern: STANDARD_WEEK, holidays: [] }
    const rest = { weeks: [], exceptions: [], holidayChoice: PUBLIC_HOLIDAYS }
    const hours = createBusinessCalendar({ ...definition, ...rest, id: calendar, name: calendarName, zone })
    if (isRefusal(hours)) return hours
    write.create("serviceCalendars", calendar, { name: calendarName, zone, definition })
    write.create("servicePolicies", policy, { name: policyName, rank: rankBetween(null, null, random) })
    write.create("policyVersions", version, { policy, version: 1, from: now, calendar, terms: { ...USUAL_TERMS } })
  },
)
