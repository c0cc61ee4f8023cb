import { describe, expect, test } from "vitest"
import { addCards, createBoard, moveCards, patchBoard } from "@weft/model/actions/board"
import { createItem, patchItems, setCustomValue, trashItems } from "@weft/model/actions/item"
import { removeMember } from "@weft/model/actions/space"
import { createCustomField, createOption, createStatus, trashOption, trashStatus } from "@weft/model/actions/workflow"
import type { BoardId, CustomFieldId, ItemId, MemberId, OptionId, StatusId } from "@weft/model/base/ids"
import { below, seededRandom } from "@weft/model/base/random"
import { CATEGORIES, CUSTOM_FIELD_TYPES, type CustomField } from "@weft/model/schema/workflow"
import type { CustomValue } from "@weft/model/schema/item"
import { cardsOf, groupsOf, loadOf } from "@weft/model/tasks/board"
import { fits } from "@weft/model/tasks/custom-value"
import { shownStatus, workflowOf } from "@weft/model/tasks/workflow"
import { boardIdOf, boardOf, column, foundSpace, itemOf, MORNING, Person, statusNamed } from "../../support/person.ts"

function founder(): Person {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  return ana
}

function makeItems(person: Person, ...titles: string[]): ItemId[] {
  return titles.map(title => {
    const id = person.newId<ItemId>()
    person.do(createItem, { id, title })
    return id
  })
}

function move(person: Person, items: readonly ItemId[], columnName: string, before: ItemId | null = null): void {
  const { snapshot } = person
  person.do(moveCards, { board: boardIdOf(snapshot), items, column: statusNamed(snapshot, columnName), before })
}

describe("the order of cards", () => {
  test("BOARD-2 any moves of any blocks give the order that a list would have", () => {
    const ana = founder()
    const random = seededRandom(4)
    const items = makeItems(ana, "a", "b", "c", "d", "e", "f", "g")
    const titleOf = (id: ItemId) => itemOf(ana.snapshot, id).title
    const columns: Record<string, ItemId[]> = { "To do": [...items], Doing: [], Done: [] }
    for (let round = 0; round < 300; round++) {
      const moved = items.filter(() => below(3, random) === 0).slice(0, 3)
      const target = ["To do", "Doing", "Done"][below(3, random)]!
      const others = columns[target]!.filter(id => !moved.includes(id))
      const index = below(others.length + 1, random)
      if (moved.length === 0) continue
      for (const name of Object.keys(columns)) columns[name] = columns[name]!.filter(id => !moved.includes(id))
      columns[target] = others.toSpliced(index, 0, ...moved)
      move(ana, moved, target, others[index] ?? null)
      for (const name of Object.keys(columns)) expect(column(ana.snapshot, name)).toEqual(columns[name]!.map(titleOf))
    }
  })

  test("BOARD-3 a place counts only in the column it was chosen in; elsewhere the card stands at the end", () => {
    const ana = founder()
    const [a, b, c] = makeItems(ana, "a", "b", "c")
    move(ana, [c!, a!], "To do", b!)
    expect(column(ana.snapshot, "To do")).toEqual(["c", "a", "b"])
    const board = boardOf(ana.snapshot)
    ana.do(patchBoard, { board: board.id, fields: { columnsBy: "priority" } })
    const inNone = cardsOf(ana.snapshot, boardOf(ana.snapshot), "none", null).map(({ title }) => title)
    expect(inNone).toEqual(["a", "b", "c"])
  })

  test("BOARD-4 dropping a card sets what the column and the lane show", () => {
    const ana = founder()
    const [field, option, board] = [ana.newId<CustomFieldId>(), ana.newId<OptionId>(), ana.newId<BoardId>()]
    ana.do(createCustomField, { id: field, name: "Room", type: "select" })
    ana.do(createOption, { id: option, field, name: "Kitchen" })
    const [item] = makeItems(ana, "a")
    const drop = (by: string, key: string, lane?: string) => {
      ana.do(patchBoard, { board, fields: { columnsBy: by, lanesBy: lane === undefined ? "" : "owner" } })
      ana.do(moveCards, { board, items: [item!], column: key, ...(lane === undefined ? {} : { lane }) })
      expect(cardsOf(ana.snapshot, ana.snapshot.boards.get(board)!, key, lane ?? null)).toHaveLength(1)
      return itemOf(ana.snapshot, item!)
    }
    ana.do(createBoard, { id: board, name: "Other" })
    expect(drop("owner", "ben")).toMatchObject({ owner: "ben", assignees: ["ben"] })
    expect(drop("owner", "")).toMatchObject({ owner: null })
    expect(drop("priority", "urgent", "ana")).toMatchObject({ priority: "urgent", owner: "ana" })
    expect(drop(`custom-${field}`, option).custom).toEqual({ [field]: option })
    expect(drop(`custom-${field}`, "").custom).toEqual({})
    expect(drop("type", "").type).toBeNull()
  })

  test("BOARD-4 dragging from quadrant to quadrant sets urgency and importance, and within one neither", () => {
    const ana = founder()
    const board = boardIdOf(ana.snapshot)
    const [item] = makeItems(ana, "a")
    ana.do(patchBoard, { board, fields: { columnsBy: "urgency", lanesBy: "importance" } })
    const drop = (column: string, lane: string) => {
      ana.do(moveCards, { board, items: [item!], column, lane })
      expect(cardsOf(ana.snapshot, boardOf(ana.snapshot), column, lane)).toHaveLength(1)
      const { urgency, importance } = itemOf(ana.snapshot, item!)
      return [urgency, importance]
    }
    expect(drop("low", "low")).toEqual([null, null])
    for (const column of ["high", "low"])
      for (const lane of ["high", "low"]) expect(drop(column, lane)).toEqual([column, lane])
    ana.do(patchItems, { items: [item!], fields: { urgency: "medium", importance: "medium" } })
    expect(drop("low", "low")).toEqual(["medium", "medium"])
    expect(drop("low", "high")).toEqual(["low", "high"])
    const made = ana.newId<ItemId>()
    ana.do(addCards, { board, column: "high", lane: "high", cards: [{ id: made, title: "b" }] })
    expect(itemOf(ana.snapshot, made)).toMatchObject({ urgency: "high", importance: "high" })
    // Elsewhere an attribute that the drop does not change is left as it was judged.
    ana.do(patchBoard, { board, fields: { columnsBy: "priority" } })
    ana.do(patchItems, { items: [item!], fields: { importance: "medium" } })
    ana.do(moveCards, { board, items: [item!], column: "high", lane: "low" })
    expect(itemOf(ana.snapshot, item!)).toMatchObject({ priority: "high", importance: "medium" })
  })

  test("the load of a column is its cards, or the minutes that they are estimated at", () => {
    const ana = founder()
    const [a, b] = makeItems(ana, "a", "b")
    ana.do(patchItems, { items: [a!], fields: { estimateMinutes: 90 } })
    const board = boardOf(ana.snapshot)
    const cards = [itemOf(ana.snapshot, a!), itemOf(ana.snapshot, b!)]
    expect(loadOf(cards, board)).toBe(2)
    expect(loadOf(cards, { ...board, limitBy: "estimate" })).toBe(90)
  })
})

