import { afterEach, expect, test, vi } from "vitest"
import { FACT_OF } from "@weft/model/actions/ticket-facts"
import type { Policy, Target } from "@weft/model/service/policy"
import type { PolicyFinding } from "@weft/model/service/policy-findings"
import type { ReplayedPromise } from "@weft/model/service/replay"
import { STANDARD_WEEK, ROUND_THE_CLOCK, type WeekPattern } from "@weft/model/time/calendar-definition"
import { chooseLanguage } from "../../../packages/client/src/text/index.ts"
import { clockTime, readClockTime } from "../../../packages/client/src/views/service-settings/clock-time.ts"
import {
  calendarFor,
  newHours,
  readHoursDraft,
} from "../../../packages/client/src/views/service-settings/calendars/hours-draft.ts"
import { weekWords } from "../../../packages/client/src/views/service-settings/calendars/week-words.ts"
import { amountOf, countIn, unitOf } from "../../../packages/client/src/views/service-settings/policies/amounts.ts"
import {
  POLICY_FACTS,
  type FactChoices,
} from "../../../packages/client/src/views/service-settings/policies/fact-choices.ts"
import { findingWords } from "../../../packages/client/src/views/service-settings/policies/finding-words.ts"
import {
  changedTickets,
  NO_RESULT,
  replayRows,
  withProgress,
} from "../../../packages/client/src/views/service-settings/replay/replay-table.ts"

// The page says in which language it speaks.
vi.stubGlobal("document", { documentElement: {} })
afterEach(() => chooseLanguage("en", ["en-GB"]))

test("TERMS-7 times of a day are read as people write them, and nothing else is", () => {
  for (const [text, time] of [
    ["8", 4800],
    ["08:30", 5100],
    ["8.30", 5100],
    ["1730", 10_500],
    ["24:00", 14_400],
    [" 0 ", 0],
  ] as const)
    expect(readClockTime(text), text).toBe(time)
  for (const text of ["", "24:01", "25", "8:60", "noon", "-1", "8:3"]) expect(readClockTime(text), text).toBe(null)
  for (const text of ["00:00", "08:05", "24:00"]) expect(clockTime(readClockTime(text)!)).toBe(text)
})

test("TERMS-7 a week is said in few words, days alike together", async () => {
  const odd: WeekPattern = [[], [{ from: 4800, to: 7200 }], [], [], [], [], [{ from: 6000, to: 8400 }]]
  expect(weekWords(STANDARD_WEEK)).toBe("Mon–Fri 08:00–12:00, 13:00–17:00")
  expect(weekWords(odd)).toBe("Mon 08:00–12:00 · Sat 10:00–14:00")
  expect(weekWords([[], [], [], [], [], [], []])).toBe("closed")
  await chooseLanguage("de", ["de-DE"])
  expect(weekWords(ROUND_THE_CLOCK)).toMatch(/ ganztags$/)
})

test("TERMS-5 hours that are set up are read as they were kept", () => {
  const draft = newHours("Office hours", "Europe/Berlin")
  expect(readHoursDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft)
  for (const damaged of [null, 4, { name: "Night" }]) expect(readHoursDraft(damaged)).toBe(null)
  expect(calendarFor({ ...draft, zone: "Europe/Nowhere" })).toMatchObject({ reason: "unknown-zone" })
})

test("TERMS-9 an amount stands in the unit in which it is whole, and is the same again when it is read", () => {
  for (const [amount, unit, count] of [
    [{ unit: "time", amount: 8 * 3_600_000 }, "hours", 8],
    [{ unit: "time", amount: 90 * 60_000 }, "minutes", 90],
    [{ unit: "days", amount: 3 }, "days", 3],
  ] as const) {
    expect(unitOf(amount)).toBe(unit)
    expect(countIn(amount, unit)).toBe(count)
    expect(amountOf(count, unit)).toEqual(amount)
  }
})

