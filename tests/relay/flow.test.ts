import { expect, test } from "vitest"
import { Flow } from "@weft/sync-server/connections/flow"
import type { Meter } from "@weft/sync-server/ports"
import { TestTime } from "./test-world.ts"

const NO_METER: Meter = { frame() {}, committed() {}, notCommitted() {}, refused() {}, closed() {} }

/** How many updates of a client that never stops are read in so many seconds. */
async function readIn(seconds: number, isHeard: boolean): Promise<number> {
  const time = new TestTime()
  const state = { isPaused: false }
  const socket = {
    send() {},
    backlogBytes: () => 0,
    pause: () => void (state.isPaused = true),
    resume: () => void (state.isPaused = false),
    close() {},
  }
  const flow = new Flow(socket, { clock: time, timers: time, meter: NO_METER })
  let read = 0
  for (const end = time.now() + seconds * 1000; time.now() < end; await time.pass(10))
    while (!state.isPaused) {
      flow.receivedUpdate(isHeard)
      read += 1
    }
  return read
}

test("RELAY-21 a socket is read five hundred updates at once and a hundred a second, ten times as many where nobody hears them", async () => {
  const [heard, unheard] = [await readIn(10, true), await readIn(10, false)]
  expect(heard).toBeGreaterThan(1_450)
  expect(heard).toBeLessThan(1_550)
  expect(unheard / heard).toBeCloseTo(10, 0)
})
