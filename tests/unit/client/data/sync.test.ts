import { expect, test } from "vitest"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Y from "yjs"
import { startRelay } from "../../../support/relay.ts"
import { created, device, ITEMS, relay, titled } from "./world.ts"

test("two devices see each other's edits, and are told when these are safe", async () => {
  const { url } = await relay()
  const ann = device({ seed: 1 }).worker().tab("W", { relay: url })
  const bob = device({ seed: 2 }).worker().tab("W", { relay: url, me: "bob" })
  await Promise.all([ann.watch(ITEMS), bob.watch(ITEMS)])
  await ann.write(created("I1", "One"))
  await bob.until(() => bob.row(ITEMS, "items", "I1") !== undefined)
  await bob.write(titled("I1", "Two"))
  await ann.until(() => ann.row(ITEMS, "items", "I1")?.title === "Two")
  await Promise.all([ann.safe(), bob.safe()])
})

test("edits made offline on both sides meet when the network is back", async () => {
  const { url } = await relay()
  const [left, right] = [device({ seed: 3 }), device({ seed: 4 })]
  const ann = left.worker().tab("W", { relay: url })
  const bob = right.worker().tab("W", { relay: url, me: "bob" })
  await Promise.all([ann.watch(ITEMS), bob.watch(ITEMS)])
  await ann.write(created("I1", "One"))
  await bob.until(() => bob.row(ITEMS, "items", "I1") !== undefined)
  await ann.safe()
  left.setOnline(false)
  await ann.until(() => ann.sync?.relay.state === "offline")
  await ann.write(created("I2", "Offline"))
  await bob.write(created("I3", "Meanwhile"))
  await ann.until(() => ann.sync?.unsent === 1)
  left.setOnline(true)
  await Promise.all([ann.safe(), bob.safe()])
  await Promise.all([ann, bob].map(tab => tab.until(() => tab.rows(ITEMS, "items").length === 3)))
})

test("what was not sent before a crash is sent after it, though nobody looks at it", async () => {
  const { url } = await relay()
  const ours = device({ seed: 5 })
  const worker = ours.worker()
  const ann = worker.tab("W", { relay: url })
  await ann.watch(ITEMS)
  await ann.safe()
  ours.setOnline(false)
  await ann.write(created("I1", "One"))
  await ann.saved()
  worker.kill()
  ours.setOnline(true)
  const again = ours.worker().tab("W", { relay: url })
  await again.safe()
  const bob = device({ seed: 6 }).worker().tab("W", { relay: url, me: "bob" })
  await bob.watch(ITEMS)
  await bob.until(() => bob.row(ITEMS, "items", "I1")?.title === "One")
})

test("nothing leaves the device before it is shared, and then everything does", async () => {
  const { url } = await relay()
  const ours = device({ seed: 7 })
  const ann = ours.worker().tab("W")
  await ann.watch(ITEMS)
  await ann.write(created("I1", "One"), { do: "prose", document: "text/S0/I1", root: "description", text: "Hello" })
  await ann.saved()
  expect(ours.sockets).toBe(0)
  expect(ann.sync).toMatchObject({ relay: { state: "none" }, unsent: 0 })
  ann.say({ do: "share", relay: url })
  await ann.until(() => ann.sync?.relay.state !== "none")
  await ann.safe()
  const bob = device({ seed: 8 }).worker().tab("W", { relay: url, me: "bob" })
  await bob.watch(ITEMS)
  expect(bob.row(ITEMS, "items", "I1")?.title).toBe("One")
  bob.say({ do: "open-text", path: "text/S0/I1" })
  await bob.told("text")
  await bob.until(() =>
    bob.heard.some(message => message.tell === "text-update" || (message.tell === "text" && message.state.length > 10)),
  )
})

test("a shared workspace stays shared when it is opened again without saying so", async () => {
  const { url } = await relay()
  const ours = device({ seed: 9 })
  const worker = ours.worker()
  const ann = worker.tab("W", { relay: url })
  await ann.watch(ITEMS)
  await ann.safe()
  worker.kill()
  const again = ours.worker().tab("W")
  await again.until(() => again.sync?.relay.state === "online")
})

test("a document that only the relay has is not shown as empty first", async () => {
  const { url } = await relay()
  const ann = device({ seed: 10 }).worker().tab("W", { relay: url })
  await ann.watch(ITEMS)
  await ann.write(created("I1", "One"))
  await ann.safe()
  const bob = device({ seed: 11 }).worker().tab("W", { relay: url, me: "bob" })
  await bob.watch(ITEMS)
  expect(bob.rows(ITEMS, "items").map(({ title }) => title)).toEqual(["One"])
})

test("a relay that starts anew from nothing gets everything again", async () => {
  const first = await startRelay()
  const ours = device({ seed: 12 })
  const ann = ours.worker().tab("W", { relay: first.url })
  await ann.watch(ITEMS)
  await ann.write(created("I1", "One"), { do: "prose", document: "text/S0/I1", root: "description", text: "Hello" })
  await ann.safe()
  await first.close()
  await ann.until(() => ann.sync?.relay.state === "offline")
  const second = await relay()
  ours.movedTo = `${second.url.replace("http", "ws")}/sync`
  await ann.until(() => ann.sync?.relay.state === "online")
  await ann.safe()
  const bob = device({ seed: 13 }).worker().tab("W", { relay: second.url, me: "bob" })
  await bob.watch(ITEMS)
  expect(bob.row(ITEMS, "items", "I1")?.title).toBe("One")
})

