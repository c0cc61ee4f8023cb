import { afterEach, expect, test, vi } from "vitest"
import { below, seededRandom, type Random } from "@weft/model/base/random"
import type { Change } from "@weft/model/schema/change"
import type { RefusedWork } from "../../packages/client/src/data/messages.ts"
import type { Worker } from "../unit/client/data/device.ts"
import { passOf, Standings } from "../unit/client/data/standings.ts"
import type { Tab } from "../unit/client/data/tab.ts"
import { created, device, ITEMS, relay } from "../unit/client/data/world.ts"

afterEach(() => vi.restoreAllMocks())

/** A value that nests deeper than a relay takes. */
function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = [value]
  return value
}

function pick<T>(values: readonly T[], random: Random): T {
  return values[below(values.length, random)]!
}

function unsound(id: string): Change {
  return { do: "set", document: ITEMS, kind: "items", id, field: "estimateMinutes", value: nested(80) }
}

/** Waits until what is unsent may go, or sets aside what is somebody else's than who is signed in. */
async function handedOver(tab: Tab): Promise<void> {
  const isOfAnother = () => tab.sync?.relay.state === "stopped" && tab.sync.relay.reason === "of-another"
  await tab.until(() => isOfAnother() || (tab.sync?.relay.state === "online" && tab.sync.unsent === 0))
  if (isOfAnother()) tab.say({ do: "signed-in", setsAside: true })
}

for (let seed = 1; seed <= 40; seed++)
  test(`nothing is lost without being told, whatever the relay refuses and whoever ends, seed ${seed}`, async () => {
    const random = seededRandom(seed)
    const standings = new Standings()
    for (const person of ["ann", "bob", "eve"]) standings.set(person, { S0: "write" })
    const { url } = await relay({ access: standings })
    const ours = device({ seed: 20_000 + seed, haste: 20 })
    ours.pass = passOf("ann")
    const workers: { worker: Worker; tab: Tab }[] = []
    const start = async (): Promise<void> => {
      const worker = ours.worker()
      const tab = worker.tab("W", { relay: url })
      workers.push({ worker, tab })
      await tab.watch(ITEMS)
    }
    await start()
    await start()
    const made: string[] = []
    let bad = 0
    for (let step = 0; step < 40; step++) {
      const { worker, tab } = pick(workers, random)
      const dice = below(20, random)
      if (dice < 10) {
        const id = `I${made.length}`
        const isBad = below(8, random) === 0
        const action = tab.send(created(id, `title ${id}`), ...(isBad ? [unsound(id)] : []))
        await tab.until(() => tab.heard.some(message => "action" in message && message.action === action))
        if (tab.heard.some(message => message.tell === "not-written" && message.action === action)) continue
        made.push(id)
        if (isBad) bad += 1
      } else if (dice < 12) ours.setOnline(below(2, random) === 0)
      else if (dice < 14) standings.set(pick(["ann", "bob"], random), { S0: below(3, random) === 0 ? "read" : "write" })
      else if (dice < 15) {
        ours.pass = passOf(pick(["ann", "bob"], random))
        tab.say({ do: "signed-in", setsAside: below(2, random) === 0 })
      } else if (dice < 17) {
        await tab.saved()
        workers.splice(
          workers.findIndex(other => other.worker === worker),
          1,
        )
        worker.kill()
        await start()
      } else await new Promise(resolve => setTimeout(resolve, below(15, random)))
    }
    for (const person of ["ann", "bob"]) standings.set(person, { S0: "write" })
    ours.setOnline(true)
    await handedOver(workers[0]!.tab)
    for (const { tab } of workers) await tab.safe()
    const theirs = device({ seed: 30_000 + seed })
    theirs.pass = passOf("eve")
    const eve = theirs.worker().tab("W", { relay: url, me: "eve" })
    await eve.watch(ITEMS)
    const works = (await workers[0]!.tab.ask(request => ({ do: "list-refused", request }))) as RefusedWork[]
    const told = new Set(works.flatMap(({ said }) => said.flatMap(piece => ("id" in piece ? [piece.id] : []))))
    const there = new Set(eve.rows(ITEMS, "items").map(({ id }) => id as string))
    for (const id of made) expect(there.has(id) || told.has(id), id).toBe(true)
    for (const { tab } of workers) {
      await tab.until(() => tab.rows(ITEMS, "items").length === there.size)
      expect(new Set(tab.rows(ITEMS, "items").map(({ id }) => id as string))).toEqual(there)
    }
    expect(eve.rows(ITEMS, "items").every(({ estimateMinutes }) => estimateMinutes === null)).toBe(true)
    expect(works.length).toBeGreaterThanOrEqual(bad > 0 ? 1 : 0)
  })
