import { describe, expect, test } from "vitest"
import { moveCards, patchBoard } from "@weft/model/actions/board"
import { assignTeam, createItem, patchItems, setItemMember } from "@weft/model/actions/item"
import { trashTeam } from "@weft/model/actions/people"
import { createTeam } from "@weft/model/actions/space"
import type { ItemId, MemberId, TeamId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { standInOf } from "@weft/model/tasks/stand-in"
import { boardIdOf, foundSpace, itemOf, MORNING, Person } from "../../support/person.ts"

const BEN = "ben" as MemberId

function started() {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  const [item, team] = [ana.newId<ItemId>(), ana.newId<TeamId>()]
  ana.do(createItem, { id: item, title: "Server" })
  ana.do(createTeam, { id: team, name: "Operations", members: [BEN] })
  return { ana, item, team, read: () => itemOf(ana.snapshot, item) }
}

describe("ACTION-8 a team that stands in", () => {
  const takes: Readonly<Record<string, (ana: Person, item: ItemId) => unknown>> = {
    "is chosen as the owner": (ana, item) => ana.do(patchItems, { items: [item], fields: { owner: BEN } }),
    "is assigned": (ana, item) =>
      ana.do(setItemMember, { items: [item], field: "assignees", member: BEN, inside: true }),
    "gets the card into their lane": (ana, item) => {
      const board = boardIdOf(ana.snapshot)
      ana.do(patchBoard, { board, fields: { columnsBy: "owner" } })
      ana.do(moveCards, { board, items: [item], column: "ben" })
    },
  }
  for (const [how, take] of Object.entries(takes))
    test(`does so until somebody ${how}, and not when they give it back`, () => {
      const { ana, item, team, read } = started()
      ana.do(assignTeam, { items: [item], team })
      expect([standInOf(read()), read().owner, read().assignees]).toEqual([team, null, []])
      take(ana, item)
      expect([standInOf(read()), read().team, read().owner, read().assignees]).toEqual([null, null, BEN, [BEN]])
      ana.do(patchItems, { items: [item], fields: { owner: null } })
      expect(standInOf(read())).toBeNull()
    })

  test("takes the place of who was accountable, who still helps", () => {
    const { ana, item, team, read } = started()
    ana.do(patchItems, { items: [item], fields: { owner: BEN } })
    ana.do(assignTeam, { items: [item], team })
    expect([standInOf(read()), read().owner, read().assignees]).toEqual([team, null, [BEN]])
    ana.do(assignTeam, { items: [item], team: null })
    expect([standInOf(read()), read().owner]).toEqual([null, null])
  })

  test("is one that is there", () => {
    const { ana, item, team } = started()
    expect(isRefusal(ana.try(assignTeam, { items: [item], team: "gone" as TeamId }))).toBe(true)
    ana.do(trashTeam, { team })
    expect(isRefusal(ana.try(assignTeam, { items: [item], team }))).toBe(true)
  })
})
