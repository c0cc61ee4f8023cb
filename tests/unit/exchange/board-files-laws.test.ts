import * as fc from "fast-check"
import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { patchItems } from "@weft/model/actions/item"
import { isRefusal } from "@weft/model/base/result"
import { living } from "@weft/model/schema/snapshot"
import { MORNING, Person } from "../../support/person.ts"
import { realFile } from "../../support/shared-data.ts"
import { boardIn, boardsIn, bringBoard, itemCalled, previewIn, seenOf } from "./board-files.ts"
import { changedRows } from "./importing.ts"

/** One real file of each program, a title in it, and a change of it that its program could have made. */
const FILES = [
  ["WeKan", "wekan-board.csv", "Test card 4", (text: string) => text.replace("05/08/2020", "05/09/2020"), "2020-05-09"],
  [
    "Deck",
    "deck.json",
    "2",
    (text: string) => text.replace("2023-07-17T02:00:00+00:00", "2023-07-18T02:00:00+00:00"),
    "2023-07-18T02:00[UTC]",
  ],
  [
    "TickTick",
    "testdata_ticktick_export.csv",
    "Task with due date",
    (text: string) => text.replaceAll("2023-03-28T22:00:00+0000", "2023-03-29T22:00:00+0000"),
    "2023-03-30",
  ],
] as const

describe("a file that is imported again", () => {
  for (const [program, name, title, change, due] of FILES) {
    test(`IMPORT-2 of ${program} changes nothing`, context => {
      const ana = new Person("ana", 1, MORNING)
      const text = readFileSync(realFile(context, `import/${name}`), "utf8")
      bringBoard(ana, boardIn(text))
      expect(changedRows(bringBoard(ana, boardIn(text)))).toBe(0)
      const { states, keptFields, gone } = previewIn(ana, boardIn(text))
      expect([states.new, states.updated, keptFields, gone.length]).toEqual([0, 0, 0, 0])
    })

    test(`IMPORT-4 of ${program} updates what changed in it, and leaves what was changed here`, context => {
      const ana = new Person("ana", 1, MORNING)
      const text = readFileSync(realFile(context, `import/${name}`), "utf8")
      const board = boardIn(text)
      bringBoard(ana, board)
      const { id, start } = itemCalled(ana, board, title)
      ana.replica.perform(patchItems, seenOf(ana, board).space, { items: [id], fields: { title: "Mine" } }, ana.me)
      const changed = boardIn(change(text))
      const { states, rows } = previewIn(ana, changed)
      expect(states.updated).toBe(1)
      const row = rows.find(one => one.id === id)!
      expect(row.kept).toMatchObject([{ field: "title", ours: "Mine", theirs: title, changedInBoth: false }])
      bringBoard(ana, changed)
      expect(itemCalled(ana, board, "Mine")).toMatchObject({ due })
      if (program !== "TickTick") expect(itemCalled(ana, board, "Mine").start).toBe(start)
    })

    test(`IMPORT-7 of ${program} is undone as one step, and can be brought back`, context => {
      const ana = new Person("ana", 1, MORNING)
      const board = boardIn(readFileSync(realFile(context, `import/${name}`)))
      const written = bringBoard(ana, board)
      ana.undo(written)
      expect(living(seenOf(ana, board).items)).toEqual([])
      bringBoard(ana, board, { restore: true })
      expect(living(seenOf(ana, board).items)).toHaveLength(board.cards.length)
    })

    test(`IMPORT-23 of ${program}, cut off or damaged anywhere, is read or refused and never throws`, context => {
      const text = readFileSync(realFile(context, `import/${name}`), "utf8")
      const cut = fc.integer({ min: 0, max: text.length })
      const letter = fc.constantFrom("", '"', ",", "\n", ";", "\t", "\u0000", "{", "9".repeat(30), "\ud800")
      fc.assert(
        fc.property(cut, cut, letter, (at, end, damage) => {
          const damaged = text.slice(0, at) + damage + text.slice(at + 1, Math.max(at + 1, end))
          const boards = boardsIn(damaged)
          if (isRefusal(boards)) expect(boards.reason).toMatch(/^[a-z-]+$/)
          else for (const board of boards) previewIn(new Person("ana", 1, MORNING), board)
        }),
        { seed: 3, numRuns: 60 },
      )
    })
  }
})
