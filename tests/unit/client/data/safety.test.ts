import { expect, test } from "vitest"
import { moveToSpace } from "@weft/model/actions/move-to-space"
import type { ItemId, SpaceId } from "@weft/model/base/ids"
import type { Connect } from "../../../../packages/client/src/data/worker/world.ts"
import { ScriptedRelay } from "./scripted-relay.ts"
import { Standings, passOf } from "./standings.ts"
import { created, device, ITEMS, relay, titled } from "./world.ts"
import type { Tab } from "./tab.ts"

const URL = "ws://relay.example"
const OTHER = "text/S0/I1"

/** Asks to be told when everything is safe, and keeps what came of it. */
function asking(tab: Tab, path: string | null = null) {
  const asked: { outcome: string | null } = { outcome: null }
  tab
    .ask(request => ({ do: "when-safe", request, path }))
    .then(
      () => (asked.outcome = "safe"),
      (error: Error) => (asked.outcome = error.message),
    )
  return asked
}

/** Where nobody answers. */
const nowhere: Connect = (_url, events) => {
  setImmediate(() => events.closed(1006))
  return { send: () => {}, close: () => {} }
}

async function alone(seed: number) {
  const scripted = new ScriptedRelay()
  const ours = device({ seed, haste: 10 })
  ours.scripted = scripted.connect
  const worker = ours.worker()
  const ann = worker.tab("W", { relay: URL })
  await ann.watch(ITEMS)
  await ann.write(created("I1", "One"))
  await ann.safe()
  return { scripted, ours, worker, ann }
}

test("SAFE-1 work is on this device, under way, and safe on the server only when that has acknowledged it", async () => {
  const { scripted, ours, ann } = await alone(501)
  expect(ann.sync).toMatchObject({ unsent: 0, underWay: 0, unsafe: {} })
  scripted.answers = false
  await ann.write(titled("I1", "Two"))
  await ann.until(() => ann.sync?.underWay === 1)
  expect(ann.sync).toMatchObject({ unsent: 1, unsafe: { [ITEMS]: "sent" } })
  ours.scripted = nowhere
  scripted.cut()
  await ann.until(() => ann.sync?.underWay === 0)
  expect(ann.sync).toMatchObject({ unsent: 1, unsafe: { [ITEMS]: "device" } })
  scripted.answers = true
  ours.scripted = scripted.connect
  await ann.until(() => ann.sync?.unsent === 0)
  expect(ann.sync).toMatchObject({ unsent: 0, underWay: 0, unsafe: {} })
})

test("SAFE-2 whoever waits is told when what was written before is acknowledged, and not before", async () => {
  const { scripted, ann } = await alone(502)
  scripted.answers = false
  await ann.write(titled("I1", "Two"))
  const [all, here, elsewhere] = [asking(ann), asking(ann, ITEMS), asking(ann, OTHER)]
  await ann.until(() => ann.sync?.underWay === 1 && elsewhere.outcome === "safe")
  expect([all.outcome, here.outcome]).toEqual([null, null])
  scripted.answerAll()
  await ann.until(() => all.outcome !== null && here.outcome !== null)
  expect([all.outcome, here.outcome]).toEqual(["safe", "safe"])
})

test("SAFE-2 what was written before a restart is waited for after it, and what comes later is not", async () => {
  const { scripted, ours, worker, ann } = await alone(503)
  scripted.answers = false
  await ann.write(titled("I1", "Two"))
  await ann.saved()
  worker.kill()
  const again = ours.worker().tab("W")
  await again.watch(ITEMS)
  await again.until(() => again.sync?.underWay === 1)
  const before = asking(again)
  await again.write(titled("I1", "Three"))
  expect(before.outcome).toBeNull()
  scripted.answerAll()
  await again.until(() => before.outcome === "safe")
})

test("SAFE-3 whoever waits for what is refused is told the reason", async () => {
  const standings = new Standings()
  standings.set("ann", { S0: "write" })
  const { url } = await relay({ access: standings })
  const ours = device({ seed: 504, haste: 10 })
  ours.pass = passOf("ann")
  const ann = ours.worker().tab("W", { relay: url })
  await ann.watch(ITEMS)
  await ann.write(created("I1", "One"))
  await ann.safe()
  ours.setOnline(false)
  await ann.until(() => ann.sync?.relay.state === "offline")
  await ann.write(titled("I1", "Two"))
  const asked = asking(ann)
  standings.set("ann", { S0: "read" })
  ours.setOnline(true)
  await ann.until(() => asked.outcome !== null)
  expect(asked.outcome).toMatch(/^forbidden/)
})

test("SAFE-3 a workspace without a relay is never safe on a server", async () => {
  const ann = device({ seed: 505 }).worker().tab("W")
  await ann.watch(ITEMS)
  await ann.write(created("I1", "One"))
  const asked = asking(ann)
  await ann.until(() => asked.outcome !== null)
  expect(asked.outcome).toMatch(/^not-shared/)
})

test("SAFE-4 a worker that does not lead is told by the one that does", async () => {
  const { scripted, ours, worker, ann } = await alone(506)
  const other = ours.worker().tab("W", { relay: URL })
  await other.watch(ITEMS)
  scripted.answers = false
  await other.write(titled("I1", "Two"))
  const asked = asking(other)
  await ann.until(() => ann.sync?.underWay === 1)
  expect(asked.outcome).toBeNull()
  worker.kill()
  scripted.answerAll()
  await other.until(() => asked.outcome === "safe")
})

