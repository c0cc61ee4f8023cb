import { expect, test } from "vitest"
import {
  moveServicePolicy,
  patchServicePolicy,
  retireServicePolicy,
  trashServicePolicy,
} from "@weft/model/actions/service-policies"
import {
  changeServiceHours,
  createServiceCalendar,
  createServicePolicy,
  publishPolicy,
  renameServiceCalendar,
} from "@weft/model/actions/service-terms"
import type { PolicyVersionId, ServiceCalendarId, ServicePolicyId } from "@weft/model/base/ids"
import { isRefusal, type Refusal } from "@weft/model/base/result"
import { isRank } from "@weft/model/base/rank"
import { findingsOf } from "@weft/model/service/policy-findings"
import { readDraft, termsAsIfAlways, termsIfPublished, type PolicyDraft } from "@weft/model/service/policy-draft"
import type { EscalationStep, Policy, PolicyVersion, Target } from "@weft/model/service/policy"
import { PolicyBook } from "@weft/model/service/policy-book"
import {
  calendarOf,
  readTerms,
  serviceTermsOf,
  type StoredHours,
  type StoredTerms,
} from "@weft/model/service/space-terms"
import { termsFromNowOn } from "@weft/model/service/terms-from-now"
import { differencesOf } from "@weft/model/service/terms-difference"
import { STANDARD_WEEK, type WeekPattern } from "@weft/model/time/calendar-definition"
import { dayOfDate } from "@weft/model/time/instant"
import { foundSpace, MINUTE, MORNING, Person } from "../../support/person.ts"

const HOUR = 60 * MINUTE
const HOURS: StoredHours = { pattern: STANDARD_WEEK, holidays: [] }

const WARNING: EscalationStep = {
  id: "warn",
  offset: { unit: "time", amount: -HOUR },
  conditions: [{ fact: "priority", values: ["high"], isNegated: true }],
  actions: [
    { action: "notify", whom: "owner" },
    { action: "raise-priority", priority: "high" },
    { action: "reassign", owner: "", queue: "network" },
    { action: "add-note", text: "Late soon" },
  ],
}

const RESOLUTION: Target = {
  key: "resolution",
  kind: "resolution",
  promise: { unit: "time", amount: 8 * HOUR },
  pausesIn: ["paused"],
  while: [],
  steps: [WARNING],
}

const TERMS: StoredTerms = {
  conditions: [{ fact: "priority", values: ["urgent"], isNegated: false }],
  targets: [RESOLUTION],
  onChange: "keep",
  appliesTo: "open-tickets",
  onReopen: "restart",
}

/** Somebody who manages a service with office hours and a policy that was never published. */
function manager() {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana"])
  const [calendar, policy] = [ana.newId<ServiceCalendarId>(), ana.newId<ServicePolicyId>()]
  ana.do(createServiceCalendar, { id: calendar, name: "Office hours", zone: "Europe/Berlin", hours: HOURS })
  ana.do(createServicePolicy, { id: policy, name: "Gold", audience: "customer" })
  const publication = (terms: StoredTerms = TERMS) => ({
    id: ana.newId<PolicyVersionId>(),
    policy,
    calendar,
    from: ana.now,
    terms,
  })
  const publish = (terms?: StoredTerms) => ana.do(publishPolicy, publication(terms))
  return { ana, calendar, policy, publication, publish }
}

const reasonOf = (answer: unknown): string => (isRefusal(answer as object) ? (answer as Refusal).reason : "done")

const withTarget = (target: Partial<Target>): StoredTerms => ({ ...TERMS, targets: [{ ...RESOLUTION, ...target }] })
const withStep = (step: Partial<EscalationStep>): StoredTerms => withTarget({ steps: [{ ...WARNING, ...step }] })

