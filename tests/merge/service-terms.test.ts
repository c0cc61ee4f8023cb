import { expect } from "vitest"
import { moveServicePolicy, retireServicePolicy } from "@weft/model/actions/service-policies"
import {
  changeServiceHours,
  createServiceCalendar,
  createServicePolicy,
  publishPolicy,
} from "@weft/model/actions/service-terms"
import type { PolicyVersionId, ServiceCalendarId, ServicePolicyId } from "@weft/model/base/ids"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { PolicyBook } from "@weft/model/service/policy-book"
import { serviceTermsOf, type StoredTerms } from "@weft/model/service/space-terms"
import { ROUND_THE_CLOCK, STANDARD_WEEK } from "@weft/model/time/calendar-definition"
import { MINUTE, MORNING, type Person } from "../support/person.ts"
import { scenario } from "../support/two-replicas.ts"

interface Terms {
  readonly calendar: ServiceCalendarId
  readonly gold: ServicePolicyId
  readonly silver: ServicePolicyId
}

/** Two policies of the same audience that both match every ticket, each with a version. */
function twoPolicies(person: Person): Terms {
  const terms: Terms = { calendar: person.newId(), gold: person.newId(), silver: person.newId() }
  const hours = { pattern: STANDARD_WEEK, holidays: [] }
  person.do(createServiceCalendar, { id: terms.calendar, name: "Office hours", zone: "Europe/Berlin", hours })
  person.do(createServicePolicy, { id: terms.gold, name: "Gold", audience: "customer" })
  person.do(createServicePolicy, { id: terms.silver, name: "Silver", audience: "customer" })
  publish(person, terms, terms.gold, 30)
  publish(person, terms, terms.silver, 60)
  return terms
}

function publish(person: Person, { calendar }: Terms, policy: ServicePolicyId, minutes: number): void {
  const id = person.newId<PolicyVersionId>()
  person.do(publishPolicy, { id, policy, calendar, from: MORNING, terms: firstReplyWithin(minutes) })
}

function firstReplyWithin(minutes: number): StoredTerms {
  const promise = { unit: "time", amount: minutes * MINUTE } as const
  return {
    conditions: [],
    targets: [{ key: "first", kind: "first-response", promise, pausesIn: [], while: [], steps: [] }],
    onChange: "keep",
    appliesTo: "open-tickets",
    onReopen: "restart",
  }
}

/** Which policy and version a ticket that is opened at a time has, and how many minutes are promised. */
function chosenAt(snapshot: Snapshot, at: number) {
  const bound = new PolicyBook(serviceTermsOf(snapshot)).choose("customer", {}, at, "")
  return bound === null
    ? null
    : [bound.policy.name, bound.version.version, bound.version.targets[0]!.promise.amount / MINUTE]
}

const LATER = MORNING + 120 * MINUTE

scenario("T20 a policy is put first, while another version of it is published: it is asked first, and says the newer", {
  given: twoPolicies,
  ana: (ana, { gold, silver }) => ana.do(moveServicePolicy, { policy: silver, before: gold }),
  ben: (ben, terms) => publish(ben, terms, terms.silver, 10),
  outcome: ({ snapshot }) => expect(chosenAt(snapshot, LATER)).toEqual(["Silver", 2, 10]),
})

scenario("T20 one puts a policy before another, while somebody puts the other last: everybody asks in one order", {
  given: terms => ({ ...twoPolicies(terms) }),
  ana: (ana, { gold, silver }) => ana.do(moveServicePolicy, { policy: silver, before: gold }),
  ben: (ben, { gold }) => ben.do(moveServicePolicy, { policy: gold, before: null }),
  outcome: ({ snapshot }) =>
    expect(serviceTermsOf(snapshot).policies.map(({ name }) => name)).toEqual(["Silver", "Gold"]),
})

scenario("T21 a policy is retired, while another version of it is published: both are there, and neither is chosen", {
  given: twoPolicies,
  ana: (ana, { gold }) => ana.do(retireServicePolicy, { policy: gold, until: MORNING + 60 * MINUTE }),
  ben: (ben, terms) => publish(ben, terms, terms.gold, 10),
  outcome: ({ snapshot }, { gold }) => {
    expect([...snapshot.policyVersions.values()].filter(({ policy }) => policy === gold)).toHaveLength(2)
    expect(chosenAt(snapshot, MORNING + 30 * MINUTE)).toEqual(["Gold", 2, 10])
    expect(chosenAt(snapshot, LATER)).toEqual(["Silver", 1, 60])
  },
  afterwards: ({ ana, eve, share }, { gold }) => {
    ana.do(retireServicePolicy, { policy: gold, until: null })
    share()
    expect(chosenAt(eve.snapshot, LATER)).toEqual(["Gold", 2, 10])
  },
})

scenario(
  "T22 the hours of a service are changed twice: both calendars are there, and those that were changed later count",
  {
    given: twoPolicies,
    ana: (ana, terms) => workRoundTheClock(ana, terms, "Night shift"),
    ben: (ben, terms) => workRoundTheClock(ben, terms, "All day"),
    outcome: ({ snapshot, person, later }, { gold }) => {
      const names = [...snapshot.serviceCalendars.values()].map(({ name }) => name).toSorted()
      expect(names, person.me).toEqual(["All day", "Night shift", "Office hours"])
      const { policies, calendars } = serviceTermsOf(snapshot)
      const versions = policies.find(({ id }) => id === gold)!.versions
      expect(versions.map(({ version }) => version)).toEqual([1, 2, 2])
      const bound = new PolicyBook({ policies, calendars }).choose("customer", {}, LATER, "")
      const wanted = later === "ana" ? "Night shift" : "All day"
      expect(snapshot.serviceCalendars.get(bound?.version.calendar as ServiceCalendarId)?.name).toBe(wanted)
      expect(bound?.version.targets[0]!.promise.amount).toBe(30 * MINUTE)
    },
  },
)

function workRoundTheClock(person: Person, { calendar, gold }: Terms, name: string): void {
  person.do(changeServiceHours, {
    id: person.newId<ServiceCalendarId>(),
    name,
    zone: "Europe/Berlin",
    hours: { pattern: ROUND_THE_CLOCK, holidays: [] },
    replaces: calendar,
    policies: [gold],
  })
}
