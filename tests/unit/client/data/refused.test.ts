import { expect, test } from "vitest"
import * as Y from "yjs"
import type { Change } from "@weft/model/schema/change"
import { DESCRIPTION, descriptionOf } from "@weft/model/replica/prose"
import { editProse } from "@weft/model/replica/prose-rewrite"
import type { RefusedWork, ToTab } from "../../../../packages/client/src/data/messages.ts"
import { Standings, passOf } from "./standings.ts"
import type { Tab } from "./tab.ts"
import { created, device, ITEMS, relay, titled } from "./world.ts"

/** A value that nests deeper than a relay takes. */
function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = [value]
  return value
}

/** That an item gets a value that no relay takes. */
function unsound(id: string): Change {
  return { do: "set", document: ITEMS, kind: "items", id, field: "estimate", value: nested(80) }
}

function refusedOf(tab: Tab): Promise<RefusedWork[]> {
  return tab.ask(request => ({ do: "list-refused", request })) as Promise<RefusedWork[]>
}

const titles = (tab: Tab) => Object.fromEntries(tab.rows(ITEMS, "items").map(({ id, title }) => [id as string, title]))

test("REFUSED-1 after one refusal a thousand edits go through, and the refused one is shown and goes into a file", async () => {
  const { url } = await relay()
  const ann = device({ seed: 101 }).worker().tab("W", { relay: url })
  await ann.watch(ITEMS)
  await ann.write(created("I1", "One"))
  await ann.safe()
  await ann.write(titled("I1", "Two"), unsound("I1"))
  for (let edit = 0; edit < 1_000; edit++)
    ann.send(edit % 2 === 0 ? created(`E${edit}`, `edit ${edit}`) : titled(`E${edit - 1}`, `edit ${edit} again`))
  await ann.until(() => ann.rows(ITEMS, "items").length === 501 && ann.sync?.refused === 1, 15_000)
  await ann.safe()
  const fresh = device({ seed: 102 }).worker().tab("W", { relay: url, me: "eve" })
  await fresh.watch(ITEMS)
  await fresh.until(() => fresh.rows(ITEMS, "items").length === 501)
  expect(titles(fresh)).toEqual(titles(ann))
  expect(titles(fresh)).toMatchObject({ I1: "One", E998: "edit 999 again" })
  const [work, ...others] = await refusedOf(ann)
  expect(others).toEqual([])
  expect(work).toMatchObject({ document: ITEMS, reason: "malformed" })
  expect(work!.said).toMatchObject([
    { did: "set", kind: "items", id: "I1", name: "Two", field: "title", value: "Two" },
    { did: "set", kind: "items", id: "I1", field: "estimate" },
  ])
  const file = (await ann.ask(request => ({ do: "export-set-aside", request }))) as string
  expect(JSON.parse(file)).toMatchObject({
    pieces: [{ document: ITEMS, reason: "malformed", said: work!.said.map(({ did }) => ({ did })) }],
  })
})

test("REFUSED-1 what was made offline around a refused edit goes through", async () => {
  const { url } = await relay()
  const ours = device({ seed: 103, haste: 10 })
  const ann = ours.worker().tab("W", { relay: url })
  await ann.watch(ITEMS)
  await ann.write(created("I1", "One"))
  await ann.safe()
  ours.setOnline(false)
  for (let edit = 0; edit < 20; edit++) await ann.write(created(`A${edit}`, `before ${edit}`))
  await ann.write(titled("I1", "Two"), unsound("I1"))
  await ann.write(titled("I1", "Three"))
  for (let edit = 0; edit < 20; edit++) await ann.write(created(`B${edit}`, `after ${edit}`))
  ours.setOnline(true)
  await ann.until(() => ann.sync?.refused === 1)
  await ann.safe()
  const fresh = device({ seed: 104 }).worker().tab("W", { relay: url, me: "eve" })
  await fresh.watch(ITEMS)
  expect(Object.keys(titles(fresh))).toHaveLength(41)
  expect(titles(fresh)).toEqual(titles(ann))
  expect(titles(fresh)["I1"]).toBe("Three")
})

