import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { assign } from "@weft/model/actions/assignment"
import { saveBaseline } from "@weft/model/actions/baseline"
import { changeLink, linkItems } from "@weft/model/actions/dependency"
import { createItem, patchItems } from "@weft/model/actions/item"
import { perform } from "@weft/model/actions/define"
import { patchMember } from "@weft/model/actions/space"
import { reportProgress } from "@weft/model/actions/progress"
import { setDuration } from "@weft/model/actions/schedule-items"
import type { BaselineId, ItemId, MemberId, SpaceId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import type { PlanFile } from "@weft/model/exchange/plan-file/plan-file"
import { readPlan } from "@weft/model/exchange/plan-file/read-plan"
import { toPlanInput } from "@weft/model/exchange/plan-file/plan-input"
import { importPlan, preparePlanImport, previewPlan } from "@weft/model/exchange/plan-space/import-plan"
import { keptKeys, packFile, unpackFile } from "@weft/model/exchange/plan-space/kept-file"
import { planFileOut } from "@weft/model/exchange/plan-space/plan-file-out"
import { isPlanFile, openPlan } from "@weft/model/exchange/plan-space/opened-plan"
import { linksChangedInBoth, takesOfLater } from "@weft/model/exchange/plan-space/later-links"
import { dependencyId } from "@weft/model/schema/planning"
import { whenWrote } from "../../../packages/client/src/data/worker/when-wrote.ts"
import { gzip } from "@weft/model/exchange/plan-space/gzip"
import { withPins } from "@weft/model/exchange/plan-file/plan-facts"
import { planSpaceId } from "@weft/model/exchange/plan-space/plan-key"
import { writeOutline } from "@weft/model/exchange/outline/write"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { descriptionOf } from "@weft/model/replica/prose"
import { living } from "@weft/model/schema/snapshot"
import { foundSpace, itemOf, MORNING, Person, SPACE } from "../../support/person.ts"
import { at, datesOf, DAY, makePlan } from "../../support/planned-space.ts"
import { realFile } from "../../support/shared-data.ts"
import { after, bytesOf, mspdi, mspdiText, planIn, task } from "./plan-files.ts"

function planner(): Person {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  return ana
}

const itemNamed = (person: Person, title: string): ItemId =>
  living(person.snapshot.items).find(row => row.title === title)!.id

/** Imports a file as the screen does: with the file itself, to keep what is not understood. */
async function bring(person: Person, text: string, choices: object = {}): Promise<PlanFile> {
  const file = await planIn(text)
  const packed = file.source === null ? null : await packFile(file.source)
  person.do(importPlan, { file, packed, withCosts: true, ...choices })
  return file
}

/** The plan as the export of a space for Microsoft Project writes it. */
async function exported(person: Person): Promise<string> {
  const [key] = keptKeys(person.snapshot)
  const file = key === undefined ? null : await unpackFile(person.snapshot, key)
  return mspdiText(planFileOut(person.snapshot, file === null ? null : { key: key!, file }))
}

async function differences(person: Person, text: string) {
  const { rows, gone, states } = previewPlan(person.snapshot, { file: await planIn(text) })
  return {
    new: rows.filter(({ state }) => state === "new").map(({ kind, name }) => `${kind} ${name}`),
    updated: rows.flatMap(row => row.updated.map(({ field }) => `${row.name} ${field}`)),
    kept: rows.flatMap(row => row.kept.map(({ field }) => `${row.name} ${field}`)),
    gone: gone.map(({ name }) => name),
    trashed: states.trashed,
  }
}

const NONE = { new: [], updated: [], kept: [], gone: [], trashed: 0 }

/** A plan with much that Weft has no field for. */
const HOUSE = mspdi(
  `<OutlineCodes><OutlineCode><FieldID>188744096</FieldID><Alias>Trade</Alias></OutlineCode></OutlineCodes>
<ExtendedAttributes><ExtendedAttribute><FieldID>188743731</FieldID><Alias>Permit</Alias></ExtendedAttribute></ExtendedAttributes>
<Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><BaseCalendarUID>-1</BaseCalendarUID></Calendar></Calendars>
<Tasks>
${task(0, { Name: "House", OutlineLevel: 0 })}
${task(7, { Name: "Roof", Contact: "Ada", HyperlinkAddress: "https://roof.example", FixedCost: 120000 }, "<ExtendedAttribute><FieldID>188743731</FieldID><Value>B-12</Value></ExtendedAttribute><FromTheFuture><Deep>1</Deep></FromTheFuture>")}
${task(9, { Name: "Paint" }, after(7))}
${task(11, { Name: "Move", Notes: "Two vans" }, after(9))}
</Tasks>
<Resources><Resource><UID>3</UID><Name>Kim</Name><Type>1</Type><StandardRate>40</StandardRate></Resource></Resources>
<Assignments><Assignment><UID>5</UID><TaskUID>9</TaskUID><ResourceUID>3</ResourceUID><Units>1</Units><Work>PT8H0M0S</Work><CostRateTable>2</CostRateTable></Assignment></Assignments>`,
  "<Title>House</Title><CalendarUID>1</CalendarUID><Author>Ada</Author>",
)

test("PLAN-25 what an import does not understand goes back with the plan, and ids and spelling stay", async () => {
  const ana = planner()
  await bring(ana, HOUSE)
  const before = await planIn(HOUSE)
  const again = await exported(ana)
  for (const kept of [
    "<Alias>Permit</Alias>",
    "<Value>B-12</Value>",
    "<Alias>Trade</Alias>",
    "<Author>Ada</Author>",
    "<Contact>Ada</Contact>",
    "<HyperlinkAddress>https://roof.example</HyperlinkAddress>",
    "<FixedCost>120000</FixedCost>",
    "<Deep>1</Deep>",
    "<StandardRate>40</StandardRate>",
    "<CostRateTable>2</CostRateTable>",
    "<Notes>Two vans</Notes>",
  ])
    expect(again, kept).toContain(kept)
  const after = await planIn(again)
  expect(after.tasks.map(({ id, name, parent }) => [id, name, parent])).toEqual(
    before.tasks.map(({ id, name, parent }) => [id, name, parent]),
  )
  expect(after.calendars.map(({ id }) => id)).toEqual(["1"])
  expect(schedulePlan(toPlanInput(after)).tasks).toEqual(schedulePlan(toPlanInput(before)).tasks)
  expect(await differences(ana, again)).toEqual(NONE)
  ana.outbox = []
  await bring(ana, HOUSE)
  expect(ana.outbox).toEqual([])
})

test("PLAN-25 a file without calendars, resources or names comes back without them", async () => {
  const bare = mspdi(`<Tasks>${task(1)}${task(2, {}, after(1))}</Tasks>`, "<Title>Bare</Title>")
  const ana = planner()
  await bring(ana, bare)
  const again = await exported(ana)
  expect(again).not.toContain("<Calendar")
  expect(again).not.toContain("<Resource")
  expect(await differences(ana, again)).toEqual(NONE)
})

test("PLAN-26 what was edited and made here is in the exported file once, and comes back without a change", async () => {
  const ana = planner()
  await bring(ana, HOUSE)
  ana.do(patchItems, { items: [itemNamed(ana, "Roof")], fields: { title: "Tile the roof" } })
  ana.do(setDuration, { items: [itemNamed(ana, "Paint")], duration: 3 * DAY })
  ana.do(reportProgress, { items: [itemNamed(ana, "Tile the roof")], percent: 100 })
  const sweep = ana.newId<ItemId>()
  ana.do(createItem, { id: sweep, title: "Sweep" })
  ana.do(linkItems, { links: [{ from: itemNamed(ana, "Move"), to: sweep }] })
  ana.do(assign, { item: sweep, resource: "ben" as MemberId })
  ana.do(saveBaseline, { id: ana.newId<BaselineId>(), name: "Offer" })
  const text = await exported(ana)
  const file = await planIn(text)
  expect(file.tasks.map(({ id, name }) => `${id} ${name}`)).toEqual([
    "0 House",
    "7 Tile the roof",
    "9 Paint",
    "11 Move",
    "12 Sweep",
  ])
  expect(text).toContain("<Value>B-12</Value>")
  expect(file.tasks[1]!.actualFinish).not.toBeNull()
  expect(file.tasks[2]!.duration).toBe(3 * DAY)
  expect(file.tasks[4]!.baselines).toHaveLength(1)
  expect(file.assignments).toHaveLength(2)
  expect(await differences(ana, text)).toEqual(NONE)
  await bring(ana, text)
  expect(living(ana.snapshot.items)).toHaveLength(4)
  expect(living(ana.snapshot.assignments)).toHaveLength(2)
  expect(living(ana.snapshot.resources).map(({ name }) => name)).toEqual(["Kim"])
})

test("PLAN-26 a plan that was made here comes back as itself, as XML and as a table", async () => {
  const ana = planner()
  const made = makePlan(ana, { Paint: 2, Dry: 1 })
  ana.do(assign, { item: made["Paint"]!, resource: "ben" as MemberId, units: 0.5 })
  const text = await exported(ana)
  expect(await differences(ana, text)).toEqual(NONE)
  await bring(ana, text)
  expect(living(ana.snapshot.items)).toHaveLength(2)
  expect(living(ana.snapshot.calendars)).toHaveLength(0)
  const out = planFileOut(ana.snapshot, null)
  const table = writeOutline(out, schedulePlan(toPlanInput(out)))
  const found = await differences(ana, table)
  expect(found).toEqual(NONE)
})

test("PLAN-27 of what both changed somebody chooses field by field, and of what the file lost row by row", async () => {
  const ana = planner()
  await bring(ana, HOUSE)
  const [roof, paint, move] = ["Roof", "Paint", "Move"].map(title => itemNamed(ana, title))
  ana.do(patchItems, { items: [roof!], fields: { title: "Slate roof" } })
  ana.do(setDuration, { items: [roof!], duration: 4 * DAY })
  const changed = HOUSE.replace("<Name>Roof</Name>", "<Name>Tin roof</Name>")
    .replace("<UID>7</UID>", "<UID>7</UID>")
    .replace(/(<Name>Tin roof<\/Name>.*?<Duration>)PT8H0M0S/s, "$1PT16H0M0S")
    .replace(/<Task><UID>11<.*?<\/Task>/s, "")
  const found = await differences(ana, changed)
  expect(found).toMatchObject({ kept: ["Tin roof durationTenths", "Tin roof title"], gone: ["Move"] })
  await bring(ana, changed)
  expect(itemOf(ana.snapshot, roof!)).toMatchObject({ title: "Slate roof", durationTenths: 4 * DAY })
  expect(itemOf(ana.snapshot, move!).deleted).toBeNull()
  const file = await bring(ana, changed, { takes: { [roof!]: ["durationTenths"] }, removes: { [move!]: true } })
  expect(itemOf(ana.snapshot, roof!)).toMatchObject({ title: "Slate roof", durationTenths: 2 * DAY })
  expect(itemOf(ana.snapshot, move!).deleted).not.toBeNull()
  expect(previewPlan(ana.snapshot, { file }).gone).toEqual([])
  expect(itemOf(ana.snapshot, paint!).deleted).toBeNull()
})

test("PLAN-26 descriptions go out as notes; other notes in a file are told, and the description here stays", async () => {
  const ana = planner()
  const file = await bring(ana, HOUSE)
  const move = itemNamed(ana, "Move")
  const [key] = keptKeys(ana.snapshot)
  const from = { key: key!, file: (await unpackFile(ana.snapshot, key!))! }
  const notesOf = (texts: Readonly<Record<string, string>>) =>
    planFileOut(ana.snapshot, from, texts).tasks.find(({ name }) => name === "Move")!.notes
  expect(notesOf({ [move]: descriptionOf(ana.replica.open(`text/${SPACE}/${move}`).doc) })).toBe("Two vans")
  expect(notesOf({})).toBe("Two vans")
  expect(notesOf({ [move]: "Three vans" })).toBe("Three vans")
  expect(planFileOut(ana.snapshot, null, { [move]: "Three vans" }).tasks.map(({ notes }) => notes)).toContain(
    "Three vans",
  )
  expect(previewPlan(ana.snapshot, { file }).rows.some(({ hasOtherNotes }) => hasOtherNotes)).toBe(false)
  const other = await planIn(HOUSE.replace("Two vans", "Five vans"))
  const told = previewPlan(ana.snapshot, { file: other }).rows.filter(({ hasOtherNotes }) => hasOtherNotes)
  expect(told.map(({ name }) => name)).toEqual(["Move"])
})

test("PLAN-27 a link that only the file took out goes, one that was changed here too stays", async () => {
  const ana = planner()
  await bring(ana, HOUSE)
  const without = HOUSE.replace(after(9), "")
  const preview = previewPlan(ana.snapshot, { file: await planIn(without) })
  expect(preview.gone).toMatchObject([{ kind: "dependencies", name: "Paint → Move", goes: true }])
  await bring(ana, without)
  expect(living(ana.snapshot.dependencies)).toHaveLength(1)
})

const SHEET = "WBS,Name,Duration\n1,House,\n1.1,Roof,3d\n1.2,Paint,2d\n2,Garden,\n2.1,Paint,1d\n"

test("PLAN-27 of a link that both changed the later change is chosen, where it is known which that is", async () => {
  const ana = planner()
  await bring(ana, HOUSE)
  const [roof, paint] = [itemNamed(ana, "Roof"), itemNamed(ana, "Paint")]
  const link = dependencyId(roof, paint, "FS")
  expect(whenWrote(ana.replica.document(`space/${SPACE}`)!, "dependencies", [link])).toEqual([null])
  ana.do(changeLink, { link, lag: { kind: "working", amount: 4800, unit: "days" } })
  expect(whenWrote(ana.replica.document(`space/${SPACE}`)!, "dependencies", [link])).toEqual([MORNING])
  const { rows } = previewPlan(ana.snapshot, { file: await planIn(HOUSE.replace(after(7), after(7, 1, 9600))) })
  const links = linksChangedInBoth(rows)
  expect(links).toEqual([{ id: link, fields: ["lag"] }])
  const [before, later] = [at("2026-11-23T08:00"), at("2026-11-23T10:00")]
  expect(takesOfLater(links, later, [before])).toEqual({ [link]: ["lag"] })
  expect(takesOfLater(links, before, [later])).toEqual({ [link]: [] })
  expect(takesOfLater(links, null, [before])).toEqual({ [link]: [] })
  expect(takesOfLater(links, later, [null])).toEqual({ [link]: [] })
})

test("PLAN-28 a table without ids is matched by code and name, else by titles, which is told", async () => {
  const ana = planner()
  const named = async (text: string) => {
    const file = await planIn(text)
    return { ...file, project: { ...file.project, name: "House" } }
  }
  ana.do(importPlan, { file: await named(SHEET) })
  expect(previewPlan(ana.snapshot, { file: await named(SHEET) })).toMatchObject({
    states: { new: 0, updated: 0 },
    guesses: [],
  })
  ana.do(patchItems, { items: [itemNamed(ana, "Roof")], fields: { deadlineAt: 9_000_000 } })
  const moved = await named(
    "WBS,Name,Duration\n1,Garden,\n1.1,Paint,1d\n2,House,\n2.1,Sweep,1d\n2.2,Roof,4d\n2.3,Paint,2d\n",
  )
  const preview = previewPlan(ana.snapshot, { file: moved })
  expect(preview.guesses.map(({ name }) => name)).toEqual(["Garden", "Paint", "House", "Roof", "Paint"])
  expect(preview.states).toMatchObject({ new: 1 })
  ana.do(importPlan, { file: moved })
  expect(living(ana.snapshot.items)).toHaveLength(6)
  const roof = itemOf(ana.snapshot, itemNamed(ana, "Roof"))
  expect(roof).toMatchObject({ durationTenths: 4 * DAY, deadlineAt: 9_000_000, wbs: "2.2" })
})

const READING = { name: "My house", today: at("2026-11-23T08:00") }

test("PLAN-30 what nothing but the file's dates holds is held where the file has it, unless somebody says otherwise", async () => {
  const held = mspdi(
    `<Tasks>${task(1, { Name: "Roof", Start: "2026-03-10T08:00:00", Finish: "2026-03-10T17:00:00" })}${task(
      2,
      { Name: "Paint", Start: "2026-03-11T08:00:00", Finish: "2026-03-11T17:00:00" },
      after(1),
    )}</Tasks>`,
    "<Title>House</Title>",
  )
  const opened = await openPlan(bytesOf(held), READING)
  if (isRefusal(opened)) throw new Error(opened.reason)
  expect(opened.facts.moved).toMatchObject([
    { name: "Roof", because: "project-start" },
    { name: "Paint", because: "links" },
  ])
  expect(opened.pins.map(({ task: id }) => id)).toEqual(["1"])
  expect(opened.pinned.moved).toEqual([])
  const ana = planner()
  ana.do(importPlan, { file: withPins(opened.file, opened.pins) })
  expect(datesOf(ana.snapshot)).toEqual({ Roof: "03-10T08 – 03-10T17", Paint: "03-11T08 – 03-11T17" })
})

test("PLAN-30 a plan is told by what is in the file, also packed; what cannot be read is refused by what it is", async () => {
  const table = bytesOf("WBS,Name,Duration\n1,House,2d\n")
  for (const file of [bytesOf(HOUSE), await gzip(HOUSE), table, bytesOf('<?xml version="1.0"?><project name="x"/>')])
    expect(await isPlanFile(file)).toBe(true)
  for (const file of ["Id,Title,Due\n1,Roof,\n", "Name,Duration\nRoof,2d\n", '{"cards":[]}', "<!doctype html><p>"])
    expect(await isPlanFile(bytesOf(file)), file).toBe(false)
  const packed = await openPlan(await gzip(HOUSE), READING)
  expect(isRefusal(packed) || packed.file.tasks.length).toBe(4)
  expect(isRefusal(packed) || JSON.stringify(packed.file)).not.toContain('"line"')
  const unnamed = await openPlan(table, READING)
  // A table that has no dates begins today.
  expect(isRefusal(unnamed) || unnamed.file.project).toMatchObject({ name: "My house", start: READING.today })
  const cut = (await gzip(HOUSE)).subarray(0, 90)
  expect(await isPlanFile(cut)).toBe(true)
  expect(await openPlan(cut, READING)).toMatchObject({ reason: "damaged-archive" })
  expect(await openPlan(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), READING)).toMatchObject({
    reason: "binary-plan",
  })
})

