import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { patchItems } from "@weft/model/actions/item"
import { isRefusal } from "@weft/model/base/result"
import { nameOfFile } from "@weft/model/exchange/board/board-builder"
import type { BoardOptions } from "@weft/model/exchange/board/target"
import { addMember } from "@weft/model/actions/space"
import type { MemberId } from "@weft/model/base/ids"
import { guessMapping, keptMapping, mappingFrom, withUse, type ColumnUse } from "@weft/model/exchange/table/mapping"
import { descriptionOf } from "@weft/model/replica/prose"
import { living } from "@weft/model/schema/snapshot"
import { foundSpace, MORNING, Person, SPACE } from "../../support/person.ts"
import {
  boardIn,
  boardsIn,
  bringBoard,
  guessed,
  itemCalled,
  previewIn,
  refusalOf,
  seenOf,
  tableIn,
} from "./board-files.ts"
import { changedRows } from "./importing.ts"

const usesOf = (text: string) => guessed(tableIn(text)).uses

describe("the columns of a table", () => {
  test("IMPORT-28 are guessed from their heads, in English and German", () => {
    const HEADS: readonly (readonly [string, readonly ColumnUse[]])[] = [
      ["Id,Title,Notes,Status", ["key", "title", "description", "status"]],
      ["Nr.;Aufgabe;Beschreibung;Stand", ["key", "title", "description", "status"]],
      ["Summary,Assignee,Reporter,Created,Due date", ["title", "owner", "createdBy", "createdAt", "due"]],
      ["Titel;Zuständig;Erstellt am;Fällig am;Beginn", ["title", "owner", "createdAt", "due", "start"]],
      ["Task Name,Parent Task,Tags,Priority,Story Points", ["title", "parent", "labels", "priority", "points"]],
      [
        "Vorgang;Gliederungsebene;Schlagwörter;Priorität;Aufwand (h)",
        ["title", "outline", "labels", "priority", "estimate"],
      ],
      ["Name,Done,Archived,URL,Comments", ["title", "done", "archived", "source", "comment"]],
    ]
    for (const [head, uses] of HEADS) {
      const separator = head.includes(";") ? ";" : ","
      const row = head
        .split(separator)
        .map((_, index) => (index === 0 ? "a" : ""))
        .join(separator)
      expect(usesOf(`${head}\n${row}\n`), head).toEqual(uses)
    }
  })

  test("IMPORT-28 without a known head are told by their values", () => {
    const text =
      "x1,x2,x3,x4,x5,x6\nBuy tiles,2026-01-02,1.5,yes,red,\nLay tiles,2026-01-03,2,no,red,\nClean up,2026-02-03,7,no,blue,\nRest,2026-02-04,1,yes,blue,\n"
    expect(usesOf(text)).toEqual(["title", "custom-date", "custom-number", "custom-flag", "custom-list", "ignore"])
    expect(usesOf("Title,State\na,yes\nb,no\n")).toEqual(["title", "done"])
    expect(usesOf("Title,State\na,Done\nb,Open\n")).toEqual(["title", "status"])
    expect(usesOf("Title,Done\na,done\nb,open\n")).toEqual(["title", "done"])
    expect(usesOf('Title,Owner\na,Ana\nb,"Ana, Ben"\n')).toEqual(["title", "assignees"])
  })

  test("IMPORT-28 of one kind are one; another choice takes it from the first", () => {
    const table = tableIn("Title,Name,Due\na,b,2026-01-01\n")
    const guess = guessed(table)
    expect(guess.uses).toEqual(["title", "custom-text", "due"])
    expect(withUse(guess, 1, "title").uses).toEqual(["ignore", "title", "due"])
    expect(withUse(guess, 0, "custom-text").uses).toEqual(["custom-text", "custom-text", "due"])
  })

  test("IMPORT-28 are remembered by their heads, in whatever order they come", () => {
    const table = tableIn("Title,Note,When\na,b,3/4/2026\n")
    const kept = keptMapping(table, { ...withUse(guessed(table), 2, "start"), order: "mdy" })
    const next = tableIn("When,Title,Note\n5/6/2026,c,d\n")
    expect(mappingFrom(kept, next, guessed(next))).toMatchObject({
      uses: ["start", "title", "description"],
      order: "mdy",
    })
    const sure = tableIn("When,Title,Note\n25/6/2026,c,d\n")
    expect(mappingFrom(kept, sure, guessed(sure)).order).toBe("dmy")
  })

  test("IMPORT-29 the order of day and month is told by all dates, and asked where they do not tell", () => {
    const order = (...dates: readonly string[]) => {
      const { order, isOrderSure } = guessed(tableIn(["Title,Due", ...dates.map(date => `a,${date}`)].join("\n")))
      return `${order} ${isOrderSure}`
    }
    expect(order("3/4/2026", "3/25/2026")).toBe("mdy true")
    expect(order("3/4/2026", "25/3/2026")).toBe("dmy true")
    expect(order("3/4/2026")).toBe("dmy false")
    expect(order("3.4.2026", "2026-03-04", "")).toBe("dmy true")
    expect(guessMapping(tableIn("Title,Due\na,3/4/2026\n"), { order: "mdy", decimal: "." })).toMatchObject({
      order: "mdy",
    })
  })

  test("IMPORT-29 a comma in numbers is told by all of them", () => {
    const decimal = (text: string) => guessed(tableIn(text)).decimal
    expect(decimal("Title;Size\na;1,5\nb;2\n")).toBe(",")
    expect(decimal("Title;Size\na;1.5\nb;2.25\n")).toBe(".")
    expect(decimal('Title,Size\na,"1.234,5"\n')).toBe(",")
  })
})

