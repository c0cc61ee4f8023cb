import { expect, test } from "vitest"
import { createItem, setItemMember } from "@weft/model/actions/item"
import { createSpace } from "@weft/model/actions/space"
import { createLabel } from "@weft/model/actions/work"
import { createCustomField, createOption } from "@weft/model/actions/workflow"
import type { CustomFieldId, ItemId, LabelId, OptionId, SpaceId } from "@weft/model/base/ids"
import { composed, parseMapping, reversed } from "@weft/model/schema/mapping"
import { translated } from "@weft/model/replica/translate"
import { mapSpace } from "@weft/model/tasks/space-mapping"
import { quarterOf } from "@weft/model/time/quarter"
import { foundSpace, MORNING, Person, statusNamed } from "../../support/person.ts"

const GARDEN = "S1" as SpaceId

function twoSpaces() {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana"])
  const statuses = { backlog: "Ideas", waiting: "To do", active: "Digging", paused: "On hold", done: "Done" }
  const words = { board: "Board", type: "Task", statuses }
  ana.replica.perform(createSpace, GARDEN, { id: GARDEN, name: "Garden", kind: "list", prefix: "G", words }, ana.me)
  return ana
}

test("what stands for a space's set-up in another goes by name, else by category, and what is lacking is told", () => {
  const ana = twoSpaces()
  const [item, heavy, urgent] = ["I1" as ItemId, "L1" as LabelId, "L2" as LabelId]
  ana.do(createItem, { id: item, title: "van", status: statusNamed(ana.snapshot, "Doing") })
  for (const [id, name] of [
    [heavy, "heavy"],
    [urgent, "Urgent"],
  ] as const) {
    ana.do(createLabel, { id, name })
    ana.do(setItemMember, { items: [item], field: "labels", member: id, inside: true })
  }
  ana.replica.perform(createLabel, GARDEN, { id: "L9" as LabelId, name: "urgent " }, ana.me)
  const field = { id: "F1" as CustomFieldId, name: "Size", type: "select" as const }
  ana.do(createCustomField, field)
  ana.do(createOption, { id: "O1" as OptionId, field: field.id, name: "big" })
  ana.replica.perform(createCustomField, GARDEN, { ...field, id: "F9" as CustomFieldId }, ana.me)
  const there = { id: "O9" as OptionId, field: "F9" as CustomFieldId, name: "Big" }
  ana.replica.perform(createOption, GARDEN, there, ana.me)

  const garden = ana.replica.snapshot(GARDEN)
  const found = mapSpace(ana.snapshot, garden, new Set([item]))
  expect(found.mapping).toMatchObject({ L2: "L9", F1: "F9", O1: "O9" })
  expect(found.mapping[statusNamed(ana.snapshot, "Done")]).toBe(statusNamed(garden, "Done"))
  expect(found.statuses.map(({ from, to }) => [from.name, to.name])).toEqual([["Doing", "Digging"]])
  expect(found.labels.map(({ name }) => name)).toEqual(["heavy"])
  expect(found.fields).toEqual([])
})

test("entries are read by a mapping wherever an id stands, and nothing else of them changes", () => {
  const mapping = { s1: "s2", f1: "f2", o1: "o2", l1: "l2" }
  const as = (key: string, stored: unknown) => {
    const { key: mapped, stored: value } = translated({ kind: "items", key, stored }, mapping)
    return [mapped, value]
  }
  expect(as("i.status.r", ["s1", 5])).toEqual(["i.status.r", ["s2", 5]])
  expect(as("i.title.r", ["s1", 5])).toEqual(["i.title.r", ["s1", 5]])
  expect(as("i.custom-f1.r", [["o1", "o7"], 5])).toEqual(["i.custom-f2.r", [["o2", "o7"], 5]])
  expect(as("i.labels.l1.r", 5)).toEqual(["i.labels.l2.r", 5])
  expect(as("i", { status: "s1", "custom-f1": "o1", title: "s1" })).toEqual([
    "i",
    { status: "s2", "custom-f2": "o2", title: "s1" },
  ])
  expect(as("i..r", [{ status: "s1" }, 7])).toEqual(["i..r", [{ status: "s2" }, 7]])
  expect(as("strange.key", "kept")).toEqual(["strange.key", "kept"])
})

test("a mapping leads back, and on along another", () => {
  expect(reversed({ a: "x", b: "x", c: "z" })).toEqual({ x: "a", z: "c" })
  expect(composed({ x: "a", y: "b" }, { a: "p" })).toEqual({ x: "p", y: "b", a: "p" })
  expect(parseMapping({ a: "not a key!" })).toBe(null)
  expect(parseMapping(["a"])).toBe(null)
  expect(parseMapping({ a: "b" })).toEqual({ a: "b" })
})

test("a quarter is the same on every device", () => {
  expect(quarterOf(Date.UTC(2026, 0, 1))).toBe("2026-Q1")
  expect(quarterOf(Date.UTC(2026, 9, 1) - 1)).toBe("2026-Q3")
  expect(quarterOf(Date.UTC(2026, 11, 31))).toBe("2026-Q4")
})
