import { afterEach } from "vitest"
import type { ItemId, MemberId } from "@weft/model/base/ids"
import type { Change } from "@weft/model/schema/change"
import { startRelay, type StartedRelay, type StartOptions } from "../../../support/relay.ts"
import { Device, type DeviceOptions } from "./device.ts"

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A device that ends with the test. */
export function device(options: DeviceOptions): Device {
  const made = new Device(options)
  closing.push(() => made.close())
  return made
}

/** A relay that ends with the test. */
export async function relay(options: StartOptions = {}): Promise<StartedRelay> {
  const started = await startRelay(options)
  closing.push(() => started.close())
  return started
}

export const ITEMS = "space/S0"

export const item = (id: string) => id as ItemId
export const member = (id: string) => id as MemberId

/** That an item comes to be. */
export function created(id: string, title: string): Change {
  return { do: "create", document: ITEMS, kind: "items", id, seed: { title } }
}

/** That an item is called something else. */
export function titled(id: string, title: string): Change {
  return { do: "set", document: ITEMS, kind: "items", id, field: "title", value: title }
}
