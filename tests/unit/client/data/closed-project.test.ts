import { expect, test } from "vitest"
import { closeProject, leaveOpen } from "@weft/model/actions/charter"
import { createItem, patchItems } from "@weft/model/actions/item"
import { placeItems } from "@weft/model/actions/placement"
import type { ItemId, SpaceId } from "@weft/model/base/ids"
import { CLOSING_CHECKS } from "@weft/model/plan/closing"
import { foundSpace, MORNING, Person, SPACE } from "../../../support/person.ts"
import { ToldTab } from "../../../support/told-tab.ts"

const GARDEN = "S9" as SpaceId
const VAN = "van" as ItemId

/** A tab that shows a closed project, and a space beside it. */
function besideClosed() {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana"])
  ana.do(createItem, { id: VAN, title: "Van" })
  for (const check of CLOSING_CHECKS) ana.do(leaveOpen, { check, note: "" })
  ana.do(closeProject, {})
  const tab = new ToldTab(ana)
  tab.workspace.space(GARDEN)
  for (const path of ana.replica.paths) tab.tellRows(path)
  return { workspace: tab.workspace, written: () => tab.said.filter(message => message.do === "write") }
}

test("STEER-3 a closed project takes nothing from another space: neither of its guests nor that they are shown", async () => {
  const { workspace, written } = besideClosed()
  const place = { items: [VAN], home: SPACE, tellsHome: true }
  expect(workspace.run(SPACE, patchItems, { items: [VAN], fields: { title: "Lorry" } })).toMatchObject({
    reason: "project-closed",
  })
  expect(workspace.run(GARDEN, placeItems, place)).toMatchObject({ reason: "project-closed" })
  const change = {
    do: "set",
    document: `space/${SPACE}`,
    kind: "items",
    id: VAN,
    field: "title",
    value: "Lorry",
  } as const
  await expect(workspace.write(GARDEN, [change])).rejects.toThrow("project-closed")
  expect(written()).toEqual([])
  expect(workspace.run(GARDEN, placeItems, { ...place, tellsHome: false })).toBeNull()
  expect(written()).toHaveLength(1)
})
