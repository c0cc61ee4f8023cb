import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"
import { describe, expect, test } from "vitest"
import { seededRandom } from "@weft/model/base/random"
import { isRefusal } from "@weft/model/base/result"
import { mspdiLosses } from "@weft/model/exchange/mspdi/losses"
import type { FileTask, PlanFile } from "@weft/model/exchange/plan-file/plan-file"
import { toPlanInput } from "@weft/model/exchange/plan-file/plan-input"
import { readPlan } from "@weft/model/exchange/plan-file/read-plan"
import { realFile } from "../../support/shared-data.ts"
import { after, bytesOf, datesIn, mspdi, mspdiText, planIn, scheduleOf, task } from "./plan-files.ts"

/** What the engine reads of a plan, without what rows keep beside it and what follows from the dates. */
const inputText = (plan: PlanFile) => {
  const { project, tasks, ...input } = toPlanInput(plan)
  const summaries = new Set(tasks.map(({ parent }) => parent))
  const rows = tasks.map(row => (summaries.has(row.id) ? { ...row, duration: 0 } : row))
  const kept = new Set(["source", "stored"])
  return JSON.stringify([input, rows, { ...project, finish: null }], (key, value: unknown) =>
    kept.has(key) ? null : value,
  )
}

test("PLANFILE-10 every real plan that is written and read again has the same inputs and the same schedule", async context => {
  const folder = realFile(context, "mspdi")
  const names = readdirSync(folder).filter(name => /\.xml(\.gz)?$/.test(name))
  expect(names.length).toBeGreaterThan(60)
  for (const name of names) {
    const bytes = readFileSync(join(folder, name))
    // The three largest add nothing but time.
    if (name.endsWith(".gz") && bytes.length > 120_000) continue
    const plan = await planIn(name.endsWith(".gz") ? gunzipSync(bytes) : bytes)
    const again = await planIn(mspdiText(plan))
    expect(inputText(again) === inputText(plan), name).toBe(true)
    expect(JSON.stringify(scheduleOf(again)) === JSON.stringify(scheduleOf(plan)), name).toBe(true)
  }
})

const UNKNOWN = `<Tasks>
  <Task><UID>4</UID><IsNull>1</IsNull></Task>
  ${task(1, { FutureField: "kept &amp; sound", Cost: "12345" }, '<Baseline><Number>0</Number><Cost>1</Cost></Baseline><FutureThing mark="a&quot;b"><Inside>x</Inside></FutureThing>')}
  ${task(2, {}, after(99) + after(1))}
</Tasks><FutureSection><Thing/></FutureSection>
<Assignments><Assignment><UID>1</UID><TaskUID>77</TaskUID><ResourceUID>1</ResourceUID></Assignment></Assignments>`

describe("PLANFILE-11 what is not understood is written back as it was", () => {
  test("PLANFILE-11 unknown fields, records, sections and links to nowhere stay", async () => {
    const written = mspdiText(await planIn(mspdi(UNKNOWN)))
    for (const kept of [
      "<FutureField>kept &amp; sound</FutureField>",
      "<Cost>12345</Cost>",
      '<FutureThing mark="a&quot;b">',
      "<Inside>x</Inside>",
      "<FutureSection>",
      "<PredecessorUID>99</PredecessorUID>",
      "<IsNull>1</IsNull>",
      "<TaskUID>77</TaskUID>",
      "<Name>house.xml</Name>",
    ])
      expect(written).toContain(kept)
    expect(written.indexOf("<UID>4</UID>")).toBeLessThan(written.indexOf("<UID>1</UID>"))
    expect(mspdiText(await planIn(written))).toBe(written)
  })

  test("PLANFILE-11 only what changed since is written anew", async () => {
    const plan = await planIn(mspdi(UNKNOWN))
    const renamed = { ...plan, tasks: plan.tasks.map(row => (row.id === "1" ? { ...row, name: "New" } : row)) }
    const [before, now] = [mspdiText(plan).split("\n"), mspdiText(renamed).split("\n")]
    expect(now.filter(line => !before.includes(line)).map(line => line.trim())).toEqual(["<Name>New</Name>"])
    const unlinked = mspdiText({ ...plan, links: [] })
    expect(unlinked).not.toContain("<PredecessorUID>1</PredecessorUID>")
    expect(unlinked).toContain("<PredecessorUID>99</PredecessorUID>")
  })
})