test("REFUSED-1 a workspace with one value that no relay takes is shared but for that value", async () => {
  const { url } = await relay()
  const ann = device({ seed: 116, haste: 10 }).worker().tab("W")
  await ann.watch(ITEMS)
  for (let item = 0; item < 200; item++) await ann.write(created(`I${item}`, `item ${item}`))
  await ann.write(unsound("I100"))
  await ann.write(titled("I100", "still here"))
  ann.say({ do: "share", relay: url })
  await ann.until(() => ann.sync?.refused === 1 && ann.sync.unsent === 0, 15_000)
  const fresh = device({ seed: 117 }).worker().tab("W", { relay: url, me: "eve" })
  await fresh.watch(ITEMS)
  expect(Object.keys(titles(fresh))).toHaveLength(200)
  expect(titles(fresh)).toEqual(titles(ann))
  expect(titles(fresh)["I100"]).toBe("still here")
  const [work] = await refusedOf(ann)
  expect(work!.said).toMatchObject([{ did: "set", id: "I100", field: "estimate" }])
})

test("REFUSED-2 undoing a refused step does nothing and says so", async () => {
  const { url } = await relay()
  const ann = device({ seed: 105 }).worker().tab("W", { relay: url })
  await ann.watch(ITEMS)
  await ann.write(created("I1", "One"))
  await ann.safe()
  const entry = await ann.write(titled("I1", "Two"), unsound("I1"))
  await ann.until(() => ann.sync?.refused === 1)
  await ann.safe()
  const undone = await ann.undo(entry)
  expect(undone.wasRefused).toBe(true)
  expect(titles(ann)).toEqual({ I1: "One" })
  const kept = await ann.write(titled("I1", "Three"))
  expect((await ann.undo(kept)).wasRefused).toBe(false)
  expect(titles(ann)).toEqual({ I1: "One" })
})

test("P2 REFUSED-3 rights that end while somebody works offline leave their work with them, shown, and the rest goes on", async () => {
  const standings = new Standings()
  standings.set("ann", { S0: "write" })
  standings.set("bob", { S0: "write" })
  const { url } = await relay({ access: standings })
  const ours = device({ seed: 106, haste: 10 })
  ours.pass = passOf("ann")
  const theirs = device({ seed: 107 })
  theirs.pass = passOf("bob")
  const ann = ours.worker().tab("W", { relay: url })
  const bob = theirs.worker().tab("W", { relay: url, me: "bob" })
  await Promise.all([ann.watch(ITEMS), bob.watch(ITEMS)])
  await ann.write(created("I1", "One"))
  await bob.until(() => bob.row(ITEMS, "items", "I1") !== undefined)
  await ann.safe()
  ours.setOnline(false)
  await ann.until(() => ann.sync?.relay.state === "offline")
  await ann.write(titled("I1", "Mine"))
  standings.set("ann", { S0: "read" })
  await bob.write(created("I2", "Theirs"))
  await bob.safe()
  ours.setOnline(true)
  await ann.until(() => ann.sync?.refused === 1 && ann.sync.unsent === 0)
  await ann.until(() => ann.row(ITEMS, "items", "I2") !== undefined)
  expect(titles(ann)).toEqual({ I1: "One", I2: "Theirs" })
  expect(await refusedOf(ann)).toMatchObject([
    { document: ITEMS, reason: "forbidden", said: [{ did: "set", id: "I1", field: "title", value: "Mine" }] },
  ])
  const action = ann.send(titled("I1", "Again"))
  expect((await ann.told("not-written", told => told.action === action)).reason).toBe("forbidden")
  standings.set("ann", { S0: "write" })
  await ann.until(() => lastRights(ann)?.standing !== "unknown" && spaceRightOf(ann) === "write")
  await ann.write(titled("I1", "Allowed"))
  await ann.safe()
  await bob.until(() => bob.row(ITEMS, "items", "I1")?.title === "Allowed")
})

function lastRights(tab: Tab) {
  const told = tab.heard.findLast((message): message is Extract<ToTab, { tell: "rights" }> => message.tell === "rights")
  return told?.rights
}

function spaceRightOf(tab: Tab): string | undefined {
  const standing = lastRights(tab)?.standing
  return typeof standing === "object" && standing !== null ? standing.spaces["S0"] : undefined
}

test("REFUSED-4 a document that may not be read any more leaves the tabs and the device, and comes back with the right", async () => {
  const standings = new Standings()
  standings.set("ann", { S0: "write" })
  const { url } = await relay({ access: standings })
  const ours = device({ seed: 108, haste: 10 })
  ours.pass = passOf("ann")
  const worker = ours.worker()
  const ann = worker.tab("W", { relay: url })
  await ann.watch(ITEMS)
  await ann.write(created("I1", "One"))
  await ann.safe()
  standings.set("ann", { S0: "none" })
  await ann.told("withdrawn", ({ path }) => path === ITEMS)
  await ann.until(() => ann.rows(ITEMS, "items").length === 0)
  await ann.saved()
  ours.setOnline(false)
  worker.kill()
  const again = ours.worker().tab("W")
  await again.watch(ITEMS)
  expect(again.rows(ITEMS, "items")).toEqual([])
  expect(spaceRightOf(again)).toBe("none")
  standings.set("ann", { S0: "read" })
  ours.setOnline(true)
  await again.until(() => again.row(ITEMS, "items", "I1")?.title === "One")
})

