import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import type { BaselineId } from "@weft/model/base/ids"
import type { PlanFile } from "@weft/model/exchange/plan-file/plan-file"
import { importPlan, previewPlan, type ImportPlan } from "@weft/model/exchange/plan-space/import-plan"
import { keptKeys, packFile, unpackFile } from "@weft/model/exchange/plan-space/kept-file"
import { planFileOf } from "@weft/model/exchange/plan-space/plan-file-of-space"
import { planFileOut } from "@weft/model/exchange/plan-space/plan-file-out"
import { xmlPieces } from "@weft/model/exchange/xml/write"
import { baselineCostsOf, baselineOf } from "@weft/model/plan/baselines-of-space"
import { descriptionOf } from "@weft/model/replica/prose"
import { living } from "@weft/model/schema/snapshot"
import { foundSpace, MORNING, Person } from "../../support/person.ts"
import { realFile } from "../../support/shared-data.ts"
import { mspdi, mspdiText, planIn, task } from "./plan-files.ts"

/** Figures that stand for nothing else in the file. */
const SECRETS = ["7700001", "7700002", "7700003", "7700004", "7700005", "7700006", "7700007", "7700008", "7700009"]

const baseline = (cost: string) =>
  `<Baseline><Number>0</Number><Start>2026-03-02T08:00:00</Start><Finish>2026-03-02T17:00:00</Finish><Duration>PT8H0M0S</Duration><Work>PT8H0M0S</Work><Cost>${cost}</Cost><BCWS>7700002</BCWS></Baseline>`

/** A plan that says in every place of the format what it costs. */
const PRICED = (cost = "7700001") =>
  mspdi(
    `<ExtendedAttributes>
<ExtendedAttribute><FieldID>188743786</FieldID><FieldName>Cost1</FieldName><Alias>Offer</Alias><ValueList><Value><ID>1</ID><Value>7700003</Value></Value></ValueList></ExtendedAttribute>
<ExtendedAttribute><FieldID>188743731</FieldID><FieldName>Text1</FieldName><Alias>Permit</Alias></ExtendedAttribute>
</ExtendedAttributes>
<Tasks>${task(
      1,
      { Name: "Roof", Cost: "7700004", FixedCost: "7700005", FixedCostAccrual: 3, ACWP: "7700006" },
      `<ExtendedAttribute><FieldID>188743786</FieldID><Value>7700003</Value></ExtendedAttribute>
<ExtendedAttribute><FieldID>188743731</FieldID><Value>B-12</Value></ExtendedAttribute>${baseline(cost)}`,
    )}</Tasks>
<Resources><Resource><UID>3</UID><Name>Kim</Name><Type>1</Type><IsCostResource>0</IsCostResource><StandardRate>7700007</StandardRate>
<Rates><Rate><RatesFrom>2026-03-02T08:00:00</RatesFrom><StandardRate>7700008</StandardRate></Rate></Rates></Resource></Resources>
<Assignments><Assignment><UID>5</UID><TaskUID>1</TaskUID><ResourceUID>3</ResourceUID><Units>1</Units><Work>PT8H0M0S</Work>
<TimephasedData><Type>1</Type><UID>5</UID><Start>2026-03-02T08:00:00</Start><Finish>2026-03-02T17:00:00</Finish><Unit>2</Unit><Value>PT8H0M0S</Value></TimephasedData>
<TimephasedData><Type>6</Type><UID>5</UID><Start>2026-03-02T08:00:00</Start><Finish>2026-03-02T17:00:00</Finish><Unit>2</Unit><Value>7700009</Value></TimephasedData>
</Assignment></Assignments>`,
    "<Title>House</Title>",
  )

async function bringing(file: PlanFile): Promise<ImportPlan> {
  return { file, packed: file.source === null ? null : await packFile(file.source) }
}

function planner(): Person {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  return ana
}

/** Whoever works in the same space and may not read what it costs. */
function colleagueOf(person: Person): Person {
  const ben = new Person("ben", 2, MORNING)
  for (const update of person.stored()) if (!update.path.startsWith("money/")) ben.receive(update)
  return ben
}

/** Everything that lies in the documents of a person's device, packed files unpacked. */
async function allThatIsHeld(person: Person): Promise<string> {
  const texts = Array.from(person.replica.paths, path => {
    const { doc } = person.replica.document(path)!
    return path.startsWith("text/")
      ? descriptionOf(doc)
      : JSON.stringify(Array.from(doc.share.keys(), name => doc.getMap(name).toJSON()))
  })
  for (const key of keptKeys(person.snapshot)) {
    const kept = await unpackFile(person.snapshot, key)
    if (kept?.source != null) texts.push([...xmlPieces(kept.source)].join(""))
  }
  return texts.join("\n")
}

async function exported(person: Person): Promise<string> {
  const [key] = keptKeys(person.snapshot)
  const file = key === undefined ? null : await unpackFile(person.snapshot, key)
  return mspdiText(planFileOut(person.snapshot, file === null ? null : { key: key!, file }))
}