const TABLE = `Id;Titel;Status;Fällig;Beginn;Aufwand (h);Übergeordnet;Tags;Verantwortlich;Größe;Priorität
7;"Haus bauen";In Arbeit;31.3.2026;1.3.2026;1,5;;bau, garten;Ana;12,5;hoch
8;Dach;Offen;3.4.2026 14:30;;2h 30m;7;bau;Ben;;niedrig
9;Ziegel;Fertig;;;90 min;Dach;;;;
`

describe("a table", () => {
  test("IMPORT-28 becomes items with all their fields, below one another", () => {
    const ana = new Person("ana", 1, MORNING)
    const board = boardIn(TABLE)
    bringBoard(ana, board)
    expect(itemCalled(ana, board, "Haus bauen")).toMatchObject({
      status: "In Arbeit",
      category: "active",
      due: "2026-03-31",
      start: "2026-03-01",
      estimate: 90,
      labels: ["bau", "garten"],
      owner: "Ana",
      assignees: ["Ana"],
      priority: "high",
      custom: { Größe: 12.5 },
    })
    expect(itemCalled(ana, board, "Dach")).toMatchObject({
      parent: "Haus bauen",
      due: "2026-04-03T14:30[Europe/Berlin]",
      estimate: 150,
    })
    expect(itemCalled(ana, board, "Ziegel")).toMatchObject({ parent: "Dach", category: "done", estimate: 90 })
    expect(seenOf(ana, board).profiles.get(seenOf(ana, board).space)?.name).toBe("House")
  })

  test("IMPORT-28 that says of rows that they are done has them in the state for done work, made or named", () => {
    const lists = (text: string) => {
      const board = boardIn(text)
      const nameOf = (id: string) => board.lists.find(list => list.id === id)?.name
      return board.cards.map(({ list }) => nameOf(list)).join(" ")
    }
    expect(lists("Title,Done\na,yes\nb,\n")).toBe("Done To do")
    expect(lists("Title,Erledigt am\na,2026-03-01\nb,\n")).toBe("Done To do")
    expect(lists("Title,Status,Done\na,Doing,yes\nb,Doing,no\n")).toBe("Done Doing")
    expect(lists("Title,Status,Done\na,Doing,yes\nb,Fertig,no\n")).toBe("Fertig Fertig")
    expect(boardIn("Title,Status\na,Fertig\nb,In Arbeit\nc,Ideen\n").lists.map(({ name }) => name)).toEqual([
      "Ideen",
      "In Arbeit",
      "Fertig",
    ])
  })

  test("IMPORT-28 with an outline is as deep as its codes or levels say", () => {
    const parents = (text: string) =>
      boardIn(text)
        .cards.map(({ values }) => values?.parent ?? "-")
        .join(" ")
    expect(parents("Id,WBS,Title\na,1,x\nb,1.1,y\nc,1.1.1,z\nd,2,w\n")).toBe("- a b -")
    expect(parents("Id,Level,Title\na,1,x\nb,2,y\nc,2,z\nd,1,w\n")).toBe("- a a -")
    expect(parents("Id,Indent,Title\na,,x\nb,>,y\nc,>>,z\n")).toBe("- - b")
  })

  test("IMPORT-30 is the same whatever parts its cells, ends its lines and encodes its letters", () => {
    const cards = (file: string | Uint8Array) => boardIn(file).cards
    const same = cards(TABLE)
    const wide = (text: string, isBig: boolean) => {
      const bytes = new Uint8Array(text.length * 2)
      for (let at = 0; at < text.length; at++) {
        bytes[at * 2 + (isBig ? 1 : 0)] = text.charCodeAt(at) & 0xff
        bytes[at * 2 + (isBig ? 0 : 1)] = text.charCodeAt(at) >> 8
      }
      return bytes
    }
    const tabbed = TABLE.replaceAll(";", "\t")
    const quoted = TABLE.trimEnd()
      .split("\n")
      .map(line =>
        line
          .split(";")
          .map(cell => (cell.startsWith('"') ? cell : `"${cell}"`))
          .join(","),
      )
    for (const text of [
      TABLE.replaceAll("\n", "\r\n"),
      TABLE.replaceAll("\n", "\r"),
      tabbed,
      `sep=;\n${TABLE}`,
      quoted.join("\n"),
    ])
      expect(cards(text)).toEqual(same)
    for (const text of [`\ufeff${TABLE}`, tabbed]) {
      expect(cards(new TextEncoder().encode(text))).toEqual(same)
      for (const isBig of [false, true]) expect(cards(wide(text, isBig))).toEqual(same)
    }
    const western = Uint8Array.from(TABLE, letter => letter.charCodeAt(0))
    expect(cards(western)).toEqual(same)
  })

  test("IMPORT-31 cells that cannot be are told of by line and column, and nothing else is lost", () => {
    const text = 'Title,Due,Size,Points\n"a\nb",2026-02-30,1,2\nc,2026-03-01,many,-3\nd\ne,,,,f\n,2026-01-01,,\n'
    const table = tableIn(text)
    const board = boardIn(text, { uses: withUse(guessed(table), 2, "custom-number").uses })
    expect(board.notices?.map(({ what, line, column, found }) => `${line} ${column} ${what} ${found}`)).toEqual([
      "2 Due wrong-date 2026-02-30",
      "4 Size wrong-number many",
      "4 Points wrong-number -3",
      "5  wrong-width 1 / 4",
      "6  wrong-width 5 / 4",
      "7 Title no-title ",
    ])
    expect(board.cards.map(({ name }) => name)).toEqual(["a b", "c", "d", "e", ""])
  })

  test("IMPORT-33 whose key stands twice is refused by both lines", () => {
    expect(refusalOf("Id,Title\n1,a\n2,b\n1,c\n")).toBe("duplicate-row, line 4, earlier 2, column Id, id 1")
  })

  test("IMPORT-33 without rows, or with a mark of quotation that nothing closes, is refused", () => {
    expect(refusalOf("Id,Title\n")).toBe("no-rows")
    expect(refusalOf('Id,Title\n1,"a\n2,b\n')).toBe("open-quote, line 2, column 3")
    expect(refusalOf('Id;Title, or so;x\n1;"a, b";\n2;b;"\n')).toBe("open-quote, line 3, column 5")
  })

  test("IMPORT-32 is known by its key again: new titles, rows in another order and new rows find their items", () => {
    const ana = new Person("ana", 1, MORNING)
    bringBoard(ana, boardIn(TABLE))
    const lines = TABLE.trimEnd().split("\n")
    const next = boardIn(
      [lines[0], lines[3], "10;Neu;Offen;;;;;;;;", lines[2]!.replace("Dach", "Dachstuhl"), lines[1]].join("\n"),
    )
    const { states } = previewIn(ana, next)
    bringBoard(ana, next)
    expect(
      living(seenOf(ana, next).items)
        .map(({ title }) => title)
        .sort(),
    ).toEqual(["Dachstuhl", "Haus bauen", "Neu", "Ziegel"])
    // "Ziegel" lay below "Dach", which the file calls by a title that is there no more.
    expect(states).toMatchObject({ new: 1, updated: 2 })
  })

  test("IMPORT-32 without a column says nothing of its field: what stands in Weft is no difference", () => {
    const ana = new Person("ana", 1, MORNING)
    const board = boardIn("Id,Title\n1,Paint\n")
    bringBoard(ana, board)
    const { id } = itemCalled(ana, board, "Paint")
    const { space } = seenOf(ana, board)
    ana.replica.perform(patchItems, space, { items: [id], fields: { due: "2026-05-06" } }, ana.me)
    expect(previewIn(ana, board)).toMatchObject({ keptFields: 0 })
    expect(changedRows(bringBoard(ana, board))).toBe(0)
    expect(itemCalled(ana, board, "Paint").due).toBe("2026-05-06")
  })

  test("IMPORT-32 a cell that was emptied empties its field, and a column that is gone leaves what it said", () => {
    const ana = new Person("ana", 1, MORNING)
    const board = boardIn("Id,Title,Width,Height\n1,Door,90,200\n")
    bringBoard(ana, board)
    expect(itemCalled(ana, board, "Door").custom).toEqual({ Width: 90, Height: 200 })
    const next = boardIn("Id,Title,Width\n1,Door,\n", { uses: ["key", "title", "custom-number"] })
    const { rows } = previewIn(ana, next)
    expect(rows.find(({ kind }) => kind === "items")?.updated.length).toBe(1)
    bringBoard(ana, next)
    expect(itemCalled(ana, board, "Door").custom).toEqual({ Height: 200 })
    expect(changedRows(bringBoard(ana, next))).toBe(0)
  })

  test("IMPORT-10 in a space that is there, states and labels that it has not are made, or not, as is chosen", () => {
    const into = (options: BoardOptions) => {
      const ana = new Person("ana", 1, MORNING)
      foundSpace(ana, [])
      bringBoard(ana, boardIn(TABLE), options, SPACE)
      const snapshot = ana.snapshot
      return { names: living(snapshot.statuses).map(({ name }) => name), labels: living(snapshot.labels), snapshot }
    }
    expect(into({}).names).toEqual(expect.arrayContaining(["In Arbeit", "Fertig"]))
    const { names, labels, snapshot } = into({ makesStatuses: false, makesLabels: false })
    expect(names).not.toContain("In Arbeit")
    expect(labels).toEqual([])
    const first = living(snapshot.statuses).sort((left, right) => (left.rank < right.rank ? -1 : 1))[0]!
    expect(living(snapshot.items).find(({ title }) => title === "Haus bauen")!.status).toBe(first.id)
  })

  test("IMPORT-11 people of a table are members by name, address or account; others are placeholders", () => {
    const ana = new Person("ana", 1, MORNING)
    foundSpace(ana, [])
    ana.replica.perform(
      addMember,
      SPACE,
      { id: "m1" as MemberId, name: "Ana Roth", mail: "a.roth@house.example" },
      ana.me,
    )
    const board = boardIn("Title,Owner\na,Ana Roth\nb,a.roth@house.example\nc,a.roth\nd,Ben\n")
    bringBoard(ana, board, {}, SPACE)
    const owners = new Map(living(ana.snapshot.items).map(({ title, owner }) => [title, owner]))
    expect(["a", "b", "c"].map(title => owners.get(title))).toEqual(["m1", "m1", "m1"])
    expect(ana.snapshot.members.get(owners.get("d")!)).toMatchObject({ name: "Ben", placeholder: true })
  })

  test("IMPORT-34 a cell that was guarded against formulas is itself again", () => {
    const board = boardIn("Title,Notes\n'=1+1,'-x\n'tis,b\n")
    expect(board.cards.map(({ name, description }) => `${name} ${description}`)).toEqual(["=1+1 -x", "'tis b"])
    const ana = new Person("ana", 1, MORNING)
    bringBoard(ana, board)
    const { id } = itemCalled(ana, board, "=1+1")
    expect(descriptionOf(ana.replica.open(`text/${seenOf(ana, board).space}/${id}`).doc)).toBe("-x")
  })
})

