import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { seededRandom } from "@weft/model/base/random"
import { mergePlans, type Merging } from "@weft/model/exchange/plan-file/merge-plans"
import type { FileTask, PlanFile } from "@weft/model/exchange/plan-file/plan-file"
import { realFile } from "../../support/shared-data.ts"
import { after, datesIn, mspdi, mspdiText, planIn, scheduleOf, task } from "./plan-files.ts"

const FILE = mspdi(`<Tasks>
${task(1, { Summary: 1 })}
${task(2, { OutlineLevel: 2, ActualStart: "2026-03-02T08:00:00", ActualDuration: "PT2H0M0S" })}
${task(3, { OutlineLevel: 2 }, after(2))}
${task(4, {}, after(3))}
</Tasks><Resources><Resource><UID>7</UID><Name>Ana</Name></Resource></Resources>
<Assignments><Assignment><UID>1</UID><TaskUID>3</TaskUID><ResourceUID>7</ResourceUID><Work>PT8H0M0S</Work></Assignment></Assignments>`)

const without = (text: string, uid: number) => text.replace(new RegExp(`<Task><UID>${uid}</UID>.*</Task>\n`), "")
const withTask = (plan: PlanFile, id: string, change: Partial<FileTask>): PlanFile => ({
  ...plan,
  tasks: plan.tasks.map(row => (row.id === id ? { ...row, ...change } : row)),
})
const taskIn = (plan: PlanFile, id: string) => plan.tasks.find(row => row.id === id)!
const notesOf = (merging: Merging) =>
  mergePlans(merging).notes.map(({ kind, id, what, field, taken }) => `${kind} ${id} ${what} ${field} ${taken}`)

test("PLANFILE-50 importing the same file again changes nothing and brings nothing twice", async () => {
  const base = await planIn(FILE)
  const { plan, notes } = mergePlans({ base, ours: base, theirs: await planIn(FILE) })
  expect(notes).toEqual([])
  expect(mspdiText(plan)).toBe(mspdiText(base))
})

test("PLANFILE-51 what only the file changed is updated, what only the plan changed stands", async () => {
  const base = await planIn(FILE)
  const theirs = await planIn(FILE.replace("Task 4", "Roof").replace("</Tasks>", `${task(5, {}, after(4))}</Tasks>`))
  const ours = withTask(base, "3", { duration: 9600, remainingDuration: 9600, name: "Walls" })
  const { plan } = mergePlans({ base, ours, theirs })
  expect(plan.tasks.map(({ id, name, duration }) => [id, name, duration])).toEqual([
    ["1", "Task 1", 4800],
    ["2", "Task 2", 4800],
    ["3", "Walls", 9600],
    ["4", "Roof", 4800],
    ["5", "Task 5", 4800],
  ])
  expect(taskIn(plan, "3").remainingDuration).toBe(9600)
  expect(plan.links).toHaveLength(3)
  expect(notesOf({ base, ours, theirs })).toEqual([
    "tasks 3 kept name ours",
    "tasks 3 kept duration ours",
    "tasks 4 updated name theirs",
    "tasks 5 added  theirs",
    "links 5:0 added  theirs",
  ])
})

test("PLANFILE-52 of what both changed ours stands unless somebody chooses, and of links the later", async () => {
  const base = await planIn(FILE)
  const theirs = await planIn(FILE.replace("Task 4", "Roof").replace("<LinkLag>0</LinkLag>", "<LinkLag>4800</LinkLag>"))
  const ours = {
    ...withTask(base, "4", { name: "Attic" }),
    links: base.links.map(link => ({ ...link, kind: "SS" as const })),
  }
  const stands = mergePlans({ base, ours, theirs, isLaterHere: () => true }).plan
  expect([taskIn(stands, "4").name, stands.links[0]!.kind, stands.links[0]!.lag.amount]).toEqual(["Attic", "SS", 0])
  const taken = mergePlans({
    base,
    ours,
    theirs,
    isLaterHere: () => false,
    choose: ({ field }) => (field === "name" ? "theirs" : null),
  }).plan
  expect([taskIn(taken, "4").name, taken.links[0]!.kind, taken.links[0]!.lag.amount]).toEqual(["Roof", "FS", 4800])
  expect(taken.links[1]!.kind).toBe("SS")
})

