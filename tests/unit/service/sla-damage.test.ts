import { expect, test } from "vitest"
import { below, seededRandom, type Random } from "@weft/model/base/random"
import { slaCommand } from "@weft/sync-server/command-line/sla"

const FILE = {
  calendar: [
    {
      id: "desk",
      zone: "Europe/Berlin",
      week: { "mon-fri": "08:00-12:00 13:00-18:00", sat: "" },
      exceptions: [{ on: "2026-11-24", hours: "10:00-12:00" }],
      holidays: { days: ["2026-11-25"], kinds: ["public"], except: [], also: ["2026-11-26"] },
    },
  ],
  policy: [
    {
      id: "high",
      when: { priority: ["high"], queue: { not: ["spam"] } },
      onChange: "restart",
      targets: {
        "first-response": "2h",
        resolution: { in: "8h", pausesIn: ["paused"], steps: ["-1h", { id: "x", at: "2h", do: [{ notify: "lead" }] }] },
      },
    },
    {
      id: "team",
      audience: "internal",
      targets: { network: { kind: "held", in: "2d", while: { queue: ["network"] } } },
    },
    { id: "usual", versions: [{ from: "2026-01-01T00:00", until: "2027-01-01T00:00", targets: { resolution: "3d" } }] },
  ],
  now: "2026-11-27T12:00",
  events: [
    { kind: "opened", at: "2026-11-23T09:00", facts: { priority: "high", queue: "network" } },
    { kind: "agent-reply", at: "2026-11-23T10:00", facts: { state: "paused" } },
    { kind: "changed", at: "2026-11-24T10:00", facts: { state: "active", priority: "low" } },
    { kind: "exempted", at: "2026-11-25T10:00", target: "resolution", reason: "fire" },
  ],
}

const JUNK: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  "",
  "x",
  "2026-13-01",
  "24:00-25:00",
  [],
  {},
  [[]],
  { __proto__: 1 },
  ["2026-11-25"],
  "99999h",
  "-5m",
  "9999d",
  "9999-01-01T00:00",
  "constructor",
]

/** The same content with one place anywhere in it replaced by junk, left out or twice. */
function damaged(value: unknown, random: Random): unknown {
  if (typeof value !== "object" || value === null || below(6, random) === 0) return JUNK[below(JUNK.length, random)]
  const keys = Object.keys(value)
  if (keys.length === 0) return JUNK[below(JUNK.length, random)]
  const key = keys[below(keys.length, random)]!
  const inner = (value as Record<string, unknown>)[key]
  if (Array.isArray(value)) {
    const change = below(8, random)
    if (change === 0) return value.filter((_, place) => String(place) !== key)
    if (change === 1) return [...(value as unknown[]), inner]
    return value.map((one, place): unknown => (String(place) === key ? damaged(one, random) : one))
  }
  if (below(8, random) === 0) return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
  if (below(12, random) === 0) return { ...value, [`${key}s`]: inner }
  return { ...value, [key]: damaged(inner, random) }
}

/** The line that is printed of a content. */
async function lineOf(content: unknown): Promise<Record<string, unknown>> {
  const lines: string[] = []
  const none = () => {}
  await slaCommand.run(["file.json"], {
    readFile: async () => "There is no such file.",
    openFile: async () =>
      (async function* () {
        yield new TextEncoder().encode(JSON.stringify(content))
      })(),
    print: line => lines.push(line),
    complain: none,
    progress: none,
    dataFolder: "",
    now: () => 0,
    createName: () => "",
  })
  return JSON.parse(lines[0]!) as Record<string, unknown>
}

test("SLA-30 whatever is damaged in a file, it is refused with its place, or read without a number that is none", async () => {
  expect(await lineOf(FILE)).not.toHaveProperty("error")
  const random = seededRandom(8)
  const counts = { refused: 0, read: 0 }
  for (let round = 0; round < 1500; round += 1) {
    const content = damaged(below(3, random) === 0 ? damaged(FILE, random) : FILE, random)
    const line = await lineOf(content)
    const where = JSON.stringify(content)
    if (typeof line["error"] === "string") {
      counts.refused += 1
      expect(line["error"], where).not.toMatch(/damaged|invariant|undefined|TypeError|RangeError/)
      expect(line["error"], where).toMatch(/^(The file|calendar|policy|Policy|now|events)/)
      continue
    }
    counts.read += 1
    for (const clock of line["clocks"] as Record<string, unknown>[])
      for (const field of ["elapsed", "paused", "remaining", "promised"])
        expect(clock[field], where).toEqual(expect.any(Number))
  }
  expect(counts.refused).toBeGreaterThan(500)
  expect(counts.read).toBeGreaterThan(50)
})