test("IMPORT-20 XML, pages and packed files are no tables, and are refused by what they are", () => {
  expect(refusalOf('\ufeff<?xml version="1.0"?>\n<rss/>')).toBe("xml-file")
  expect(refusalOf("<html><body>a,b</body></html>")).toBe("web-page")
  expect(refusalOf(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0))).toBe("archive")
  expect(refusalOf(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 1))).toBe("not-text")
})

describe("any table", () => {
  test("IMPORT-23 is read or refused, whatever its letters", () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom('"', '""', ",", "\n", "\r\n", ";", "\t", "Title", "Id", "1/2/2026"),
    )
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 40 }), cells => {
        const boards = boardsIn(`Title,Id,Due,Parent\n${cells.join("")}`)
        expect(isRefusal(boards) ? boards.reason : boards[0]!.program).toMatch(/^[a-z-]+$/)
      }),
      { seed: 11, numRuns: 300 },
    )
  })

  test("IMPORT-23 with cells of any length is read in a moment", () => {
    const long = " ".repeat(200_000)
    const dated = `2026-01-01${long}x`
    const cells = [dated, dated, `1${long}h`, `a${long}b`, `#x${long}y`, `${long}`, `1,${"2,".repeat(50_000)}`]
    const row = cells.map(cell => `"${cell}"`).join(",")
    const board = boardIn(`Start,Due,Estimate,Title,Tags,Created,Size\n${row}\n${row}\n`)
    expect(board.cards).toHaveLength(2)
    expect(board.notices?.length).toBeGreaterThan(0)
  })

  test("IMPORT-28 is called as its file, without what is put behind the name of one that is saved again", () => {
    for (const file of [
      "Haus.csv",
      "Haus (2).csv",
      "Haus-2026-11-23.csv",
      "Haus_20261123 (1).csv",
      "C:\\files\\Haus copy.csv",
    ])
      expect(nameOfFile(file), file).toBe("Haus")
    for (const file of ["2026-11-23.csv", "(1).csv", "9".repeat(250), "Photocopy.csv"])
      expect(nameOfFile(file).length, file).toBeGreaterThan(2)
    expect(nameOfFile("Photocopy.csv")).toBe("Photocopy")
  })
})