test("PLANFILE-10 what was added, moved and taken out since is so in the file", async () => {
  const resources = "<Resources><Resource><UID>7</UID></Resource><Resource><UID>8</UID></Resource></Resources>"
  const assignment = (uid: number, who: number) =>
    `<Assignment><UID>${uid}</UID><TaskUID>2</TaskUID><ResourceUID>${who}</ResourceUID><Work>PT8H0M0S</Work></Assignment>`
  const plan = await planIn(
    mspdi(
      `<Tasks>${task(1)}<Task><UID>9</UID><ID>2</ID><IsNull>1</IsNull></Task>${task(2)}${task(3, {}, after(1))}</Tasks>${resources}<Assignments>${assignment(1, 7)}${assignment(2, 8)}</Assignments>`,
    ),
  )
  const [one, two, three] = plan.tasks as [FileTask, FileTask, FileTask]
  const added = { ...two, id: "new", name: "Added", parent: "1", source: null }
  const edited: PlanFile = {
    ...plan,
    tasks: [three, one, { ...two, parent: "1", duration: 9600 }, added],
    links: [{ ...plan.links[0]!, id: "mine", from: "3", to: "2", source: null }],
    resources: plan.resources.slice(1),
    assignments: plan.assignments.slice(1),
  }
  const again = await planIn(mspdiText(edited))
  expect(again.tasks.map(({ id, name, parent, duration }) => [id, name, parent, duration])).toEqual([
    ["3", "Task 3", null, 4800],
    ["1", "Task 1", null, expect.any(Number)],
    ["2", "Task 2", "1", 9600],
    ["4", "Added", "1", 4800],
  ])
  expect(again.links.map(({ from, to }) => [from, to])).toEqual([["3", "2"]])
  expect(again.resources.map(({ id }) => id)).toEqual(["8"])
  expect(again.assignments.map(({ id, task: of, resource }) => [id, of, resource])).toEqual([["2", "2", "8"]])
  const numbers = [...mspdiText(edited).matchAll(/<(?:ID|OutlineNumber)>(.*)</g)].map(match => match[1])
  expect(numbers).toEqual(["1", "1", "2", "2", "3", "2.1", "4", "2.2"])
})

test("PLANFILE-12 the computed dates are written, with new fields where the published schema wants them", async () => {
  const written = mspdiText(
    await planIn(
      mspdi(`<Tasks>${task(1, { Start: "2020-01-01T08:00:00", Notes: "n" })}${task(2, {}, after(1))}</Tasks>`),
    ),
  )
  const second = written.slice(written.lastIndexOf("<Task>"))
  const names = [...second.slice(0, second.indexOf("</Task>")).matchAll(/<([A-Z]\w*)>/g)].map(match => match[1]!)
  const order =
    "Task UID Name OutlineLevel Start Finish Duration Critical EarlyStart EarlyFinish LateStart LateFinish FreeSlack TotalSlack PredecessorLink"
  expect(names.filter(name => order.split(" ").includes(name))).toEqual(order.split(" "))
  expect(second).toContain("<Start>2026-03-03T08:00:00</Start>")
  expect(written).not.toContain("2020-01-01")
  expect(written).toContain("<FinishDate>2026-03-03T17:00:00</FinishDate>")
})

