import { expect, test } from "vitest"
import { itemHistory } from "../../../packages/client/src/data/item-history.ts"
import type { WorkspaceId } from "@weft/model/base/ids"
import { createItem, patchItems } from "@weft/model/actions/item"
import { restoreField } from "@weft/model/actions/receipt"
import type { ItemId } from "@weft/model/base/ids"
import { FieldHistory } from "@weft/model/replica/field-history"
import { foundSpace, itemOf, MINUTE, MORNING, Person, SPACE } from "../../support/person.ts"

test("PROSE-9 every value that a field had is told with who set it and when, and can be brought back", () => {
  const [ana, ben] = [new Person("ana", 1, MORNING), new Person("ben", 2, MORNING)]
  foundSpace(ana, ["ana", "ben"])
  const item = ana.newId<ItemId>()
  ana.do(createItem, { id: item, title: "Floor plan" })
  ana.now += MINUTE
  ana.do(patchItems, { items: [item], fields: { title: "Floor plan, upstairs" } })
  for (const update of ana.outbox) ben.receive(update)
  ben.now += 2 * MINUTE
  ben.do(patchItems, { items: [item], fields: { due: "2026-12-24" } })
  const log = [...ana.outbox, ...ben.outbox].filter(({ path }) => path === `space/${SPACE}`)
  const history = new FieldHistory(item)
  history.add(new Uint8Array([1, 2, 3]))
  for (const { bytes } of log) history.add(bytes)
  expect(history.changes).toEqual([
    { field: "title", before: "Floor plan", after: "Floor plan, upstairs", by: "ana", at: MORNING + MINUTE },
    { field: "due", before: null, after: "2026-12-24", by: "ben", at: MORNING + 2 * MINUTE },
  ])
  const written = ana.do(restoreField, { item, field: "title", value: history.changes[0]!.before })
  expect(itemOf(ana.snapshot, item).title).toBe("Floor plan")
  ana.undo(written)
  expect(itemOf(ana.snapshot, item).title).toBe("Floor plan, upstairs")
})

test("PROSE-9 the log is asked for until its end; without an answer there is no history, and not an empty one", async () => {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana"])
  const item = ana.newId<ItemId>()
  ana.do(createItem, { id: item, title: "0" })
  for (let title = 1; title <= 1200; title++) ana.do(patchItems, { items: [item], fields: { title: String(title) } })
  const log = ana.outbox
    .filter(({ path }) => path === `space/${SPACE}`)
    .map(({ bytes }, index) => ({ seq: index + 1, update: Buffer.from(bytes).toString("base64") }))
  const asked: string[] = []
  const relay = async (address: string) => {
    asked.push(address)
    const after = Number(new URL(address, "http://relay").searchParams.get("after"))
    const rows = log.slice(after, after + 1000)
    return new Response([...rows, { seq: "wrong" }].map(row => JSON.stringify(row)).join("\n"))
  }
  const workspace = "acme" as WorkspaceId
  const changes = await itemHistory(workspace, SPACE, item, relay)
  expect(changes).toHaveLength(1200)
  expect(changes!.at(-1)).toMatchObject({ field: "title", before: "1199", after: "1200", by: "ana" })
  expect(asked).toEqual([`/api/history/acme/space/${SPACE}?after=0`, `/api/history/acme/space/${SPACE}?after=1000`])
  for (const answer of [new Response("", { status: 403 }), new Response("<html>")])
    expect(await itemHistory(workspace, SPACE, item, async () => answer)).toBeNull()
  expect(await itemHistory(workspace, SPACE, item, () => Promise.reject(new Error("offline")))).toBeNull()
})