test("SAFE-5 a clock that is off by more than two minutes is told, and a smaller difference is not", async () => {
  const scripted = new ScriptedRelay()
  const ours = device({ seed: 507, haste: 10 })
  ours.scripted = scripted.connect
  scripted.now = () => Date.now() + 200_000
  const ann = ours.worker().tab("W", { relay: URL })
  await ann.until(() => ann.sync?.relay.state === "online")
  expect(ann.sync?.clockOffset).toBeGreaterThan(190_000)
  scripted.now = () => Date.now() + 60_000
  scripted.cut()
  await ann.until(() => ann.sync?.clockOffset === null)
})

for (const [how, hours] of [
  ["ahead", 3],
  ["behind", -3],
] as const)
  test(`SAFE-7 what was stamped by a clock that was ${how} has corrected stamps before it is sent`, async () => {
    const scripted = new ScriptedRelay()
    const [ours, theirs] = [device({ seed: 509, haste: 10 }), device({ seed: 510, haste: 10 })]
    ours.scripted = theirs.scripted = scripted.connect
    ours.clockOffset = hours * 3_600_000
    const bob = theirs.worker().tab("W", { relay: URL, me: "bob" })
    await bob.watch(ITEMS)
    await bob.write(created("I1", "One"), titled("I1", "first"))
    await bob.safe()
    ours.scripted = nowhere
    const ann = ours.worker().tab("W", { relay: URL })
    await ann.until(() => ann.sync?.relay.state === "offline")
    await ann.watch(ITEMS)
    await ann.write(created("I2", "Two"), titled("I2", "made offline"))
    const entry = await ann.write(titled("I2", "made offline again"))
    await ann.write({ do: "set", document: ITEMS, kind: "items", id: "I2", field: "deleted", value: "ann" })
    ours.scripted = scripted.connect
    await ann.safe()
    await bob.until(() => bob.row(ITEMS, "items", "I2") !== undefined)
    const deletion = bob.row(ITEMS, "items", "I2")?.deleted
    expect(Math.abs(Math.floor(deletion!.at / 1024) - Date.now())).toBeLessThan(60_000)
    expect(deletion?.editedAfter).toBe(false)
    expect(ann.row(ITEMS, "items", "I2")).toEqual(bob.row(ITEMS, "items", "I2"))
    await bob.write(titled("I2", "by bob"))
    await ann.until(() => ann.row(ITEMS, "items", "I2")?.title === "by bob")
    await ann.write(titled("I1", "by ann"))
    await bob.until(() => bob.row(ITEMS, "items", "I1")?.title === "by ann")
    expect((await ann.undo(entry)).leftAlone).toHaveLength(1)
    expect(ann.row(ITEMS, "items", "I2")?.title).toBe("by bob")
  })

test("SAFE-7 a move that was stamped by a clock ahead is corrected in both spaces, and can be taken back by others", async () => {
  const scripted = new ScriptedRelay()
  const [ours, theirs] = [device({ seed: 511, haste: 10 }), device({ seed: 512, haste: 10 })]
  ours.scripted = theirs.scripted = scripted.connect
  ours.clockOffset = 3 * 3_600_000
  const [garden, item] = ["space/S1", "I1" as ItemId]
  const bob = theirs.worker().tab("W", { relay: URL, me: "bob" })
  await bob.watch(ITEMS, garden)
  await bob.write(created(item, "One"))
  await bob.safe()
  const ann = ours.worker().tab("W", { relay: URL })
  await ann.watch(ITEMS, garden)
  await ann.until(() => ann.row(ITEMS, "items", item) !== undefined)
  ours.scripted = nowhere
  scripted.cut()
  await ann.until(() => ann.sync?.relay.state === "offline")
  ours.clockOffset = 6 * 3_600_000
  await ann.perform(moveToSpace, "S0", { items: [item], to: "S1" as SpaceId, mapping: {}, labels: [] })
  await ann.until(() => ann.row(garden, "items", item)?.deleted === null)
  ours.scripted = scripted.connect
  await ann.safe()
  // What is written where it was is brought along, and the move is told where it is not known.
  await ann.write(titled(item, "Moved"))
  await bob.until(() => bob.row(garden, "items", item)?.title === "Moved")
  await bob.perform(moveToSpace, "S1", { items: [item], to: "S0" as SpaceId, mapping: {}, labels: [] })
  // Long enough for both to follow what the other does about it.
  await new Promise(resolve => setTimeout(resolve, 500))
  for (const tab of [ann, bob]) {
    expect(tab.row(garden, "items", item)?.deleted).not.toBeNull()
    expect(tab.row(ITEMS, "items", item)).toMatchObject({ deleted: null })
  }
})

test("SAFE-6 a build that is too old reads, writes nothing, and keeps what it had not sent", async () => {
  const { scripted, ann } = await alone(508)
  scripted.answers = false
  await ann.write(titled("I1", "Two"))
  scripted.leastSchema = 1_000
  scripted.cut()
  await ann.until(() => ann.sync?.isTooOld === true)
  expect(ann.sync).toMatchObject({ unsent: 1, refused: 0 })
  const action = ann.send(titled("I1", "Three"))
  expect((await ann.told("not-written", told => told.action === action)).reason).toBe("too-old")
  expect(ann.row(ITEMS, "items", "I1")?.title).toBe("Two")
})