test("PLANFILE-53 rows that one side took out are listed: gone ones stay, and those taken out here stay out", async () => {
  const base = await planIn(FILE)
  const theirs = await planIn(without(FILE, 4))
  const ours = { ...base, tasks: base.tasks.filter(({ id }) => id !== "3") }
  const { plan } = mergePlans({ base, ours, theirs })
  expect(plan.tasks.map(({ id }) => id)).toEqual(["1", "2", "4"])
  expect(plan.links).toEqual([])
  expect(plan.assignments).toEqual([])
  expect(notesOf({ base, ours, theirs }).slice(0, 2)).toEqual(["tasks 3 taken-out  ours", "tasks 4 gone  ours"])
  const chosen = mergePlans({ base, ours, theirs, choose: () => "theirs" }).plan
  expect(chosen.tasks.map(({ id }) => id)).toEqual(["1", "2", "3"])
})

test("PLANFILE-54 what was really worked is never taken from a file that comes again", async () => {
  const base = await planIn(FILE)
  const theirs = await planIn(
    FILE.replace("PT2H0M0S", "PT6H0M0S").replace(
      "<Work>PT8H0M0S</Work>",
      "<Work>PT12H0M0S</Work><ActualWork>PT4H0M0S</ActualWork>",
    ),
  )
  const { plan } = mergePlans({ base, ours: base, theirs })
  expect(taskIn(plan, "2")).toMatchObject({ actualDuration: 1200, remainingDuration: 3600 })
  expect(plan.assignments[0]).toMatchObject({ work: 7200, actualWork: 0, remainingWork: 7200 })
})

test("PLANFILE-55 two moves that close a ring leave the outline of the file", async () => {
  const base = await planIn(mspdi(`<Tasks>${task(1)}${task(2)}${task(3)}</Tasks>`))
  const theirs = await planIn(mspdi(`<Tasks>${task(1)}${task(2, { OutlineLevel: 2 })}${task(3)}</Tasks>`))
  const own = withTask(base, "1", { parent: "2" })
  const added = { ...taskIn(base, "3"), id: "new", parent: "1" }
  const ours = { ...own, tasks: [own.tasks[1]!, own.tasks[0]!, added, own.tasks[2]!] }
  const { plan } = mergePlans({ base, ours, theirs })
  expect(plan.tasks.map(({ id, parent }) => [id, parent])).toEqual([
    ["1", null],
    ["2", "1"],
    ["new", null],
    ["3", null],
  ])
})

for (const seed of [1, 2, 3, 4, 5])
  test(`PLANFILE-56 three ways of one plan make a sound plan that is written and read again, seed ${seed}`, async context => {
    const random = seededRandom(seed)
    const base = await planIn(readFileSync(realFile(context, "mspdi/native_sample.xml")))
    const [ours, theirs] = [edited(base, random), edited(await planIn(mspdiText(edited(base, random))), random)]
    const { plan } = mergePlans({ base, ours, theirs })
    const seen = new Set<string>()
    for (const { id, parent } of plan.tasks) {
      expect(parent === null || seen.has(parent)).toBe(true)
      expect(seen.has(id)).toBe(false)
      seen.add(id)
    }
    const again = await planIn(mspdiText(plan))
    expect(again.warnings).toEqual([])
    expect(datesIn(scheduleOf(again))).toEqual(datesIn(scheduleOf(plan)))
    expect(mergePlans({ base: theirs, ours: plan, theirs }).plan.tasks.map(({ id }) => id)).toEqual(
      plan.tasks.map(({ id }) => id),
    )
  })

/** A plan with some tasks renamed, lengthened, put below others and taken out, as if by somebody. */
function edited(plan: PlanFile, random: () => number): PlanFile {
  const pick = (count: number) => Math.floor(random() * count)
  let next = plan
  for (let edit = 0; edit < 8; edit += 1) {
    const at = 1 + pick(next.tasks.length - 1)
    const row = next.tasks[at]!
    const kind = pick(5)
    if (kind === 0) next = withTask(next, row.id, { name: `Name ${pick(100)}` })
    else if (kind === 1) next = withTask(next, row.id, { duration: pick(5) * 4800 })
    else if (kind === 2) next = { ...next, links: next.links.filter(() => random() < 0.7) }
    else if (kind === 3 && !next.tasks.some(({ parent }) => parent === row.id)) next = taskTakenOut(next, row.id)
    else next = withTask(next, row.id, { notes: `Note ${pick(100)}` })
  }
  return next
}

function taskTakenOut(plan: PlanFile, id: string): PlanFile {
  return {
    ...plan,
    tasks: plan.tasks.filter(row => row.id !== id),
    links: plan.links.filter(({ from, to }) => from !== id && to !== id),
    assignments: plan.assignments.filter(row => row.task !== id),
  }
}
