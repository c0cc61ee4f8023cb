import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, expect, test } from "vitest"

/*
 * Clocks that were counted by hand from a calendar on the wall, and are asked of `weft sla`. 2026-11-23 is a Monday; in Berlin
 * clocks go back on Sunday, 2026-10-25, and forward on Sunday, 2027-03-28, in New York forward on Sunday, 2027-03-14.
 */

const WEFT = fileURLToPath(new URL("../../../packages/sync-server/src/weft.ts", import.meta.url))
const folder = mkdtempSync(join(tmpdir(), "weft-sla-cases-"))
afterAll(() => rmSync(folder, { recursive: true }))

const OFFICE = { zone: "Europe/Berlin", week: { "mon-fri": "08:00-12:00 13:00-17:00" } }
const ALWAYS = { zone: "Europe/Berlin", week: { "mon-sun": "00:00-24:00" } }
const SUNDAYS = { zone: "Europe/Berlin", week: { sun: "00:00-06:00", mon: "08:00-10:00" } }
const NEW_YORK = { zone: "America/New_York", week: { "mon-fri": "09:00-17:00" } }

type Told = readonly [kind: string, at: string, facts?: Readonly<Record<string, string>>]
type Counted = Readonly<Record<string, unknown>>

interface Case {
  readonly calendar?: object
  readonly policy: object
  readonly events: readonly Told[]
  readonly now: string
  /** Of the last cycle of the one target, or of each of its cycles. */
  readonly counted: Counted | readonly Counted[]
}

const resolution = (within: string, more: object = {}) => ({ targets: { resolution: within }, ...more })
const opened = (at: string, facts: Readonly<Record<string, string>> = {}): Told => ["opened", at, facts]
const state = (at: string, is: string): Told => ["changed", at, { state: is }]
const reopened = [opened("2026-11-23T09:00"), state("2026-11-23T11:00", "done"), state("2026-11-24T13:00", "active")]
const raised = [
  opened("2026-11-23T09:00", { priority: "low" }),
  state("2026-11-23T10:00", "paused"),
  state("2026-11-23T11:00", "active"),
  ["changed", "2026-11-23T14:00", { priority: "high" }] as const,
]
const byPriority = (onChange: string) => [
  { id: "high", when: { priority: ["high"] }, onChange, ...resolution("6h") },
  { id: "usual", ...resolution("16h") },
]
const exempted = [opened("2026-11-23T09:00"), ["exempted", "2026-11-23T15:00"] as const]

