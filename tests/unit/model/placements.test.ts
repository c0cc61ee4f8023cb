import { expect, test } from "vitest"
import { archiveItems } from "@weft/model/actions/archive"
import { moveCards } from "@weft/model/actions/board"
import { createItem, patchItems, setCustomValue, setItemMember, setStatus, trashItems } from "@weft/model/actions/item"
import { moveItems } from "@weft/model/actions/move-items"
import { placeItems } from "@weft/model/actions/placement"
import { createLabel } from "@weft/model/actions/work"
import { createCustomField } from "@weft/model/actions/workflow"
import type { CustomFieldId, ItemId, LabelId } from "@weft/model/base/ids"
import { perform } from "@weft/model/actions/define"
import { placementId } from "@weft/model/schema/placement"
import { guestsOf } from "@weft/model/tasks/guests"
import { boardIdOf, boardOf, foundSpace, SPACE, statusNamed } from "../../support/person.ts"
import { columnOfGarden, doInGarden, gardenOf, place, tryInGarden } from "../../support/placing.ts"
import { foundGarden, GARDEN, Mover } from "../../support/two-spaces.ts"

const VAN = "I1" as ItemId
const ROSE = "I2" as ItemId

/** A van of the first space that the garden shows as well, beside a rose of its own. */
function placedVan(): Mover {
  const ana = new Mover("ana", 1)
  foundSpace(ana, ["ana", "ben"])
  foundGarden(ana)
  ana.do(createItem, { id: VAN, title: "van" })
  ana.doIn(GARDEN, createItem, { id: ROSE, title: "rose" })
  place(ana, VAN)
  return ana
}

const van = (ana: Mover) => ana.in(SPACE).items.get(VAN)!

test("PLACEMENT-1 what is written on a guest's card is written at its home, in the words of that", () => {
  const ana = placedVan()
  ana.do(createLabel, { id: "L1" as LabelId, name: "heavy" })
  ana.doIn(GARDEN, createLabel, { id: "L2" as LabelId, name: "Heavy" })
  ana.do(createCustomField, { id: "F1" as CustomFieldId, name: "Wheels", type: "number" })
  ana.doIn(GARDEN, createCustomField, { id: "F2" as CustomFieldId, name: "Wheels", type: "number" })
  doInGarden(ana, patchItems, { items: [VAN, ROSE], fields: { priority: "high" } })
  doInGarden(ana, setItemMember, { items: [VAN], field: "labels", member: "L2", inside: true })
  doInGarden(ana, setCustomValue, { items: [VAN], field: "F2", value: 4 })
  expect(van(ana)).toMatchObject({ priority: "high", labels: ["L1"], custom: { F1: 4 } })
  expect(gardenOf(ana).items.get(VAN)).toMatchObject({ priority: "high", labels: ["L2"], custom: { F2: 4 } })
  expect(ana.in(GARDEN).items.get(ROSE)).toMatchObject({ priority: "high" })
  expect(ana.in(GARDEN).items.has(VAN)).toBe(false)
})

test("PLACEMENT-1 what its home has no word for is refused whole", () => {
  const ana = placedVan()
  ana.doIn(GARDEN, createLabel, { id: "L2" as LabelId, name: "thorny" })
  const labelled = { items: [ROSE, VAN], field: "labels", member: "L2", inside: true } as const
  expect(tryInGarden(ana, setItemMember, labelled)).toMatchObject({ reason: "unknown-at-home" })
  expect(ana.in(GARDEN).items.get(ROSE)?.labels).toEqual([])
})

test("PLACEMENT-2 its column and its places are the space's own, and its own status stays", () => {
  const ana = placedVan()
  const garden = gardenOf(ana)
  const [board, doing] = [boardIdOf(garden), statusNamed(garden, "Doing")]
  doInGarden(ana, moveCards, { board, items: [ROSE, VAN], column: doing })
  expect(columnOfGarden(ana, "Doing")).toEqual(["rose", "van"])
  doInGarden(ana, moveCards, { board, items: [VAN], column: doing, before: ROSE })
  expect(columnOfGarden(ana, "Doing")).toEqual(["van", "rose"])
  doInGarden(ana, moveItems, { items: [VAN], place: { before: ROSE } })
  const { items } = gardenOf(ana)
  expect(items.get(VAN)!.rank < items.get(ROSE)!.rank).toBe(true)
  expect(van(ana)).toMatchObject({ status: statusNamed(ana.snapshot, "To do"), place: {} })
  expect(ana.in(GARDEN).transitions.size, "only the rose was moved on").toBe(2)
})

test("PLACEMENT-2 finished at home is finished everywhere, and is taken up again at home", () => {
  const ana = placedVan()
  ana.do(setStatus, { items: [VAN], status: statusNamed(ana.snapshot, "Done") })
  expect(columnOfGarden(ana, "Finished")).toEqual(["van"])
  const garden = gardenOf(ana)
  const back = { board: boardOf(garden).id, items: [VAN], column: statusNamed(garden, "Doing") }
  expect(tryInGarden(ana, moveCards, back)).toMatchObject({ reason: "finished-at-home", detail: { item: "van" } })
})

test("PLACEMENT-3 a placement holds nothing of what its item says, and without the home nothing is known of it", () => {
  const ana = placedVan()
  const placement = ana.in(GARDEN).placements.get(placementId(VAN))!
  expect(JSON.stringify(placement)).not.toContain("van")
  for (const why of ["withheld", "not-here"] as const) {
    const guest = guestsOf(ana.in(GARDEN), () => why).get(VAN)!
    expect(guest).toMatchObject({ state: why, home: SPACE, item: { title: "", owner: null } })
  }
  ana.replica.close(`space/${SPACE}`)
  ana.replica.open(`space/${SPACE}`)
  expect(guestsOf(ana.in(GARDEN), space => ana.in(space)).get(VAN)?.state).toBe("not-here")
  expect(tryInGarden(ana, patchItems, { items: [VAN], fields: { title: "x" } })).toMatchObject({
    reason: "not-readable",
  })
})

test("PLACEMENT-4 taking a guest off leaves the item alone", () => {
  const ana = placedVan()
  doInGarden(ana, trashItems, { items: [VAN] })
  expect(gardenOf(ana).items.has(VAN)).toBe(false)
  expect(van(ana).deleted).toBeNull()
})

test("PLACEMENT-4 a guest is archived at its home alone, and neither has others below it here nor stands below one", () => {
  const ana = placedVan()
  expect(tryInGarden(ana, archiveItems, { items: [VAN], archived: true })).toMatchObject({ reason: "only-at-home" })
  const reason = "guest-has-no-parent"
  expect(tryInGarden(ana, moveItems, { items: [VAN], parent: ROSE, place: null })).toMatchObject({ reason })
  expect(tryInGarden(ana, moveItems, { items: [ROSE], parent: VAN, place: null })).toMatchObject({ reason })
  expect(tryInGarden(ana, moveItems, { items: [ROSE], parent: null, place: null })).not.toHaveProperty("refused")
})

test("PLACEMENT-4 an item is not shown beside itself in its own space", () => {
  const ana = placedVan()
  const args = { items: [ROSE], home: GARDEN, tellsHome: true }
  expect(perform(placeItems, ana.in(GARDEN), args, ana)).toMatchObject({ reason: "same-space" })
})