test("PLANFILE-12 overtime and manual tasks without a typed date are written for what they are", async () => {
  const plan = await planIn(
    mspdi(`<Tasks>${task(1)}${task(2, {}, after(1))}</Tasks><Resources><Resource><UID>7</UID></Resource></Resources>
    <Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>7</ResourceUID><Work>PT16H0M0S</Work></Assignment></Assignments>`),
  )
  const own: PlanFile = {
    ...plan,
    tasks: plan.tasks.map(row => ({ ...row, source: null, mode: row.id === "2" ? ("manual" as const) : row.mode })),
    assignments: plan.assignments.map(row => ({ ...row, source: null, overtimeWork: 4800 })),
    source: null,
  }
  const again = await planIn(mspdiText(own))
  expect(again.tasks[1]).toMatchObject({ mode: "manual", start: null })
  expect(again.assignments[0]).toMatchObject({ work: 9600, overtimeWork: 4800 })
  expect(datesIn(scheduleOf(again))).toEqual(datesIn(scheduleOf(own)))
})

test("PLANFILE-12 letters that XML cannot hold are left out, and all others come back", async () => {
  const name = 'a < b & "c" > \u{1F3E0} ä\u00a0 '
  const plan = await planIn(mspdi(`<Tasks>${task(1)}</Tasks>`))
  const named = { ...plan, tasks: [{ ...plan.tasks[0]!, name: `${name}\u0001|\ud800`, notes: "one\r\ntwo" }] }
  const [again] = (await planIn(mspdiText(named))).tasks
  expect(again).toMatchObject({ name: `${name}|`, notes: "one\r\ntwo" })
})

/** Texts that tear numbers, dates and codes out of their bounds. */
const ODD =
  "0 -1 99999999999 NaN PT99999999H0M0S -PT8H0M0S 2024-02-30T08:00:00 1899-01-01T00:00:00 abc 1e308 65535 3.7 2149-12-31T23:59:00 1984-01-01T00:00:00".split(
    " ",
  )

for (const seed of [1, 2, 3])
  test(`PLANFILE-13 no damage to a file makes reading, scheduling or writing it throw, seed ${seed}`, async context => {
    const random = seededRandom(seed)
    const pick = (count: number) => Math.floor(random() * count)
    const sources = ["native_sample.xml", "native_caltest.xml", "native_assignments_project2019.xml"].map(name =>
      readFileSync(realFile(context, `mspdi/${name}`), "utf8"),
    )
    let read = 0
    for (let round = 0; round < 40; round += 1) {
      let text = sources[pick(sources.length)]!
      for (let edit = 1 + pick(6); edit > 0; edit -= 1) text = damaged(text, pick)
      const plan = await readPlan([bytesOf(text)])
      if (isRefusal(plan)) continue
      read += 1
      const schedule = scheduleOf(plan)
      for (const dates of schedule.tasks) expect(Object.values(dates).every(value => value === value)).toBe(true)
      const again = await planIn(mspdiText(plan))
      expect(datesIn(scheduleOf(again))).toEqual(datesIn(schedule))
    }
    expect(read).toBeGreaterThan(5)
  })

function damaged(text: string, pick: (count: number) => number): string {
  const values = [...text.matchAll(/>([^<\s][^<]{0,40})</g)]
  const value = values[pick(values.length)]!
  const kind = pick(10)
  if (kind < 8)
    return text.slice(0, value.index + 1) + ODD[pick(ODD.length)]! + text.slice(value.index + value[0].length - 1)
  return kind === 8 ? text.slice(0, value.index) + text.slice(value.index + 3) : text.slice(0, -pick(400))
}

test("PLANFILE-14 as late as successors allow becomes as late as possible for Microsoft Project, which is told", async () => {
  const read = await planIn(mspdi(`<Tasks>${task(1, {})}${task(2, {})}</Tasks>`))
  expect(mspdiLosses(read)).toEqual([])
  const tasks = read.tasks.map((row, place) =>
    place === 0 ? { ...row, constraint: { kind: "ZFF" as const, date: null } } : row,
  )
  const waiting = { ...read, tasks }
  expect(mspdiLosses(waiting)).toEqual([{ what: "zero-free-float", count: 1 }])
  const again = await planIn(mspdiText(waiting))
  expect(again.tasks.map(({ constraint }) => constraint)).toEqual([
    { kind: "ALAP", date: null },
    { kind: "ASAP", date: null },
  ])
})