test("TERMS-1 changed hours are another calendar, and the next version of what ran by the old ones", () => {
  const { ana, calendar, policy, publish, publication } = manager()
  publish()
  ana.now += HOUR
  const begins = ana.now + 24 * HOUR
  ana.do(publishPolicy, { ...publication(withTarget({ promise: { unit: "days", amount: 2 } })), from: begins })
  const night = ana.newId<ServiceCalendarId>()
  const saturday: WeekPattern = [...STANDARD_WEEK.slice(0, 6), [{ from: 4800, to: 7200 }]] as never
  const hours = { pattern: saturday, holidays: [] }
  const made = { id: night, name: "With Saturdays", zone: "Europe/Berlin", hours, replaces: calendar }
  ana.do(changeServiceHours, { ...made, policies: [policy] })
  const { policies, calendars } = serviceTermsOf(ana.snapshot)
  expect(calendars.map(({ id, pattern }) => [id, pattern[6]!.length])).toEqual(
    expect.arrayContaining([
      [calendar, 0],
      [night, 1],
    ]),
  )
  expect(policies[0]!.versions).toMatchObject([
    { version: 1, calendar, from: MORNING },
    { version: 2, calendar, from: begins },
    { version: 3, calendar: night, from: MORNING + HOUR, targets: TERMS.targets },
    { version: 4, calendar: night, from: begins, targets: [{ promise: { unit: "days", amount: 2 } }] },
  ])
  // The policy runs by the new hours now, and will.
  const chosen = (at: number) =>
    new PolicyBook(serviceTermsOf(ana.snapshot)).choose("customer", { priority: "urgent" }, at, "")?.version
  expect([chosen(ana.now)?.version, chosen(begins)?.version]).toEqual([3, 4])
  const again = { ...made, id: ana.newId<ServiceCalendarId>(), policies: [policy] }
  ana.now = begins + HOUR
  expect(reasonOf(ana.try(changeServiceHours, again))).toBe("not-found")
})

test("TERMS-1 a calendar is called otherwise, and its hours stay", () => {
  const { ana, calendar } = manager()
  ana.do(renameServiceCalendar, { calendar, name: " Desk hours " })
  expect(serviceTermsOf(ana.snapshot).calendars).toMatchObject([{ name: "Desk hours", pattern: STANDARD_WEEK }])
  expect(reasonOf(ana.try(renameServiceCalendar, { calendar, name: " " }))).toBe("name-missing")
})

test("TERMS-2 what nobody could keep is not published, and it is told why", () => {
  const { ana, publication } = manager()
  const refused: readonly (readonly [string, StoredTerms])[] = [
    ["promises-nothing", { ...TERMS, targets: [] }],
    ["same-target", { ...TERMS, targets: [RESOLUTION, { ...RESOLUTION, key: "other" }] }],
    ["bad-promise", withTarget({ promise: { unit: "time", amount: 0 } })],
    ["bad-promise", withTarget({ promise: { unit: "days", amount: 1.5 } })],
    ["held-without-conditions", withTarget({ kind: "held" })],
    ["condition-without-values", { ...TERMS, conditions: [{ fact: "type", values: [], isNegated: true }] }],
    ["condition-without-values", withStep({ conditions: [{ fact: "team", values: [], isNegated: false }] })],
    ["bad-step", withStep({ offset: { unit: "days", amount: -1 } })],
    ["bad-step", withTarget({ steps: [WARNING, WARNING] })],
    ["empty-step", withStep({ actions: [] })],
    ["empty-step", withStep({ actions: [{ action: "notify", whom: "" }] })],
    ["empty-step", withStep({ actions: [{ action: "raise-priority", priority: "enormous" }] })],
    [
      "terms-too-many",
      withTarget({ steps: Array.from({ length: 13 }, (_, place) => ({ ...WARNING, id: `${place}` })) }),
    ],
  ]
  for (const [reason, terms] of refused)
    expect(reasonOf(ana.try(publishPolicy, publication(terms))), reason).toBe(reason)
  expect(reasonOf(ana.try(publishPolicy, { ...publication(), calendar: ana.newId<ServiceCalendarId>() }))).toBe(
    "not-found",
  )
  expect(reasonOf(ana.try(publishPolicy, { ...publication(), from: 0.5 }))).toBe("date-missing")
  expect(reasonOf(ana.try(publishPolicy, publication()))).toBe("done")
})

