import * as Y from "yjs"
import { expect, test } from "vitest"
import { createItem, patchItems } from "@weft/model/actions/item"
import { addMember } from "@weft/model/actions/space"
import { descriptionOf } from "@weft/model/replica/prose"
import type { WorkspaceId } from "@weft/model/base/ids"
import { FileDatabase, type StoredFile } from "../../../../packages/client/src/data/files/file-database.ts"
import { created, device, item, ITEMS, member, titled } from "./world.ts"

test("what was saved is there after a crash, and nothing has left the device", async () => {
  const ours = device({ seed: 1 })
  const first = ours.worker()
  const tab = first.tab("W")
  await tab.watch("people", ITEMS)
  await tab.perform(addMember, "S0", { id: member("ann"), name: "Ann" })
  await tab.perform(createItem, "S0", { id: item("I1"), title: "Paint the fence" })
  await tab.saved()
  first.kill()
  const again = ours.worker().tab("W")
  await again.watch("people", ITEMS)
  expect(again.row(ITEMS, "items", "I1")?.title).toBe("Paint the fence")
  expect(again.rows("people", "members").map(person => person.name)).toEqual(["Ann"])
  expect(ours.sockets).toBe(0)
})

test("a second tab of the worker is given the rows and then what the first writes", async () => {
  const worker = device({ seed: 2 }).worker()
  const [first, second] = [worker.tab("W"), worker.tab("W")]
  await first.watch(ITEMS)
  await first.write(created("I1", "One"))
  await second.watch(ITEMS)
  expect(second.row(ITEMS, "items", "I1")?.title).toBe("One")
  await first.write(titled("I1", "Two"))
  await second.until(() => second.row(ITEMS, "items", "I1")?.title === "Two")
})

test("a tab that no longer watches is told nothing more", async () => {
  const worker = device({ seed: 3 }).worker()
  const [first, second] = [worker.tab("W"), worker.tab("W")]
  await Promise.all([first.watch(ITEMS), second.watch(ITEMS)])
  second.say({ do: "unwatch", paths: [ITEMS] })
  await second.ask(request => ({ do: "list-workspaces", request }))
  await first.write(created("I1", "One"))
  await second.ask(request => ({ do: "list-workspaces", request }))
  expect(second.row(ITEMS, "items", "I1")).toBeUndefined()
})

test("an action is taken back after a restart, and what others wrote since is left alone", async () => {
  const ours = device({ seed: 4 })
  const worker = ours.worker()
  const tab = worker.tab("W")
  await tab.watch(ITEMS)
  await tab.write(created("I1", "One"), created("I2", "One"))
  const entry = await tab.perform(patchItems, "S0", { items: [item("I1"), item("I2")], fields: { title: "Two" } })
  await tab.write(titled("I2", "Three"))
  await tab.saved()
  worker.kill()
  const again = ours.worker().tab("W")
  const undone = await again.undo(entry)
  expect(undone.leftAlone).toHaveLength(1)
  await again.watch(ITEMS)
  expect(again.rows(ITEMS, "items").map(({ id, title }) => [id, title])).toEqual(
    expect.arrayContaining([
      ["I1", "One"],
      ["I2", "Three"],
    ]),
  )
})

test("a write that breaks a rule is answered with what stands", async () => {
  const tab = device({ seed: 5 }).worker().tab("W")
  await tab.watch(ITEMS)
  await tab.write(created("I1", "One"))
  const action = tab.send(titled("I1", "Two"), created("I1", "Again"))
  const told = await tab.told("not-written", message => message.action === action)
  expect(told.reason).toContain("a seed is written once")
  expect(told.patches.map(([path]) => path)).toEqual([ITEMS])
  await tab.write(titled("I1", "Three"))
  expect(tab.row(ITEMS, "items", "I1")?.title).toBe("Three")
})

test("a warm start shows rows from the cache, and then only what is different", async () => {
  const ours = device({ seed: 6, haste: 40 })
  const worker = ours.worker()
  const tab = worker.tab("W")
  await tab.watch(ITEMS)
  await tab.write(created("I1", "One"))
  await new Promise(resolve => setTimeout(resolve, 200))
  worker.kill()
  const next = ours.worker()
  const warm = next.tab("W")
  await warm.watch(ITEMS)
  const [rows] = warm.heard.filter(message => message.tell === "rows")
  expect(rows).toMatchObject({ cached: true })
  await warm.write(titled("I1", "Two"))
  expect(warm.heard.filter(message => message.tell === "rows")).toHaveLength(1)
  await warm.saved()
  next.kill()
  const later = ours.worker().tab("W")
  await later.watch(ITEMS)
  await later.told("rows", message => !message.cached)
  expect(later.row(ITEMS, "items", "I1")?.title).toBe("Two")
})

