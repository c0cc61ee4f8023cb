import { batch } from "solid-js"
import { expect, test } from "vitest"
import type { ItemId } from "@weft/model/base/ids"
import type { Item } from "@weft/model/schema/item"
import { blankRow } from "@weft/model/schema/row"
import { GuestTables } from "../../../../packages/client/src/data/guests/guest-tables.ts"
import { LiveTables } from "../../../../packages/client/src/data/tables.ts"

const [VAN, ROSE] = ["I1", "I2"] as [ItemId, ItemId]

const item = (id: ItemId, title: string) => ({ ...blankRow("items", id), title }) as unknown as Item
const titles = (tables: LiveTables) =>
  [...tables.plain.items.values()].map(({ title }) => title).sort((left, right) => (left < right ? -1 : 1))

/** A space with a rose of its own, that shows a van, and what whoever follows its items was told. */
function garden() {
  const own = new LiveTables()
  const shown = new GuestTables(own)
  const write = (id: ItemId, title: string) => batch(() => own.patch([{ kind: "items", id, set: { title } }]))
  const told: (readonly [string, string | undefined])[] = []
  write(ROSE, "rose")
  shown.observe("items", changed => {
    for (const [id, row] of changed) told.push([id, (row as Item | undefined)?.title])
  })
  shown.show(new Map([[VAN, item(VAN, "van")]]))
  return { own, shown, write, told }
}

test("guests stand among the items of a space, and nobody who reads the space itself sees them", () => {
  const { own, shown, told, write } = garden()
  expect(titles(shown)).toEqual(["rose", "van"])
  expect(titles(own)).toEqual(["rose"])
  write(ROSE, "red rose")
  shown.show(new Map([[VAN, item(VAN, "white van")]]))
  expect(titles(shown)).toEqual(["red rose", "white van"])
  expect(shown.row("items", VAN)?.plain.title).toBe("white van")
  expect(told).toEqual([
    [VAN, "van"],
    [ROSE, "red rose"],
    [VAN, "white van"],
  ])
})

test("a guest that is shown as it was tells nobody, and one that is taken off is gone", () => {
  const { shown, told } = garden()
  shown.show(new Map([[VAN, item(VAN, "van")]]))
  shown.show(new Map())
  expect(titles(shown)).toEqual(["rose"])
  expect(told).toEqual([
    [VAN, "van"],
    [VAN, undefined],
  ])
})

test("what a space keeps of an item that left it shows again when the guest is taken off, and not before", () => {
  const { shown, told, write } = garden()
  write(VAN, "van that left")
  expect(titles(shown)).toEqual(["rose", "van"])
  shown.show(new Map())
  expect(titles(shown)).toEqual(["rose", "van that left"])
  expect(told).toEqual([
    [VAN, "van"],
    [VAN, "van that left"],
  ])
})
