import { describe, expect, test } from "vitest"
import { createItem } from "@weft/model/actions/item"
import { createCustomField, createOption } from "@weft/model/actions/workflow"
import { createLabel } from "@weft/model/actions/work"
import type { CustomFieldId, ItemId, LabelId, OptionId } from "@weft/model/base/ids"
import { isProblem, type ListColumn } from "../../../packages/client/src/views/list/column.ts"
import { columnsOf } from "../../../packages/client/src/views/list/columns.ts"
import { planPaste, type PasteTarget } from "../../../packages/client/src/views/list/paste-plan.ts"
import { createListMemory } from "../../../packages/client/src/data/list-memory.ts"
import { list } from "../../../packages/client/src/text/en/list.ts"
import { foundSpace, itemOf, MORNING, Person } from "../../support/person.ts"

interface Given {
  readonly ana: Person
  readonly items: readonly ItemId[]
  readonly columns: readonly ListColumn[]
  readonly column: (key: string) => ListColumn
  readonly read: (key: string, text: string) => unknown
}

function founder(): Given {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben", "Müller, Eve"])
  const items = ["first", "second"].map(title => {
    const id = ana.newId<ItemId>()
    ana.do(createItem, { id, title })
    return id
  })
  for (const name of ["Finance", "Finance, old"]) ana.do(createLabel, { id: ana.newId<LabelId>(), name })
  const field = ana.newId<CustomFieldId>()
  ana.do(createCustomField, { id: field, name: "Size", type: "select" })
  ana.do(createOption, { id: ana.newId<OptionId>(), field, name: "Large" })
  for (const [name, type] of [
    ["Cost", "number"],
    ["Checked", "flag"],
  ] as const)
    ana.do(createCustomField, { id: ana.newId<CustomFieldId>(), name, type })
  const { snapshot } = ana
  const none = () => 0
  const columns = columnsOf({
    setup: snapshot,
    today: "2026-11-23",
    key: ({ id }) => `MOVE-${id}`,
    items: () => snapshot.items.values(),
    item: id => snapshot.items.get(id),
    checks: () => ({ done: 0, total: 0 }),
    subitems: none,
    attachments: none,
  })
  const column = (key: string) => columns.find(one => one.key === key || one.name === key)!
  const read = (key: string, text: string) => {
    const reading = column(key).read(text, itemOf(ana.snapshot, items[0]!))
    return isProblem(reading) ? reading.problem : reading.write
  }
  return { ana, items, columns, column, read }
}

describe("words in cells", () => {
  test("mean what they would mean in the field's own editor", () => {
    const { read, ana, items } = founder()
    expect(read("due", "24 Dec")).toEqual({ set: "fields", fields: { due: "2026-12-24" } })
    expect(read("due", "")).toEqual({ set: "fields", fields: { due: null } })
    expect(read("estimate", "1 d 4 h")).toEqual({ set: "fields", fields: { estimateMinutes: 720 } })
    expect(read("priority", "HIGH")).toEqual({ set: "fields", fields: { priority: "high" } })
    expect(read("points", "5")).toEqual({ set: "fields", fields: { points: 5 } })
    expect(read("status", "doing")).toMatchObject({ set: "status" })
    expect(read("parent", "Second")).toEqual({ set: "parent", parent: items[1] })
    expect(read("assignees", "ben; ana")).toEqual({ set: "assignees", members: ["ben", "ana"] })
    expect(read("assignees", "müller, eve")).toEqual({ set: "assignees", members: ["Müller, Eve"] })
    expect(read("labels", "finance, old")).toMatchObject({ set: "labels" })
    expect(read("Cost", "1,234.5")).toMatchObject({ set: "custom", value: 1234.5 })
    expect(read("Checked", "x")).toMatchObject({ set: "custom", value: true })
    expect(read("Size", "large")).toMatchObject({ set: "custom" })
    expect(itemOf(ana.snapshot, items[0]!).title).toBe("first")
  })

  test("that mean nothing say so, each in a sentence of its own", () => {
    const { read } = founder()
    const { problems } = list
    expect(read("title", " ")).toBe(problems["title-missing"])
    expect(read("due", "someday")).toBe(problems.date)
    expect(read("estimate", "long")).toBe(problems.duration)
    expect(read("points", "-1")).toBe(problems.whole)
    expect(read("status", "Nowhere")).toBe(problems.unknown("Nowhere"))
    expect(read("owner", "nobody I know")).toBe(problems.unknown("nobody I know"))
    expect(read("parent", "first")).toBe(problems.cycle)
    expect(read("key", "MOVE-1")).toBe(problems["read-only"])
    expect(read("Checked", "perhaps")).toBe(problems.flag)
    expect(read("Cost", "much")).toBe(problems.number)
  })

  test("LIST-5 that a cell shows are read again as what it holds", () => {
    const { ana, columns, items } = founder()
    for (const column of columns.filter(({ edit }) => edit !== "none"))
      for (const id of items) {
        const row = itemOf(ana.snapshot, id)
        const words = column.text(row)
        if (words !== "") expect(isProblem(column.read(words, row)), `${column.key}: ${words}`).toBe(false)
      }
  })
})

