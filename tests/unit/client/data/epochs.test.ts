import { expect, test } from "vitest"
import * as Y from "yjs"
import { computedId, type ItemId } from "@weft/model/base/ids"
import { storedIn } from "@weft/model/replica/stored"
import { WorkspaceReplica } from "@weft/model/replica/workspace-replica"
import type { Change } from "@weft/model/schema/change"
import { replayEntries, type PlainWork } from "../../../../packages/client/src/data/worker/replay-entries.ts"
import { entriesIn } from "../../../../packages/client/src/data/worker/said-pieces.ts"
import { ScriptedRelay } from "./scripted-relay.ts"
import { created, device, ITEMS, member, titled } from "./world.ts"

/** An id that everybody who imports the same computes. */
const IMPORTED = computedId<ItemId>("file", "card", "1")
const URL = "ws://relay.example"
const NAME = `W/${ITEMS}`

function watcher(change: "add" | "remove", who: string): Change {
  return { do: change, document: ITEMS, kind: "items", id: "I1", field: "watchers", member: who }
}

/** Two devices at one relay, with one item that both have. */
async function two() {
  const relay = new ScriptedRelay()
  const [left, right] = [device({ seed: 301, haste: 10 }), device({ seed: 302, haste: 10 })]
  left.scripted = right.scripted = relay.connect
  const ann = left.worker().tab("W", { relay: URL })
  const bob = right.worker().tab("W", { relay: URL, me: "bob" })
  await Promise.all([ann.watch(ITEMS), bob.watch(ITEMS)])
  await ann.write(created("I1", "One"), watcher("add", "eve"))
  await bob.until(() => bob.row(ITEMS, "items", "I1") !== undefined)
  await ann.safe()
  /** Ann's device loses its way to the relay until it is given back. */
  const apart = (): (() => void) => {
    left.scripted = (_url, events) => {
      setImmediate(() => events.closed(1006))
      return { send: () => {}, close: () => {} }
    }
    relay.cut()
    return () => void (left.scripted = relay.connect)
  }
  return { relay, left, ann, bob, apart }
}

test("EPOCH-1 what was made before a new epoch and not sent is applied again with its stamps", async () => {
  const { relay, ann, bob, apart } = await two()
  const back = apart()
  await ann.write(titled("I1", "Mine"), created("I2", "Also mine"))
  relay.rollOver(NAME)
  back()
  await bob.until(() => bob.row(ITEMS, "items", "I1")?.title === "Mine")
  await ann.safe()
  expect(bob.row(ITEMS, "items", "I2")?.title).toBe("Also mine")
  expect(ann.row(ITEMS, "items", "I1")).toEqual(bob.row(ITEMS, "items", "I1"))
  expect(ann.row(ITEMS, "items", "I1")?.watchers).toEqual(["eve"])
  expect(ann.sync).toMatchObject({ refused: 0, unsent: 0 })
  await ann.write(titled("I1", "Later"))
  await bob.until(() => bob.row(ITEMS, "items", "I1")?.title === "Later")
})

test("EPOCH-1 what was written over an entry that a clock ahead had stamped stands in the next epoch as well", () => {
  let now = Date.UTC(2026, 10, 24)
  const works: PlainWork[] = []
  const replica = new WorkspaceReplica({
    now: () => now,
    random: () => 0.5,
    clientId: 7,
    onUpdate: (_path, update, { removed }) => {
      works.push({ entries: entriesIn(update, replica.document(ITEMS)!.doc), removed })
    },
  })
  replica.write([created("I1", "One")], member("ann"))
  replica.write([titled("I1", "Ahead"), created(IMPORTED, "Imported ahead")], member("ann"))
  const folded = new Y.Doc()
  for (const { kind, key, stored } of storedIn(replica.open(ITEMS).doc)) folded.getMap(kind).set(key, stored)
  now -= 60 * 60_000
  replica.correctClock()
  works.length = 0
  // One action may set a field twice.
  replica.write([titled("I1", "First"), titled("I1", "Mine"), created(IMPORTED, "Imported again")], member("ann"))
  folded.transact(() => replayEntries(folded, works))
  const next = new WorkspaceReplica({ now: () => now, random: () => 0.5, clientId: 8 })
  expect(
    next
      .open(ITEMS, [Y.encodeStateAsUpdate(folded)])
      .rows("items")
      .get("I1"),
  ).toMatchObject({ title: "Mine" })
})

test("EPOCH-2 a change that is applied again loses to a later one, and its author is told", async () => {
  const { relay, ann, bob, apart } = await two()
  await ann.watch("personal/ann")
  const back = apart()
  await ann.write(titled("I1", "Mine"))
  await bob.until(() => bob.sync?.relay.state === "online")
  await bob.write(titled("I1", "Theirs"))
  await bob.safe()
  relay.rollOver(NAME)
  back()
  await ann.until(() => ann.row(ITEMS, "items", "I1")?.title === "Theirs")
  await ann.until(() => ann.rows("personal/ann", "receipts").length === 1)
  expect(ann.rows("personal/ann", "receipts")[0]).toMatchObject({ record: "I1", field: "title", reason: "overwritten" })
  await ann.safe()
  expect(bob.row(ITEMS, "items", "I1")?.title).toBe("Theirs")
})

