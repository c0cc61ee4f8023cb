import { expect, test } from "vitest"
import * as Y from "yjs"
import type { Access } from "@weft/sync-server/access/access"
import { openAccess } from "@weft/sync-server/access/open-access"
import { historyDoor } from "@weft/sync-server/api/history"
import { createMemoryStore } from "@weft/sync-server/store/memory-store"

const DOCUMENT = "acme/space/erp"

async function written() {
  const store = createMemoryStore("history")
  const document = new Y.Doc()
  for (let seq = 1; seq <= 3; seq += 1) {
    const before = Y.encodeStateVector(document)
    document.getMap("items").set("a", seq)
    const bytes = Y.encodeStateAsUpdate(document, before)
    const claims = seq === 1 ? [document.clientID] : []
    await store.append([{ document: DOCUMENT, seq, bytes, author: "ana", session: "s", claims, at: 1_000 + seq }])
  }
  return store
}

async function rowsOf(answer: Response): Promise<readonly { readonly seq: number; readonly update: string }[]> {
  const lines = (await answer.text()).split("\n").filter(line => line !== "")
  return lines.map(line => JSON.parse(line) as { seq: number; update: string })
}

test("HISTORY-1 whoever may read a document reads what was written to it, by whom and when", async () => {
  const app = historyDoor({ store: await written(), access: openAccess })
  const rows = await rowsOf(await app.request(`/api/history/${DOCUMENT}`))
  expect(rows).toMatchObject([1, 2, 3].map(seq => ({ epoch: 1, from: seq, seq, at: 1_000 + seq, author: "ana" })))
  const again = new Y.Doc()
  for (const { update } of rows) Y.applyUpdate(again, Buffer.from(update, "base64"))
  expect(again.getMap("items").toJSON()).toEqual({ a: 3 })
  expect(await rowsOf(await app.request(`/api/history/${DOCUMENT}?after=2`))).toMatchObject([{ seq: 3 }])
})

test("HISTORY-2 history follows the right to its document", async () => {
  const store = await written()
  const statusWith = async (access: Partial<Access>, path = DOCUMENT) =>
    (await historyDoor({ store, access: { ...openAccess, ...access } }).request(`/api/history/${path}`)).status
  expect(await statusWith({ identifyRequest: async () => null })).toBe(401)
  expect(await statusWith({ rightTo: () => "none" })).toBe(404)
  expect(await statusWith({ rightTo: () => "read" })).toBe(200)
  expect(await statusWith({}, "acme/nothing")).toBe(404)
  expect(await statusWith({}, `${DOCUMENT}?after=-1`)).toBe(400)
})
