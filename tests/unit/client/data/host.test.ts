import { afterEach, expect, test } from "vitest"
import { addMember } from "@weft/model/actions/space"
import { createItem, patchItems } from "@weft/model/actions/item"
import type { ItemId, MemberId } from "@weft/model/base/ids"
import { startRelay, type StartedRelay } from "../../../support/relay.ts"
import { Device, type DeviceOptions } from "./device.ts"

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

function device(options: DeviceOptions): Device {
  const made = new Device(options)
  closing.push(() => made.close())
  return made
}

async function relay(): Promise<StartedRelay> {
  const started = await startRelay()
  closing.push(() => started.close())
  return started
}

const ITEMS = "space/S0"
const item = (id: string) => id as ItemId

test("a tab sees what it writes, and what was saved is there after a restart", async () => {
  const ours = device({ seed: 1 })
  const first = ours.worker()
  const tab = first.tab("W")
  await tab.watch("people", ITEMS)
  await tab.perform(addMember, "S0", { id: "ann" as MemberId, name: "Ann" })
  await tab.perform(createItem, "S0", { id: item("I1"), title: "Paint the fence" })
  await tab.saved()
  first.kill()
  const again = ours.worker().tab("W")
  await again.watch("people", ITEMS)
  expect(again.row(ITEMS, "items", "I1")?.title).toBe("Paint the fence")
  expect(again.rows("people", "members").map(member => member.name)).toEqual(["Ann"])
  expect(ours.sockets).toBe(0)
})

test("two devices see each other's edits through the relay", async () => {
  const { url } = await relay()
  const [left, right] = [device({ seed: 1 }), device({ seed: 2 })]
  const ann = left.worker().tab("W", { relay: url })
  const bob = right.worker().tab("W", { relay: url, me: "bob" })
  await Promise.all([ann.watch(ITEMS), bob.watch(ITEMS)])
  await ann.perform(createItem, "S0", { id: item("I1"), title: "Paint the fence" })
  await bob.until(() => bob.row(ITEMS, "items", "I1") !== undefined)
  await bob.perform(patchItems, "S0", { items: [item("I1")], fields: { title: "Paint the wall" } })
  await ann.until(() => ann.row(ITEMS, "items", "I1")?.title === "Paint the wall")
  await Promise.all([ann.safe(), bob.safe()])
})