describe("every card stands in one column", () => {
  test("BOARD-1 of every board, also when its value is gone, of another field, or missing", () => {
    const ana = founder()
    const [rooms, days] = [ana.newId<CustomFieldId>(), ana.newId<CustomFieldId>()]
    const [kitchen, monday] = [ana.newId<OptionId>(), ana.newId<OptionId>()]
    for (const [id, option] of [
      [rooms, kitchen],
      [days, monday],
    ] as const) {
      ana.do(createCustomField, { id, name: "f", type: "select" })
      ana.do(createOption, { id: option, field: id, name: "o" })
    }
    const items = makeItems(ana, "a", "b", "c", "d")
    for (const [index, value] of [kitchen, monday, "text", 3].entries()) {
      ana.do(setCustomValue, { items: [items[index]!], field: rooms, value })
    }
    ana.do(patchItems, { items: [items[0]!], fields: { owner: "ben" as MemberId, type: null } })
    ana.do(removeMember, { member: "ben" as MemberId })
    const check = () => {
      for (const by of [
        "status",
        "owner",
        "priority",
        "type",
        "urgency",
        "importance",
        `custom-${rooms}`,
        "custom-gone",
        "nonsense",
      ]) {
        const board = { ...boardOf(ana.snapshot), columnsBy: by }
        const standing = groupsOf(by, ana.snapshot).flatMap(({ key }) => cardsOf(ana.snapshot, board, key, null))
        expect(standing.map(({ id }) => id).sort(), by).toEqual([...items].sort())
      }
    }
    check()
    ana.do(trashOption, { option: kitchen })
    for (const { id } of workflowOf(ana.snapshot).slice(1)) ana.do(trashStatus, { status: id })
    check()
    ana.do(trashItems, { items: [items.pop()!] })
    check()
  })

  test("BOARD-1 also when two people deleted the last two states at the same time", () => {
    const [ana, ben] = [founder(), new Person("ben", 2, MORNING)]
    makeItems(ana, "a")
    for (const { id } of workflowOf(ana.snapshot).slice(2)) ana.do(trashStatus, { status: id })
    for (const update of ana.stored()) ben.receive(update)
    const [first, second] = workflowOf(ana.snapshot)
    ana.do(trashStatus, { status: first!.id })
    ben.do(trashStatus, { status: second!.id })
    for (const update of ben.stored()) ana.receive(update)
    expect(workflowOf(ana.snapshot)).toEqual([])
    const [group, ...others] = groupsOf("status", ana.snapshot)
    expect(others).toEqual([])
    expect(cardsOf(ana.snapshot, boardOf(ana.snapshot), group!.key, null)).toHaveLength(1)
  })
})

