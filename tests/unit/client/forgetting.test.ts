import { expect, test } from "vitest"
import { lossesOf } from "../../../packages/client/src/views/preferences/losses.ts"

const ONLINE = { relay: { state: "online" }, unsent: 0, refused: 0 } as const
const NO_FILES = { waiting: 0 }

test("SETTINGS-5 nothing is lost of what the relay has on its disk", () => {
  expect(lossesOf(ONLINE, NO_FILES)).toEqual([])
})

test("SETTINGS-4 each kind of work that is on this device alone is told with how much it is", () => {
  expect(lossesOf({ ...ONLINE, relay: { state: "none" } }, NO_FILES)).toEqual([{ lost: "all" }])
  expect(lossesOf({ ...ONLINE, unsent: 3, refused: 2 }, { waiting: 1 })).toEqual([
    { lost: "changes", amount: 3 },
    { lost: "refused", amount: 2 },
    { lost: "files", amount: 1 },
  ])
})

test("SETTINGS-4 a relay that does not answer may lack what nobody knows of", () => {
  for (const state of ["connecting", "offline"] as const)
    expect(lossesOf({ ...ONLINE, relay: { state } }, NO_FILES)).toEqual([{ lost: "unknown" }])
  expect(lossesOf({ ...ONLINE, relay: { state: "stopped", reason: "forbidden" } }, NO_FILES)).toEqual([
    { lost: "unknown" },
  ])
})
