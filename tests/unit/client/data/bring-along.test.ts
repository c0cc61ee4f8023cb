import { expect, test } from "vitest"
import * as Y from "yjs"
import { archiveItems } from "@weft/model/actions/archive"
import { moveToSpace } from "@weft/model/actions/move-to-space"
import type { ItemId, SpaceId } from "@weft/model/base/ids"
import { appendParagraphs, descriptionOf } from "@weft/model/replica/prose"
import type { Change } from "@weft/model/schema/change"
import type { Tab } from "./tab.ts"
import { created, device, ITEMS, relay, titled } from "./world.ts"

const GARDEN = "space/S1"
const MOVE = { items: ["I1" as ItemId], to: "S1" as SpaceId, mapping: {}, labels: [] }

function check(id: string, title: string): Change {
  return { do: "create", document: ITEMS, kind: "checks", id, seed: { item: "I1", checklist: "L1", title } }
}

/** The text of a document as a tab has it, which writes a line into it first where one is given. */
async function textOf(tab: Tab, path: string, line?: string): Promise<Y.Doc> {
  tab.say({ do: "open-text", path })
  const told = await tab.told("text", message => message.path === path)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, told.state)
  if (line === undefined) return doc
  const before = Y.encodeStateVector(doc)
  appendParagraphs(doc.getXmlFragment("description"), line)
  tab.say({ do: "update-text", path, update: Y.encodeStateAsUpdate(doc, before), edition: told.edition })
  tab.say({ do: "close-text", path })
  return doc
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 5_000
  while (!(await isSo()) && Date.now() < deadline) await new Promise(resolve => setTimeout(resolve, 10))
  expect(await isSo()).toBe(true)
}

test("MOVE-1 what is moved is there with its text and comments, also with what was written offline meanwhile", async () => {
  const { url } = await relay()
  const [left, right] = [device({ seed: 51 }), device({ seed: 52 })]
  const ann = left.worker().tab("W", { relay: url })
  const bob = right.worker().tab("W", { relay: url, me: "bob" })
  await Promise.all([ann.watch(ITEMS, GARDEN), bob.watch(ITEMS)])
  await ann.write(
    created("I1", "One"),
    check("C1", "fuel"),
    { do: "prose", document: "text/S0/I1", root: "description", text: "From the start" },
    { do: "create", document: "comments/S0/I1", kind: "comments", id: "M1", seed: { author: "ann", text: "hello" } },
  )
  await ann.safe()
  await bob.until(() => bob.row(ITEMS, "items", "I1") !== undefined)
  bob.say({ do: "open-text", path: "text/S0/I1" })
  await bob.until(() => bob.heard.some(({ tell }) => tell === "text-update" || tell === "text"))
  await new Promise(resolve => setTimeout(resolve, 100))

  right.setOnline(false)
  await bob.until(() => bob.sync?.relay.state === "offline")
  await bob.write(titled("I1", "Two"))
  bob.heard.length = 0
  await textOf(bob, "text/S0/I1", "On the train")
  await ann.perform(moveToSpace, "S0", MOVE)
  await ann.until(() => ann.row(GARDEN, "items", "I1")?.deleted === null)
  expect(ann.row(ITEMS, "items", "I1")).toMatchObject({ movedTo: "S1" })
  await ann.safe()

  right.setOnline(true)
  await ann.until(() => ann.row(GARDEN, "items", "I1")?.title === "Two")
  expect(ann.rows(GARDEN, "checks").map(({ title }) => title)).toEqual(["fuel"])
  await ann.watch("comments/S1/I1")
  expect(ann.rows("comments/S1/I1", "comments").map(({ text }) => text)).toEqual(["hello"])
  await bob.safe()
  const cas = device({ seed: 53 }).worker().tab("W", { relay: url, me: "cas" })
  cas.say({ do: "open-text", path: "text/S1/I1" })
  const doc = new Y.Doc()
  await cas.until(() => {
    for (const told of cas.heard) {
      if (told.tell === "text") Y.applyUpdate(doc, told.state)
      if (told.tell === "text-update") Y.applyUpdate(doc, told.update)
    }
    return descriptionOf(doc) === "From the start\nOn the train"
  })
})

test("MOVE-2 a move that is taken back leaves the item where it was, and nowhere else", async () => {
  const { url } = await relay()
  const ann = device({ seed: 54 }).worker().tab("W", { relay: url })
  await ann.watch(ITEMS, GARDEN)
  await ann.write(created("I1", "One"))
  const moved = await ann.perform(moveToSpace, "S0", MOVE)
  await ann.until(() => ann.row(GARDEN, "items", "I1")?.deleted === null)
  await ann.undo(moved)
  await ann.until(() => ann.row(GARDEN, "items", "I1")?.deleted !== null)
  expect(ann.row(ITEMS, "items", "I1")).toMatchObject({ movedTo: null, deleted: null })
})

test("MOVE-2 an item that goes back and forth takes along what was written and deleted in its text each time", async () => {
  const { url } = await relay()
  const ann = device({ seed: 57 }).worker().tab("W", { relay: url })
  await ann.watch(ITEMS, GARDEN)
  await ann.write(created("I1", "One"), { do: "prose", document: "text/S0/I1", root: "description", text: "First" })
  const textNow = (path: string, line?: string) => {
    ann.heard.length = 0
    return textOf(ann, path, line)
  }
  const settled = (path: string, line: string) => until(async () => descriptionOf(await textNow(path)) === line)
  await ann.perform(moveToSpace, "S0", MOVE)
  await settled("text/S1/I1", "First")
  await textNow("text/S1/I1", "Second")
  await ann.perform(moveToSpace, "S1", { ...MOVE, to: "S0" as SpaceId })
  await settled("text/S0/I1", "First\nSecond")
  const doc = await textNow("text/S0/I1")
  doc.getXmlFragment("description").delete(0, 1)
  ann.say({ do: "update-text", path: "text/S0/I1", update: Y.encodeStateAsUpdate(doc), edition: 0 })
  await ann.perform(moveToSpace, "S0", MOVE)
  await settled("text/S1/I1", "Second")
})

test("ARCHIVE-1 what belongs to an archived item lies in the archive, and is back with it", async () => {
  const { url } = await relay()
  const ann = device({ seed: 55 }).worker().tab("W", { relay: url })
  await ann.watch(ITEMS, "setup/S0")
  const status: Change = { do: "create", document: "setup/S0", kind: "statuses", id: "D", seed: { category: "done" } }
  await ann.write(status, created("I1", "One"), check("C1", "fuel"))
  await ann.write({ do: "set", document: ITEMS, kind: "items", id: "I1", field: "status", value: "D" })
  await ann.perform(archiveItems, "S0", { items: ["I1" as ItemId], archived: true })
  await ann.until(() => ann.rows(ITEMS, "checks").length === 0)
  const archive = `archive/S0/${ann.row(ITEMS, "items", "I1")?.archivedIn ?? ""}`
  await ann.watch(archive)
  expect(ann.rows(archive, "checks").map(({ title }) => title)).toEqual(["fuel"])
  await ann.safe()

  // Somebody who never looked into the archive brings it back.
  const bob = device({ seed: 56 }).worker().tab("W", { relay: url, me: "bob" })
  await bob.watch(ITEMS, "setup/S0")
  await bob.perform(archiveItems, "S0", { items: ["I1" as ItemId], archived: false })
  await bob.until(() => bob.rows(ITEMS, "checks").length === 1)
  await ann.until(() => ann.rows(archive, "checks").length === 0 && ann.rows(ITEMS, "checks").length === 1)
})