describe("the state that a card shows in", () => {
  test("BOARD-5 is the nearest of the same category by place, else of the nearest category", () => {
    const ana = founder()
    for (const { id } of workflowOf(ana.snapshot).slice(1)) ana.do(trashStatus, { status: id })
    const made: { id: StatusId; category: number }[] = []
    const random = seededRandom(12)
    for (let count = 0; count < 12; count++) {
      const [id, category] = [ana.newId<StatusId>(), below(CATEGORIES.length, random)]
      ana.do(createStatus, { id, name: `s${count}`, category: CATEGORIES[category]! })
      made.push({ id, category })
    }
    ana.do(trashStatus, { status: workflowOf(ana.snapshot)[0]!.id })
    for (let round = 0; round < 9; round++) {
      const gone = workflowOf(ana.snapshot)[below(workflowOf(ana.snapshot).length, random)]!.id
      ana.do(trashStatus, { status: gone })
      for (const [place, { id, category }] of made.entries()) {
        const alive = new Set(workflowOf(ana.snapshot).map(status => status.id))
        const shown = shownStatus({ status: id }, ana.snapshot)!.id
        if (alive.has(id)) expect(shown).toBe(id)
        else expect(alive.has(shown)).toBe(true)
        const found = made.find(status => status.id === shown)!
        const living = made.filter(status => alive.has(status.id))
        const nearest = Math.min(...living.map(status => Math.abs(status.category - category)))
        expect(Math.abs(found.category - category)).toBe(nearest)
        // Among those of that category none lies nearer, counted in living states.
        const between = (other: { id: StatusId }) => {
          const [low, high] = [made.findIndex(status => status.id === other.id), place].sort((x, y) => x - y)
          return living.filter(status => made.indexOf(status) > low! && made.indexOf(status) < high!).length
        }
        const candidates = living.filter(status => Math.abs(status.category - category) === nearest)
        // Of two categories equally near, the place decides as well.
        if (!alive.has(id)) expect(between(found)).toBe(Math.min(...candidates.map(between)))
      }
    }
  })

  test("BOARD-5 a state that nobody knows shows as the first", () => {
    const ana = founder()
    expect(shownStatus({ status: "gone" as StatusId }, ana.snapshot)?.name).toBe("Ideas")
    expect(shownStatus({ status: null }, ana.snapshot)?.name).toBe("Ideas")
  })
})

test("FIELD-5 each type of custom field takes its own values, and a deleted field none", () => {
  const ana = founder()
  const [item] = makeItems(ana, "a")
  const [field, option] = [ana.newId<CustomFieldId>(), ana.newId<OptionId>()]
  ana.do(createCustomField, { id: field, name: "f", type: "select" })
  ana.do(createOption, { id: option, field, name: "o" })
  const values: readonly CustomValue[] = ["hello", "2026-12-01", option, item!, "ana", 3, true, [option], [], ["ana"]]
  const fitting: Readonly<Record<CustomField["type"], readonly CustomValue[]>> = {
    text: ["hello", "2026-12-01", option, item!, "ana"],
    number: [3],
    money: [3],
    date: ["2026-12-01"],
    flag: [true],
    select: [option],
    multi: [[option], []],
    person: ["ana"],
    item: [item!],
  }
  const row = ana.snapshot.customFields.get(field)!
  for (const type of CUSTOM_FIELD_TYPES) {
    expect(
      values.filter(value => fits({ ...row, type }, value, ana.snapshot)),
      type,
    ).toEqual(fitting[type])
    const deleted = { by: "ana", at: 1, editedAfter: false }
    expect(values.filter(value => fits({ ...row, type, deleted }, value, ana.snapshot))).toEqual([])
  }
  expect(fits(undefined, "hello", ana.snapshot)).toBe(false)
  ana.do(trashOption, { option })
  expect(fits(row, option, ana.snapshot), "what is deleted is shown struck through").toBe(true)
})
