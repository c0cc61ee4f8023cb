import { expect, test } from "vitest"
import { claimMember, joinMember } from "@weft/model/actions/people"
import { isRefusal } from "@weft/model/base/result"
import type { MemberId } from "@weft/model/base/ids"
import { prepareBoardPreview, previewBoard } from "@weft/model/exchange/board/preview"
import { placeholderId, boardSpaceId } from "@weft/model/exchange/board/target"
import { workflowOf } from "@weft/model/tasks/workflow"
import { foundSpace, MORNING, Person } from "../../support/person.ts"
import { boardIn, bring, changedRows, itemFor, spaceOf } from "./importing.ts"
import { BEN, card, DOING, largeBoard, TODO, trelloFile } from "./trello-file.ts"

const categoriesIn = (person: Person, file: object) =>
  workflowOf(spaceOf(person, boardIn(file))).map(({ category }) => category)

test("what somebody chose that a list means stands when the file is imported again", () => {
  const ana = new Person("ana", 1, MORNING)
  const file = trelloFile([card(1, { idList: DOING })])
  bring(ana, file, { categories: { [DOING]: "paused", [TODO]: "waiting" } })
  expect(categoriesIn(ana, file)).toContain("paused")
  expect(changedRows(bring(ana, file))).toBe(0)
  expect(categoriesIn(ana, file)).toContain("paused")
  bring(ana, file, { categories: { [DOING]: "active" } })
  expect(categoriesIn(ana, file)).not.toContain("paused")
})

test("cards that are new in the file go to whoever a placeholder turned out to be", () => {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["eve"])
  const file = trelloFile([card(1, { idMembers: [BEN] })])
  bring(ana, file)
  const claim = { placeholder: placeholderId("trello", BEN), member: "eve" as MemberId }
  for (const action of [claimMember, joinMember])
    expect(isRefusal(ana.replica.perform(action, boardSpaceId(boardIn(file)), claim, ana.me))).toBe(false)
  expect(itemFor(ana, file, 1).owner).toBe("eve")
  const more = trelloFile([card(1, { idMembers: [BEN] }), card(2, { idMembers: [BEN] })])
  bring(ana, more)
  expect(itemFor(ana, more, 1).assignees).toEqual(["eve"])
  expect(itemFor(ana, more, 2).assignees).toEqual(["eve"])
  expect(changedRows(bring(ana, more))).toBe(0)
})

test("a preview in steps says what one at once says, and pauses on the way", async () => {
  const ana = new Person("ana", 1, MORNING)
  const board = boardIn(largeBoard(500))
  let pauses = 0
  const stepped = await prepareBoardPreview(board, spaceOf(ana, board), {}, async () => void pauses++)
  expect(stepped).toEqual(previewBoard(board, spaceOf(ana, board)))
  expect(pauses).toBeGreaterThan(4)
})
