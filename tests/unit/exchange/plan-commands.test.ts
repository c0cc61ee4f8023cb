import { execFile } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { afterAll, expect, test } from "vitest"
import { after, mspdi, task } from "./plan-files.ts"

const WEFT = fileURLToPath(new URL("../../../packages/sync-server/src/weft.ts", import.meta.url))

/** Runs the command line in a process of its own, as people do. */
function weft(...args: readonly string[]): Promise<{ status: number; out: string; complaints: string }> {
  return new Promise(resolve => {
    execFile(process.execPath, [WEFT, ...args], { cwd: folder }, (error, out, complaints) => {
      resolve({ status: error === null ? 0 : Number(error.code), out, complaints })
    })
  })
}

const folder = mkdtempSync(join(tmpdir(), "weft-plans-"))
afterAll(() => rmSync(folder, { recursive: true }))
const inFolder = (name: string) => join(folder, name)

const PLAN = mspdi(`<Tasks>
${task(0, { OutlineLevel: 0, Name: "House" })}
${task(1, { Duration: "PT16H0M0S" })}
${task(2, {}, after(1, 1, 2400))}
${task(3, {}, after(99))}
</Tasks>`)

test("PLANFILE-40 weft schedule --json prints a line a file, and goes on after one that cannot be read", async () => {
  writeFileSync(inFolder("good.xml.gz"), gzipSync(PLAN))
  writeFileSync(inFolder("bad.xml"), PLAN.slice(0, 300))
  writeFileSync(inFolder("half.xml.gz"), gzipSync(PLAN).subarray(0, 200))
  const { status, out, complaints } = await weft(
    "schedule",
    "bad.xml",
    "half.xml.gz",
    "none.xml",
    "good.xml.gz",
    "--json",
  )
  expect(status).toBe(1)
  const lines = out
    .trimEnd()
    .split("\n")
    .map(line => JSON.parse(line) as Record<string, unknown>)
  expect(lines.slice(0, 3)).toEqual([
    { file: "bad.xml", error: expect.stringMatching(/line 8, column \d+/) },
    { file: "half.xml.gz", error: expect.stringContaining("breaks off") },
    { file: "none.xml", error: "There is no such file." },
  ])
  expect(complaints.trimEnd().split("\n")).toEqual(lines.slice(0, 3).map(line => `${line["file"]}: ${line["error"]}`))
  const { tasks, ...rest } = lines[3] as { tasks: unknown[] }
  expect(rest).toEqual({
    file: "good.xml.gz",
    start: "2026-03-02T08:00:00",
    finish: "2026-03-05T12:00:00",
    warnings: [{ code: "link-to-nowhere", uid: 3, text: expect.stringContaining('99 of "Task 3" (3)') }],
  })
  expect(tasks).toHaveLength(4)
  expect(tasks[0]).toMatchObject({ uid: 0, name: "House", summary: true, critical: true })
  expect(tasks[3]).toEqual({
    uid: 3,
    name: "Task 3",
    start: "2026-03-02T08:00:00",
    finish: "2026-03-02T17:00:00",
    earlyStart: "2026-03-02T08:00:00",
    earlyFinish: "2026-03-02T17:00:00",
    lateStart: "2026-03-04T13:00:00",
    lateFinish: "2026-03-05T12:00:00",
    totalSlackMinutes: 1200,
    freeSlackMinutes: 1200,
    critical: false,
    summary: false,
  })
})

test("PLANFILE-41 weft schedule prints a table that people can read, and every command its help", async () => {
  writeFileSync(inFolder("plan.xml"), PLAN)
  const { status, out } = await weft("schedule", "plan.xml")
  expect(status).toBe(0)
  expect(out).toContain('plan.xml: "house.xml" from 2026-03-02 08:00 to 2026-03-05 12:00')
  expect(out).toMatch(/ 1 {4} {2}Task 1 +2026-03-02 08:00 {2}2026-03-03 17:00 {2}0d +critical/)
  expect((await weft("schedule", "--help")).out).toContain("totalSlackMinutes")
  expect((await weft("convert", "--help")).out).toContain("3FS+2d".slice(3))
  expect(await weft("schedule")).toMatchObject({ status: 2, complaints: expect.stringContaining("No file is named.") })
  expect(await weft("convert", "plan.xml", "plan.pdf")).toMatchObject({ status: 2 })
})

test("PLANFILE-42 weft convert writes a plan in one step, and leaves what was there if anything goes wrong", async () => {
  writeFileSync(inFolder("in.xml"), PLAN)
  const toTable = await weft("convert", "in.xml", "out.csv")
  expect(toTable).toMatchObject({ status: 0, out: expect.stringContaining("A table cannot hold:") })
  expect((await weft("convert", "out.csv", "out.xml")).status).toBe(0)
  const dates = async (file: string) => {
    const { tasks } = JSON.parse((await weft("schedule", file, "--json")).out) as { tasks: unknown[] }
    return tasks
  }
  expect(await dates("out.xml")).toEqual(await dates("in.xml"))
  const before = readFileSync(inFolder("out.xml"), "utf8")
  writeFileSync(inFolder("bad.xml"), PLAN.slice(0, 300))
  expect(await weft("convert", "bad.xml", "out.xml")).toMatchObject({
    status: 1,
    complaints: expect.stringContaining("line 8"),
  })
  expect(readFileSync(inFolder("out.xml"), "utf8")).toBe(before)
  expect(await weft("convert", "in.xml", "nowhere/out.xml")).toMatchObject({ status: 1 })
  expect(existsSync(inFolder("nowhere"))).toBe(false)
  expect(readdirSync(folder).filter(name => name.includes(".part"))).toEqual([])
})

test("PLAN-24 weft import --json says what a plan's file would make in a new space", async () => {
  writeFileSync(inFolder("plan.xml"), PLAN)
  writeFileSync(inFolder("torn.xml"), PLAN.slice(0, 300))
  const { status, out } = await weft("import", "plan.xml", "torn.xml", "--json")
  expect(status).toBe(1)
  const [read, torn] = out
    .trimEnd()
    .split("\n")
    .map(line => JSON.parse(line) as Record<string, unknown>)
  expect(read).toMatchObject({
    file: "plan.xml",
    kind: "plan",
    makes: { items: 3, dependencies: 1 },
    leftOut: [],
    warnings: [expect.stringContaining("is not in the file") as string],
  })
  expect(torn).toEqual({ file: "torn.xml", error: expect.stringMatching(/line 8, column \d+/) as string })
  expect((await weft("import", "plan.xml")).out).toMatch(/It would make:\s+3 +items\s+1 +link/)
})
