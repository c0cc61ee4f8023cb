import { describe, expect, test } from "vitest"
import type { LeftOut } from "@weft/model/exchange/board/left-out"
import { guessCategory } from "@weft/model/exchange/category"
import { rankOfPosition } from "@weft/model/exchange/board/position"
import { isRank } from "@weft/model/base/rank"
import { descriptionOf } from "@weft/model/replica/prose"
import { MORNING, Person } from "../../support/person.ts"
import { bring, itemFor, previewOf } from "./importing.ts"
import { card, checklist, comment, TODO, trelloFile, trelloId, type Fields, type TrelloFile } from "./trello-file.ts"

const on = (fields: Fields) => trelloFile([card(1, fields)])
const field = { id: trelloId(90), name: "Size", type: "number", pos: 1 }

/** One file for each reason, and what is said of it. */
type Case = readonly [file: TrelloFile, count: number, example: string]
const CASES = {
  "attachment-files": [
    on({
      attachments: [{ name: "plan.pdf", url: "https://trello.com/plan.pdf", isUpload: true }, { url: "https://a.b" }],
    }),
    1,
    "https://trello.com/plan.pdf",
  ],
  votes: [on({ idMembersVoted: ["a", "b"] }), 2, "Card 1"],
  stickers: [on({ stickers: [{}, {}, {}] }), 3, "Card 1"],
  covers: [on({ cover: { color: "red", idAttachment: null } }), 1, "Card 1"],
  locations: [on({ coordinates: { latitude: 1 } }), 1, "Card 1"],
  reminders: [on({ dueReminder: 60 }), 1, "Card 1"],
  backgrounds: [trelloFile([card(1)], { prefs: { backgroundImage: "https://a.b" } }), 1, "House"],
  "power-ups": [trelloFile([card(1, { pluginData: [{}] })], { pluginData: [{}, {}] }), 3, "Card 1"],
  "complete-marks": [on({ dueComplete: true }), 1, "Card 1"],
  "special-cards": [on({ isTemplate: true }), 1, "Card 1"],
  history: [
    trelloFile([card(1)], { actions: [{ type: "createBoard", id: "a" }, { type: "createBoard" }] }),
    2,
    "createBoard",
  ],
  "comments-without-card": [trelloFile([card(1)], { actions: [comment(1, card(9), "Lost")] }), 1, "Lost"],
  "checklists-without-card": [trelloFile([card(1)], { checklists: [checklist(1, card(9), [])] }), 1, "Checklist 1"],
  references: [on({ idList: "gone", idLabels: ["gone"], idMembers: ["a", "b"] }), 4, "Card 1"],
  "custom-values": [
    trelloFile([card(1, { customFieldItems: [{ idCustomField: field.id, value: { number: "many" } }] })], {
      customFields: [field],
    }),
    1,
    "Card 1: Size",
  ],
  "custom-fields": [trelloFile([card(1)], { customFields: [{ ...field, type: "stars" }] }), 1, "Size"],
  "empty-archived-lists": [
    trelloFile([card(1)], {
      lists: [
        { id: TODO, name: "To do" },
        { id: "old", name: "Old", closed: true },
      ],
    }),
    1,
    "Old",
  ],
  "long-names": [on({ name: "x".repeat(10_001) }), 1, "x".repeat(200)],
} satisfies Partial<Record<LeftOut["what"], Case>>

describe("what is left out", () => {
  for (const what of Object.keys(CASES) as (keyof typeof CASES)[]) {
    test(`IMPORT-17 ${what} are counted, with an example`, () => {
      const [file, count, example]: Case = CASES[what]
      const { leftOut } = previewOf(new Person("ana", 1, MORNING), file)
      const found = leftOut.find(entry => entry.what === what)
      expect(found?.count).toBe(count)
      expect(found?.examples).toContain(example)
      expect(leftOut.map(entry => entry.what)).toEqual([what])
    })
  }

  test("IMPORT-17 a board of plain cards loses nothing", () => {
    expect(previewOf(new Person("ana", 1, MORNING), trelloFile([card(1)])).leftOut).toEqual([])
  })

  test("IMPORT-17 the addresses of attachments stand below the item", () => {
    const ana = new Person("ana", 1, MORNING)
    const file = on({
      desc: "Text",
      attachments: [
        { name: "Plan", url: "https://a.b/c" },
        { name: "", url: "https://d.e" },
      ],
    })
    bring(ana, file)
    const { id } = itemFor(ana, file, 1)
    const path = [...ana.replica.paths].find(path => path.endsWith(id) && path.startsWith("text/"))!
    expect(descriptionOf(ana.replica.open(path).doc)).toBe("Text\n\nPlan: https://a.b/c\nhttps://d.e")
  })

  test("IMPORT-18 a file that is full of actions may lack older comments", () => {
    const actions = Array.from({ length: 1_000 }, (_, index) => ({ type: "updateCard", id: `${index}` }))
    const warnings = (count: number) =>
      previewOf(new Person("ana", 1, MORNING), trelloFile([card(1)], { actions: actions.slice(0, count) })).warnings
    expect(warnings(1_000)).toEqual(["older-comments-may-be-missing", "automation-is-not-exported"])
    expect(warnings(999)).toEqual(["automation-is-not-exported"])
    expect(previewOf(new Person("ana", 1, MORNING), trelloFile([])).warnings).toContain("no-cards")
  })
})

describe("what a list's name says", () => {
  const NAMES = {
    backlog: ["Backlog", "Ideas", "Icebox", "Ideen", "Themenspeicher", "Someday / Maybe", "Inbox", "Eingang"],
    waiting: ["To Do", "TODO", "Zu erledigen", "Next", "This week", "Offen", "Nicht erledigt", "Sprint 12", "Zażółć"],
    active: ["Doing", "In Progress", "In Arbeit", "In Bearbeitung", "Review", "QA", "In Prüfung", "WIP"],
    paused: ["Blocked", "On hold", "Waiting for customer", "Wartet auf Kunde", "Blockiert", "Zurückgestellt"],
    done: ["Done", "Done ✅", "Fertig", "Erledigt", "Completed", "Released", "Abgeschlossen", "DONE - March"],
    cancelled: ["Cancelled", "Won't do", "Abgebrochen", "Verworfen", "Rejected"],
  } as const
  for (const [category, names] of Object.entries(NAMES))
    test(`IMPORT-19 is ${category} for ${names.join(", ")}`, () => {
      for (const name of names) expect(guessCategory(name), name).toBe(category)
    })
})

test("positions are ranks in the order of the numbers", () => {
  const positions = [0, 1e-9, 0.5, 1, 16_384, 32_767.5, 65_535, 65_536, 131_071, 1e9, 140_737_488_355_328, 1e300]
  const ranks = positions.map(rankOfPosition)
  expect(ranks.every(isRank)).toBe(true)
  expect(ranks).toEqual([...ranks].sort())
  expect(new Set(ranks).size).toBe(ranks.length)
  expect(rankOfPosition(-0)).toBe(rankOfPosition(0))
})
