import { describe, expect, test } from "vitest"
import { readFileSync } from "node:fs"
import { living } from "@weft/model/schema/snapshot"
import { isRefusal } from "@weft/model/base/result"
import { MORNING, Person } from "../../support/person.ts"
import { realFile } from "../../support/shared-data.ts"
import { boardIn, boardsIn, bringBoard, itemCalled, previewIn, refusalOf, seenOf } from "./board-files.ts"

type Fields = Readonly<Record<string, unknown>>
const card = (id: number, more: Fields = {}): Fields => ({
  id,
  title: `Card ${id}`,
  order: id,
  createdAt: 1_700_000_000,
  ...more,
})
const ANA = { primaryKey: "ana", uid: "ana", displayname: "Ana Roth", type: 0 }
const deck = (cards: readonly Fields[], more: Fields = {}) => ({
  version: "1.11.0",
  boards: {
    "7": {
      id: 7,
      title: "House",
      owner: ANA,
      labels: [{ id: 1, title: "Urgent", color: "FF0000" }],
      acl: [],
      stacks: {
        "11": { id: 11, title: "To do", order: 1, cards },
        "12": { id: 12, title: "Ready", order: 2, isDoneColumn: true },
      },
      ...more,
    },
  },
})
const text = (file: unknown) => JSON.stringify(file, null, 2)

describe("a Nextcloud Deck export", () => {
  test("IMPORT-27 comes over with stacks, labels, people, dates, comments, done cards and the archive", () => {
    const ana = new Person("ana", 1, MORNING)
    const whole = card(1, {
      description: "# Plan",
      labels: [{ id: 1, title: "Urgent", color: "FF0000" }],
      assignedUsers: [{ id: 5, participant: ANA, type: 0 }],
      owner: "ben",
      startdate: "2026-03-01T08:00:00+00:00",
      duedate: "2026-03-06T16:00:00+00:00",
      commentsCount: 1,
      comments: [{ id: 9, actorId: "ana", message: "Soon", creationDateTime: "2026-03-02T08:00:00+00:00" }],
    })
    const board = boardIn(
      text(deck([whole, card(2, { done: "2026-03-05T16:00:00+00:00" }), card(3, { archived: true })])),
    )
    bringBoard(ana, board)
    expect(itemCalled(ana, board, "Card 1")).toMatchObject({
      status: "To do",
      labels: ["Urgent"],
      owner: "Ana Roth",
      createdBy: "ben",
      start: "2026-03-01T08:00[UTC]",
      due: "2026-03-06T16:00[UTC]",
    })
    expect(itemCalled(ana, board, "Card 2")).toMatchObject({ status: "Ready", category: "done" })
    expect(itemCalled(ana, board, "Card 3").archived).toBe(true)
    expect(living(seenOf(ana, board).labels)).toMatchObject([{ name: "Urgent", hue: "red" }])
    expect(previewIn(ana, board).counts.comments).toBe(1)
  })

  test("IMPORT-27 of a real file holds two boards, each a space of its own", async context => {
    const boards = boardsIn(readFileSync(realFile(context, "import/deck.json")))
    if (isRefusal(boards)) throw new Error(boards.reason)
    expect(boards.map(({ name, cards }) => `${name} ${cards.length}`)).toEqual(["My test board 6", "Shared board 7"])
    const ana = new Person("ana", 1, MORNING)
    for (const board of boards) bringBoard(ana, board)
    expect(itemCalled(ana, boards[0]!, "4").labels).toEqual(["L1", "L2", "L4"])
    expect(itemCalled(ana, boards[1]!, "Write feature")).toMatchObject({ category: "active" })
    expect(new Set(boards.map(board => seenOf(ana, board).space)).size).toBe(2)
  })

  test("IMPORT-27 is known however its version writes boards: by id, as a list, alone", () => {
    const { boards } = deck([card(1)])
    const one = boards["7"]
    for (const file of [
      { boards: [one] },
      { "7": one },
      [one],
      one,
      { ...one, stacks: Object.values(one.stacks as object) },
    ])
      expect(boardIn(text(file)).cards.map(({ name }) => name)).toEqual(["Card 1"])
  })

  test("IMPORT-17 of Deck, files, groups, rights, colours and deleted cards are counted", () => {
    const more = card(1, {
      color: "ff0000",
      attachments: [{ id: 1, data: "plan.pdf", deletedAt: 0 }],
      assignedUsers: [{ id: 6, participant: { uid: "crew", displayname: "Crew", type: 1 }, type: 1 }],
      commentsCount: 3,
      done: "2026-03-05T16:00:00+00:00",
    })
    const board = boardIn(text(deck([more, card(2, { deletedAt: 1_700_000_000 })], { acl: [{ participant: ANA }] })))
    const { leftOut } = previewIn(new Person("ana", 1, MORNING), board)
    expect(leftOut.map(({ what, count }) => `${what} ${count}`)).toEqual([
      "attachment-files 1",
      "done-lists 1",
      "comments-not-in-file 3",
      "deleted-cards 1",
      "card-colours 1",
      "sharing 1",
      "groups 1",
    ])
  })

  test("IMPORT-33 with faults is refused by the path of the first, and by line and column where it is cut off", () => {
    const wrong = (fields: Fields) => refusalOf(text(deck([card(1, fields)])))
    expect(wrong({ duedate: "2026-02-30T00:00" })).toContain("wrong-date, where boards.7.stacks.11.cards[0].duedate")
    expect(wrong({ title: 7 })).toContain("wrong-type, where boards.7.stacks.11.cards[0].title")
    expect(refusalOf(text(deck([card(1), card(1)])))).toContain("duplicate-id")
    const whole = text(deck([card(1)]))
    expect(refusalOf(whole.slice(0, whole.indexOf('"order": 2')))).toMatch(/^broken-json, line \d+, column \d+$/)
  })
})