test("TERMS-2 SLA-8 hours by which nothing could be counted are not made", () => {
  const { ana } = manager()
  const create = (zone: string, hours: StoredHours) =>
    reasonOf(ana.try(createServiceCalendar, { id: ana.newId<ServiceCalendarId>(), name: "Night", zone, hours }))
  const never: WeekPattern = [[], [], [], [], [], [], []]
  expect(create("Europe/Berlin", { pattern: never, holidays: [] })).toBe("no-working-time")
  expect(create("Europe/Nowhere", HOURS)).toBe("unknown-zone")
  const backwards: WeekPattern = [[{ from: 7200, to: 4800 }], [], [], [], [], [], []]
  expect(create("Europe/Berlin", { pattern: backwards, holidays: [] })).toBe("bad-span")
  const date = "2026-12-25"
  const christmas = { date, name: "Christmas", kind: "public", from: 0 } as const
  expect(create("Europe/Berlin", { ...HOURS, holidays: Array.from({ length: 1201 }, () => christmas) })).toBe(
    "terms-too-many",
  )
})

test("TERMS-3 a policy that promised something is retired and never thrown away; what it promised stays", () => {
  const { ana, policy, publish, publication } = manager()
  expect(reasonOf(ana.try(retireServicePolicy, { policy, until: MORNING }))).toBe("promises-nothing")
  publish()
  expect(reasonOf(ana.try(trashServicePolicy, { policy }))).toBe("published-already")
  ana.now += HOUR
  ana.do(retireServicePolicy, { policy, until: ana.now })
  const chosenAt = (at: number) =>
    new PolicyBook(serviceTermsOf(ana.snapshot)).choose("customer", { priority: "urgent" }, at, "")?.policy.name
  expect([chosenAt(MORNING), chosenAt(ana.now)]).toEqual(["Gold", undefined])
  expect(reasonOf(ana.try(publishPolicy, publication()))).toBe("policy-retired")
  expect(findingsOf(serviceTermsOf(ana.snapshot), new PolicyBook(serviceTermsOf(ana.snapshot)))).toEqual([])
  ana.do(retireServicePolicy, { policy, until: null })
  expect(chosenAt(ana.now)).toBe("Gold")
})

test("TERMS-3 what was never published is thrown away", () => {
  const { ana, policy } = manager()
  ana.do(trashServicePolicy, { policy })
  expect(serviceTermsOf(ana.snapshot).policies).toEqual([])
})

test("TERMS-3 whom a policy is for is said before it is published, what it is called at any time", () => {
  const { ana, policy, publish } = manager()
  ana.do(patchServicePolicy, { policy, name: "Network team", audience: "internal" })
  publish()
  expect(reasonOf(ana.try(patchServicePolicy, { policy, audience: "supplier" }))).toBe("published-already")
  ana.do(patchServicePolicy, { policy, name: "Networks" })
  expect(reasonOf(ana.try(patchServicePolicy, { policy, name: "" }))).toBe("name-missing")
  expect(serviceTermsOf(ana.snapshot).policies).toMatchObject([{ name: "Networks", audience: "internal" }])
})

test("TERMS-4 policies are asked in the order in which they were put", () => {
  const { ana, policy } = manager()
  const [silver, bronze] = [ana.newId<ServicePolicyId>(), ana.newId<ServicePolicyId>()]
  ana.do(createServicePolicy, { id: silver, name: "Silver", audience: "customer" })
  ana.do(createServicePolicy, { id: bronze, name: "Bronze", audience: "customer" })
  ana.do(moveServicePolicy, { policy: bronze, before: policy })
  ana.do(moveServicePolicy, { policy, before: null })
  expect(serviceTermsOf(ana.snapshot).policies.map(({ name }) => name)).toEqual(["Bronze", "Silver", "Gold"])
  expect([...ana.snapshot.servicePolicies.values()].every(({ rank }) => isRank(rank))).toBe(true)
  const nobody = ana.newId<ServicePolicyId>()
  expect(reasonOf(ana.try(moveServicePolicy, { policy: nobody, before: null }))).toBe("not-found")
})