test("PLAN-29 a plan makes a space of its own, and people of the file become members, placeholders or resources", async () => {
  const ana = planner()
  const file = await planIn(HOUSE)
  const words = {
    board: "Board",
    type: "Activity",
    statuses: { backlog: "Backlog", waiting: "To do", active: "Doing", paused: "On hold", done: "Done" },
  }
  const space = planSpaceId(file)
  const here = () => ana.replica.snapshot(space)
  ana.replica.open(`setup/${space}`)
  ana.replica.open(`space/${space}`)
  const written = ana.replica.perform(importPlan, space, { file, words, people: { "3": "placeholder" } }, ana.me)
  if (isRefusal(written)) throw new Error(written.reason)
  expect(here().profiles.get(space)).toMatchObject({ name: "House", kind: "project", prefix: "HOUS" })
  expect(
    living(here().items)
      .map(({ title }) => title)
      .sort(),
  ).toEqual(["Move", "Paint", "Roof"])
  const [kim] = living(here().resources)
  expect(here().members.get(kim!.member!)).toMatchObject({ name: "Kim", placeholder: true })
  expect(previewPlan(here(), { file, words }).states).toMatchObject({ new: 0, updated: 0 })
  ana.do(patchMember, { member: "ben" as MemberId, name: "Kim" })
  ana.do(importPlan, { file })
  expect(living(ana.snapshot.resources)[0]!.member).toBe("ben")
  // In another space the same file makes other items.
  expect(itemNamed(ana, "Roof")).not.toBe(living(here().items).find(({ title }) => title === "Roof")!.id)
  ana.replica.undo(written, ana.me)
  expect(here().places.get(space as SpaceId)?.deleted ?? null).not.toBeNull()
})

