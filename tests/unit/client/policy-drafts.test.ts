import { expect, test, vi } from "vitest"
import { createServiceCalendar, createServicePolicy, publishPolicy } from "@weft/model/actions/service-terms"
import type { PolicyVersionId, ServiceCalendarId, ServicePolicyId, SpaceId } from "@weft/model/base/ids"
import { STANDARD_WEEK } from "@weft/model/time/calendar-definition"
import { LiveTables } from "../../../packages/client/src/data/tables.ts"
import type { SpaceData } from "../../../packages/client/src/data/workspace.ts"
import { createPolicyState } from "../../../packages/client/src/views/service-settings/policies/policy-state.ts"
import { foundSpace, MORNING, Person, SPACE } from "../../support/person.ts"

const stored = new Map<string, string>()
vi.stubGlobal("localStorage", {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => void stored.set(key, value),
  removeItem: (key: string) => void stored.delete(key),
})

test("TERMS-5 a draft stays on its device until it is what is published, and tells what others published meanwhile", () => {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana"])
  const [calendar, policy] = [ana.newId<ServiceCalendarId>(), ana.newId<ServicePolicyId>()]
  const hours = { pattern: STANDARD_WEEK, holidays: [] }
  ana.do(createServiceCalendar, { id: calendar, name: "Office hours", zone: "Europe/Berlin", hours })
  ana.do(createServicePolicy, { id: policy, name: "Gold", audience: "customer" })
  const live = new LiveTables()
  const space = { id: SPACE as SpaceId, live } as SpaceData
  const follow = () => {
    const kinds = ["serviceCalendars", "servicePolicies", "policyVersions"] as const
    for (const kind of kinds)
      live.patch([...ana.snapshot[kind].values()].map(row => ({ kind, id: row.id, set: { ...row } })) as never)
  }
  follow()
  const state = createPolicyState(space)
  const first = state.draft(policy)
  expect(first).toMatchObject({ calendar, from: null, terms: { targets: [], appliesTo: "open-tickets" } })

  const promise = { unit: "time", amount: 3_600_000 } as const
  const target = { key: "resolution", kind: "resolution", promise, pausesIn: [], while: [], steps: [] } as const
  const draft = { ...first, terms: { ...first.terms, targets: [target] } }
  state.edit(policy, draft)
  expect([createPolicyState(space).draft(policy), state.publishedSince(policy)]).toEqual([draft, null])

  const publish = () =>
    ana.do(publishPolicy, { id: ana.newId<PolicyVersionId>(), policy, calendar, from: ana.now, terms: draft.terms })
  publish()
  follow()
  expect([state.isDrafted(policy), state.publishedSince(policy)]).toEqual([true, 1])
  state.edit(policy, { ...draft, from: ana.now })
  expect(state.publishedSince(policy)).toBe(1)
  // What is published says the same now, so there is nothing left to publish.
  state.edit(policy, draft)
  expect([state.isDrafted(policy), stored.size]).toEqual([false, 0])
})