describe("what pasting would do", () => {
  const target = (given: Given, first: string, rows: number): PasteTarget => {
    const shown = given.columns.filter(({ usualRank }) => usualRank !== null)
    return {
      items: given.items.map(id => itemOf(given.ana.snapshot, id)),
      columns: shown.slice(shown.findIndex(({ key }) => key === first)),
      named: given.columns,
      fills: { rows, columns: 1 },
      problems: list.problems,
      newItem: list.newItem,
      random: given.ana.random,
    }
  }

  test("is told cell by cell; what stands already is left alone, and rows beyond the last one are made", () => {
    const given = founder()
    const plan = planPaste([["first"], ["2nd"], ["third"], [""]], target(given, "title", 1))
    expect(plan.problems).toEqual([])
    expect(plan.edits).toEqual([{ item: given.items[1], write: { set: "fields", fields: { title: "2nd" } } }])
    expect(plan.made.map(({ title }) => title)).toEqual(["third"])
    expect(plan.changes.map(({ before, after }) => `${before}>${after}`)).toEqual(["second>2nd", ">third"])
  })

  test("names each cell that cannot be pasted, with why", () => {
    const given = founder()
    const plan = planPaste([["someday"], ["2026-12-01"], ["2026-12-02"]], target(given, "due", 1))
    expect(plan.problems.map(({ row, why }) => `${row}: ${why}`)).toEqual([
      `first: ${list.problems.date}`,
      `New item: ${list.problems["title-missing"]}`,
    ])
    expect(plan.edits).toHaveLength(1)
    expect(plan.made).toEqual([])
  })

  test("fills a range with one cell, and goes by the heads that the first row names", () => {
    const given = founder()
    expect(planPaste([["2026-12-01"]], target(given, "due", 2)).edits).toHaveLength(2)
    const headed = planPaste(
      [
        ["Due", "Title"],
        ["2026-12-01", "one"],
      ],
      target(given, "title", 1),
    )
    expect(headed.edits.map(({ write }) => write)).toEqual([
      { set: "fields", fields: { due: "2026-12-01" } },
      { set: "fields", fields: { title: "one" } },
    ])
  })
})

test("what is folded in a list is remembered on the device, and rubbish that was kept is none", () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
  const memory = createListMemory(storage, "V")
  memory.foldRows(["a", "b"], true)
  memory.foldRows(["a"], false)
  memory.foldGroups(["status.x"], true)
  const again = createListMemory(storage, "V")
  expect([...again.foldedRows()]).toEqual(["b"])
  expect([...again.foldedGroups()]).toEqual(["status.x"])
  kept.set("weft-list-V", "{]")
  expect(createListMemory(storage, "V").foldedRows().size).toBe(0)
})