test("PLAN-31 who may not read what a space costs holds no figure of an imported plan, in no document", async () => {
  const ana = planner()
  ana.do(importPlan, { ...(await bringing(await planIn(PRICED()))), withCosts: true })
  expect(await allThatIsHeld(ana)).toContain("7700001")
  const held = await allThatIsHeld(colleagueOf(ana))
  expect(SECRETS.filter(figure => held.includes(figure))).toEqual([])
  // What is no money is there all the same.
  for (const kept of [
    "B-12",
    "<Alias>Offer</Alias>",
    "<FixedCostAccrual>3</FixedCostAccrual>",
    "<Value>PT8H0M0S</Value>",
  ])
    expect(held, kept).toContain(kept)
})

test("PLAN-31 real plans leave no figure of theirs with who may not read it", async context => {
  for (const name of REAL) {
    const bytes = readFileSync(realFile(context, `mspdi/${name}.xml`))
    const file = await planIn(bytes)
    const ana = planner()
    ana.do(importPlan, { ...(await bringing(file)), withCosts: true })
    const held = await allThatIsHeld(colleagueOf(ana))
    const figures = figuresIn(bytes.toString())
    expect(
      figures.filter(figure => new RegExp(`\\b${figure}\\b`).test(held)),
      name,
    ).toEqual([])
    const whole = await allThatIsHeld(ana)
    expect(
      figures.filter(figure => !new RegExp(`\\b${figure}\\b`).test(whole)),
      name,
    ).toEqual([])
  }
})

const REAL = ["mpxj_sf259", "plibre_New_Product", "mpxjsamp_Sample1", "plibre_Commercial_construction_project_plan"]

/** The amounts of a file that only elements of money name, and that are long enough to stand for nothing else. */
function figuresIn(text: string): readonly string[] {
  const leaves = [...text.matchAll(/<(?:\w+:)?(\w+)>([^<]*)</g)].map(([, name, value]) => ({
    name: name!,
    value: value!,
  }))
  const isMoney = (name: string) => /(Cost|Rate|PerUse|BCWS|BCWP|ACWP|CV|SV)$/.test(name)
  const others = new Set(leaves.filter(({ name }) => !isMoney(name)).map(({ value }) => value))
  const amounts = leaves.filter(({ name, value }) => isMoney(name) && /^\d{5,}$/.test(value) && !others.has(value))
  return [...new Set(amounts.map(({ value }) => value))]
}

test("PLAN-31 for who may read costs they come, stand with the baseline, and go back into the file", async () => {
  const ana = planner()
  const brought = await bringing(await planIn(PRICED()))
  expect(previewPlan(ana.snapshot, { ...brought, withCosts: true }).money).toBe("comes")
  ana.do(importPlan, { ...brought, withCosts: true })
  const [taken] = living(ana.snapshot.baselines)
  expect([...baselineCostsOf(ana.snapshot, taken!.id as BaselineId).values()]).toEqual([7_700_001])
  expect(planFileOf(ana.snapshot).tasks[0]!.baselines[0]!.cost).toBe(7_700_001)
  const again = await exported(ana)
  expect(SECRETS.filter(figure => !again.includes(figure))).toEqual([])
  ana.outbox = []
  ana.do(importPlan, { ...brought, withCosts: true })
  expect(ana.outbox).toEqual([])
  // The same baseline at another cost is the same one: the file alone says what it was to cost.
  ana.do(importPlan, { ...(await bringing(await planIn(PRICED("8800001")))), withCosts: true })
  expect(living(ana.snapshot.baselines)).toHaveLength(1)
  expect(baselineOf(ana.snapshot, taken!.id).map(({ cost }) => cost)).toEqual([8_800_001])
  expect(await exported(ana)).toContain("8800001")
})

test("PLAN-31 who may not write costs is told that they stay behind, and whoever may brings them later", async () => {
  const ana = planner()
  const brought = await bringing(await planIn(PRICED()))
  expect(previewPlan(ana.snapshot, brought).money).toBe("left-out")
  ana.do(importPlan, brought)
  expect(ana.replica.paths).not.toContain("money/S0")
  expect(await exported(ana)).toContain("<Alias>Permit</Alias>")
  expect(SECRETS.filter(figure => JSON.stringify(living(ana.snapshot.keptFiles)).includes(figure))).toEqual([])
  const boss = new Person("ben", 2, MORNING)
  for (const update of ana.stored()) boss.receive(update)
  boss.outbox = []
  boss.do(importPlan, { ...brought, withCosts: true })
  expect(new Set(boss.outbox.map(({ path }) => path))).toEqual(new Set(["money/S0"]))
  expect(await exported(boss)).toContain("7700007")
  // Of the next version, which comes without its costs, those of this one are not told.
  const next = await bringing(await planIn(PRICED().replaceAll("Roof", "Tin roof")))
  boss.do(importPlan, next)
  expect(await exported(boss)).toContain("Tin roof")
  expect(await exported(boss)).not.toContain("7700007")
  expect(previewPlan(ana.snapshot, await bringing(await planIn(mspdi(`<Tasks>${task(1)}</Tasks>`)))).money).toBe("none")
})