const CASES: Readonly<Record<string, Case>> = {
  "over a weekend": {
    ...{ policy: resolution("4h"), events: [opened("2026-11-27T15:00")], now: "2026-11-27T16:00" },
    counted: { due: "2026-11-30T10:00:00+01:00", elapsed: 60 },
  },
  "over the break at noon": {
    ...{ policy: resolution("4h"), events: [opened("2026-11-23T10:00")], now: "2026-11-23T14:00" },
    counted: { due: "2026-11-23T15:00:00+01:00", elapsed: 180 },
  },
  "from a Saturday": {
    ...{ policy: resolution("1h"), events: [opened("2026-11-28T11:00")], now: "2026-11-29T11:00" },
    counted: { due: "2026-11-30T09:00:00+01:00", elapsed: 0 },
  },
  "from within the break": {
    ...{ policy: resolution("5h"), events: [opened("2026-11-23T12:30")], now: "2026-11-23T12:45" },
    counted: { due: "2026-11-24T09:00:00+01:00", elapsed: 0 },
  },
  "over a holiday and a weekend": {
    calendar: { ...OFFICE, holidays: { days: ["2026-12-25"] } },
    ...{ policy: resolution("3h"), events: [opened("2026-12-24T16:00")], now: "2026-12-26T12:00" },
    counted: { due: "2026-12-28T10:00:00+01:00", elapsed: 60 },
  },
  "to the very end of a day": {
    ...{ policy: resolution("4h"), events: [opened("2026-11-23T13:00")], now: "2026-11-23T14:00" },
    counted: { due: "2026-11-23T17:00:00+01:00", remaining: 180 },
  },
  "while the clocks go back": {
    calendar: ALWAYS,
    ...{ policy: resolution("8h"), events: [opened("2026-10-24T20:00")], now: "2026-10-25T03:30+01:00" },
    counted: { due: "2026-10-25T03:00:00+01:00", elapsed: 510, state: "breached" },
  },
  "while the clocks go forward": {
    calendar: ALWAYS,
    ...{ policy: resolution("8h"), events: [opened("2027-03-27T20:00")], now: "2027-03-28T04:00" },
    counted: { due: "2027-03-28T05:00:00+02:00", elapsed: 420, state: "running" },
  },
  "within a night of seven hours": {
    calendar: SUNDAYS,
    ...{ policy: resolution("7h"), events: [opened("2026-10-25T00:00")], now: "2026-10-25T06:00" },
    counted: { due: "2026-10-25T06:00:00+01:00", elapsed: 420, state: "running" },
  },
  "beyond a night of five hours": {
    calendar: SUNDAYS,
    ...{ policy: resolution("6h"), events: [opened("2027-03-28T00:00")], now: "2027-03-28T12:00" },
    counted: { due: "2027-03-29T09:00:00+02:00", elapsed: 300 },
  },
  "over a weekend on which the clocks go back": {
    ...{ policy: resolution("2h"), events: [opened("2026-10-23T16:00")], now: "2026-10-24T12:00" },
    counted: { due: "2026-10-26T09:00:00+01:00" },
  },
  "over a weekend on which they go forward elsewhere": {
    calendar: NEW_YORK,
    ...{ policy: resolution("2h"), events: [opened("2027-03-12T16:00")], now: "2027-03-13T12:00" },
    counted: { due: "2027-03-15T10:00:00-04:00" },
  },
  "over a day with hours of its own": {
    calendar: { ...OFFICE, exceptions: [{ on: "2026-11-24", hours: "10:00-11:00" }] },
    ...{ policy: resolution("3h"), events: [opened("2026-11-23T16:00")], now: "2026-11-24T12:00" },
    counted: { due: "2026-11-25T09:00:00+01:00", elapsed: 120 },
  },
  "with a rest within hours": {
    policy: resolution("8h"),
    events: [opened("2026-11-23T09:00"), state("2026-11-23T11:00", "paused"), state("2026-11-24T10:00", "active")],
    now: "2026-11-24T11:00",
    counted: { due: "2026-11-24T17:00:00+01:00", elapsed: 180, paused: 420 },
  },
  "with a rest that begins and ends outside hours": {
    policy: resolution("8h"),
    events: [opened("2026-11-23T15:00"), state("2026-11-23T20:00", "paused"), state("2026-11-24T06:00", "active")],
    now: "2026-11-24T09:00",
    counted: { due: "2026-11-24T15:00:00+01:00", elapsed: 180, paused: 0 },
  },
  "with a rest over a holiday and a weekend": {
    calendar: { ...OFFICE, holidays: { days: ["2026-11-27"] } },
    policy: resolution("8h"),
    events: [opened("2026-11-26T15:00"), state("2026-11-26T16:00", "paused"), state("2026-11-30T09:00", "active")],
    now: "2026-11-30T09:00",
    counted: { due: "2026-11-30T17:00:00+01:00", elapsed: 60, paused: 120, state: "running" },
  },
  "opened again, from the start": {
    ...{ policy: resolution("8h"), events: reopened, now: "2026-11-24T14:00" },
    counted: [
      { state: "met", elapsed: 120 },
      { due: "2026-11-25T12:00:00+01:00", elapsed: 60 },
    ],
  },
  "opened again, with what was left": {
    ...{ policy: resolution("8h", { onReopen: "continue" }), events: reopened, now: "2026-11-24T14:00" },
    counted: [
      { state: "met", elapsed: 120 },
      { due: "2026-11-25T10:00:00+01:00", elapsed: 180, paused: 0 },
    ],
  },
  "under another policy that keeps": {
    ...{ policy: byPriority("keep"), events: raised, now: "2026-11-23T15:00" },
    counted: [{ policy: "high", due: "2026-11-23T17:00:00+01:00", elapsed: 240, paused: 60 }],
  },
  "under another policy that begins anew": {
    ...{ policy: byPriority("restart"), events: raised, now: "2026-11-23T15:00" },
    counted: [
      { policy: "usual", state: "ended", stoppedBy: "restarted", elapsed: 180 },
      { policy: "high", due: "2026-11-24T11:00:00+01:00", elapsed: 60, paused: 0 },
    ],
  },
  "to the next response, from the first message": {
    policy: { targets: { "next-response": "2h" } },
    events: [
      opened("2026-11-23T09:00"),
      ["agent-reply", "2026-11-23T10:00"],
      ["customer-message", "2026-11-23T16:30"],
      ["customer-message", "2026-11-24T08:30"],
    ],
    now: "2026-11-24T09:00",
    counted: [{ due: "2026-11-24T09:30:00+01:00", elapsed: 90 }],
  },
  "from one update to the next": {
    policy: { targets: { update: "8h" } },
    events: [
      opened("2026-11-23T09:00"),
      ["agent-reply", "2026-11-23T10:00"],
      ["customer-message", "2026-11-23T16:30"],
      ["agent-reply", "2026-11-24T09:00"],
    ],
    now: "2026-11-24T10:00",
    counted: [
      { state: "met", due: "2026-11-24T10:00:00+01:00", elapsed: 420 },
      { due: "2026-11-25T09:00:00+01:00", elapsed: 60 },
    ],
  },
  "to an owner": {
    policy: { targets: { assignment: "2h" } },
    events: [opened("2026-11-27T16:30"), ["changed", "2026-11-30T08:30", { owner: "kim" }]],
    now: "2026-11-30T12:00",
    counted: [{ state: "met", elapsed: 60 }],
  },
  "in days, over a weekend": {
    ...{ policy: resolution("2d"), events: [opened("2026-11-27T15:00")], now: "2026-11-30T18:00" },
    counted: { due: "2026-12-01T17:00:00+01:00", elapsed: 1 },
  },
  "in days, from a Saturday": {
    ...{ policy: resolution("1d"), events: [opened("2026-11-28T15:00")], now: "2026-11-30T10:00" },
    counted: { due: "2026-11-30T17:00:00+01:00", elapsed: 0 },
  },
  "in days, over a holiday": {
    calendar: { ...OFFICE, holidays: { days: ["2026-11-30"] } },
    ...{ policy: resolution("1d"), events: [opened("2026-11-27T09:00")], now: "2026-11-30T18:00" },
    counted: { due: "2026-12-01T17:00:00+01:00", elapsed: 0 },
  },
  "in days, with a rest": {
    policy: resolution("2d"),
    events: [opened("2026-11-23T10:00"), state("2026-11-24T10:00", "paused"), state("2026-11-25T10:00", "active")],
    now: "2026-11-25T12:00",
    counted: { due: "2026-11-26T17:00:00+01:00", elapsed: 0, paused: 1 },
  },
  "exempted after it was late": {
    ...{ policy: { targets: { "first-response": "4h" } }, events: exempted, now: "2026-11-24T09:00" },
    counted: { state: "exempt", breachedAt: "2026-11-23T14:00:00+01:00" },
  },
  "counted again after it was exempted": {
    policy: { targets: { "first-response": "4h" } },
    events: [...exempted, ["exemption-withdrawn", "2026-11-23T16:00"]],
    now: "2026-11-24T09:00",
    counted: { state: "breached", breachedAt: "2026-11-23T14:00:00+01:00", elapsed: 480 },
  },
}

test("SLA-30 weft sla says what was counted by hand, on every kind of day and for every kind of promise", () => {
  const names = Object.keys(CASES)
  for (const [place, { calendar = OFFICE, policy, events, now }] of Object.values(CASES).entries()) {
    const told = events.map(([kind, at, facts = {}]) => ({ kind, at, facts, reason: "The line was cut" }))
    writeFileSync(join(folder, `${place}.json`), JSON.stringify({ calendar, policy, now, events: told }))
  }
  const files = names.map((_, place) => `${place}.json`)
  const out = execFileSync(process.execPath, [WEFT, "sla", ...files], { cwd: folder, encoding: "utf8" })
  const lines = out
    .trimEnd()
    .split("\n")
    .map(line => JSON.parse(line) as { readonly clocks: readonly Counted[] })
  expect(lines).toHaveLength(names.length)
  for (const [place, name] of names.entries()) {
    const { counted } = CASES[name]!
    const { clocks } = lines[place]!
    if (Array.isArray(counted)) expect(clocks, name).toMatchObject(counted)
    else expect(clocks.at(-1), name).toMatchObject(counted)
  }
})
