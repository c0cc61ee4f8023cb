import { expect } from "vitest"
import * as Y from "yjs"
import { silentMeter } from "@weft/sync-server/ports"
import { CommitQueue } from "@weft/sync-server/rooms/commit-queue"
import { PACKING_POLICY } from "@weft/sync-server/rooms/document-bytes"
import type { Peer } from "@weft/sync-server/rooms/peer"
import { Rooms, type Joined } from "@weft/sync-server/rooms/rooms"
import type { DiskLost, LogStore } from "@weft/sync-server/store/log-store"
import { createMemoryStore } from "@weft/sync-server/store/memory-store"
import { packerHere } from "@weft/sync-server/store/pack-updates"
import { RENEWAL_POLICY } from "@weft/sync-server/store/renew-updates"
import { NOTHING } from "../support/relay.ts"
import { TestTime } from "./test-world.ts"

export const HOLDING_NOTHING = { epoch: 0, lastSeq: -1, stateVector: NOTHING }

export const DOCUMENT = "acme/space/one"
export const IDLE_MILLIS = 1_000

/** Rooms over a store in memory, in time that the test drives. */
export function openRooms(overrides: Partial<LogStore> = {}) {
  const memory = createMemoryStore("history")
  const store: LogStore = { ...memory, ...overrides }
  const time = new TestTime()
  const reports: string[] = []
  const lost: DiskLost[] = []
  const report = (line: string) => void reports.push(line)
  const commits = new CommitQueue({
    store,
    clock: time,
    timers: time,
    meter: silentMeter,
    diskLost: error => lost.push(error),
  })
  const rooms = new Rooms({
    store,
    packer: packerHere,
    commits,
    clock: time,
    timers: time,
    report,
    idleMillis: IDLE_MILLIS,
    renewal: RENEWAL_POLICY,
    packing: PACKING_POLICY,
  })
  return { memory, time, reports, lost, rooms }
}

export async function join(rooms: Rooms, peer: Peer, lastSeq = -1, vector = NOTHING): Promise<Joined> {
  const joined = await rooms.join(DOCUMENT, peer, { epoch: 0, lastSeq, stateVector: vector }, () => true)
  if (joined.state !== "joined") throw new Error(`${joined.state}: ${joined.detail}`)
  return joined
}

/** A writer whose every edit is one update. */
export function writer(client?: number) {
  const document = new Y.Doc()
  if (client !== undefined) document.clientID = client
  return {
    document,
    set(key: string, value: unknown): Uint8Array {
      const before = Y.encodeStateVector(document)
      document.getMap("items").set(key, value)
      return Y.encodeStateAsUpdate(document, before)
    },
  }
}

/** What updates hold together; none of them waits for another. */
export function contentOf(...updates: Uint8Array[]): unknown {
  const document = new Y.Doc()
  for (const update of updates) if (update.length > 0) Y.applyUpdate(document, update)
  expect(document.store.pendingStructs).toBeNull()
  return document.getMap("items").toJSON()
}
