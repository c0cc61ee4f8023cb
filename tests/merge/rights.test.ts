import { afterEach, describe, expect, test } from "vitest"
import type { Change } from "@weft/model/schema/change"
import type { RefusedWork } from "../../packages/client/src/data/messages.ts"
import { Device } from "../unit/client/data/device.ts"
import { passOf, Standings } from "../unit/client/data/standings.ts"
import type { Tab } from "../unit/client/data/tab.ts"
import { created, ITEMS, titled } from "../unit/client/data/world.ts"
import { startRelay, type StartedRelay } from "../support/relay.ts"

const TEXT = "text/S0/I1"

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

interface Scene {
  readonly standings: Standings
  readonly relay: StartedRelay
  readonly anasDevice: Device
  readonly ana: Tab
  readonly ben: Tab
}

let devices = 0

function deviceOf(person: string): Device {
  const made = new Device({ seed: 9_000 + ++devices, haste: 10 })
  made.pass = passOf(person)
  closing.push(() => made.close())
  return made
}

function watcher(change: "add" | "remove", who: string): Change {
  return { do: change, document: ITEMS, kind: "items", id: "I1", field: "watchers", member: who }
}

/** Ana and Ben share a space with one item and its text; then Ana is offline and edits both. */
async function scene(): Promise<Scene> {
  const standings = new Standings()
  for (const person of ["ana", "ben", "eve"]) standings.set(person, { S0: "write" })
  const relay = await startRelay({ access: standings })
  closing.push(() => relay.close())
  const anasDevice = deviceOf("ana")
  const ana = anasDevice.worker().tab("W", { relay: relay.url, me: "ana" })
  const ben = deviceOf("ben").worker().tab("W", { relay: relay.url, me: "ben" })
  await Promise.all([ana.watch(ITEMS), ben.watch(ITEMS)])
  await ana.write(created("I1", "Pack the kitchen"), watcher("add", "eve"), {
    do: "prose",
    document: "text/S0/I0",
    root: "description",
    text: "Boxes",
  })
  await ana.safe()
  await ben.until(() => ben.row(ITEMS, "items", "I1") !== undefined)
  anasDevice.setOnline(false)
  await ana.until(() => ana.sync?.relay.state === "offline")
  await ana.write(titled("I1", "by ana"), watcher("add", "zoe"), watcher("remove", "eve"))
  await ana.write({ do: "prose", document: TEXT, root: "description", text: "Written by Ana" })
  return { standings, relay, anasDevice, ana, ben }
}

function refusedOf(tab: Tab): Promise<RefusedWork[]> {
  return tab.ask(request => ({ do: "list-refused", request })) as Promise<RefusedWork[]>
}

/** What a reader sees who was not there. */
async function fresh(relay: StartedRelay) {
  const eve = deviceOf("eve").worker().tab("W", { relay: relay.url, me: "eve" })
  await eve.watch(ITEMS)
  return eve.rows(ITEMS, "items")
}

for (const order of ["before", "after"] as const)
  describe(`P2 rights are withdrawn ${order} somebody else's edit, while the person has unsent edits`, () => {
    async function withdraw(right: "read" | "none"): Promise<Scene> {
      const all = await scene()
      if (order === "before") all.standings.set("ana", { S0: right })
      await all.ben.write(titled("I1", "by ben"), watcher("add", "ben"))
      await all.ben.safe()
      if (order === "after") all.standings.set("ana", { S0: right })
      all.anasDevice.setOnline(true)
      await all.ana.until(() => all.ana.sync?.refused === 2 && all.ana.sync.unsent === 0)
      return all
    }

    test("with reading left, everybody has what the relay has, and the edits are kept", async () => {
      const { relay, ana, ben } = await withdraw("read")
      await ana.until(() => ana.row(ITEMS, "items", "I1")?.title === "by ben")
      const rows = await fresh(relay)
      expect(rows).toMatchObject([{ title: "by ben", watchers: ["ben", "eve"], conflicts: [] }])
      expect(ana.rows(ITEMS, "items")).toEqual(rows)
      expect(ben.rows(ITEMS, "items")).toEqual(rows)
      const works = await refusedOf(ana)
      expect(works.map(({ reason }) => reason)).toEqual(["forbidden", "forbidden"])
      expect(works.find(({ document }) => document === ITEMS)?.said).toMatchObject([
        // Which of two titles of the same millisecond stood there on Ana's device is a matter of the clocks.
        { did: "set", id: "I1", name: expect.stringMatching(/^by (ana|ben)$/), field: "title", value: "by ana" },
        { did: "added", field: "watchers", value: "zoe" },
        { did: "removed", field: "watchers", value: "eve" },
      ])
      expect(works.find(({ document }) => document === TEXT)?.said).toEqual([
        { did: "wrote", id: "description", text: "Written by Ana" },
      ])
      const file = (await ana.ask(request => ({ do: "export-set-aside", request }))) as string
      for (const said of ["by ana", "zoe", "Written by Ana"]) expect(file).toContain(said)
    })

    test("with nothing left, the documents leave the device, and the edits are kept", async () => {
      const { relay, ana } = await withdraw("none")
      await ana.until(() => ana.rows(ITEMS, "items").length === 0)
      expect(await fresh(relay)).toMatchObject([{ title: "by ben", watchers: ["ben", "eve"] }])
      const works = await refusedOf(ana)
      expect(works.map(({ document }) => document).sort()).toEqual([ITEMS, TEXT])
      expect(JSON.stringify(works)).toContain("by ana")
      expect(JSON.stringify(works)).toContain("Written by Ana")
    })
  })

test("P2 rights that are back before the person is let everything through", async () => {
  const { standings, relay, anasDevice, ana, ben } = await scene()
  standings.set("ana", { S0: "none" })
  standings.set("ana", { S0: "write" })
  anasDevice.setOnline(true)
  await ana.safe()
  expect(ana.sync?.refused).toBe(0)
  await ben.until(() => ben.row(ITEMS, "items", "I1")?.title === "by ana")
  const rows = await fresh(relay)
  expect(rows).toMatchObject([{ title: "by ana", watchers: ["zoe"] }])
  expect(ana.rows(ITEMS, "items")).toEqual(rows)
})
