import { newId, type PolicyVersionId, type ServiceCalendarId, type ServicePolicyId } from "../base/ids.ts"
import { compareRanked, rankBetween } from "../base/rank.ts"
import { isRefusal, refuse, type Refusal } from "../base/result.ts"
import type { Audience } from "../schema/service.ts"
import { living } from "../schema/snapshot.ts"
import { createBusinessCalendar } from "../service/business-calendar.ts"
import type { Target, TargetKind } from "../service/policy.ts"
import { calendarOf, type StoredHours, type StoredTerms } from "../service/space-terms.ts"
import { refuseTerms } from "../service/terms-check.ts"
import { isRetired, nextVersion, versionsBy, versionsOf } from "../service/stored-versions.ts"
import { STANDARD_WEEK } from "../time/calendar-definition.ts"
import { defineAction } from "./define.ts"

/** The most days of a calendar's list of holidays, ten years of a country that keeps many, and the most exceptions. */
const MOST_HOLIDAYS = 1200

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
    const refusal = refuseHours({ id, name, zone, hours })
    if (refusal !== null) return refusal
    write.create("serviceCalendars", id, { name: name.trim(), zone, definition: { ...hours } })
  },
)

/**
 * Why a calendar cannot be counted by, as `createBusinessCalendar` says, that it is larger than any service needs, or that a
 * day of it is none: what reading would leave out is not taken as if it counted.
 */
function refuseHours({ id, name, zone, hours }: CreateServiceCalendar): Refusal | null {
  const { holidays, exceptions = [] } = hours
  if (Math.max(holidays.length, exceptions.length) > MOST_HOLIDAYS)
    return refuse("terms-too-many", { most: MOST_HOLIDAYS })
  if (exceptions.some(({ from, to }) => to < from)) return refuse("period-backwards")
  const read = calendarOf({ id, name, zone, definition: { ...hours } })
  const isWhole = read.holidays.length === holidays.length && read.exceptions.length === exceptions.length
  return isWhole ? refusalOf(createBusinessCalendar(read)) : refuse("date-missing")
}

const refusalOf = (answer: object): Refusal | null => (isRefusal(answer) ? answer : null)

export interface RenameServiceCalendar {
  readonly calendar: ServiceCalendarId
  readonly name: string
}

/** Calls a calendar otherwise; its hours stay. */
export const renameServiceCalendar = defineAction<RenameServiceCalendar>(
  "service-calendar.rename",
  ({ snapshot, write }, { calendar, name }) => {
    if (name.trim() === "") return refuse("name-missing")
    if (snapshot.serviceCalendars.get(calendar)?.deleted !== null) return refuse("not-found")
    write.patch("serviceCalendars", calendar, { name: name.trim() })
  },
)

export interface ChangeServiceHours extends CreateServiceCalendar {
  /** The calendar whose hours they were. */
  readonly replaces: ServiceCalendarId
  /** The policies that run by the new hours from now on. */
  readonly policies: readonly ServicePolicyId[]
}

/**
 * Gives policies other hours from now on: another calendar, and of each policy a next version that says what the one in
 * force says, and so for those that begin later. What was promised by the old hours stays. Refused as
 * `createServiceCalendar`, and where a policy does not run by the calendar that is replaced.
 */
export const changeServiceHours = defineAction<ChangeServiceHours>("service-calendar.change", (context, args) => {
  const { snapshot, write, now, random } = context
  const refusal = createServiceCalendar.decide(context, args)
  if (isRefusal(refusal)) return refusal
  for (const policy of args.policies) {
    const versions = versionsOf(snapshot, policy)
    const replaced = versionsBy(versions, args.replaces, now)
    if (replaced.length === 0 || isRetired(snapshot, policy, now)) return refuse("not-found")
    for (const [place, { from, until, terms }] of replaced.entries())
      write.create("policyVersions", newId<PolicyVersionId>(random), {
        policy,
        version: nextVersion(versions) + place,
        from: Math.max(from, now),
        until,
        calendar: args.id,
        terms,
      })
  }
})

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
 * stand, and every reader takes the same of them (MERGE T4). Refused where it has no calendar that can be counted by, as
 * `refuseTerms` says, and where the policy is retired by then.
 */
export const publishPolicy = defineAction<PublishPolicy>(
  "service-policy.publish",
  ({ snapshot, write }, { id, policy, from, calendar, terms }) => {
    if (snapshot.servicePolicies.get(policy)?.deleted !== null) return refuse("not-found")
    if (snapshot.policyVersions.has(id)) return refuse("exists")
    if (isRetired(snapshot, policy, from)) return refuse("policy-retired")
    const hours = snapshot.serviceCalendars.get(calendar)
    if (hours?.deleted !== null) return refuse("not-found")
    if (!Number.isSafeInteger(from) || from < 0) return refuse("date-missing")
    const refusal = refuseTerms(terms) ?? refusalOf(createBusinessCalendar(calendarOf(hours)))
    if (refusal !== null) return refusal
    const version = nextVersion(versionsOf(snapshot, policy))
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
    const refusal = refuseHours({ id: calendar, name: calendarName, zone, hours: definition })
    if (refusal !== null) return refusal
    write.create("serviceCalendars", calendar, { name: calendarName, zone, definition })
    write.create("servicePolicies", policy, { name: policyName, rank: rankBetween(null, null, random) })
    write.create("policyVersions", version, { policy, version: 1, from: now, calendar, terms: { ...USUAL_TERMS } })
  },
)