test("a relay that is stopped and started again goes on where it was", async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "weft-"))
  const first = await startRelay({ dataFolder })
  const [left, right] = [device({ seed: 14 }), device({ seed: 15 })]
  const ann = left.worker().tab("W", { relay: first.url })
  const bob = right.worker().tab("W", { relay: first.url, me: "bob" })
  await Promise.all([ann.watch(ITEMS), bob.watch(ITEMS)])
  await ann.write(created("I1", "One"))
  await Promise.all([ann.safe(), bob.until(() => bob.row(ITEMS, "items", "I1") !== undefined)])
  await first.close()
  await ann.write(titled("I1", "Two"))
  const second = await relay({ dataFolder })
  left.movedTo = right.movedTo = `${second.url.replace("http", "ws")}/sync`
  await bob.until(() => bob.row(ITEMS, "items", "I1")?.title === "Two")
  await ann.safe()
  rmSync(dataFolder, { recursive: true, force: true })
})

test("SAFE-8 three thousand documents that are made at once are safe in a few seconds", async () => {
  const { url } = await relay()
  const ann = device({ seed: 16 }).worker().tab("W", { relay: url })
  await ann.watch(ITEMS)
  const prose = Array.from({ length: 3_000 }, (_, index) => ({
    do: "prose" as const,
    document: `text/S0/I${index}`,
    root: "description",
    text: `Text ${index}. `.repeat(40),
  }))
  const began = performance.now()
  await ann.write(...prose)
  await ann.until(() => ann.sync?.unsent === 0, 15_000)
  await ann.safe()
  // A hundred a second, as of documents that others have open, would take twenty-five.
  expect(performance.now() - began).toBeLessThan(12_000)
})

test("a paste that the relay will not take is set aside, and the rest goes on", async () => {
  const { url } = await relay()
  const ann = device({ seed: 17 }).worker().tab("W", { relay: url })
  await ann.watch(ITEMS)
  const doc = new Y.Doc()
  doc.clientID = 901
  doc.getMap("note").set("paste", "x".repeat(9 * 1024 * 1024))
  ann.say({ do: "update-text", path: "text/S0/I1", update: Y.encodeStateAsUpdate(doc), edition: 0 })
  await ann.until(() => ann.sync?.refused === 1)
  await ann.write(created("I1", "One"))
  await ann.safe()
  expect(ann.sync?.refused).toBe(1)
  const file = JSON.parse((await ann.ask(request => ({ do: "export-set-aside", request }))) as string) as {
    pieces: { document: string; reason: string }[]
  }
  expect(file.pieces).toMatchObject([{ document: "text/S0/I1", reason: "too-large" }])
})

test("peers are seen on every device and in every tab, and are gone when their tab is", async () => {
  const { url } = await relay()
  const annsWorker = device({ seed: 18 }).worker()
  const [ann, annsOther] = [annsWorker.tab("W", { relay: url }), annsWorker.tab("W", { relay: url })]
  const bobsWorker = device({ seed: 19 }).worker()
  const bob = bobsWorker.tab("W", { relay: url, me: "bob" })
  await Promise.all([ann, annsOther, bob].map(tab => tab.watch(ITEMS)))
  ann.say({ do: "present", path: ITEMS, state: { at: "I1" } })
  annsOther.say({ do: "present", path: ITEMS, state: { at: "I2" } })
  bob.say({ do: "present", path: ITEMS, state: { at: "I3" } })
  const sees = (tab: typeof ann, at: string) =>
    tab.told("present", ({ state }) => (state as { at?: string } | null)?.at === at)
  const seen = await Promise.all([
    sees(bob, "I1"),
    sees(bob, "I2"),
    sees(ann, "I3"),
    sees(ann, "I2"),
    sees(annsOther, "I3"),
  ])
  expect(seen[0].peer).not.toBe(seen[1].peer)
  annsOther.say({ do: "bye" })
  await bob.told("present", ({ peer, state }) => peer === seen[1].peer && state === null)
  await ann.told("present", ({ peer, state }) => peer === seen[3].peer && state === null)
  bobsWorker.kill()
  await ann.told("present", ({ peer, state }) => peer === seen[2].peer && state === null)
})

test("whoever loses against a concurrent write is told so once, on all of their devices", async () => {
  const { url } = await relay()
  const [left, right] = [device({ seed: 20 }), device({ seed: 21 })]
  const ann = left.worker().tab("W", { relay: url })
  const bob = right.worker().tab("W", { relay: url, me: "bob" })
  await Promise.all([ann.watch(ITEMS, "personal/ann"), bob.watch(ITEMS)])
  await ann.write(created("I1", "One"))
  await bob.until(() => bob.row(ITEMS, "items", "I1") !== undefined)
  left.setOnline(false)
  await ann.until(() => ann.sync?.relay.state === "offline")
  await ann.write(titled("I1", "Ann's"))
  await new Promise(resolve => setTimeout(resolve, 5))
  await bob.write(titled("I1", "Bob's"))
  await bob.safe()
  left.setOnline(true)
  await ann.until(() => ann.rows("personal/ann", "receipts").length === 1)
  expect(ann.rows("personal/ann", "receipts")[0]).toMatchObject({
    document: ITEMS,
    kind: "items",
    record: "I1",
    field: "title",
    values: { lost: "Ann's", standing: "Bob's", by: "bob" },
  })
  expect(ann.row(ITEMS, "items", "I1")?.title).toBe("Bob's")
  await ann.safe()
  const phone = device({ seed: 22 }).worker().tab("W", { relay: url, me: "ann" })
  await phone.watch("personal/ann", ITEMS)
  expect(phone.rows("personal/ann", "receipts")).toHaveLength(1)
})