test("REFUSED-4 whoever was removed while offline keeps what they had not sent, and nothing else", async () => {
  const standings = new Standings()
  standings.set("ann", { S0: "write" })
  const { url } = await relay({ access: standings })
  const ours = device({ seed: 109, haste: 10 })
  ours.pass = passOf("ann")
  const worker = ours.worker()
  const ann = worker.tab("W", { relay: url })
  await ann.watch(ITEMS)
  await ann.write(created("I1", "One"))
  await ann.safe()
  ours.setOnline(false)
  await ann.write(titled("I1", "Mine"))
  await ann.saved()
  worker.kill()
  standings.remove("ann")
  ours.setOnline(true)
  const again = ours.worker().tab("W")
  await again.until(() => again.sync?.refused === 1)
  await again.watch(ITEMS)
  expect(again.rows(ITEMS, "items")).toEqual([])
  expect(await refusedOf(again)).toMatchObject([{ reason: "forbidden", said: [{ value: "Mine", name: "Mine" }] }])
})

test("REFUSED-4 a relay that has never heard of a workspace takes nothing from the device", async () => {
  const { url } = await relay({ access: new Standings() })
  const ours = device({ seed: 110 })
  ours.pass = passOf("ann")
  const ann = ours.worker().tab("W")
  await ann.watch(ITEMS)
  await ann.write(created("I1", "One"))
  ann.say({ do: "share", relay: url })
  await ann.until(() => ann.sync?.relay.state === "online")
  await ann.write(created("I2", "Two"))
  expect(titles(ann)).toEqual({ I1: "One", I2: "Two" })
  expect(ann.sync).toMatchObject({ refused: 0, unsent: 2 })
})

test("REFUSED-5 another person on the same device goes on under replicas of their own", async () => {
  const standings = new Standings()
  standings.set("ann", { S0: "write" })
  standings.set("bob", { S0: "write" })
  const { url } = await relay({ access: standings })
  const ours = device({ seed: 111, haste: 10 })
  ours.pass = passOf("ann")
  const tab = ours.worker().tab("W", { relay: url })
  await tab.watch(ITEMS)
  await tab.write(created("I1", "One"), { do: "prose", document: "text/S0/I1", root: "description", text: "Hello" })
  await tab.safe()
  tab.say({ do: "open-text", path: "text/S0/I1" })
  const first = await tab.told("text")
  standings.signOut("ann")
  ours.pass = passOf("bob")
  tab.say({ do: "signed-in" })
  const typed = new Y.Doc()
  typed.clientID = 77
  Y.applyUpdate(typed, first.state)
  const write = async (title: string) => {
    const before = Y.encodeStateVector(typed)
    editProse(typed.getXmlFragment(DESCRIPTION), title)
    tab.say({ do: "update-text", path: "text/S0/I1", update: Y.encodeStateAsUpdate(typed, before), edition: 0 })
    await tab.write(titled("I1", title))
  }
  await write("Hello, it is Bob")
  await tab.safe()
  expect(tab.sync?.refused).toBe(0)
  const fresh = device({ seed: 112 })
  fresh.pass = passOf("bob")
  const eve = fresh.worker().tab("W", { relay: url, me: "bob" })
  await eve.watch(ITEMS)
  expect(titles(eve)).toEqual({ I1: "Hello, it is Bob" })
  eve.say({ do: "open-text", path: "text/S0/I1" })
  const doc = new Y.Doc()
  await eve.until(() => {
    for (const told of eve.heard) {
      if (told.tell === "text") Y.applyUpdate(doc, told.state)
      if (told.tell === "text-update") Y.applyUpdate(doc, told.update)
    }
    return descriptionOf(doc) === "Hello, it is Bob"
  })
})

