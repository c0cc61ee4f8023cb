import { execFile } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { afterAll, expect, test } from "vitest"

const ROOT = fileURLToPath(new URL("../../../", import.meta.url))
const WEFT = join(ROOT, "packages/sync-server/src/weft.ts")
const folder = mkdtempSync(join(tmpdir(), "weft-sla-"))
afterAll(() => rmSync(folder, { recursive: true }))

interface Line {
  readonly file: string
  readonly error?: string
  readonly clocks: readonly Readonly<Record<string, unknown>>[]
  readonly policies: readonly Readonly<Record<string, unknown>>[]
  readonly warnings: readonly { readonly code: string; readonly text: string }[]
}

function weft(...args: readonly string[]): Promise<{ status: number; out: string; complaints: string }> {
  return new Promise(resolve => {
    execFile(process.execPath, [WEFT, "sla", ...args], { cwd: folder }, (error, out, complaints) => {
      resolve({ status: error === null ? 0 : Number(error.code), out, complaints })
    })
  })
}

async function sla(contents: Readonly<Record<string, string | object>>) {
  for (const [name, content] of Object.entries(contents))
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content))
  const { status, out, complaints } = await weft(...Object.keys(contents).filter(name => name.endsWith(".json")))
  const lines = out
    .trimEnd()
    .split("\n")
    .map(line => JSON.parse(line) as Line)
  return { status, lines, complaints }
}

const GOOD = {
  calendar: { zone: "Europe/Berlin", week: { "mon-fri": "08:00-18:00" } },
  policy: { targets: { resolution: "4h" } },
  now: "2026-11-23T17:00",
  events: [{ kind: "opened", at: "2026-11-23T16:00" }] as object[],
}

