import { execFile } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { afterAll, expect, test } from "vitest"
import { below, seededRandom } from "@weft/model/base/random"
import { isRefusal } from "@weft/model/base/result"
import { readPsplib } from "@weft/model/levelling/psplib"
import { endOf, faultsOf, jobsOf, libraryFiles, psplibText, type Jobs } from "../../support/activity-check.ts"
import { realFile } from "../../support/shared-data.ts"

const JOBS: Jobs = {
  durations: [0, 4, 3, 2, 0],
  demands: [
    [0, 0],
    [2, 1],
    [2, 0],
    [1, 1],
    [0, 0],
  ],
  successors: [[2, 3], [4], [4], [5], []],
  capacities: [3, 1],
}
const TEXT = psplibText(JOBS)

test("LEVEL-10 files of the library are read as they are, whatever their line ends", context => {
  for (const { name, text } of libraryFiles(realFile(context, "psplib"), "j60")) {
    const [network, jobs] = [readPsplib(text.replaceAll("\n", "\r\n")), jobsOf(text)]
    if (isRefusal(network)) throw new Error(`${name}: ${network.reason}`)
    expect(Array.from(network.durations), name).toEqual(jobs.durations)
    expect(Array.from(network.demands), name).toEqual(jobs.demands.flat())
    expect(Array.from(network.capacities), name).toEqual(jobs.capacities)
    expect(
      Array.from(network.successors.items, activity => activity + 1),
      name,
    ).toEqual(jobs.successors.flat())
  }
})

const FAULTS: readonly (readonly [string, (text: string) => string, Record<string, unknown>])[] = [
  ["not-psplib", () => "Dear all,\nplease find", { line: 1 }],
  ["not-psplib", () => "", { line: 1 }],
  ["missing-part", text => text.slice(0, text.indexOf("REQUESTS")), { what: "REQUESTS/DURATIONS" }],
  ["cut-off", text => text.slice(0, text.indexOf("    3    1    1")), {}],
  ["no-number", text => text.replace("    2    1    4", "    2    1  4.5"), { line: 24, found: "4.5" }],
  ["no-number", text => text.replace("    2    1    4", "    2    1   -4"), { line: 24, found: "-4" }],
  ["wrong-count", text => text.replace("    2    1    4    2    1", "    2    1    4    2"), { line: 24 }],
  ["wrong-count", text => text.replace("    1    1    2    2    3", "    1    1    2    2"), { line: 14 }],
  ["wrong-job", text => text.replace("    2    1    1    4", "    3    1    1    4"), { line: 15, expected: 2 }],
  ["several-modes", text => text.replace("    2    1    1    4", "    2    3    1    4"), { line: 15, job: 2 }],
  ["no-such-job", text => text.replace("    2    1    1    4", "    2    1    1    9"), { line: 15, job: 2, found: 9 }],
  ["too-little", text => text.replace("    2    1    4    2    1", "    2    1    4    2    7"), { line: 24, job: 2 }],
  ["ring", text => text.replace("    4    1    1    5", "    4    1    1    2"), { line: 17, ring: "4 → 2 → 4" }],
  [
    "not-renewable",
    text => text.replace("nonrenewable              :  0", "nonrenewable              :  2"),
    { line: 9 },
  ],
  ["impossible-value", text => text.replace("):  5", "):  0"), { line: 5, found: "0" }],
  ["too-long", text => text.replace("    2    1    4", "    2    1 19999999"), { most: 2_000_000 }],
]

test("LEVEL-11 what is wrong with a file is told with its line", () => {
  for (const [reason, spoil, detail] of FAULTS) {
    const spoilt = spoil(TEXT)
    expect(spoilt, `${reason} spoils nothing`).not.toBe(TEXT)
    expect(readPsplib(spoilt), reason).toMatchObject({ refused: true, reason, detail })
  }
})

test("LEVEL-11 no change of letters makes reading fail otherwise", () => {
  const random = seededRandom(11)
  for (let run = 0; run < 2000; run += 1) {
    let text = TEXT
    for (let change = below(4, random); change >= 0; change -= 1) {
      const at = below(text.length, random)
      text =
        text.slice(0, at) +
        ["", " ", "9", "-", "\n", "x", "99999999999"][below(7, random)]! +
        text.slice(at + below(3, random))
    }
    const network = readPsplib(text)
    if (isRefusal(network)) expect(network.detail["line"], JSON.stringify(network)).toBeGreaterThan(0)
    else expect(network.count).toBeGreaterThan(0)
  }
})

const WEFT = fileURLToPath(new URL("../../../packages/sync-server/src/weft.ts", import.meta.url))
const folder = mkdtempSync(join(tmpdir(), "weft-level-"))
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the command line in a process of its own, as people do. */
function weft(...args: readonly string[]): Promise<{ status: number; out: string; complaints: string }> {
  return new Promise(resolve => {
    execFile(process.execPath, [WEFT, ...args], { cwd: folder }, (error, out, complaints) => {
      resolve({ status: error === null ? 0 : Number(error.code), out, complaints })
    })
  })
}

test("LEVEL-12 weft level prints a line a file, packed or not, and goes on after one that is broken", async () => {
  writeFileSync(join(folder, "good.sm"), TEXT)
  writeFileSync(join(folder, "packed.sm.gz"), gzipSync(TEXT))
  writeFileSync(join(folder, "ring.sm"), TEXT.replace("    4    1    1    5", "    4    1    1    2"))
  const args = ["level", "good.sm", "ring.sm", "none.sm", "packed.sm.gz", "--schedules", "50", "--seed", "4", "--json"]
  const { status, out, complaints } = await weft(...args)
  expect(status).toBe(1)
  const [good, ring, none, packed] = out
    .trimEnd()
    .split("\n")
    .map(line => JSON.parse(line) as { file: string; makespan: number; starts: number[]; error?: string })
  expect(good).toEqual({
    file: "good.sm",
    makespan: 9,
    schedules: expect.any(Number),
    ms: expect.any(Number),
    starts: expect.any(Array),
  })
  expect(faultsOf(JOBS, good!.starts)).toEqual([])
  expect(endOf(JOBS, good!.starts)).toBe(9)
  expect(packed).toMatchObject({ file: "packed.sm.gz", makespan: 9, starts: good!.starts })
  expect(ring).toEqual({ file: "ring.sm", error: "Line 17: The jobs wait for each other in a ring: 4 → 2 → 4." })
  expect(none).toEqual({ file: "none.sm", error: "There is no such file." })
  expect(complaints.trimEnd().split("\n")).toEqual([`ring.sm: ${ring!.error}`, `none.sm: ${none!.error}`])
})

test("LEVEL-12 weft level says how it is used", async () => {
  expect(await weft("level", "--help")).toMatchObject({ status: 0, out: expect.stringContaining("--schedules N") })
  expect(await weft("level")).toMatchObject({ status: 2, complaints: expect.stringContaining("No file is named.") })
  const wrong = [["--schedules"], ["--seed=3"], ["--often"], ["--schedules", "0"]]
  const runs = await Promise.all(wrong.map(words => weft("level", "a.sm", ...words)))
  expect(runs.map(({ status }) => status)).toEqual([2, 2, 2, 2])
})