test("TERMS-9 every fact that tickets tell can be asked for", () => {
  const told: string[] = [...Object.values(FACT_OF), "state", "organisation", "vip", "contract", "major"]
  expect([...POLICY_FACTS].toSorted()).toEqual(told.filter(fact => fact !== "merged").toSorted())
})

const RESOLUTION: Target = {
  key: "resolution",
  kind: "resolution",
  promise: { unit: "time", amount: 3_600_000 },
  pausesIn: [],
  while: [],
  steps: [],
}

function policyNamed(id: string, name: string, conditions: Policy["versions"][number]["conditions"] = []): Policy {
  const rest = { onChange: "keep", appliesTo: "open-tickets", onReopen: "restart" } as const
  const version = { version: 1, from: 0, until: null, calendar: "office", conditions, targets: [RESOLUTION], ...rest }
  return { id, name, audience: "customer", versions: [version] }
}

test("TERMS-10 whatever is doubtful about promises is a sentence with their names, in both languages", async () => {
  const begun = [{ fact: "priority", values: [], isNegated: false }]
  const policies = [policyNamed("gold", "Gold", begun), policyNamed("silver", "Silver")]
  const choices = { factName: (fact: string) => `<${fact}>` } as FactChoices
  const version = { policy: "gold", version: 1 }
  const target = { ...version, target: "resolution" }
  const findings: readonly PolicyFinding[] = [
    { finding: "overlap", policy: "gold", other: "silver" },
    { finding: "never-chosen", policy: "gold", other: "silver" },
    { finding: "never-matches", ...version, fact: "priority" },
    { finding: "never-matches", ...version, fact: "type" },
    { finding: "same-policy", policy: "gold" },
    { finding: "same-version", ...version },
    { finding: "versions-overlap", ...version, other: 2 },
    { finding: "ends-before-it-begins", ...version },
    { finding: "unusable-calendar", ...version, calendar: "office", reason: "unknown" },
    { finding: "same-target", ...target },
    { finding: "bad-promise", ...target },
    { finding: "answer-after-resolution", ...target },
    { finding: "same-step", ...target, step: "warn" },
    { finding: "bad-step", ...target, step: "warn" },
  ]
  const said = () => findings.map(finding => findingWords(finding, policies, choices))
  const english = said()
  expect(english[0]).toBe("Some tickets fit “Gold” and “Silver”. They get “Silver”, which stands first.")
  expect(english[2]).toBe("“Gold” does not say yet which <priority> it is for.")
  expect(english[9]).toBe("“Gold” promises Resolution twice.")
  await chooseLanguage("de", ["de-DE"])
  const all = [...english, ...said()]
  expect(new Set(all).size).toBe(all.length)
  for (const sentence of all) expect(sentence, sentence).toMatch(/[“„]Gold[”“].*\.$/)
})

test("TERMS-11 a replay is a row a target with what was in time and late, and counts tickets once", () => {
  const promise = (ticket: string, target: string): ReplayedPromise => ({
    ticket,
    audience: "customer",
    target,
    before: "met",
    after: "breached",
  })
  const first = withProgress(NO_RESULT, {
    done: 1,
    total: 2,
    before: { resolution: { met: 1 } },
    after: { resolution: { breached: 1 } },
    changed: [promise("a", "resolution"), promise("a", "other")],
  })
  const result = withProgress(first, {
    done: 2,
    total: 2,
    before: { resolution: { met: 1, exempt: 1, "not-promised": 4 } },
    after: { resolution: { breached: 1, open: 1 }, "internal network": { met: 2 } },
    changed: [promise("b", "resolution")],
  })
  expect([result.done, result.total, changedTickets(result)]).toEqual([2, 2, 2])
  expect(replayRows(result, [policyNamed("gold", "Gold")])).toEqual([
    {
      key: "resolution",
      kind: "resolution",
      before: { met: 1, breached: 0, other: 1 },
      after: { met: 0, breached: 1, other: 1 },
    },
    {
      key: "internal network",
      kind: null,
      before: { met: 0, breached: 0, other: 0 },
      after: { met: 2, breached: 0, other: 0 },
    },
  ])
})