test("REFUSED-6 a text that may not be written any more is kept as text and as bytes, and the editor gets what stands", async () => {
  const standings = new Standings()
  standings.set("ann", { S0: "write" })
  const { url } = await relay({ access: standings })
  const ours = device({ seed: 113, haste: 10 })
  ours.pass = passOf("ann")
  const ann = ours.worker().tab("W", { relay: url })
  await ann.watch(ITEMS)
  await ann.write({ do: "prose", document: "text/S0/I1", root: "description", text: "Standing" })
  await ann.safe()
  ann.say({ do: "open-text", path: "text/S0/I1" })
  const { state, edition } = await ann.told("text")
  const typed = new Y.Doc()
  Y.applyUpdate(typed, state)
  ours.setOnline(false)
  await ann.until(() => ann.sync?.relay.state === "offline")
  const before = Y.encodeStateVector(typed)
  editProse(typed.getXmlFragment(DESCRIPTION), "Standing, and typed")
  ann.say({ do: "update-text", path: "text/S0/I1", update: Y.encodeStateAsUpdate(typed, before), edition })
  await ann.until(() => ann.sync?.unsent === 1)
  standings.set("ann", { S0: "read" })
  ours.setOnline(true)
  await ann.until(() => ann.sync?.refused === 1)
  expect(await refusedOf(ann)).toMatchObject([
    { document: "text/S0/I1", reason: "forbidden", said: [{ did: "wrote", text: "Standing, and typed" }] },
  ])
  const anew = await ann.told("text", told => told.edition === edition + 1)
  const reopened = new Y.Doc()
  Y.applyUpdate(reopened, anew.state)
  expect(descriptionOf(reopened)).toBe("Standing")
})

test("REFUSED-9 what is typed before the editor hears that its text has begun anew follows it all the same", async () => {
  const standings = new Standings()
  const { url } = await relay({ access: standings })
  const [ours, theirs] = [device({ seed: 116, haste: 10 }), device({ seed: 117, haste: 10 })]
  for (const [person, own] of [
    ["ann", ours],
    ["bob", theirs],
  ] as const) {
    standings.set(person, { S0: "write" })
    own.pass = passOf(person)
  }
  const bob = theirs.worker().tab("W", { relay: url, me: "bob" })
  await bob.watch(ITEMS)
  await bob.write({ do: "prose", document: "text/S0/I1", root: "description", text: "Bob's" })
  await bob.safe()
  const ann = ours.worker().tab("W", { relay: url })
  await ann.watch(ITEMS, "text/S0/I1")
  ann.say({ do: "open-text", path: "text/S0/I1" })
  const { state, edition } = await ann.told("text")
  const typed = new Y.Doc()
  Y.applyUpdate(typed, state)
  const type = (text: string): void => {
    const before = Y.encodeStateVector(typed)
    editProse(typed.getXmlFragment(DESCRIPTION), text)
    ann.say({ do: "update-text", path: "text/S0/I1", update: Y.encodeStateAsUpdate(typed, before), edition })
  }
  // Who goes on as a replica of somebody else's brings the same under another id.
  typed.clientID = [...Y.decodeStateVector(Y.encodeStateVector(typed)).keys()][0]!
  type("Bob's, and")
  const anew = await ann.told("text", told => told.edition === edition + 1)
  type("Bob's, and Ann's")
  type("Bob's, and Ann's too")
  await ann.until(() => ann.sync?.unsent === 0)
  await ann.safe()
  const reopened = new Y.Doc()
  Y.applyUpdate(reopened, anew.state)
  for (const told of ann.heard) if (told.tell === "text-update") Y.applyUpdate(reopened, told.update)
  expect(descriptionOf(reopened)).toBe("Bob's, and Ann's too")
  expect(ann.sync?.refused).toBe(0)
})

test("REFUSED-7 what is set aside is on disk before anything is let go of, whenever the worker ends", async () => {
  for (let delay = 0; delay < 24; delay += 3) {
    const { url } = await relay()
    const ours = device({ seed: 200 + delay, haste: 10 })
    const worker = ours.worker()
    const ann = worker.tab("W", { relay: url })
    await ann.watch(ITEMS)
    await ann.write(created("I1", "One"))
    await ann.safe()
    ours.setOnline(false)
    await ann.write(titled("I1", "Two"), unsound("I1"))
    await ann.write(created("I2", "Kept"))
    await ann.saved()
    ours.setOnline(true)
    await new Promise(resolve => setTimeout(resolve, delay))
    worker.kill()
    const again = ours.worker().tab("W")
    await again.watch(ITEMS)
    await again.until(() => again.sync?.refused === 1)
    await again.safe()
    expect(titles(again)).toEqual({ I1: "One", I2: "Kept" })
    expect(await refusedOf(again)).toMatchObject([{ said: [{ value: "Two" }, { field: "estimate" }] }])
  }
})