test("EPOCH-3 a removal that is applied again takes out only what it had seen", async () => {
  const { relay, ann, bob, apart } = await two()
  await ann.write(watcher("add", "zoe"))
  await bob.until(() => bob.row(ITEMS, "items", "I1")?.watchers.includes(member("zoe")) === true)
  await ann.safe()
  const back = apart()
  await ann.write(watcher("remove", "eve"), watcher("remove", "zoe"))
  await bob.until(() => bob.sync?.relay.state === "online")
  await bob.write(watcher("add", "eve"))
  await bob.safe()
  relay.rollOver(NAME)
  back()
  await bob.until(() => bob.row(ITEMS, "items", "I1")?.watchers.includes(member("zoe")) === false)
  await ann.safe()
  expect(bob.row(ITEMS, "items", "I1")?.watchers).toEqual(["eve"])
  await ann.until(() => ann.row(ITEMS, "items", "I1")?.watchers.length === 1)
})

test("EPOCH-3 what another copy's later value replaced is replaced in the next epoch as well", () => {
  const now = Date.UTC(2026, 10, 24)
  const works: PlainWork[] = []
  const replica = new WorkspaceReplica({
    now: () => now,
    random: () => 0.5,
    clientId: 7,
    onUpdate: (_path, update, { removed }) => {
      works.push({ entries: entriesIn(update, replica.document(ITEMS)!.doc), removed })
    },
  })
  const other = (clientId: number, millisLater: number) =>
    new WorkspaceReplica({ now: () => now + millisLater, random: () => 0.5, clientId })
  const [eve, bob] = [other(8, 1_000), other(9, 2_000)]
  replica.write([created("I1", "One"), created(IMPORTED, "Imported")], member("ann"))
  const start = Y.encodeStateAsUpdate(replica.open(ITEMS).doc)
  for (const one of [eve, bob]) one.open(ITEMS, [start])
  eve.write([titled("I1", "Both have it"), titled(IMPORTED, "Theirs")], member("eve"))
  bob.write([titled("I1", "Only the copy has it"), titled(IMPORTED, "Later")], member("bob"))
  // Here lies what eve wrote; the copy has the title of one item beside hers, and has written over the other.
  replica.open(ITEMS).receive(Y.encodeStateAsUpdate(eve.open(ITEMS).doc))
  const folded = new Y.Doc()
  for (const { kind, key, stored } of storedIn(replica.open(ITEMS).doc)) folded.getMap(kind).set(key, stored)
  const theirs = bob.open(ITEMS).storedOf("items", IMPORTED)
  const beside = [...eve.open(ITEMS).storedOf("items", "I1"), ...bob.open(ITEMS).storedOf("items", "I1")]
  works.length = 0
  const entries = [...theirs, ...beside]
  replica.open(ITEMS).merge({ path: ITEMS, entries })
  expect(works).toHaveLength(1)
  folded.transact(() => replayEntries(folded, works))
  const cells = (doc: Y.Doc) =>
    storedIn(doc)
      .filter(({ kind, key }) => kind === "items" && key.includes(".title."))
      .map(({ key, stored }) => `${key} ${JSON.stringify(stored)}`)
      .sort()
  expect(cells(folded)).toHaveLength(3)
  expect(cells(folded)).toEqual(cells(replica.open(ITEMS).doc))
})

test("EPOCH-3 a record that went to another document is gone in the next epoch as well, seed and all", () => {
  const works: PlainWork[] = []
  const replica = new WorkspaceReplica({
    now: () => Date.UTC(2026, 10, 24),
    random: () => 0.5,
    clientId: 7,
    onUpdate: (_path, update, { removed }) => {
      works.push({ entries: entriesIn(update, replica.document(ITEMS)!.doc), removed })
    },
  })
  replica.write([created("I1", "One"), created("I2", "Two")], member("ann"))
  replica.write([titled("I1", "Renamed")], member("ann"))
  const folded = new Y.Doc()
  for (const { kind, key, stored } of storedIn(replica.open(ITEMS).doc)) folded.getMap(kind).set(key, stored)
  works.length = 0
  replica.open(ITEMS).takeOut([["items", "I1"]])
  expect(works).toHaveLength(1)
  folded.transact(() => replayEntries(folded, works))
  expect([...folded.getMap("items").keys()]).toEqual(["I2"])
})

test("EPOCH-3 what was taken out and written again stands after several epochs, however often it is applied again", () => {
  const entry = (replica: string, value: string, stamp: number) => ({
    kind: "items",
    key: `I1.title.${replica}`,
    stored: [value, stamp],
  })
  // A clock that was off was corrected, and the entry came back from another space as it had been at first.
  const [first, corrected, back] = [entry("r1", "One", 9), entry("r1", "One", 5), entry("r1_r2", "One", 9)]
  const works: PlainWork[] = [
    { entries: [], removed: [first] },
    { entries: [back], removed: [corrected] },
  ]
  const next = new Y.Doc()
  const removed = next.transact(() => replayEntries(next, works))
  expect(removed).toEqual([corrected])
  const afterNext = new Y.Doc()
  afterNext.transact(() => replayEntries(afterNext, [{ entries: storedIn(next), removed }]))
  expect(storedIn(afterNext)).toEqual([back])
})

test("EPOCH-4 a device that was killed comes into the new epoch with what it had not sent", async () => {
  const { relay, left, ann, bob, apart } = await two()
  const back = apart()
  await ann.write(titled("I1", "Mine"))
  await ann.saved()
  left.killAll()
  relay.rollOver(NAME)
  relay.rollOver(NAME)
  back()
  const again = left.worker().tab("W")
  await again.watch(ITEMS)
  await bob.until(() => bob.row(ITEMS, "items", "I1")?.title === "Mine")
  await again.safe()
  left.killAll()
  const third = left.worker().tab("W")
  await third.watch(ITEMS)
  await third.safe()
  expect(third.row(ITEMS, "items", "I1")).toEqual(bob.row(ITEMS, "items", "I1"))
})
