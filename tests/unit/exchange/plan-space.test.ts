import { describe, expect, test } from "vitest"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"
import { linkItems, unlinkItems } from "@weft/model/actions/dependency"
import { assign } from "@weft/model/actions/assignment"
import { saveBaseline } from "@weft/model/actions/baseline"
import { patchItems, trashItems } from "@weft/model/actions/item"
import { patchMember } from "@weft/model/actions/space"
import { reportProgress } from "@weft/model/actions/progress"
import { moveBar, setDuration } from "@weft/model/actions/schedule-items"
import { type BaselineId, type ItemId, type MemberId, type SpaceId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { readMspdi } from "@weft/model/exchange/mspdi/read"
import { writeMspdi } from "@weft/model/exchange/mspdi/write"
import type { PlanFile } from "@weft/model/exchange/plan-file/plan-file"
import { toPlanInput } from "@weft/model/exchange/plan-file/plan-input"
import { readPlan } from "@weft/model/exchange/plan-file/read-plan"
import { importPlan, previewPlan } from "@weft/model/exchange/plan-space/import-plan"
import { planFileOf } from "@weft/model/exchange/plan-space/plan-file-of-space"
import { keyOfPlan, planItemId } from "@weft/model/exchange/plan-space/plan-key"
import { planOf } from "@weft/model/plan/plan-of-space"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { dependencyId } from "@weft/model/schema/planning"
import { emptyTables, living } from "@weft/model/schema/snapshot"
import { descriptionOf } from "@weft/model/replica/prose"
import { foundSpace, itemOf, MORNING, Person, SPACE } from "../../support/person.ts"
import { at, datesOf, DAY, linksOf, makePlan, link } from "../../support/planned-space.ts"
import { realFile } from "../../support/shared-data.ts"

const TABLE = `UID;WBS;Name;Duration;Predecessors;Start;Notes
11;1;House;;;;
12;1.1;Roof;3d;;2026-11-30;Slate
13;1.2;Paint;2d;1.1;;
14;2;Move;1d;1.2;;
`

async function planOfText(text: string): Promise<PlanFile> {
  const file = await readPlan([Buffer.from(text)])
  if (isRefusal(file)) throw new Error(file.reason)
  return { ...file, project: { ...file.project, name: "House" } }
}

function planner(): Person {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  return ana
}

function itemNamed(person: Person, title: string): ItemId {
  const item = living(person.snapshot.items).find(row => row.title === title)
  if (item === undefined) throw new Error(`there is no ${title}`)
  return item.id
}

/** How many records an import would change, by what becomes of them. */
function states(person: Person, file: PlanFile) {
  const { states: found } = previewPlan(person.snapshot, { file })
  return { new: found.new, updated: found.updated, trashed: found.trashed }
}

describe("PLAN-20 a plan's file becomes a plan of a space", () => {
  test("with its outline, links, durations and notes, as the preview said", async () => {
    const ana = planner()
    const file = await planOfText(TABLE)
    expect(previewPlan(ana.snapshot, { file }).counts).toMatchObject({ items: 4, dependencies: 2 })
    const written = ana.do(importPlan, { file })
    expect(datesOf(ana.snapshot)).toEqual({
      House: "11-30T08 – 12-04T17",
      Roof: "11-30T08 – 12-02T17",
      Paint: "12-03T08 – 12-04T17",
      Move: "12-07T08 – 12-07T17",
    })
    const roof = itemNamed(ana, "Roof")
    expect(itemOf(ana.snapshot, roof).parent).toBe(itemNamed(ana, "House"))
    expect(descriptionOf(ana.replica.open(`text/${SPACE}/${roof}`).doc)).toContain("Slate")
    ana.undo(written)
    expect(living(ana.snapshot.items)).toEqual([])
    expect(states(ana, file)).toMatchObject({ new: 0 })
    ana.do(importPlan, { file, restore: true })
    expect(datesOf(ana.snapshot)).toMatchObject({ Move: "12-07T08 – 12-07T17" })
  })

  test("people of the file are members of the same mail or name, and others resources of the space", async () => {
    const ana = planner()
    ana.do(patchMember, { member: "ben" as MemberId, mail: "Ben@example.org" })
    makePlan(ana, { Paint: 2 })
    ana.do(assign, { item: itemNamed(ana, "Paint"), resource: "ben" as MemberId })
    const file = planFileOf(ana.snapshot)
    const eve = new Person("eve", 2, MORNING)
    foundSpace(eve, ["eve"])
    eve.do(importPlan, { file })
    expect(living(eve.snapshot.resources)).toMatchObject([{ name: "ben", member: null, mail: "Ben@example.org" }])
    const other = planner()
    other.do(importPlan, { file })
    expect(planOf(other.snapshot).assignments).toMatchObject([{ resource: "ben", work: 2 * DAY }])
  })

  test("it is refused where there is no space, and two devices that import it make one plan", async () => {
    const file = await planOfText(TABLE)
    const nowhere = { ...emptyTables(), space: "S9" as SpaceId }
    expect(previewPlan(nowhere, { file }).states).toMatchObject({ new: 7 })
    const [ana, ben] = [planner(), new Person("ben", 2, MORNING)]
    expect(ben.try(importPlan, { file })).toMatchObject({ reason: "not-found" })
    for (const update of ana.stored()) ben.receive(update)
    ana.do(importPlan, { file })
    ben.do(importPlan, { file })
    for (const update of ana.stored()) ben.receive(update)
    for (const update of ben.stored()) ana.receive(update)
    expect(living(ana.snapshot.items)).toHaveLength(4)
    expect(datesOf(ana.snapshot)).toEqual(datesOf(ben.snapshot))
  })
})

describe("PLAN-21 a file that comes again is compared in three ways", () => {
  test("unchanged it changes nothing; what only one side changed is that side's, and progress stays ours", async () => {
    const ana = planner()
    const file = await planOfText(TABLE)
    ana.do(importPlan, { file })
    ana.outbox = []
    ana.do(importPlan, { file })
    expect(ana.outbox).toEqual([])
    ana.do(setDuration, { items: [itemNamed(ana, "Paint")], duration: 4 * DAY })
    ana.do(reportProgress, { items: [itemNamed(ana, "Roof")], percent: 50 })
    ana.do(patchItems, { items: [itemNamed(ana, "Move")], fields: { title: "Move in" } })
    const changed = await planOfText(TABLE.replace("Move;1d", "Move;3d").replace("Paint;2d", "Paint;5d"))
    const { rows } = previewPlan(ana.snapshot, { file: changed })
    const kept = rows.flatMap(({ name, kept: fields }) => fields.map(each => [name, each.field, each.changedInBoth]))
    expect(kept).toEqual(
      expect.arrayContaining([
        ["Paint", "durationTenths", true],
        ["Move", "title", false],
      ]),
    )
    ana.do(importPlan, { file: changed })
    expect(itemOf(ana.snapshot, itemNamed(ana, "Move in")).durationTenths).toBe(3 * DAY)
    expect(itemOf(ana.snapshot, itemNamed(ana, "Paint")).durationTenths).toBe(4 * DAY)
    expect(itemOf(ana.snapshot, itemNamed(ana, "Roof")).percentComplete).toBe(50)
  })

  test("what was taken out here stays out, and what the file has no more stays and is listed", async () => {
    const ana = planner()
    const file = await planOfText(TABLE)
    ana.do(importPlan, { file })
    const paint = itemNamed(ana, "Paint")
    ana.do(trashItems, { items: [itemNamed(ana, "Move")] })
    ana.do(unlinkItems, { links: [dependencyId(itemNamed(ana, "Roof"), paint, "FS")] })
    const shorter = await planOfText(TABLE.replace("13;1.2;Paint;2d;1.1;;\n", "").replace("Move;1d;1.2", "Move;1d;1.1"))
    expect(previewPlan(ana.snapshot, { file: shorter }).gone).toEqual([
      { kind: "items", id: paint, name: "Paint", goes: false },
    ])
    ana.do(importPlan, { file: shorter })
    expect(Object.keys(datesOf(ana.snapshot))).toEqual(["House", "Paint", "Roof"])
    ana.do(importPlan, { file })
    expect(linksOf(ana.snapshot).filter(text => text.startsWith("Roof→Paint"))).toEqual([])
  })

  test("a link whose kind the file has changed takes the place of the one before; links that people drew stay", async () => {
    const ana = planner()
    ana.do(importPlan, { file: await planOfText(TABLE) })
    ana.do(linkItems, { links: [{ from: itemNamed(ana, "Roof"), to: itemNamed(ana, "Move") }] })
    ana.do(importPlan, { file: await planOfText(TABLE.replace("Paint;2d;1.1", "Paint;2d;1.1SS")) })
    expect(linksOf(ana.snapshot)).toEqual(["Paint→Move: kept", "Roof→Move: kept", "Roof→Paint: kept"])
    expect(datesOf(ana.snapshot)).toMatchObject({ Paint: "11-30T08 – 12-01T17" })
  })
})

/** The rows of a schedule without ids, in order. */
function bare(input: ReturnType<typeof planOf>, without: string | null = null) {
  return schedulePlan(input)
    .tasks.filter(({ id }) => id !== without)
    .map(row => ({ ...row, id: "" }))
}

async function readXmlText(text: string): Promise<PlanFile> {
  const file = await readMspdi([Buffer.from(text)])
  if (isRefusal(file)) throw new Error(file.reason)
  return file
}

test("PLAN-22 a space that is written for Microsoft Project and read again has the same schedule", async () => {
  const ana = planner()
  const { Paint, Dry, Furnish } = makePlan(ana, { Paint: 2, Dry: 1, Furnish: 3 })
  link(ana, Paint, Dry, "FS", { kind: "elapsed", amount: 14_400, unit: "days" })
  link(ana, Dry, Furnish, "SS")
  ana.do(moveBar, { item: Paint, start: at("2026-12-01T08:00") })
  ana.do(assign, { item: Paint, resource: "ben" as MemberId, units: 0.5 })
  ana.do(reportProgress, { items: [Paint], percent: 50 })
  ana.do(saveBaseline, { id: ana.newId<BaselineId>(), name: "Offer" })
  const file = planFileOf(ana.snapshot)
  const text = [...writeMspdi(file, schedulePlan(toPlanInput(file)))].join("")
  const again = await readXmlText(text)
  expect(bare(toPlanInput(again), again.project.wholeTask)).toEqual(bare(planOf(ana.snapshot)))
  expect(again.tasks.find(({ name }) => name === "Furnish")!.baselines).toMatchObject([
    { number: 0, duration: 3 * DAY },
  ])
})

test("PLAN-23 real plans have the same schedule in a space as in their files, and come again without a change", async context => {
  const folder = realFile(context, "mspdi")
  const names = readdirSync(folder).filter(name => /\.xml(\.gz)?$/.test(name))
  // Every third is enough here; they are of all kinds.
  for (const name of names.filter((_, index) => index % 3 === 0)) {
    const bytes = readFileSync(join(folder, name))
    const file = await readXmlText((name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString())
    const ana = planner()
    ana.do(importPlan, { file })
    const rows = new Map(schedulePlan(planOf(ana.snapshot)).tasks.map(row => [row.id, row]))
    for (const row of schedulePlan(toPlanInput(file)).tasks) {
      if (row.id === file.project.wholeTask) continue
      const id = planItemId(SPACE, keyOfPlan(file), row.id)
      expect({ ...rows.get(id), id: row.id }, `${name} ${row.id}`).toEqual(row)
    }
    ana.outbox = []
    ana.do(importPlan, { file })
    expect(ana.outbox, name).toEqual([])
  }
})
