import { expect, test } from "vitest"
import { syncStateOf } from "../../../packages/client/src/parts/sync-state.ts"
import type { SyncReport } from "../../../packages/client/src/data/messages.ts"

const ALL_THERE: SyncReport = {
  storage: "saved",
  relay: { state: "online" },
  unsent: 0,
  underWay: 0,
  isRelayFull: false,
  unsafe: {},
  refused: 0,
  damaged: [],
  clockOffset: null,
  isTooOld: false,
}

test("ATTACH-3 nothing is called synced while files wait, or were not taken", () => {
  expect(syncStateOf(ALL_THERE, { waiting: 0, refused: 0 })).toEqual({ state: "synced" })
  expect(syncStateOf(ALL_THERE, { waiting: 2, refused: 0 })).toEqual({ state: "files", files: 2 })
  expect(syncStateOf(ALL_THERE, { waiting: 1, refused: 1 })).toEqual({ state: "files", files: 2 })
  expect(syncStateOf({ ...ALL_THERE, unsent: 1 }, { waiting: 2, refused: 0 })).toEqual({ state: "saving" })
  const offline = { ...ALL_THERE, relay: { state: "offline" } as const }
  expect(syncStateOf(offline, { waiting: 2, refused: 0 })).toEqual({ state: "offline", changes: 0 })
})
