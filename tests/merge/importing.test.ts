import { expect } from "vitest"
import { importBoard } from "@weft/model/exchange/board/import"
import { previewBoard } from "@weft/model/exchange/board/preview"
import { patchItems } from "@weft/model/actions/item"
import { importPlan, previewPlan } from "@weft/model/exchange/plan-space/import-plan"
import { packFile } from "@weft/model/exchange/plan-space/kept-file"
import { living } from "@weft/model/schema/snapshot"
import type { Person } from "../support/person.ts"
import { scenario } from "../support/two-replicas.ts"
import { boardIn } from "../unit/exchange/board-files.ts"
import { after, mspdi, planIn, task } from "../unit/exchange/plan-files.ts"

const FIRST = boardIn("Id,Title,Due,Status,Tags\n1,Order tiles,2026-03-01,Doing,bath\n2,Paint,,To do,\n")
const NEXT = boardIn(
  'Id,Title,Due,Status,Tags\n1,Order tiles,2026-04-01,Done,"bath,new"\n2,Paint,,To do,\n3,Sweep,,To do,new\n',
)
const LATEST = boardIn("Id,Title,Due,Status,Tags\n1,Order tiles,2026-05-01,Done,bath\n2,Paint,,To do,\n")

const bring = (person: Person, board: typeof FIRST) => person.do(importBoard, { board })

function itemCalled(person: Person, title: string) {
  const items = living(person.snapshot.items).filter(item => item.title === title)
  expect(items, title).toHaveLength(1)
  return items[0]!
}

scenario("P9 a changed file is imported again on two devices, one of which goes on to edit", {
  given: ana => {
    bring(ana, FIRST)
    return itemCalled(ana, "Paint").id
  },
  ana: (ana, paint) => {
    bring(ana, NEXT)
    ana.do(patchItems, { items: [paint], fields: { title: "Paint twice" } })
  },
  ben: ben => bring(ben, NEXT),
  outcome: ({ snapshot, person }) => {
    expect(living(snapshot.items)).toHaveLength(3)
    const tiles = itemCalled(person, "Order tiles")
    expect(tiles.due).toBe("2026-04-01")
    expect(snapshot.statuses.get(tiles.status!)?.name).toBe("Done")
    expect(tiles.labels.map(id => snapshot.labels.get(id)?.name).sort()).toEqual(["bath", "new"])
    expect(living(snapshot.labels).filter(({ name }) => name === "new")).toHaveLength(1)
    expect(itemCalled(person, "Paint twice").due).toBeNull()
    const { states, keptFields } = previewBoard(NEXT, snapshot)
    expect([states.new, states.updated, keptFields]).toEqual([0, 0, 1])
  },
})

scenario("P10 two devices import different versions of one file at the same time", {
  given: ana => bring(ana, FIRST),
  ana: ana => bring(ana, NEXT),
  ben: ben => bring(ben, LATEST),
  outcome: ({ snapshot, person, later }) => {
    expect(itemCalled(person, "Order tiles").due).toBe(later === "ana" ? "2026-04-01" : "2026-05-01")
    expect(living(snapshot.items)).toHaveLength(3)
    itemCalled(person, "Sweep")
  },
  afterwards: ({ ana, ben, eve, share }) => {
    bring(eve, LATEST)
    share()
    for (const person of [ana, ben, eve]) expect(itemCalled(person, "Order tiles").due).toBe("2026-05-01")
  },
})

/** A plan with a field of which Weft knows nothing, and the file packed, as a screen imports it. */
async function planWith(paint: string, author: string, more = "", rest = "") {
  const tasks = `${task(1, { Name: "Roof" })}${task(2, { Name: "Paint", Duration: paint }, after(1))}${more}`
  const file = await planIn(mspdi(`<Tasks>${tasks}</Tasks>${rest}`, `<Title>House</Title><Author>${author}</Author>`))
  return { file, packed: await packFile(file.source!) }
}

const PLAN = await planWith("PT8H0M0S", "Ada")
const NEXT_PLAN = await planWith("PT16H0M0S", "Bea", task(3, { Name: "Sweep" }, after(2)))
const LATEST_PLAN = await planWith("PT24H0M0S", "Cleo")

const RATED =
  "<Resources><Resource><UID>3</UID><Name>Kim</Name><StandardRate>7700007</StandardRate></Resource></Resources>"
const PRICED_PLAN = await planWith("PT16H0M0S", "Bea", "", RATED)

const bringPlan = (person: Person, plan: typeof PLAN) => person.do(importPlan, plan)
const linksOf = (person: Person) => living(person.snapshot.dependencies)

scenario("P3 two devices import the same plan, and one goes on to edit it", {
  given: () => undefined,
  ana: ana => {
    bringPlan(ana, PLAN)
    ana.do(patchItems, { items: [itemCalled(ana, "Paint").id], fields: { title: "Paint twice" } })
  },
  ben: ben => bringPlan(ben, PLAN),
  outcome: ({ snapshot, person }) => {
    expect(living(snapshot.items)).toHaveLength(2)
    expect(linksOf(person)).toHaveLength(1)
    itemCalled(person, "Paint twice")
    expect(previewPlan(snapshot, PLAN).states).toMatchObject({ new: 0, updated: 0, trashed: 0 })
  },
})

scenario("P9 a changed plan is imported again on two devices, one of which goes on to edit", {
  given: ana => {
    bringPlan(ana, PLAN)
    return itemCalled(ana, "Roof").id
  },
  ana: (ana, roof) => {
    bringPlan(ana, NEXT_PLAN)
    ana.do(patchItems, { items: [roof], fields: { title: "Tin roof" } })
  },
  ben: ben => bringPlan(ben, NEXT_PLAN),
  outcome: ({ snapshot, person }) => {
    expect(living(snapshot.items)).toHaveLength(3)
    expect(itemCalled(person, "Paint").durationTenths).toBe(9600)
    itemCalled(person, "Tin roof")
    expect(previewPlan(snapshot, NEXT_PLAN).states).toMatchObject({ new: 0, updated: 0 })
  },
})

scenario("P10 two devices import different versions of one plan, and the file of the later is kept whole", {
  given: ana => bringPlan(ana, PLAN),
  ana: ana => bringPlan(ana, NEXT_PLAN),
  ben: ben => bringPlan(ben, LATEST_PLAN),
  outcome: ({ snapshot, person, later }) => {
    expect(itemCalled(person, "Paint").durationTenths).toBe(later === "ana" ? 9600 : 14_400)
    itemCalled(person, "Sweep")
    const digests = new Set(living(snapshot.keptFiles).map(({ digest }) => digest))
    expect([...digests]).toEqual([(later === "ana" ? NEXT_PLAN : LATEST_PLAN).packed!.digest])
  },
})

scenario(
  "P10 one device imports a plan with its costs, while another without the right to them imports the next version",
  {
    given: ana => bringPlan(ana, PLAN),
    ana: ana => ana.do(importPlan, { ...PRICED_PLAN, withCosts: true }),
    ben: ben => bringPlan(ben, LATEST_PLAN),
    outcome: ({ snapshot, later }) => {
      const [plain] = living(snapshot.keptFiles)
      const [whole] = living(snapshot.keptFilesWithMoney)
      expect(whole?.digest).toBe(PRICED_PLAN.packed!.withMoney!.digest)
      // What the latest file says of money is not known then: that of another version does not stand in.
      expect(whole?.wholeOf === plain?.digest).toBe(later === "ana")
    },
  },
)