test("PLAN-25 real plans come back from a space as they went in", async context => {
  const folder = realFile(context, "mspdi")
  const names = [
    "plibre_Commercial_construction_project_plan",
    "native_sample",
    "mpxj_sample",
    "aspnet_SampleProject",
    "native_task_baselines_project2003",
    "aspnet_OzBuild_16_Orig",
    "native_mspditimephased",
    "aspnet_SplitTaskFinishDate",
  ]
  for (const name of names) {
    const text = readFileSync(join(folder, `${name}.xml`), "utf8")
    const ana = planner()
    const before = await bring(ana, text)
    const again = await exported(ana)
    const after = await readPlan([Buffer.from(again)])
    if (isRefusal(after)) throw new Error(after.reason)
    const summaries = new Set(before.tasks.map(({ parent }) => parent))
    // How long a summary takes is computed.
    const plain = ({
      source: _source,
      stored: _stored,
      duration,
      remainingDuration,
      ...task
    }: PlanFile["tasks"][number]) => (summaries.has(task.id) ? task : { ...task, duration, remainingDuration })
    expect(after.tasks.map(plain), name).toEqual(before.tasks.map(plain))
    expect(after.assignments.length, name).toBe(before.assignments.length)
    expect(schedulePlan(toPlanInput(after)).tasks, name).toEqual(schedulePlan(toPlanInput(before)).tasks)
    expect(await differences(ana, again), name).toEqual(NONE)
  }
})

test("PLAN-20 an import in steps tells how far it is and gives the same changes; cancelled it gives none", async () => {
  const tasks = Array.from({ length: 250 }, (_, index) => task(index + 1, { Name: `Task ${index + 1}` })).join("")
  const file = await planIn(mspdi(`<Tasks>${tasks}</Tasks>`, "<Title>Long</Title>"))
  const ana = planner()
  const acting = { me: ana.me, now: MORNING, random: ana.random }
  const told: number[] = []
  const pace = { pause: async () => {}, onProgress: ({ done }: { readonly done: number }) => void told.push(done) }
  const changes = await preparePlanImport(ana.snapshot, { file }, acting, { ...pace, cancelled: () => false })
  expect(changes).toEqual(perform(importPlan, ana.snapshot, { file }, acting))
  expect(told.slice(0, 3)).toEqual([100, 200, 250])
  const before = told.length
  const isLate = () => told.length > before + 1
  expect(await preparePlanImport(ana.snapshot, { file }, acting, { ...pace, cancelled: isLate })).toMatchObject({
    reason: "cancelled",
  })
})
