import { describe, expect, test } from "vitest"
import { readFileSync } from "node:fs"
import { descriptionOf } from "@weft/model/replica/prose"
import { living } from "@weft/model/schema/snapshot"
import { MORNING, Person } from "../../support/person.ts"
import { realFile } from "../../support/shared-data.ts"
import { boardIn, bringBoard, itemCalled, previewIn, refusalOf, seenOf } from "./board-files.ts"

/** A table as WeKan itself writes it: times with a zone, labels with their colours, swimlanes, custom fields. */
const HEAD =
  "Title,Description,Status,Swimlane,Owner,Requested by,Assigned by,Members,Assignees,Labels,Start at,Due at,End at," +
  "Over time,Spent time (hours),Created at,Last modified at,Last activity at,Vote,Archived," +
  "CustomField-Size-number,CustomField-Room-dropdown-Bath/Kitchen,CustomField-Price-currency-CHF,CustomField-Agreed-checkbox"
const row = (cells: Readonly<Record<string, string>>) =>
  HEAD.split(",")
    .map(head => `"${(cells[head] ?? " ").replaceAll('"', '""')}"`)
    .join(",")
const TILES = {
  Title: "Lay the tiles",
  Description: "Grey ones,\nfrom the shop",
  Status: "Doing",
  Swimlane: "House",
  Owner: "ana",
  Members: "ana ben",
  Assignees: "cleo",
  Labels: "Needs review-blue Urgent-red",
  "Start at": "2026-03-02T08:00:00+01:00",
  "Due at": "2026-03-06T17:30:00+01:00",
  "Created at": "2026-02-01T10:00:00+01:00",
  Archived: "false",
  "CustomField-Size-number": "12.5",
  "CustomField-Room-dropdown-Bath/Kitchen": "Bath",
  "CustomField-Price-currency-CHF": "310",
  "CustomField-Agreed-checkbox": "true",
}
const DOOR = { Title: "Paint the door", Status: "Done", Swimlane: "Garden", Archived: "true", "End at": "2026-02-20" }
const wekan = (...rows: readonly Readonly<Record<string, string>>[]) => [HEAD, ...rows.map(row)].join("\r\n")

describe("a WeKan table", () => {
  test("IMPORT-25 comes over with lists, labels and their colours, people, dates, lanes, fields and the archive", () => {
    const ana = new Person("ana", 1, MORNING)
    const board = boardIn(wekan(TILES, DOOR))
    bringBoard(ana, board)
    const tiles = itemCalled(ana, board, "Lay the tiles")
    expect(tiles).toMatchObject({
      status: "Doing",
      category: "active",
      labels: ["Needs review", "Urgent"],
      owner: "cleo",
      assignees: ["ana", "ben", "cleo"],
      createdBy: "ana",
      start: "2026-03-02T07:00[UTC]",
      due: "2026-03-06T16:30[UTC]",
      archived: false,
      custom: { Size: 12.5, Room: "Bath", Price: 310, Agreed: true, Swimlane: "House" },
    })
    expect(descriptionOf(ana.replica.open(`text/${seenOf(ana, board).space}/${tiles.id}`).doc)).toContain(
      "from the shop",
    )
    expect(itemCalled(ana, board, "Paint the door")).toMatchObject({ status: "Done", category: "done", archived: true })
    const { boards, labels, customFields, transitions } = seenOf(ana, board)
    expect(
      living(labels)
        .map(({ name, hue }) => `${name} ${hue}`)
        .sort(),
    ).toEqual(["Needs review blue", "Urgent red"])
    const lanes = living(customFields).find(({ name }) => name === "Swimlane")!
    expect(living(boards)[0]!.lanesBy).toBe(`custom-${lanes.id}`)
    const finished = [...transitions.values()].find(({ at }) => at === Date.UTC(2026, 1, 20, 12))
    expect(finished).toBeDefined()
  })

  test("IMPORT-25 as it was written by hand reads dates with the month first, and words as labels", async context => {
    const file = readFileSync(realFile(context, "import/wekan-board.csv"))
    const ana = new Person("ana", 1, MORNING)
    const board = boardIn(file)
    expect(previewIn(ana, board).counts).toMatchObject({ items: 25, statuses: 4, labels: 5, members: 4 })
    bringBoard(ana, board)
    expect(itemCalled(ana, board, "Test card 16")).toMatchObject({
      status: "Stage 3",
      labels: ["Engineering", "Support"],
      assignees: ["testuser2", "testuser3"],
      createdBy: "testuser1",
      start: "2020-04-08",
      due: "2020-05-13",
    })
    expect(previewIn(ana, board).notices).toEqual([])
  })

  test("IMPORT-17 of WeKan, votes and unknown columns are counted", () => {
    const file = wekan({ ...TILES, Vote: "yes-2", "Last modified at": "2026-01-01" }).replace("Over time", "Mood")
    const { leftOut } = previewIn(new Person("ana", 1, MORNING), boardIn(file.replace('" ","310"', '"","310"')))
    expect(leftOut.map(({ what, count }) => `${what} ${count}`)).toEqual(["votes 1", "times-of-change 1"])
  })

  test("IMPORT-31 a day that does not exist is told of with its line and column, and the row comes over without it", () => {
    const board = boardIn(wekan(TILES, { ...DOOR, "Due at": "2026-02-30", Description: "a\nb" }, TILES))
    expect(board.notices).toEqual([{ what: "wrong-date", line: 4, column: "Due at", found: "2026-02-30" }])
    const ana = new Person("ana", 1, MORNING)
    bringBoard(ana, board)
    expect(itemCalled(ana, board, "Paint the door").due).toBeNull()
    expect(living(seenOf(ana, board).items)).toHaveLength(3)
  })

  test("IMPORT-33 that breaks off within a cell is refused with the line and column where the cell begins", () => {
    const file = wekan(TILES, DOOR)
    expect(refusalOf(file.slice(0, file.indexOf("from the shop")))).toBe("open-quote, line 2, column 17")
  })
})