test("SLA-31 the examples of the README give what it says", async () => {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8")
  const section = readme.slice(readme.indexOf("## Service clocks"), readme.indexOf("## Accounts"))
  const examples = [...section.matchAll(/```json\n([\s\S]*?)```\s+`([\w-]+)` is due at `([^`]+)`/g)]
  expect(examples).toHaveLength(4)
  const { status, lines } = await sla(
    Object.fromEntries(examples.map(([, content], place) => [`readme-${place}.json`, content!])),
  )
  expect(status).toBe(0)
  for (const [place, [, , target, due]] of examples.entries()) {
    expect(lines[place]!.clocks.find(clock => clock["target"] === target)!["due"], `example ${place}`).toBe(due)
    expect(lines[place]!.warnings.filter(({ code }) => code !== "overlap" && code !== "never-chosen")).toEqual([])
  }
})

test("SLA-30 weft sla prints a line a file, and one that cannot be read costs only itself", async () => {
  writeFileSync(join(folder, "packed.json"), gzipSync(JSON.stringify(GOOD)))
  const { status, lines, complaints } = await sla({ "cut.json": JSON.stringify(GOOD).slice(0, 90), "good.json": GOOD })
  expect(status).toBe(1)
  expect(lines[0]).toEqual({ file: "cut.json", error: expect.stringMatching(/^Line 1, column 91 /) })
  expect(complaints).toContain("cut.json: Line 1, column 91")
  expect(lines[1]).toMatchObject({
    file: "good.json",
    now: "2026-11-23T17:00:00+01:00",
    clocks: [
      {
        ticket: "ticket",
        target: "resolution",
        state: "running",
        unit: "minutes",
        promised: 240,
        elapsed: 60,
        paused: 0,
        remaining: 180,
        due: "2026-11-24T10:00:00+01:00",
        breached: false,
        ledger: [{ did: "ran", amount: 60, because: "opened", policy: "policy 1", version: 1 }],
      },
    ],
    warnings: [],
  })
  const packed = await weft("packed.json")
  expect(packed.status).toBe(0)
  const help = await weft("--help")
  expect([help.status, help.out]).toEqual([0, expect.stringContaining("pnpm weft sla FILE.json")])
  expect((await weft()).status).toBe(2)
})

const FAULTS: readonly [string, object, RegExp][] = [
  ["no working time", { calendar: { zone: "UTC", week: { mon: "" } } }, /^calendar: .*no working time.*Give/],
  [
    "all days off",
    { calendar: { zone: "UTC", week: { mon: "08:00-09:00" }, exceptions: [{ from: "1984-01-01", to: "2149-12-31" }] } },
    /no working time/,
  ],
  [
    "an unknown zone",
    { calendar: { zone: "Europe/Berlinn", week: {} } },
    /^calendar\.zone is "Europe\/Berlinn".*write one/,
  ],
  [
    "a span over midnight",
    { calendar: { zone: "UTC", week: { mon: "22:00-06:00" } } },
    /^calendar\.week\.mon has "22:00-06:00".*00:00-06:00/,
  ],
  ["spans that overlap", { calendar: { zone: "UTC", week: { mon: "08:00-12:00 11:00-13:00" } } }, /overlap/],
  ["an unknown country", { calendar: { ...GOOD.calendar, holidays: { country: "QQ" } } }, /no holidays of "QQ".*Write/],
  [
    "an unknown part",
    { calendar: { ...GOOD.calendar, holidays: { country: "DE-QQ" } } },
    /no part "QQ"\. There are .*BY/,
  ],
  [
    "a feed that is not there",
    { calendar: { ...GOOD.calendar, holidays: { ics: "none.ics" } } },
    /none\.ics cannot be read/,
  ],
  ["a misspelt field", { policy: { target: {} } }, /^policy\.target is not known; there are .*targets/],
  [
    "an unknown target",
    { policy: { targets: { reply: "4h" } } },
    /^policy\.targets\.reply is no target; there are first-response/,
  ],
  ["no amount", { policy: { targets: { resolution: "0h" } } }, /^policy\.targets\.resolution\.in is "0h".*such as/],
  [
    "an unknown calendar",
    { policy: { calendar: "night", targets: { resolution: "4h" } } },
    /"night" cannot be used \(unknown\)/,
  ],
  ["no time", { now: "yesterday" }, /^now is "yesterday".*such as/],
  [
    "a day that is none",
    { events: [{ kind: "opened", at: "2026-02-30T10:00" }] },
    /^events\[0\]\.at is "2026-02-30T10:00"/,
  ],
  ["an unknown kind", { events: [{ kind: "open", at: "2026-11-23T16:00" }] }, /^events\[0\]\.kind is "open".*opened/],
  ["events that are none", { events: 5 }, /^events has to be a list/],
  [
    "two policies of one id",
    {
      policy: [
        { id: "a", targets: {} },
        { id: "a", targets: {} },
      ],
    },
    /two of this id/,
  ],
]

test("SLA-30 what is wrong with a file is told with where and what to do", async () => {
  const files = Object.fromEntries(FAULTS.map(([, change], place) => [`fault-${place}.json`, { ...GOOD, ...change }]))
  const { status, lines } = await sla(files)
  expect(status).toBe(1)
  for (const [place, [name, , sentence]] of FAULTS.entries()) expect(lines[place]!.error, name).toMatch(sentence)
})

test("SLA-22 events that do not count as they were told are told in words", async () => {
  const events = [
    { kind: "opened", at: "2026-11-23T16:00", ticket: "A", id: "o" },
    { kind: "agent-reply", at: "2026-11-23T15:00", ticket: "A", id: "early" },
    { kind: "changed", at: "2026-11-24T15:00", ticket: "A", id: "late", facts: { state: "done" } },
    { kind: "changed", at: "2026-11-23T16:30", ticket: "A", id: "odd", facts: { state: "finished" } },
    { kind: "agent-reply", at: "2026-11-23T16:00", ticket: "B", id: "alone" },
  ]
  const { status, lines } = await sla({ "faults.json": { ...GOOD, events } })
  expect(status).toBe(0)
  expect(lines[0]!.warnings.map(({ code }) => code).toSorted()).toEqual([
    "before-opening",
    "in-the-future",
    "never-opened",
    "unknown-state",
  ])
  expect(lines[0]!.clocks).toHaveLength(1)
})

test("SLA-6 a feed beside the file has holidays and observances, and a day can be deselected", async () => {
  const feed = [
    "BEGIN:VCALENDAR",
    "BEGIN:VEVENT",
    "DTSTART;VALUE=DATE:20261124",
    "SUMMARY:Founding day",
    "DESCRIPTION:Public holiday",
    "END:VEVENT",
    "BEGIN:VEVENT",
    "DTSTART;VALUE=DATE:20261125",
    "SUMMARY:Day of the cake",
    "DESCRIPTION:Observance\\nTo hide observances",
    " , go to the settings",
    "END:VEVENT",
    "BEGIN:VEVENT",
    "DTSTART:20261126T100000Z",
    "SUMMARY:Meeting",
    "END:VEVENT",
    "END:VCALENDAR",
  ].join("\r\n")
  const of = (holidays: object) => ({
    ...GOOD,
    calendar: { ...GOOD.calendar, holidays: { ics: "feed.ics", ...holidays } },
  })
  const { lines } = await sla({
    "feed.ics": feed,
    "plain.json": of({}),
    "also.json": of({ also: ["2026-11-25"] }),
    "except.json": of({ except: ["2026-11-24"] }),
  })
  expect(lines.map(({ clocks }) => String(clocks[0]!["due"]).slice(0, 10))).toEqual([
    "2026-11-25",
    "2026-11-26",
    "2026-11-24",
  ])
  expect(lines[0]!.warnings).toEqual([
    {
      code: "not-a-whole-day",
      ticket: null,
      event: null,
      text: expect.stringContaining('feed.ics, line 13: "Meeting"'),
    },
  ])
})

test("SLA-17 the printed policy says which it is and why", async () => {
  const policy = [
    { name: "Urgent", when: { priority: ["high"] }, targets: { resolution: "1h" } },
    { name: "Usual", when: { queue: { not: ["spam"] } }, targets: { resolution: "8h" } },
  ]
  const { lines } = await sla({ "why.json": { ...GOOD, policy } })
  expect(lines[0]!.policies).toEqual([
    {
      ticket: "ticket",
      audience: "customer",
      from: "2026-11-23T16:00:00+01:00",
      policy: "Usual",
      version: 1,
      because: "opened",
      why: 'All hold: queue not "spam". Passed over: "Urgent" wants priority "high".',
    },
  ])
})