test("TERMS-5 a draft is read as it was kept, and published as it was read", () => {
  const { ana, calendar, policy, publish } = manager()
  const draft: PolicyDraft = { calendar, from: null, terms: TERMS }
  const kept = readDraft(JSON.parse(JSON.stringify(draft)))
  expect(kept).toEqual(draft)
  publish(kept!.terms)
  expect(serviceTermsOf(ana.snapshot).policies[0]!.versions[0]).toMatchObject({ ...TERMS, calendar })
  for (const damaged of [null, 3, [], {}, { calendar, terms: null }]) expect(readDraft(damaged)).toBe(null)
  expect(readDraft({ calendar, from: "soon", terms: { targets: [{ kind: "resolution" }, RESOLUTION] } })).toMatchObject(
    {
      from: null,
      terms: { conditions: [], targets: [RESOLUTION] },
    },
  )
  expect(policy).not.toBe("")
})

test("TERMS-5 a draft counts in findings as if it were published, and in a replay as if it had always been", () => {
  const { ana, calendar, policy, publish } = manager()
  publish()
  const later = ana.newId<ServicePolicyId>()
  ana.do(createServicePolicy, { id: later, name: "Silver", audience: "customer" })
  const terms = serviceTermsOf(ana.snapshot)
  const draft: PolicyDraft = { calendar, from: null, terms: { ...TERMS, conditions: [] } }
  const would = termsIfPublished(terms, later, draft, ana.now)
  expect(findingsOf(would, new PolicyBook(would))).toEqual([{ finding: "overlap", policy: later, other: policy }])
  expect(termsIfPublished(terms, policy, draft, ana.now).policies[0]!.versions.map(({ version }) => version)).toEqual([
    1, 2,
  ])
  const always = new PolicyBook(termsAsIfAlways(terms, later, draft))
  expect(always.choose("customer", {}, MORNING - 1000 * HOUR, "")?.policy.id).toBe(later)
  expect(serviceTermsOf(ana.snapshot)).toEqual(terms)
})

test("TERMS-10 what is over overlaps with nothing any more, and what two published at once is still told", () => {
  const { ana, calendar, policy, publish } = manager()
  const later = ana.newId<ServicePolicyId>()
  publish({ ...TERMS, conditions: [] })
  ana.do(createServicePolicy, { id: later, name: "Silver", audience: "customer" })
  ana.do(publishPolicy, { id: ana.newId<PolicyVersionId>(), policy: later, calendar, from: ana.now, terms: TERMS })
  const findings = () => {
    const terms = termsFromNowOn(serviceTermsOf(ana.snapshot), ana.now)
    return findingsOf(terms, new PolicyBook(terms)).map(({ finding }) => finding)
  }
  expect(findings()).toEqual(["never-chosen"])
  ana.now += HOUR
  publish({ ...TERMS, conditions: [{ fact: "priority", values: ["low"], isNegated: false }] })
  expect(findings()).toEqual([])
  publish({ ...TERMS, conditions: [] })
  expect(findings()).toEqual(["never-chosen"])
  ana.now += HOUR
  ana.do(retireServicePolicy, { policy, until: ana.now })
  expect(findings()).toEqual([])
  const [version, ...rest] = serviceTermsOf(ana.snapshot).policies[1]!.versions
  const twice = { calendars: [], policies: [policyWith([version!, { ...version!, from: version!.from + 1 }, ...rest])] }
  expect(termsFromNowOn(twice, ana.now).policies[0]!.versions).toHaveLength(2)
})

function policyWith(versions: readonly PolicyVersion[]): Policy {
  return { id: "gold", name: "Gold", audience: "customer", versions }
}

test("TERMS-6 in what a version differs from the one before it is told, part by part", () => {
  const before = { calendar: "office", terms: TERMS }
  expect(differencesOf(before, before)).toEqual([])
  const held: Target = { ...RESOLUTION, key: "network", kind: "held", while: TERMS.conditions, steps: [] }
  const after = {
    calendar: "night",
    terms: {
      conditions: [{ fact: "vip", values: ["yes"], isNegated: false }],
      targets: [{ ...RESOLUTION, promise: { unit: "time", amount: HOUR } as const, pausesIn: [], steps: [] }, held],
      onChange: "restart" as const,
      appliesTo: "new-tickets" as const,
      onReopen: "continue" as const,
    },
  }
  const told = (one: typeof before | typeof after, other: typeof before | typeof after) =>
    differencesOf(one, other).map(({ differs }) => differs)
  expect(told(before, after)).toEqual([
    "calendar",
    "condition-removed",
    "condition-added",
    "promise",
    "rests",
    "steps",
    "target-added",
    "onChange",
    "appliesTo",
    "onReopen",
  ])
  expect(told(after, before)).toContain("target-removed")
})

