import * as fc from "fast-check"
import { expect, test } from "vitest"
import { living } from "@weft/model/schema/snapshot"
import { MORNING, Person } from "../../support/person.ts"
import { boardIn, bring, changedRows, previewOf, spaceOf } from "./importing.ts"
import {
  ANA,
  BEN,
  BLUE,
  card,
  checklist,
  comment,
  DOING,
  RED,
  TODO,
  trelloFile,
  type TrelloFile,
} from "./trello-file.ts"

/** Any card: lists, people and labels that are there or not, dates, texts, the archive. */
const anyCard = fc.record({
  name: fc.string({ maxLength: 150 }),
  desc: fc.string({ maxLength: 30 }),
  idList: fc.constantFrom(TODO, DOING, "gone"),
  idMembers: fc.uniqueArray(fc.constantFrom(ANA, BEN, "gone")),
  idLabels: fc.uniqueArray(fc.constantFrom(RED, BLUE, "gone")),
  pos: fc.double({ noNaN: true, noDefaultInfinity: true }),
  due: fc.constantFrom(null, "2021-05-06T07:08:00.000Z", "2022-01-01T00:00:00.000+02:00", "9999-12-31T23:59:59.000Z"),
  closed: fc.boolean(),
})

const anyFile = fc
  .tuple(fc.array(anyCard, { maxLength: 4 }), fc.boolean(), fc.array(fc.string({ maxLength: 20 }), { maxLength: 3 }))
  .map(([cards, closed, texts]): TrelloFile => {
    const made = cards.map((fields, index) => card(index + 1, fields))
    const lists = [
      { id: TODO, name: "To do", closed: false, pos: 1 },
      { id: DOING, name: "Doing", closed, pos: 2 },
    ]
    return trelloFile(made, {
      lists,
      checklists: made.slice(0, 1).map(on => checklist(1, on, texts)),
      actions: made.slice(0, 1).flatMap(on => texts.map((text, index) => comment(index, on, text))),
    })
  })

test("IMPORT-2 whatever the file holds, imported again it changes nothing", () => {
  fc.assert(
    fc.property(anyFile, file => {
      const ana = new Person("ana", 1, MORNING)
      bring(ana, file)
      expect(changedRows(bring(ana, file))).toBe(0)
      const { states, keptFields } = previewOf(ana, file)
      expect([states.new, states.updated, states.trashed, keptFields]).toEqual([0, 0, 0, 0])
    }),
    { seed: 5, numRuns: 150 },
  )
})

test("IMPORT-4 after any change of the file the rows are what a first import of it gives", () => {
  fc.assert(
    fc.property(anyFile, anyFile, (before, after) => {
      const [ana, eve] = [new Person("ana", 1, MORNING), new Person("eve", 2, MORNING)]
      bring(ana, before)
      bring(ana, after)
      bring(eve, after)
      const board = boardIn(after)
      const [mine, fresh] = [spaceOf(ana, board), spaceOf(eve, board)]
      for (const item of living(fresh.items)) {
        const { conflicts: _conflicts, ...wanted } = item
        expect(mine.items.get(item.id)).toMatchObject(wanted)
      }
      for (const check of living(fresh.checks)) expect(mine.checks.get(check.id)).toMatchObject({ title: check.title })
      expect(changedRows(bring(ana, after))).toBe(0)
    }),
    { seed: 6, numRuns: 150 },
  )
})

test("IMPORT-7 any import is undone whole and comes back whole", () => {
  fc.assert(
    fc.property(anyFile, file => {
      const ana = new Person("ana", 1, MORNING)
      const written = bring(ana, file)
      const living = (): string[] => {
        const { items, statuses, labels, checks, boards } = spaceOf(ana, boardIn(file))
        return [items, statuses, labels, checks, boards]
          .flatMap(table => Array.from<{ id: string; deleted: unknown }>(table.values()))
          .filter(row => row.deleted === null)
          .map(row => row.id)
          .sort()
      }
      const before = living()
      expect(ana.undo(written).leftAlone).toEqual([])
      expect(living()).toEqual([])
      bring(ana, file, { restore: true })
      expect(living()).toEqual(before)
      expect(changedRows(bring(ana, file))).toBe(0)
    }),
    { seed: 8, numRuns: 100 },
  )
})
