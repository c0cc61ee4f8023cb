import * as encoding from "lib0/encoding"
import { expect, test } from "vitest"
import { PlainAwareness } from "@weft/sync-server/connections/plain-awareness"
import { TestPeer } from "./test-world.ts"

const GONE = "null"

/** An awareness message: for each client its clock and its state. */
function message(states: readonly (readonly [client: number, clock: number, json: string])[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, states.length)
  for (const [client, clock, json] of states) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, json)
  }
  return encoding.toUint8Array(encoder)
}

const many = (from: number, to: number, clock: number, json: string) =>
  message(Array.from({ length: to - from }, (_, index) => [from + index, clock, json] as const))

test("RELAY-8 a peer of the plain door stands for 32 states at most, however many it names, and they end with it", () => {
  const awareness = new PlainAwareness()
  const peer = new TestPeer("anna")
  awareness.enter("W/space/S1", peer, () => {})
  const known = () => awareness.everyone("W/space/S1")
  awareness.update("W/space/S1", peer, many(0, 5_000, 1, "{}"))
  expect(known()).toEqual(many(0, 32, 1, "{}"))
  awareness.update("W/space/S1", peer, many(0, 32, 2, "{}"))
  awareness.update("W/space/S1", peer, many(0, 16, 3, GONE))
  awareness.update("W/space/S1", peer, many(100, 200, 1, "{}"))
  expect(known().length).toBe(
    message([...Array(32).keys()].map(index => [index < 16 ? 16 + index : 84 + index, 1, "{}"])).length,
  )
  awareness.leave("W/space/S1", peer)
  expect(known()).toEqual(message([]))
})
