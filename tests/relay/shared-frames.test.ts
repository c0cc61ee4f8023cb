import { expect, test } from "vitest"
import { SharedFrames } from "@weft/sync-server/connections/shared-frames"

/** Frames that say what they were made of, and how many were. */
function startSharing() {
  const shared = new SharedFrames()
  let made = 0
  const frame = (update: Uint8Array, seq: number, channel: number) =>
    shared.frame(update, seq, channel, () => {
      made += 1
      return new Uint8Array([seq, channel, ...update.subarray(0, 1)])
    })
  return { frame, made: () => made }
}

test("everybody on a channel of the same number gets one frame, which is made once", () => {
  const { frame, made } = startSharing()
  const update = new Uint8Array([7])
  const frames = [frame(update, 1, 0), frame(update, 1, 3), frame(update, 1, 0), frame(update, 1, 3)]
  expect(frames.map(bytes => [...bytes])).toEqual([0, 3, 0, 3].map(channel => [1, channel, 7]))
  expect(made()).toBe(2)
})

test("another update, or the same at another sequence, is a frame of its own", () => {
  const { frame, made } = startSharing()
  const update = new Uint8Array([7])
  const frames = [frame(update, 1, 0), frame(update, 2, 0), frame(new Uint8Array([7]), 2, 0), frame(update, 1, 0)]
  expect(frames.map(bytes => [...bytes])).toEqual([1, 2, 2, 1].map(seq => [seq, 0, 7]))
  expect(made()).toBe(4)
})

test("large frames are not kept", () => {
  const { frame, made } = startSharing()
  const update = new Uint8Array(5_000).fill(7)
  expect([frame(update, 1, 0), frame(update, 1, 0)]).toHaveLength(2)
  expect(made()).toBe(2)
})