test("TERMS-7 exceptions and the choice of holidays of a calendar count, and damaged ones are left out", () => {
  const { ana } = manager()
  const id = ana.newId<ServiceCalendarId>()
  const day = dayOfDate(2026, 12, 24)
  const hours: StoredHours = {
    ...HOURS,
    exceptions: [{ name: "Christmas Eve", from: day, to: day, recurrence: null, shifts: [{ from: 4800, to: 7200 }] }],
    holidayChoice: { kinds: ["public", "bank"], deselected: ["2026-12-26"], selected: ["2026-12-31"] },
  }
  ana.do(createServiceCalendar, { id, name: "Advent", zone: "Europe/Berlin", hours })
  const row = ana.snapshot.serviceCalendars.get(id)!
  expect(calendarOf(row)).toMatchObject({ exceptions: hours.exceptions, holidayChoice: hours.holidayChoice })
  const damaged = {
    exceptions: [3, { from: 5 }, { from: 9, to: 8 }, { from: -1, to: 4 }, { from: 5, to: 5 }],
    holidayChoice: { kinds: ["public", "full moon"], deselected: ["someday"], selected: 4 },
  }
  const forgiven = calendarOf({ ...row, definition: damaged })
  expect(forgiven.exceptions).toEqual([{ name: "", from: 5, to: 5, recurrence: null, shifts: [] }])
  expect(forgiven.holidayChoice).toEqual({ kinds: ["public"], deselected: [], selected: [] })
})

test("SLA-39 ladders of thousands of steps and notes without end are read up to what can be published", () => {
  const step = { ...WARNING, actions: [{ action: "add-note", text: "x".repeat(100_000) } as const] }
  const steps = Array.from({ length: 5_000 }, (_, place) => ({ ...step, id: `step ${place}` }))
  const targets = Array.from({ length: 500 }, (_, place) => ({ ...RESOLUTION, key: `target ${place}`, steps }))
  const read = readTerms({ ...TERMS, targets })
  expect(read.targets).toHaveLength(12)
  expect(read.targets[0]!.steps).toHaveLength(12)
  expect(read.targets[0]!.steps[0]!.actions).toEqual([{ action: "add-note", text: "x".repeat(2000) }])
})

test("TERMS-2 hours with a day that is none, or that end before they begin, are refused rather than read without them", () => {
  const { ana } = manager()
  const whyNot = (hours: Partial<StoredHours>) => {
    const given = { id: ana.newId<ServiceCalendarId>(), name: "Odd", zone: "UTC", hours: { ...HOURS, ...hours } }
    const answer = ana.try(createServiceCalendar, given)
    return isRefusal(answer) ? answer.reason : "done"
  }
  const holiday = { name: "Never", kind: "public", from: 0 } as const
  const exception = { name: "", recurrence: null, shifts: [] }
  expect(whyNot({ holidays: [{ ...holiday, date: "2026-02-30" }] })).toBe("date-missing")
  expect(whyNot({ exceptions: [{ ...exception, from: NaN, to: 15_000 }] })).toBe("date-missing")
  expect(whyNot({ exceptions: [{ ...exception, from: 15_000, to: Infinity }] })).toBe("date-missing")
  expect(whyNot({ exceptions: [{ ...exception, from: 15_000, to: 14_999 }] })).toBe("period-backwards")
  const many = Array.from({ length: 1201 }, (_, day) => ({ ...exception, from: day, to: day }))
  expect(whyNot({ exceptions: many })).toBe("terms-too-many")
  expect(whyNot({ exceptions: many.slice(1) })).toBe("done")
})