test("REFUSED-8 a second worker of the device begins anew with the first, and loses nothing", async () => {
  const { url } = await relay()
  const ours = device({ seed: 114 })
  const ann = ours.worker().tab("W", { relay: url })
  await ann.watch(ITEMS)
  await ann.write(created("I1", "One"))
  await ann.safe()
  const other = ours.worker().tab("W", { relay: url })
  await other.watch(ITEMS)
  await ann.write(titled("I1", "Two"), unsound("I1"))
  for (let edit = 0; edit < 10; edit++)
    await Promise.all([ann, other].map((tab, at) => tab.write(created(`T${at}${edit}`, "x"))))
  await ann.until(() => ann.sync?.refused === 1)
  for (let edit = 10; edit < 20; edit++)
    await Promise.all([ann, other].map((tab, at) => tab.write(created(`T${at}${edit}`, "x"))))
  await ann.safe()
  await other.safe()
  const fresh = device({ seed: 115 }).worker().tab("W", { relay: url, me: "eve" })
  await fresh.watch(ITEMS)
  await Promise.all([fresh, ann, other].map(tab => tab.until(() => tab.rows(ITEMS, "items").length === 41)))
  expect(titles(fresh)).toEqual(titles(ann))
  expect(titles(other)).toEqual(titles(ann))
  expect(titles(fresh)["I1"]).toBe("One")
})

test("REFUSED-10 refused work that its person lets go of is gone from every worker and from the disk, and nothing else is", async () => {
  const { url } = await relay()
  const ours = device({ seed: 130 })
  const first = ours.worker()
  const ann = first.tab("W", { relay: url })
  await ann.watch(ITEMS)
  const other = ours.worker().tab("W", { relay: url })
  await other.watch(ITEMS)
  await ann.write(created("I1", "One"))
  await ann.safe()
  await ann.write(titled("I1", "Two"), unsound("I1"))
  await Promise.all([ann, other].map(tab => tab.until(() => tab.sync?.refused === 1)))
  await other.ask(request => ({ do: "let-go-refused", request }))
  await Promise.all([ann, other].map(tab => tab.until(() => tab.sync?.refused === 0)))
  expect(await refusedOf(ann)).toEqual([])
  await ann.saved()
  first.kill()
  const again = ours.worker().tab("W", { relay: url })
  await again.watch(ITEMS)
  await again.until(() => again.sync?.storage === "saved" && again.sync.relay.state === "online")
  expect(again.sync?.refused).toBe(0)
  expect(titles(again)).toEqual({ I1: "One" })

  // What is refused later is told as before.
  await again.write(titled("I1", "Three"), unsound("I1"))
  await again.until(() => again.sync?.refused === 1)
})

test("REFUSED-11 unsent work is not sent as somebody else's: it waits for its person, or is set aside", async () => {
  for (const chosen of ["waits", "set aside"] as const) {
    const standings = new Standings()
    for (const person of ["ann", "bob"]) standings.set(person, { S0: "write" })
    const { url } = await relay({ access: standings })
    const ours = device({ seed: chosen === "waits" ? 131 : 132, haste: 10 })
    ours.pass = passOf("ann")
    const tab = ours.worker().tab("W", { relay: url })
    await tab.watch(ITEMS)
    await tab.write(created("I1", "One"))
    await tab.safe()
    ours.setOnline(false)
    await tab.until(() => tab.sync?.relay.state === "offline")
    await tab.write(titled("I1", "By Ann"))
    standings.signOut("ann")
    ours.pass = passOf("bob")
    ours.setOnline(true)
    await tab.until(() => tab.sync?.relay.state === "stopped")
    expect(tab.sync).toMatchObject({ relay: { reason: "of-another" }, unsent: 1, refused: 0 })
    const fresh = device({ seed: 133 })
    fresh.pass = passOf("bob")
    const eve = fresh.worker().tab("W", { relay: url, me: "bob" })
    await eve.watch(ITEMS)
    await eve.until(() => titles(eve)["I1"] !== undefined)
    expect(titles(eve)).toEqual({ I1: "One" })

    if (chosen === "waits") {
      standings.signIn("ann")
      ours.pass = passOf("ann")
      tab.say({ do: "signed-in" })
      await tab.safe()
      await eve.until(() => titles(eve)["I1"] === "By Ann")
    } else {
      tab.say({ do: "signed-in", setsAside: true })
      await tab.until(() => tab.sync?.refused === 1 && tab.sync.unsent === 0)
      expect(await refusedOf(tab)).toMatchObject([{ reason: "of-another", said: [{ value: "By Ann" }] }])
      await tab.until(() => titles(tab)["I1"] === "One")
      await tab.write(titled("I1", "By Bob"))
      await tab.safe()
      await eve.until(() => titles(eve)["I1"] === "By Bob")
    }
  }
})