test("a comment shows its body, whoever writes it and after a restart", async () => {
  const ours = device({ seed: 7 })
  const worker = ours.worker()
  const [tab, other] = [worker.tab("W"), worker.tab("W")]
  const path = "comments/S0/I1"
  await Promise.all([tab.watch(path), other.watch(path)])
  await tab.write(
    { do: "create", document: path, kind: "comments", id: "C1", seed: { author: "ann", at: 1, text: "from a file" } },
    { do: "create", document: path, kind: "comments", id: "C2", seed: { author: "ann", at: 2, text: "imported" } },
    { do: "prose", document: path, root: "C1", text: "Two lines\nof it" },
  )
  const textsOf = (seen: typeof tab) => seen.rows(path, "comments").map(({ id, text }) => [id, text])
  const wanted = expect.arrayContaining([
    ["C1", "Two lines\nof it"],
    ["C2", "imported"],
  ])
  expect(textsOf(tab)).toEqual(wanted)
  await other.until(() => other.rows(path, "comments").length === 2)
  expect(textsOf(other)).toEqual(wanted)
  await tab.write({ do: "prose", document: path, root: "C2", text: "Written" })
  expect(tab.row(path, "comments", "C2")?.text).toBe("Written")
  await tab.saved()
  worker.kill()
  const again = ours.worker().tab("W")
  await again.watch(path)
  expect(
    again
      .rows(path, "comments")
      .map(({ text }) => text)
      .sort(),
  ).toEqual(["Two lines\nof it", "Written"])
})

test("a text that is open in two tabs is typed in by both", async () => {
  const worker = device({ seed: 8 }).worker()
  const path = "text/S0/I1"
  const [left, right] = [worker.tab("W"), worker.tab("W")]
  await left.write({ do: "prose", document: path, root: "description", text: "Hello" })
  const docs = [left, right].map((tab, index) => {
    const doc = new Y.Doc()
    doc.clientID = 900 + index
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== tab) tab.say({ do: "update-text", path, update, edition: 0 })
    })
    tab.say({ do: "open-text", path })
    return doc
  })
  const listen = async (index: number) => {
    const tab = [left, right][index]!
    Y.applyUpdate(docs[index]!, (await tab.told("text")).state, tab)
  }
  await Promise.all([listen(0), listen(1)])
  const [first, second] = docs as [Y.Doc, Y.Doc]
  expect(descriptionOf(first)).toBe("Hello")
  const paragraph = first.getXmlFragment("description").get(0) as Y.XmlElement
  ;(paragraph.get(0) as Y.XmlText).insert(5, " world")
  const { update } = await right.told("text-update")
  Y.applyUpdate(second, update, right)
  expect(descriptionOf(second)).toBe("Hello world")
  expect(left.heard.some(message => message.tell === "text-update")).toBe(false)
})

test("workspaces are listed by name, and one that is forgotten is gone from the device", async () => {
  const worker = device({ seed: 9 }).worker()
  const tab = worker.tab("W")
  await tab.watch("settings", ITEMS)
  await tab.write(
    { do: "create", document: "settings", kind: "workspaces", id: "W", seed: { name: "Carpentry" } },
    created("I1", "One"),
  )
  await tab.saved()
  const list = () => tab.ask(request => ({ do: "list-workspaces", request }))
  expect(await list()).toMatchObject([{ id: "W", name: "Carpentry", relay: null, me: "ann" }])
  await tab.ask(request => ({ do: "forget", request, workspace: "W" as WorkspaceId }))
  expect(await list()).toEqual([])
  const after = worker.tab("W")
  await after.watch(ITEMS)
  expect(after.rows(ITEMS, "items")).toEqual([])
})

test("files that wait for a workspace go with it, and those of others stay", async () => {
  const ours = device({ seed: 12 })
  const files = new FileDatabase(ours.factory)
  const waiting = (workspace: string) => ({
    ...{ workspace: workspace as WorkspaceId, space: "S0" as StoredFile["space"], hash: "h" as StoredFile["hash"] },
    ...{ name: "plan.pdf", size: 3, at: 1, end: null },
  })
  for (const workspace of ["W", "V"]) await files.add(waiting(workspace), new Blob(["abc"]))
  const tab = ours.worker().tab("W")
  await tab.watch("settings")
  await tab.ask(request => ({ do: "forget", request, workspace: "W" as WorkspaceId }))
  expect((await files.list()).map(({ workspace }) => workspace)).toEqual(["V"])
  expect(await files.bytes(waiting("W"))).toBe(null)
  expect(await files.bytes(waiting("V"))).not.toBe(null)
})

test("a workspace goes into a file and out of it on another device", async () => {
  const tab = device({ seed: 10 }).worker().tab("W")
  await tab.watch(ITEMS)
  await tab.write(created("I1", "One"), { do: "prose", document: "text/S0/I1", root: "description", text: "Hello" })
  const file = (await tab.ask(request => ({ do: "export", request }))) as string
  const other = device({ seed: 11 }).worker().tab("W")
  await other.watch(ITEMS)
  await other.ask(request => ({ do: "merge-file", request, text: file }))
  await other.until(() => other.row(ITEMS, "items", "I1")?.title === "One")
  await expect(other.ask(request => ({ do: "merge-file", request, text: "no file" }))).rejects.toThrow("not-weft")
})
